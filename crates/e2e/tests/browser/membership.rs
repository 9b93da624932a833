//! Nodes that join and leave, and the way back.

use crate::opening::adds_up;
use e2e::{Key, visit};

#[test]
fn a_node_added_by_the_button_joins_empty() {
    visit(async |page| {
        let before = page.picture().await?;
        page.click_button("Add a node").await?;
        let after = adds_up(page).await?;
        assert_eq!(after.nodes.len(), before.nodes.len() + 1);
        assert_eq!(after.node("node-6").state(), "up");
        assert_eq!(after.node("node-6").copies(), 0);
        assert_eq!(after.count("lost"), 0);
        assert_eq!(
            page.news().await?.deed,
            "node-6 joined the server list, empty."
        );
        Ok(())
    });
}

#[test]
fn a_node_joins_where_the_line_of_the_ring_is_clicked() {
    visit(async |page| {
        let before = page.picture().await?;
        let turn = page.free_turn().await?;
        page.click_ring(turn).await?;
        let after = adds_up(page).await?;
        assert_eq!(after.nodes.len(), before.nodes.len() + 1);
        assert_eq!(after.node("node-6").copies(), 0);
        let is_there: bool = page
            .ask_about(
                "((box, place) => Math.hypot(box.left + box.width / 2 - place.x, box.top + box.height / 2 - place.y) < 3)
                 (node('node-6').querySelector('.node-body').getBoundingClientRect(), onRing(it))",
                turn,
            )
            .await?;
        assert!(is_there, "the node stands where the ring was clicked");
        Ok(())
    });
}

#[test]
fn a_node_is_taken_out_by_the_delete_key_or_the_button() {
    visit(async |page| {
        page.walk_to("node-2").await?;
        page.press(Key::Delete).await?;
        let by_key = adds_up(page).await?;
        assert_eq!(by_key.node("node-2").state(), "removed");
        assert!(
            page.news()
                .await?
                .deed
                .starts_with("node-2 was taken out of the server list.")
        );
        page.click_button("Undo").await?;
        page.click_button("Remove node-2").await?;
        assert_eq!(adds_up(page).await?, by_key);
        Ok(())
    });
}

#[test]
fn the_last_node_of_the_list_cannot_be_taken_out() {
    visit(async |page| {
        for node in ["node-1", "node-2", "node-3", "node-4"] {
            page.click_button(&format!("Remove {node}")).await?;
        }
        let before = page.picture().await?;
        page.click_button("Remove node-5").await?;
        assert_eq!(page.picture().await?, before);
        let complaint = page.complaint().await?.expect("it says why");
        assert!(
            complaint.contains("node-5 is the last node of the server list"),
            "{complaint}"
        );
        Ok(())
    });
}

#[test]
fn undo_and_redo_return_to_exactly_the_same_picture() {
    visit(async |page| {
        let mut pictures = vec![adds_up(page).await?];
        page.click_node("node-3").await?;
        pictures.push(adds_up(page).await?);
        page.click_button("Add a node").await?;
        pictures.push(adds_up(page).await?);
        page.click_node("node-3").await?;
        pictures.push(adds_up(page).await?);
        page.click_button("Remove node-1").await?;
        pictures.push(adds_up(page).await?);
        page.click_button("Request all").await?;
        pictures.push(adds_up(page).await?);
        page.click_node("node-1").await?;
        pictures.push(adds_up(page).await?);

        for (at, expected) in pictures.iter().enumerate().rev().skip(1) {
            assert!(page.is_enabled("Undo").await?);
            page.click_button("Undo").await?;
            assert_eq!(&adds_up(page).await?, expected, "undone to moment {at}");
        }
        assert!(!page.is_enabled("Undo").await?);
        for (at, expected) in pictures.iter().enumerate().skip(1) {
            assert!(page.is_enabled("Redo").await?);
            page.click_button("Redo").await?;
            assert_eq!(&adds_up(page).await?, expected, "redone to moment {at}");
        }
        assert!(!page.is_enabled("Redo").await?);
        Ok(())
    });
}

#[test]
fn a_request_of_every_session_heals_what_a_change_moved() {
    visit(async |page| {
        page.click_button("Add a node").await?;
        assert!(adds_up(page).await?.count("safe") < 40);
        page.click_button("Request all").await?;
        let healed = adds_up(page).await?;
        assert_eq!(healed.count("safe"), 40, "{:?}", healed.legend);
        assert!(
            page.news()
                .await?
                .deed
                .contains("40 found the latest version")
        );
        Ok(())
    });
}
