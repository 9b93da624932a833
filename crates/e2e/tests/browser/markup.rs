//! Nothing that a person brings is run as a script, and the page's policy would not let it.

use e2e::{Outcome, Page, Visit, visit};

/// Runs where markup is taken as such, in several ways.
const MARKUP: &str = r#"<img src=x onerror="window.ran=1"><svg onload="window.ran=1"></svg><script>window.ran=1</script>"#;

/// What a JSON text has for the markup.
fn in_json() -> String {
    MARKUP.replace('"', "\\\"")
}

async fn nothing_ran(page: &Page) -> Outcome {
    let ran: bool = page.ask("'ran' in window").await?;
    assert!(!ran, "markup was run");
    let made: usize = page
        .ask("all('#app [onerror], #app [onload], #app script, #app img').length")
        .await?;
    assert_eq!(made, 0, "markup became elements");
    Ok(())
}

#[test]
fn markup_in_a_scenario_is_text() {
    visit(async |page| {
        let (markup, key) = (in_json(), in_json().replace(' ', "/"));
        // A node's name cannot contain markup.
        let text = format!(
            r#"{{"ringside": 1, "title": "{markup}", "about": "{markup}", "policy": {{"placement": "plain", "replicas": 2}},
                "nodes": [{{"name": "node-1"}}, {{"name": "node-2"}}], "sessions": ["{key}"], "events": [{{"crash": "node-1"}}]}}"#
        );
        page.open_file("markup.json", &text).await?;
        page.until_seen("it is open", 2, async || {
            page.ask::<usize>("nodes().length").await
        })
        .await?;
        assert!(page.shows(MARKUP).await?, "it is shown as it is written");
        for panel in ["Settings", "History", "Over time", "Inspect"] {
            page.open_panel(panel).await?;
            nothing_ran(page).await?;
        }
        page.click_session(&MARKUP.replace(' ', "/")).await?;
        nothing_ran(page).await?;
        page.click_button("Share…").await?;
        nothing_ran(page).await
    });
}

#[test]
fn markup_in_a_lesson_and_in_a_complaint_is_text() {
    visit(async |page| {
        let folder = concat!(env!("CARGO_MANIFEST_DIR"), "/../../static/lessons/");
        let text = std::fs::read_to_string(format!("{folder}the-ring.json")).expect("a lesson");
        let title = text.lines().find(|line| line.contains("\"title\""));
        let title = title.expect("a title").trim();
        let text = text.replacen(title, &format!("\"title\": \"{}\",", in_json()), 1);
        page.open_file("lesson.json", &text).await?;
        page.until("the lesson is open", async || page.lesson().await)
            .await?;
        assert!(page.shows(MARKUP).await?);
        nothing_ran(page).await?;
        page.open_file("<img src=x onerror=window.ran=1>.json", "{")
            .await?;
        let complaint = page
            .until("it is told", async || page.complaint().await)
            .await?;
        assert!(complaint.contains("<img src=x"), "{complaint}");
        nothing_ran(page).await
    });
}

#[test]
fn markup_in_lists_is_text() {
    visit(async |page| {
        page.open_your_cluster().await?;
        page.paste("Servers", "<img src=x onerror=window.ran=1>:11211\n")
            .await?;
        page.paste("Keys", &format!("{}\n", MARKUP.replace(' ', "")))
            .await?;
        nothing_ran(page).await
    });
}

#[test]
fn the_policy_lets_no_markup_run_that_gets_into_the_page_all_the_same() {
    Visit::new().breaking_the_page().play(async |page| {
        page.sabotage(
            "window.blocked = [];
             addEventListener('securitypolicyviolation', (it) => blocked.push(it.effectiveDirective));
             document.body.insertAdjacentHTML('beforeend', '<img src=\"data:,\" onerror=\"window.ran = 1\">');
             const script = document.createElement('script');
             script.textContent = 'window.ran = 1';
             document.body.append(script);
             const other = document.createElement('script');
             other.src = 'http://127.0.0.2:9/other.js';
             document.body.append(other);
             document.body.insertAdjacentHTML('beforeend', '<p style=\"color: red\">styled</p>');
             fetch('http://127.0.0.2:9/').catch(() => {});",
        )
        .await?;
        for directive in ["script-src-attr", "script-src-elem", "style-src-attr", "connect-src"] {
            page.until(directive, async || {
                let blocked: Vec<String> = page.ask("blocked").await?;
                Ok(blocked.iter().any(|it| it == directive).then_some(()))
            })
            .await?;
        }
        nothing_ran_at_all(page).await
    });
}

async fn nothing_ran_at_all(page: &Page) -> Outcome {
    assert!(!page.ask::<bool>("'ran' in window").await?);
    let other: usize = page
        .ask("blocked.filter((it) => it === 'script-src-elem').length")
        .await?;
    assert!(
        other >= 2,
        "neither a script in the page nor one from elsewhere"
    );
    Ok(())
}
