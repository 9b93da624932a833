//! The example that the idea was explained with, step by step and to the letter.

use e2e::{Key, Outcome, Page, visit};

/// An event of the example, and what a read of each key finds then.
struct Case {
    event: &'static str,
    key_3: &'static [&'static str],
    key_4: &'static [&'static str],
}

const NOTHING_HAPPENED: Case = Case {
    event: "",
    key_3: &["node-3 hit"],
    key_4: &["node-1 hit"],
};
const NODE_3_FAILS: Case = Case {
    event: "node-3",
    key_3: &["node-3 unavailable", "node-1 hit"],
    key_4: &["node-1 hit"],
};
const NODE_1_FAILS: Case = Case {
    event: "node-1",
    key_3: &["node-3 hit"],
    key_4: &["node-1 unavailable", "node-2 hit"],
};
const NODE_4_JOINS: Case = Case {
    event: "node-4",
    key_3: &["node-3 hit"],
    key_4: &["node-4 miss", "node-1 hit"],
};

impl Case {
    fn keys(&self) -> [(&'static str, &'static [&'static str]); 2] {
        [("key-3", self.key_3), ("key-4", self.key_4)]
    }

    /// Reads the matrix and, session by session, the panel.
    async fn is_seen(&self, page: &Page) -> Outcome {
        for (key, probes) in self.keys() {
            assert_eq!(
                page.read_now(key).await?,
                probes.join(" → "),
                "{key}, {}",
                self.event
            );
            assert_eq!(page.probes_of(key).await?, probes, "{key}, {}", self.event);
        }
        Ok(())
    }
}

#[test]
fn each_event_of_the_example_has_the_reads_of_its_table_when_clicked() {
    visit(async |page| {
        page.open_scenario("The worked example").await?;
        NOTHING_HAPPENED.is_seen(page).await?;
        for case in [NODE_3_FAILS, NODE_1_FAILS] {
            page.click_node(case.event).await?;
            case.is_seen(page).await?;
            page.click_button("Undo").await?;
            NOTHING_HAPPENED.is_seen(page).await?;
        }
        page.click_button("Add a node").await?;
        NODE_4_JOINS.is_seen(page).await?;
        page.click_button("Undo").await?;
        NOTHING_HAPPENED.is_seen(page).await?;
        Ok(())
    });
}

#[test]
fn node_4_joins_where_the_ring_is_clicked() {
    visit(async |page| {
        page.open_scenario("The worked example").await?;
        // Points 1, 2, 3 of 4 are taken; the fourth lies at the top.
        page.click_ring(0.0).await?;
        NODE_4_JOINS.is_seen(page).await
    });
}

#[test]
fn each_event_of_the_example_has_the_reads_of_its_table_by_keyboard_alone() {
    visit(async |page| {
        page.tab_to("combobox", "Scenario").await?;
        page.press(Key::Home).await?;
        assert_eq!(page.chosen("Scenario").await?, "The worked example");
        for case in [NODE_3_FAILS, NODE_1_FAILS] {
            page.walk_to(case.event).await?;
            page.press(Key::Enter).await?;
            is_seen_by_keyboard(&case, page).await?;
            page.press('u').await?;
        }
        page.press('a').await?;
        is_seen_by_keyboard(&NODE_4_JOINS, page).await?;
        page.press_with(&[Key::Control], 'z').await?;
        is_seen_by_keyboard(&NOTHING_HAPPENED, page).await
    });
}

async fn is_seen_by_keyboard(case: &Case, page: &Page) -> Outcome {
    for (key, probes) in case.keys() {
        assert_eq!(
            page.read_now(key).await?,
            probes.join(" → "),
            "{key}, {}",
            case.event
        );
        if page.selected_session().await?.as_deref() != Some(key) {
            page.walk_to(key).await?;
            page.press(Key::Enter).await?;
        }
        assert_eq!(page.selected_session().await?.as_deref(), Some(key));
        assert_eq!(page.probes().await?, probes, "{key}, {}", case.event);
    }
    Ok(())
}
