//! Every moment stays within reach.

use crate::opening::adds_up;
use e2e::visit;

#[test]
fn a_moment_of_the_history_is_returned_to_by_a_click() {
    visit(async |page| {
        let mut pictures = vec![page.picture().await?];
        for node in ["node-1", "node-4"] {
            page.click_node(node).await?;
            pictures.push(page.picture().await?);
        }
        page.open_panel("History").await?;
        let (moments, now) = page.history().await?;
        assert_eq!((moments.len(), now), (3, Some(2)), "{moments:?}");
        assert!(moments[1].starts_with("node-1 crashed"), "{moments:?}");
        for (at, picture) in pictures.iter().enumerate() {
            page.click_button(&moments[at]).await?;
            assert_eq!(&page.picture().await?, picture);
            assert_eq!(page.history().await?.1, Some(at));
        }
        Ok(())
    });
}

#[test]
fn a_new_event_in_the_past_takes_the_place_of_what_came_after_until_it_is_undone() {
    visit(async |page| {
        page.click_node("node-1").await?;
        page.click_node("node-4").await?;
        let future = page.picture().await?;
        page.open_panel("History").await?;
        let (moments, _) = page.history().await?;
        page.click_button(&moments[1]).await?;
        page.click_node("node-2").await?;
        let (forked, now) = page.history().await?;
        assert_eq!((forked.len(), now), (3, Some(2)), "{forked:?}");
        assert!(forked[2].starts_with("node-2 crashed"));
        let left = "after event 1: node-4 crashed (2 events)";
        assert_eq!(page.moment().await?.branches, [left]);
        page.click_button("Undo").await?;
        assert_eq!(page.moment().await?.branches, [""; 0]);
        page.open_panel("History").await?;
        let (again, _) = page.history().await?;
        assert_eq!(again, moments);
        page.click_button(&moments[2]).await?;
        assert_eq!(page.picture().await?, future);
        page.open_panel("Inspect").await?;
        adds_up(page).await?;
        Ok(())
    });
}
