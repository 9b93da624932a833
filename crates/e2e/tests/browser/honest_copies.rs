//! Copies are never more than those that were written: nothing comes back by itself.

use crate::opening::adds_up;
use e2e::picture::{Picture, SessionMark};
use e2e::{Outcome, Page, visit};

#[test]
fn with_one_copy_each_every_crash_loses_what_its_node_had_for_good() {
    visit(async |page| {
        page.open_scenario("One copy only").await?;
        let start = honest(page).await?;
        assert_eq!(start.count("lost"), 0);
        let mut lost = 0;
        for node in start.node_names() {
            lost += start.node(node).copies();
            page.click_node(node).await?;
            let crashed = honest(page).await?;
            assert_eq!(crashed.count("lost"), lost, "after the crash of {node}");
            page.click_node(node).await?;
            let restarted = honest(page).await?;
            assert_eq!(restarted.count("lost"), lost, "after the restart of {node}");
            assert_eq!(restarted.node(node).copies(), 0);
        }
        assert_eq!(lost, start.sessions.len(), "in the end all of them");
        Ok(())
    });
}

#[test]
fn the_panel_of_a_session_says_what_its_mark_shows() {
    visit(async |page| {
        page.open_scenario("One copy only").await?;
        page.click_node("node-2").await?;
        let picture = page.picture().await?;
        for verdict in ["safe", "lost"] {
            let session = picture
                .sessions
                .iter()
                .find(|session| session.said() == verdict);
            let session = session.expect("there are some of both");
            let probes = page.probes_of(session.key()).await?;
            let panel = page.session_panel().await?;
            if verdict == "safe" {
                assert!(
                    probes.len() == 1 && probes[0].ends_with(" hit"),
                    "{probes:?}"
                );
            } else {
                assert_eq!(probes, ["node-2 unavailable"]);
                assert!(panel.contains("No node has any copy of it."), "{panel}");
            }
            assert!(panel.contains(&format!("{verdict}:")), "{panel}");
        }
        Ok(())
    });
}

/// With one copy of each session, what is found is what is stored.
async fn honest(page: &Page) -> Outcome<Picture> {
    let picture = adds_up(page).await?;
    let table = page.node_table().await?;
    let stored: usize = table.iter().map(|row| row.copies).sum();
    assert_eq!(
        stored,
        picture.count("safe"),
        "copies stored, sessions found"
    );
    let left: usize = picture.sessions.iter().map(SessionMark::copies).sum();
    assert_eq!(left, stored, "copies that the sessions' names speak of");
    assert_eq!(picture.count("lost"), picture.sessions.len() - stored);
    Ok(picture)
}
