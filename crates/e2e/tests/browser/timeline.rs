//! Time travel: any moment, exactly, by mouse and by keyboard; and every branch.

use e2e::picture::Picture;
use e2e::{Key, Outcome, Page, Visit, visit};

/// Three events, and what each moment looks like.
async fn three_events(page: &Page) -> Outcome<Vec<Picture>> {
    let mut pictures = vec![page.picture().await?];
    for node in ["node-2", "node-4", "node-2"] {
        page.click_node(node).await?;
        pictures.push(page.picture().await?);
    }
    Ok(pictures)
}

#[test]
fn stepping_back_and_on_shows_each_moment_as_it_was() {
    visit(async |page| {
        let pictures = three_events(page).await?;
        for at in (0..3).rev() {
            page.click_button("One event back").await?;
            assert_eq!(page.picture().await?, pictures[at]);
        }
        assert!(!page.is_enabled("One event back").await?);
        for picture in &pictures[1..] {
            page.click_button("One event on").await?;
            assert_eq!(&page.picture().await?, picture);
        }
        assert!(!page.is_enabled("One event on").await?);
        assert_eq!(page.moment().await?.of, 3);
        Ok(())
    });
}

#[test]
fn the_scrubber_is_moved_by_keys_and_says_what_each_moment_means() {
    visit(async |page| {
        let pictures = three_events(page).await?;
        page.tab_to("slider", "Moment").await?;
        page.press(Key::Left).await?;
        let moment = page.moment().await?;
        assert_eq!(
            moment.said,
            "Event 2 of 3: node-4 crashed and lost its 16 copies. All 40 sessions survive, 18 of them served by a replica; none lost."
        );
        assert_eq!(page.picture().await?, pictures[2]);
        page.press(Key::Home).await?;
        assert_eq!(page.picture().await?, pictures[0]);
        let start = page.moment().await?;
        assert!(
            start.said.starts_with("The start, before 3 events: "),
            "{start:?}"
        );
        page.press(Key::End).await?;
        assert_eq!(page.picture().await?, pictures[3]);
        assert_eq!(page.focused().await?.name, "Moment");
        Ok(())
    });
}

#[test]
fn the_focus_stays_where_a_button_has_nothing_more_to_do() {
    visit(async |page| {
        page.click_node("node-2").await?;
        for button in ["One event back", "One event on", "Undo", "Redo"] {
            page.tab_to("button", button).await?;
            for _ in 0..2 {
                page.press(Key::Enter).await?;
                assert_eq!(page.focused().await?.name, button);
            }
        }
        Ok(())
    });
}

#[test]
fn the_events_are_played_to_the_end_and_an_act_stops_them() {
    visit(async |page| {
        let pictures = three_events(page).await?;
        page.choose("Speed", "4×").await?;
        page.click_button("Play the events").await?;
        page.until_seen("they are played", (3, false), async || {
            let moment = page.moment().await?;
            Ok((moment.at, moment.playing))
        })
        .await?;
        assert_eq!(page.picture().await?, pictures[3]);
        page.choose("Speed", "0.5×").await?;
        let play = async || page.click_button("Play the events").await;
        page.meanwhile(play).await?;
        assert!(page.moment().await?.playing);
        page.click_button("One event on").await?;
        let moment = page.moment().await?;
        assert!(!moment.playing, "{moment:?}");
        page.meanwhile(async || page.press('k').await).await?;
        assert!(page.moment().await?.playing);
        page.press('k').await?;
        assert!(!page.moment().await?.playing);
        Ok(())
    });
}

#[test]
fn an_abandoned_branch_is_shown_again_and_closed() {
    visit(async |page| {
        let pictures = three_events(page).await?;
        page.click_button("One event back").await?;
        page.press('e').await?;
        page.click_node("node-5").await?;
        let forked = page.picture().await?;
        let left = "after event 1: node-4 crashed (3 events)";
        let fork = "after event 1: node-5 crashed (2 events)";
        assert_eq!(page.moment().await?.branches, [left]);
        page.click_button(left).await?;
        assert_eq!(page.picture().await?, pictures[3]);
        assert_eq!(page.moment().await?.branches, [fork]);
        assert_eq!(
            page.focused().await?.name,
            fork,
            "the focus stays in its place"
        );
        page.press(Key::Enter).await?;
        assert_eq!(page.picture().await?, forked);
        page.tab_to("button", &format!("Close the branch {left}"))
            .await?;
        page.press(Key::Enter).await?;
        assert_eq!(page.moment().await?.branches, [""; 0]);
        assert_eq!(page.focused().await?.name, "Moment");
        page.click_button("Undo").await?;
        assert_eq!(page.moment().await?.branches, [left]);
        Ok(())
    });
}

#[test]
fn a_scenario_of_ten_thousand_events_is_shown_at_any_moment() {
    visit(async |page| {
        let events: Vec<String> = (0..5_000)
            .map(|at| format!(r#"{{"crash": "n{0}"}}, {{"restart": "n{0}"}}"#, at % 3))
            .collect();
        let scenario = format!(
            r#"{{"ringside": 1, "policy": {{"placement": "libmemcached-ketama-weighted"}},
                "nodes": [{{"name": "n0"}}, {{"name": "n1"}}, {{"name": "n2"}}],
                "sessions": {{"prefix": "s", "count": 100}}, "events": [{}]}}"#,
            events.join(", ")
        );
        page.open_file("long.json", &scenario).await?;
        page.until_seen("it is opened", (10_000, 10_000), async || {
            let moment = page.moment().await?;
            Ok((moment.at, moment.of))
        })
        .await?;
        let marks: usize = page.ask("all('.timeline-marks .mark').length").await?;
        assert!((40..=80).contains(&marks), "{marks} marks");
        page.open_panel("History").await?;
        let (rows, now) = page.history().await?;
        assert!(rows.len() <= 100, "{} rows", rows.len());
        assert_eq!(now, Some(rows.len() - 1));
        page.tab_to("slider", "Moment").await?;
        page.press(Key::Home).await?;
        let (rows, now) = page.history().await?;
        assert_eq!(now, Some(0));
        assert!(
            rows[1].starts_with("n0 crashed and lost its"),
            "{}",
            rows[1]
        );
        page.press(Key::Right).await?;
        assert_eq!(page.picture().await?.node("n0").state(), "down");
        Ok(())
    });
}

#[test]
fn the_timeline_is_within_reach_of_a_finger() {
    Visit::new().on_a_phone().play(async |page| {
        three_events(page).await?;
        let small: Vec<String> = page
            .ask(
                "all('.timeline button, .timeline input, .timeline select').filter((it) => {
                    const { width, height } = it.getBoundingClientRect();
                    return width < 24 || height < 24;
                }).map(labelOf)",
            )
            .await?;
        assert_eq!(
            small,
            Vec::<String>::new(),
            "less than 24 pixels wide or high"
        );
        page.click_button("One event back").await?;
        assert_eq!(page.moment().await?.at, 2);
        Ok(())
    });
}
