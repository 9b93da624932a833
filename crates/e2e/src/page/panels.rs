//! What stands beside the ring.

use super::Page;
use serde::Deserialize;
use serde_json::json;
use xtask::failure::Outcome;

/// What the live region says.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
pub struct News {
    /// What happened.
    pub deed: String,
    /// What that means for the sessions.
    pub consequence: String,
}

/// A row of the table of nodes.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
pub struct NodeRow {
    /// The node's name.
    pub name: String,
    /// Its state.
    pub state: String,
    /// How many copies it holds.
    pub copies: usize,
    /// Of how many sessions it is the primary.
    pub primary: usize,
}

impl Page {
    /// Opens a scenario of the menu.
    ///
    /// # Errors
    /// Where the menu does not have it.
    pub async fn open_scenario(&self, title: &str) -> Outcome {
        self.choose("Scenario", title).await
    }

    /// Opens a panel.
    ///
    /// # Errors
    /// Where there is none of this name.
    pub async fn open_panel(&self, name: &str) -> Outcome {
        self.click_named("tab", name).await
    }

    /// What the live region says.
    ///
    /// # Errors
    /// Where there is none.
    pub async fn news(&self) -> Outcome<News> {
        self.ask(
            "(([deed, consequence]) => ({ deed: words(deed), consequence: words(consequence) }))
             (all('section[aria-labelledby=news-title] [role=status][aria-live=polite] p'))",
        )
        .await
    }

    /// What the page says it could not do.
    ///
    /// # Errors
    /// Where it cannot be read.
    pub async fn complaint(&self) -> Outcome<Option<String>> {
        self.ask(
            "((place) => place && words(place).replace(/ OK$/, ''))
             (document.querySelector('section[aria-labelledby=news-title] [role=alert] p'))",
        )
        .await
    }

    /// The text of the banner of a page that broke, if it is shown.
    ///
    /// # Errors
    /// Where it cannot be read.
    pub async fn failure_banner(&self) -> Outcome<Option<String>> {
        self.ask("((banner) => banner?.checkVisibility() ? words(banner) : null)(document.getElementById('failure'))")
            .await
    }

    /// The table of nodes.
    ///
    /// # Errors
    /// Where it is not shown.
    pub async fn node_table(&self) -> Outcome<Vec<NodeRow>> {
        self.ask(
            "all('tr[data-node]').map((row) => ({
                name: row.dataset.node,
                state: words(row.cells[1]),
                copies: Number(row.dataset.copies),
                primary: Number(words(row.cells[3])),
            }))",
        )
        .await
    }

    /// What the matrix says a read of this key does now.
    ///
    /// # Errors
    /// Where the matrix is not shown, or lacks the key.
    pub async fn read_now(&self, key: &str) -> Outcome<String> {
        self.ask_about(
            "((row) => words([...row.cells].at(-1)))(document.querySelector(`tr[data-key=\"${it}\"]`))",
            key,
        )
        .await
    }

    /// The nodes that a read of this session asks, each with its answer, as the
    /// panel lists them. Selects the session with a click where it is not.
    ///
    /// # Errors
    /// Where the session is not drawn, or its panel does not open.
    pub async fn probes_of(&self, key: &str) -> Outcome<Vec<String>> {
        if self.selected_session().await?.as_deref() != Some(key) {
            self.click_session(key).await?;
        }
        self.probes().await
    }

    /// The nodes that a read of the selected session asks, each with its answer.
    ///
    /// # Errors
    /// Where no session is selected.
    pub async fn probes(&self) -> Outcome<Vec<String>> {
        self.ask("all('.session-panel .probe').map((probe) => `${words(probe.querySelector('b'))} ${words(probe.querySelector('.answer'))}`)")
            .await
    }

    /// The key of the session that the panel is about.
    ///
    /// # Errors
    /// Where it cannot be read.
    pub async fn selected_session(&self) -> Outcome<Option<String>> {
        self.ask("((title) => title && words(title))(document.getElementById('session-title'))")
            .await
    }

    /// What the panel of the selected session says, line by line.
    ///
    /// # Errors
    /// Where no session is selected.
    pub async fn session_panel(&self) -> Outcome<String> {
        self.ask("document.querySelector('.session-panel').innerText")
            .await
    }

    /// The moments of the history, and which of them is shown.
    ///
    /// # Errors
    /// Where the history is not open.
    pub async fn history(&self) -> Outcome<(Vec<String>, Option<usize>)> {
        let moments = "all('section[aria-labelledby=history-title] li button')";
        let texts = self.ask(&format!("{moments}.map(words)")).await?;
        let now: Option<usize> = self
            .ask(&format!(
                "((at) => at < 0 ? null : at)({moments}.findIndex((moment) => moment.ariaCurrent === 'step'))"
            ))
            .await?;
        Ok((texts, now))
    }

    /// Chooses one of several exclusive settings.
    ///
    /// # Errors
    /// Where there is none whose name begins so.
    pub async fn choose_radio(&self, name: &str) -> Outcome {
        self.click(
            "spot(all('label').find((label) => label.querySelector('input[type=radio]') && words(label).startsWith(it)))",
            json!(name),
        )
        .await
    }
}
