//! Clients by name: in JSON, on the command line, in an address.

use std::fmt;
use std::str::FromStr;

use serde::de::Error as _;
use serde::{Deserialize, Deserializer, Serialize, Serializer};

#[cfg(feature = "schema")]
use crate::client::Profile;
use crate::client::{Client, RingSize};

/// A name that no client has.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct UnknownClient {
    /// What was given.
    pub name: String,
}

impl std::error::Error for UnknownClient {}

impl fmt::Display for UnknownClient {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let start: String = self.name.chars().take(40).collect();
        let cut = if start.len() < self.name.len() {
            "..."
        } else {
            ""
        };
        write!(f, "unknown client {start:?}{cut}, expected one of")?;
        for (index, client) in Client::ALL.iter().enumerate() {
            write!(f, "{} {}", if index == 0 { "" } else { "," }, client.name())?;
        }
        write!(f, " (or plain/SIZE with a size from 1 to 4294967296)")
    }
}

impl fmt::Display for Client {
    /// The name; a plain ring smaller than 2^32 has its size behind a slash, as in `plain/12`.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Plain(size) if *size != RingSize::FULL => {
                write!(f, "{}/{}", self.name(), size.get())
            }
            _ => f.write_str(self.name()),
        }
    }
}

impl FromStr for Client {
    type Err = UnknownClient;

    /// Reads what `Display` writes.
    fn from_str(name: &str) -> Result<Self, UnknownClient> {
        let sized = || {
            let digits = name.strip_prefix("plain/")?;
            let size = digits
                .bytes()
                .all(|byte| byte.is_ascii_digit())
                .then_some(digits)?;
            Some(Self::Plain(RingSize::new(size.parse().ok()?)?))
        };
        Self::ALL
            .into_iter()
            .find(|client| client.name() == name)
            .or_else(sized)
            .ok_or_else(|| UnknownClient {
                name: name.to_owned(),
            })
    }
}

impl Serialize for Client {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(self)
    }
}

impl<'de> Deserialize<'de> for Client {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        String::deserialize(deserializer)?
            .parse()
            .map_err(D::Error::custom)
    }
}

#[cfg(feature = "schema")]
impl schemars::JsonSchema for Client {
    fn schema_name() -> std::borrow::Cow<'static, str> {
        "Client".into()
    }

    fn json_schema(_: &mut schemars::SchemaGenerator) -> schemars::Schema {
        let one = |client: Client| {
            let Profile {
                name,
                title,
                program,
                version,
                description,
            } = client.profile();
            schemars::json_schema!({
                "const": name,
                "title": format!("{title} ({program} {version})"),
                "description": description,
            })
        };
        let sized = schemars::json_schema!({
            "type": "string",
            "pattern": "^plain/0*[1-9][0-9]{0,9}$",
            "title": "A plain ring of this many points, 1 to 4294967296",
        });
        let any: Vec<_> = Client::ALL.into_iter().map(one).chain([sized]).collect();
        schemars::json_schema!({ "description": "The client that places the keys.", "anyOf": any })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_client_comes_back_from_its_name() {
        for client in Client::ALL {
            assert_eq!(client.name().parse(), Ok(client));
            let json = serde_json::to_string(&client).expect("a name is JSON");
            assert_eq!(
                serde_json::from_str::<Client>(&json).expect("it came from a client"),
                client
            );
        }
    }

    #[test]
    fn a_plain_ring_keeps_its_size() {
        let clock = Client::Plain(RingSize::new(12).expect("12 is a size"));
        assert_eq!(clock.to_string(), "plain/12");
        assert_eq!("plain/12".parse(), Ok(clock));
        assert_eq!(
            "plain/4294967296".parse(),
            Ok(Client::Plain(RingSize::FULL))
        );
    }

    #[test]
    fn an_unknown_name_is_told_all_known_ones() {
        for name in [
            "",
            "ketama",
            "Plain",
            "plain/0",
            "plain/4294967297",
            "plain/+1",
            "plain/",
        ] {
            let message = name.parse::<Client>().expect_err(name).to_string();
            for client in Client::ALL {
                assert!(message.contains(client.name()), "{message}");
            }
        }
    }
}
