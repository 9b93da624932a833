//! Whether everyone can use the page.

use super::{Page, done};
use crate::tools;
use serde::Deserialize;
use serde_json::Value;
use std::fmt::{self, Display, Formatter};
use std::fs;
use xtask::failure::{Failure, Outcome, While};

/// A rule of axe-core that the page breaks.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
struct Violation {
    id: String,
    help: String,
    impact: Option<String>,
    nodes: Vec<Place>,
}

#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
struct Place {
    html: String,
    #[serde(rename = "failureSummary", default)]
    summary: String,
}

impl Display for Violation {
    fn fmt(&self, f: &mut Formatter<'_>) -> fmt::Result {
        let impact = self.impact.as_deref().unwrap_or("unrated");
        writeln!(f, "{} ({impact}): {}", self.id, self.help)?;
        for place in &self.nodes {
            let html: String = place.html.chars().take(200).collect();
            writeln!(f, "  {html}")?;
            for line in place.summary.lines().skip(1) {
                writeln!(f, "    {}", line.trim())?;
            }
        }
        Ok(())
    }
}

impl Page {
    /// Whether axe-core finds nothing wrong with the screen that is shown now.
    ///
    /// # Errors
    /// What it finds, with the screen's name before it, or that it cannot run.
    pub async fn is_for_everyone(&self, screen: &str) -> Outcome {
        let found = self.violations().await?;
        if found.is_empty() {
            return Ok(());
        }
        let told: Vec<String> = found.iter().map(ToString::to_string).collect();
        Err(Failure::new(format!("{screen}: {}", told.join("\n"))))
    }

    /// What axe-core finds wrong with what is shown now.
    async fn violations(&self) -> Outcome<Vec<Violation>> {
        if !self.ask::<bool>("'axe' in window").await? {
            let file = tools::axe()?;
            let script =
                fs::read_to_string(&file).while_doing(|| format!("Reading {}", file.display()))?;
            done(
                "Loading axe-core",
                self.client.execute(&script, Vec::new()).await,
            )?;
        }
        let script = "const done = arguments[0];
            axe.run({ resultTypes: ['violations'] })
                .then((results) => done(results.violations), (error) => done(String(error)));";
        let found: Value = done(
            "Running axe-core",
            self.client.execute_async(script, Vec::new()).await,
        )?;
        let shown = found.to_string();
        serde_json::from_value(found)
            .while_doing(|| format!("Reading what axe-core found: {shown}"))
    }
}
