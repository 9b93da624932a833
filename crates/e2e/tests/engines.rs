//! The page in the engines of three browsers: what a person does first works in each.
//!
//! Only commands that every driver knows are used here.

use e2e::{Engine, Gate, Outcome, Page, Visit, watched};
use std::fs;
use xtask::server::Server;

/// Each claim is a test of each engine, and `cargo test -p e2e --test engines firefox` runs those
/// of one.
macro_rules! in_each_engine {
    ($name:ident: $engine:ident, $($claim:ident)*) => {
        mod $name {
            $(#[test] fn $claim() { super::$claim(e2e::Engine::$engine); })*
        }
    };
    ($($claim:ident)*) => {
        in_each_engine!(chromium: Chromium, $($claim)*);
        in_each_engine!(firefox: Firefox, $($claim)*);
        in_each_engine!(webkit: WebKit, $($claim)*);
    };
}

in_each_engine! {
    a_node_crashes_and_restarts_and_another_joins
    a_link_opens_to_the_same_picture
    a_lesson_is_taken_a_step_further
    an_embedded_page_works_in_a_sandbox_of_another_origin
    a_click_before_the_program_is_answered
    nothing_is_fetched_from_elsewhere
    what_goes_wrong_in_the_page_is_noticed
}

fn visit(engine: Engine, test: impl AsyncFnOnce(&Page) -> Outcome) {
    Visit::new().within(engine).watching().play(test);
}

async fn breaks_and_grows(page: &Page) -> Outcome {
    let opening = page.picture().await?;
    page.click_node("node-3").await?;
    assert_eq!(page.picture().await?.node("node-3").state(), "down");
    page.click_node("node-3").await?;
    let restarted = page.picture().await?;
    assert_eq!(restarted.node("node-3").state(), "up");
    assert_eq!(restarted.node("node-3").copies(), 0, "it is empty");
    assert_eq!(restarted.nodes.len(), opening.nodes.len());
    Ok(())
}

fn a_node_crashes_and_restarts_and_another_joins(engine: Engine) {
    visit(engine, async |page| {
        breaks_and_grows(page).await?;
        let nodes = page.picture().await?.nodes.len();
        page.click_button("Add a node").await?;
        let joined = page.picture().await?;
        assert_eq!(joined.nodes.len(), nodes + 1);
        assert_eq!(joined.legend, joined.drawn());
        Ok(())
    });
}

fn a_link_opens_to_the_same_picture(engine: Engine) {
    visit(engine, async |page| {
        page.open_scenario("One copy only").await?;
        page.click_node("node-3").await?;
        let (picture, news) = (page.picture().await?, page.news().await?);
        assert_eq!(picture.node("node-3").state(), "down");
        let link = page.link().await?;
        page.is_whole().await?;
        let after = link.strip_prefix(page.url()).expect("a link to this page");
        assert!(after.starts_with("#s="), "{after}");
        page.open_with(after).await?;
        assert_eq!(page.picture().await?, picture);
        assert_eq!(page.news().await?, news);
        assert_eq!(page.chosen("Scenario").await?, "One copy only");
        Ok(())
    });
}

fn a_lesson_is_taken_a_step_further(engine: Engine) {
    visit(engine, async |page| {
        page.open_with("#lesson=a-node-fails/1").await?;
        let place = async || Ok(page.lesson().await?.map(|step| step.place));
        let at = |step: &str| Some(step.to_owned());
        page.until_seen("the lesson is there", at("Step 1 of 7"), place)
            .await?;
        page.click_button("Show me").await?;
        page.click_button("Next").await?;
        page.until_seen("it goes on", at("Step 2 of 7"), place)
            .await
    });
}

fn an_embedded_page_works_in_a_sandbox_of_another_origin(engine: Engine) {
    visit(engine, async |page| {
        let inner = format!("{}?embed", page.url());
        let outer = format!(
            "<!doctype html><html lang=en><head><title>Slides</title><link rel=icon href=data:,></head>
             <body style=\"margin: 0\"><iframe title=Ringside width=720 height=600 style=\"border: 0\"
             sandbox=\"allow-scripts\" src=\"{inner}\"></iframe>"
        );
        let server = site(page, &outer)?;
        page.go(server.url()).await?;
        page.enter_frame().await?;
        let denied = "(() => { try { return localStorage === null; } catch { return true; } })()";
        assert!(page.ask::<bool>(denied).await?);
        breaks_and_grows(page).await?;
        page.is_whole().await?;
        drop(server);
        Ok(())
    });
}

fn a_click_before_the_program_is_answered(engine: Engine) {
    let gate = Gate::default();
    let visit = Visit::new().within(engine).watching().holding_wasm(&gate);
    visit.play(async |page| {
        page.until("the opening is painted", async || {
            // The document before may be asked still, and go meanwhile.
            let nodes: usize = page.ask("nodes().length").await.unwrap_or_default();
            Ok((nodes == 5).then_some(()))
        })
        .await?;
        page.meanwhile(async || page.click_node("node-3").await)
            .await?;
        assert_eq!(page.picture().await?.node("node-3").state(), "up");
        gate.open();
        page.is_ready().await?;
        page.until_seen("it is answered", "down".to_owned(), async || {
            Ok(page.picture().await?.node("node-3").state().to_owned())
        })
        .await
    });
}

fn nothing_is_fetched_from_elsewhere(engine: Engine) {
    let visit = Visit::new().within(engine).watching().breaking_the_page();
    visit.play(async |page| {
        // A server that would answer anyone.
        let server = site(page, "<!doctype html><html lang=en><title>Other</title>")?;
        page.sabotage(&format!(
            "window.got = [];
             fetch('{0}').then(() => got.push('fetched'), () => got.push('refused'));
             const script = document.createElement('script');
             script.onload = () => got.push('run');
             script.onerror = () => got.push('refused');
             script.src = '{0}complaints.js';
             document.head.append(script);",
            server.url()
        ))
        .await?;
        page.until_true("both are decided", "got.length === 2")
            .await?;
        assert_eq!(page.ask::<Vec<String>>("got").await?, ["refused"; 2]);
        drop(server);
        Ok(())
    });
}

fn what_goes_wrong_in_the_page_is_noticed(engine: Engine) {
    let visit = Visit::new().within(engine).watching().breaking_the_page();
    visit.play(async |page| {
        assert_eq!(page.complaints().await?, Vec::<String>::new());
        let server = site(
            page,
            "<!doctype html><html lang=en><head><title>Wrong</title><link rel=icon href=data:,>
             <meta http-equiv=Content-Security-Policy content=\"script-src 'self' 'nonce-one'\"></head>
             <body><script>window.ran = true;</script>
             <script nonce=one>console.error('said');</script>
             <script nonce=one>Promise.reject(new Error('rejected'));</script>
             <script nonce=one>missing.name;</script>
             <img src=nowhere.png alt=none>",
        )?;
        page.go(server.url()).await?;
        for told in ["script-src", "said", "rejected", "missing", "nowhere.png"] {
            page.until(told, async || {
                let complaints = page.complaints().await?;
                Ok(complaints.iter().any(|it| it.contains(told)).then_some(()))
            })
            .await?;
        }
        assert!(page.is_whole().await.is_err());
        assert!(!page.ask::<bool>("window.ran === true").await?);
        drop(server);
        Ok(())
    });
}

/// Serves a document of its own origin, which is watched as the page is.
fn site(page: &Page, document: &str) -> Outcome<Server> {
    let written = page.file("index.html", document)?;
    let folder = written.with_file_name("site");
    fs::create_dir_all(&folder).expect("a folder");
    fs::rename(written, folder.join("index.html")).expect("moved");
    let site = folder.with_file_name("watched site");
    watched::copy(&folder, &site)?;
    let server = Server::of(site).start()?;
    assert!(!page.url().starts_with(server.url()), "another origin");
    Ok(server)
}
