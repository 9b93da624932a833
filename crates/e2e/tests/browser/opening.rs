//! What a newcomer meets, and the first things they do.

use e2e::{Outcome, Page, visit};

#[test]
fn the_opening_screen_is_a_ring_with_some_dozens_of_sessions_in_two_copies() {
    visit(async |page| {
        let picture = page.picture().await?;
        assert!(
            (3..=12).contains(&picture.nodes.len()),
            "{:?}",
            picture.node_names()
        );
        assert!((24..=100).contains(&picture.sessions.len()));
        for session in &picture.sessions {
            assert_eq!(
                (session.said(), session.copies()),
                ("safe", 2),
                "{}",
                session.key()
            );
        }
        assert!(page.shows("Click a node to crash it.").await?);
        let news = page.news().await?;
        assert!(news.deed.contains("two copies each"), "{news:?}");
        assert!(news.consequence.contains("none lost"), "{news:?}");
        Ok(())
    });
}

#[test]
fn the_page_fits_a_desktop_without_scrolling() {
    visit(async |page| {
        for title in page.choices("Scenario").await? {
            page.open_scenario(&title).await?;
            let (tall, screen): (f64, f64) = page
                .ask("[document.scrollingElement.scrollHeight, innerHeight]")
                .await?;
            assert!(
                tall <= screen,
                "{title} is {tall} tall on a screen of {screen}"
            );
        }
        Ok(())
    });
}

#[test]
fn a_clicked_node_goes_down_and_a_replica_serves_what_it_had() {
    visit(async |page| {
        let before = page.picture().await?;
        page.click_node("node-3").await?;
        let after = adds_up(page).await?;

        assert_eq!(after.node("node-3").state(), "down");
        assert_eq!(after.node("node-3").copies(), 0);
        assert_ne!(after.legend, before.legend);
        let served = after.count("replica");
        assert!(served > 0, "{:?}", after.legend);
        assert_eq!(after.count("lost"), 0, "two copies bear one crash");

        let news = page.news().await?;
        let lost = before.node("node-3").copies();
        assert_eq!(
            news.deed,
            format!("node-3 crashed and lost its {lost} copies.")
        );
        assert!(
            news.consequence
                .contains(&format!("{served} of them served by a replica"))
        );
        assert!(news.consequence.contains("none lost"));
        Ok(())
    });
}

#[test]
fn a_node_clicked_again_restarts_empty() {
    visit(async |page| {
        page.click_node("node-3").await?;
        let crashed = page.picture().await?;
        page.click_node("node-3").await?;
        let restarted = adds_up(page).await?;

        assert_eq!(restarted.node("node-3").state(), "up");
        assert_eq!(
            restarted.node("node-3").copies(),
            0,
            "nobody brings the copies back"
        );
        assert_eq!(
            restarted.legend, crashed.legend,
            "an empty node answers nobody"
        );
        assert_eq!(page.news().await?.deed, "node-3 restarted, empty.");
        Ok(())
    });
}

#[test]
fn a_session_is_selected_by_a_click_and_its_copies_are_told() {
    visit(async |page| {
        page.click_node("node-3").await?;
        let picture = page.picture().await?;
        let served = picture
            .sessions
            .iter()
            .find(|session| session.said() == "served by replica");
        let key = served.expect("some session is served by its replica").key();
        let probes = page.probes_of(key).await?;
        assert_eq!(probes.len(), 2, "{probes:?}");
        assert_eq!(probes[0], "node-3 unavailable");
        assert!(probes[1].ends_with(" hit"), "{probes:?}");
        assert!(page.session_panel().await?.contains("served by replica"));
        page.click_session(key).await?;
        assert_eq!(
            page.selected_session().await?,
            None,
            "a second click lets go"
        );
        Ok(())
    });
}

#[test]
fn a_part_of_the_legend_makes_its_sessions_stand_out() {
    visit(async |page| {
        page.click_node("node-3").await?;
        let all: usize = page.ask("sessions().length").await?;
        let served = page.picture().await?.count("replica");
        let dimmed = "sessions().filter((it) => it.classList.contains('dimmed')).length";
        page.click_button(&format!("{served} served by replica"))
            .await?;
        assert_eq!(page.ask::<usize>(dimmed).await?, all - served);
        page.click_button(&format!("{served} served by replica"))
            .await?;
        assert_eq!(page.ask::<usize>(dimmed).await?, 0);
        Ok(())
    });
}

/// Reads the picture; what is counted must be what is drawn, named and listed.
pub async fn adds_up(page: &Page) -> Outcome<e2e::picture::Picture> {
    let picture = page.picture().await?;
    assert_eq!(
        picture.legend,
        picture.drawn(),
        "the legend counts the marks"
    );
    assert_eq!(
        picture.legend.values().sum::<usize>(),
        picture.sessions.len()
    );
    for session in &picture.sessions {
        let said = match session.said() {
            "served by replica" => "replica",
            said => said,
        };
        assert_eq!(session.verdict.as_deref(), Some(said), "{}", session.label);
    }
    let table = page.node_table().await?;
    assert_eq!(table.len(), picture.nodes.len());
    for row in &table {
        let node = picture.node(&row.name);
        assert_eq!(row.state, node.state(), "{}", row.name);
        assert_eq!(row.copies, node.copies(), "{}", row.name);
    }
    let primaries: usize = table.iter().map(|row| row.primary).sum();
    assert_eq!(
        primaries,
        picture.sessions.len(),
        "each session has one primary"
    );
    let survivors: usize = ["safe", "thin", "replica", "reloaded"]
        .iter()
        .map(|it| picture.count(it))
        .sum();
    let total = picture.sessions.len();
    assert_eq!(picture.survivors, format!("{survivors} of {total} survive"));
    Ok(picture)
}
