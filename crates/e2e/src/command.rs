//! Commands to the driver that the `WebDriver` library has no function for.

use fantoccini::error::CmdError;
use fantoccini::wd::WebDriverCompatibleCommand;
use fantoccini::{Client, elements::Element};
use serde_json::{Value, json};

/// A command to the open session.
#[derive(Debug)]
struct Command {
    path: String,
    /// What is posted; without it, the command only asks.
    body: Option<Value>,
}

impl WebDriverCompatibleCommand for Command {
    fn endpoint(
        &self,
        base: &url::Url,
        session: Option<&str>,
    ) -> Result<url::Url, url::ParseError> {
        let session = session.unwrap_or_default();
        base.join(&format!("session/{session}/{}", self.path))
    }

    fn method_and_body(&self, _: &url::Url) -> (http::Method, Option<String>) {
        match &self.body {
            Some(body) => (http::Method::POST, Some(body.to_string())),
            None => (http::Method::GET, None),
        }
    }
}

/// Sends a command of the browser's own developer protocol.
pub async fn devtools(client: &Client, name: &str, params: Value) -> Result<Value, CmdError> {
    let command = Command {
        path: "goog/cdp/execute".into(),
        body: Some(json!({ "cmd": name, "params": params })),
    };
    client.issue_cmd(command).await
}

/// What the browser has logged since the last time it was asked.
pub async fn log(client: &Client, kind: &str) -> Result<Value, CmdError> {
    let command = Command {
        path: "se/log".into(),
        body: Some(json!({ "type": kind })),
    };
    client.issue_cmd(command).await
}

/// The role of an element and its name, as a screen reader is given them.
pub async fn role_and_name(client: &Client, element: &Element) -> Result<(Value, Value), CmdError> {
    let id = element.element_id();
    let ask = async |what: &str| {
        let command = Command {
            path: format!("element/{}/{what}", &*id),
            body: None,
        };
        client.issue_cmd(command).await
    };
    Ok((ask("computedrole").await?, ask("computedlabel").await?))
}
