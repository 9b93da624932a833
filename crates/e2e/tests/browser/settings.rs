//! The client's settings: each changes what is shown, and replays what happened.

use crate::opening::adds_up;
use e2e::picture::Picture;
use e2e::{Outcome, Page, visit};

#[test]
fn more_copies_are_written_and_bear_more_crashes() {
    visit(async |page| {
        page.click_node("node-2").await?;
        page.click_node("node-3").await?;
        assert!(
            page.picture().await?.count("lost") > 0,
            "two neighbours at once"
        );
        set(page, "Copies (R)", "3").await?;
        let three = page.picture().await?;
        assert_eq!(three.count("lost"), 0);
        assert!(three.sessions.iter().any(|session| session.copies() == 3));
        set(page, "Copies (R)", "1").await?;
        let one = page.picture().await?;
        assert!(one.sessions.iter().all(|session| session.copies() <= 1));
        assert!(one.count("lost") > 0);
        Ok(())
    });
}

#[test]
fn a_read_of_probe_depth_1_never_sees_the_second_copy() {
    visit(async |page| {
        page.click_node("node-3").await?;
        let served = page.picture().await?.count("replica");
        set(page, "Probe depth (P)", "1").await?;
        let shallow = page.picture().await?;
        assert_eq!(shallow.count("replica"), 0);
        assert_eq!(
            shallow.count("stranded"),
            served,
            "the copies are there, but not asked for"
        );
        Ok(())
    });
}

#[test]
fn a_restarted_empty_node_hides_the_replica_when_only_errors_fall_through() {
    visit(async |page| {
        page.click_node("node-3").await?;
        page.click_node("node-3").await?;
        let served = page.picture().await?.count("replica");
        assert!(served > 0);
        page.open_panel("Settings").await?;
        page.choose_radio("On an error").await?;
        let stranded = page.picture().await?;
        assert_eq!(stranded.count("replica"), 0);
        assert_eq!(stranded.count("stranded"), served);
        page.click_button("Undo").await?;
        let down = page.picture().await?;
        assert_eq!(
            down.count("replica"),
            served,
            "while it is down, the error falls through"
        );
        Ok(())
    });
}

#[test]
fn a_crash_makes_sessions_unreadable_when_reads_never_fall_through() {
    visit(async |page| {
        page.click_node("node-3").await?;
        let served = page.picture().await?.count("replica");
        page.open_panel("Settings").await?;
        page.choose_radio("Never").await?;
        assert_eq!(page.picture().await?.count("stranded"), served);
        page.choose_radio("On a miss and on an error").await?;
        assert_eq!(page.picture().await?.count("replica"), served);
        Ok(())
    });
}

#[test]
fn more_tokens_share_the_keys_more_evenly() {
    visit(async |page| {
        page.open_your_cluster().await?;
        let mut seen = Vec::new();
        for tokens in ["1", "160"] {
            page.open_panel("Settings").await?;
            page.choose("Tokens a node", tokens).await?;
            page.open_panel("Inspect").await?;
            seen.push(spread(page).await?);
        }
        let (coarse, fine) = (&seen[0], &seen[1]);
        assert_ne!(fine.0, coarse.0, "other nodes own other parts of the ring");
        let (most, most_before) = (fine.1.iter().max(), coarse.1.iter().max());
        assert!(most < most_before, "{most:?}, {most_before:?} before");
        Ok(())
    });
}

#[test]
fn another_client_puts_the_same_keys_elsewhere() {
    visit(async |page| {
        page.open_panel("Settings").await?;
        let clients = page.choices("Client profile").await?;
        assert!(clients.len() >= 15, "{clients:?}");
        let mut seen: Vec<Vec<usize>> = Vec::new();
        for client in [
            "spymemcached, ketama",
            "nginx, hash consistent",
            "pymemcache, rendezvous",
            "python-memcached, modulo",
        ] {
            set(page, "Client profile", client).await?;
            let shares = spread(page).await?.1;
            assert!(!seen.contains(&shares), "{client}: {shares:?} {seen:?}");
            seen.push(shares);
        }
        Ok(())
    });
}

#[test]
fn a_changed_setting_replays_what_happened_under_it() {
    visit(async |page| {
        page.click_node("node-3").await?;
        page.click_button("Add a node").await?;
        page.click_button("Request all").await?;
        let before = page.picture().await?;
        set(page, "Copies (R)", "1").await?;
        let after = page.picture().await?;
        let states = |picture: &Picture| -> Vec<(String, String)> {
            let state = |node: &e2e::picture::NodeMark| (node.name().into(), node.state().into());
            picture.nodes.iter().map(state).collect()
        };
        assert_eq!(states(&after), states(&before));
        page.open_panel("History").await?;
        let (moments, now) = page.history().await?;
        assert_eq!((moments.len(), now), (4, Some(3)));
        Ok(())
    });
}

/// Changes a setting and goes back to the inspector, where the figures must add up.
async fn set(page: &Page, name: &str, choice: &str) -> Outcome {
    page.open_panel("Settings").await?;
    page.choose(name, choice).await?;
    assert_eq!(page.chosen(name).await?, choice);
    page.open_panel("Inspect").await?;
    adds_up(page).await?;
    Ok(())
}

/// The parts of the ring that nodes own, and of how many sessions each is the primary.
async fn spread(page: &Page) -> Outcome<(Vec<String>, Vec<usize>)> {
    let table = page.node_table().await?;
    let primaries = table.iter().map(|row| row.primary).collect();
    Ok((page.picture().await?.ring, primaries))
}
