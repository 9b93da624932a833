//! The page inside another one: less around the ring, and nothing that can go wrong there.

use e2e::{Outcome, Page, Visit, visit};
use serde_json::json;
use xtask::server::Server;

const DENIED: &str = "Object.defineProperty(window, 'localStorage', {
    get() { throw new DOMException('on purpose', 'SecurityError'); },
});";

/// Which parts the page has: header, toolbar, panels, ring, news, bar.
const PARTS: &str = "['.header', '.toolbar', '.tabs', '.ring', '.news', '.verdict-bar']
    .map((part) => document.querySelector(part) !== null)";

/// Opens a page of another origin that has this one in a frame, and enters the frame.
async fn frame(page: &Page, attributes: &str) -> Outcome<Server> {
    let src = format!("{}?embed", page.url());
    // The driver clicks at places of the window, so the frame must begin where the window does.
    let outer = format!(
        "<!doctype html><html lang=en><title>Slides</title><link rel=icon href=data:,><body style=\"margin: 0\">
         <iframe title=Ringside width=720 height=600 style=\"border: 0\" {attributes} src=\"{src}\"></iframe>
         <p>That was a ring.</p>"
    );
    let file = page.file("index.html", outer)?;
    let server = Server::of(file.parent().expect("a folder")).start()?;
    assert!(!page.url().starts_with(server.url()), "another origin");
    page.go(server.url()).await?;
    page.enter_frame().await?;
    Ok(server)
}

/// It can be broken as ever, and says nothing of a device that keeps nothing.
async fn works(page: &Page) -> Outcome {
    assert_eq!(
        page.ask::<Vec<bool>>(PARTS).await?,
        [false, false, false, true, true, true]
    );
    for node in ["node-3", "node-1", "node-1"] {
        page.click_node(node).await?;
        assert_eq!(page.complaint().await?, None);
    }
    assert!(page.news().await?.deed.starts_with("node-1 restarted"));
    Ok(())
}

/// The link out leads to what the frame shows.
async fn leads_out(page: &Page) -> Outcome {
    let picture = page.picture().await?;
    let link = json!({ "role": "link", "name": "Open in Ringside" });
    let out = page.ask_about(
        "((link) => [link.href, link.target, link.rel])(named(it))",
        link,
    );
    let [href, target, rel]: [String; 3] = out.await?;
    assert_eq!((&*target, &*rel), ("_blank", "noopener"));
    page.is_whole().await?;
    let after = href.strip_prefix(page.url()).expect("a link to the page");
    page.open_with(after).await?;
    assert_eq!(page.ask::<Vec<bool>>(PARTS).await?, [true; 6]);
    assert_eq!(page.picture().await?, picture);
    Ok(())
}

#[test]
fn an_embedded_page_works_in_a_frame_of_another_origin() {
    visit(async |page| {
        let server = frame(page, "").await?;
        works(page).await?;
        leads_out(page).await?;
        drop(server);
        Ok(())
    });
}

#[test]
fn an_embedded_page_works_in_a_sandbox_that_denies_it_everything_but_scripts() {
    visit(async |page| {
        let server = frame(page, "sandbox=\"allow-scripts allow-popups\"").await?;
        let denied = "(() => { try { return localStorage === null; } catch { return true; } })()";
        assert!(page.ask::<bool>(denied).await?);
        works(page).await?;
        leads_out(page).await?;
        drop(server);
        Ok(())
    });
}

#[test]
fn an_embedded_page_works_where_storage_is_denied() {
    Visit::new().with_script(DENIED).play(async |page| {
        page.open_with("?embed").await?;
        works(page).await?;
        leads_out(page).await
    });
}

#[test]
fn an_embedded_page_has_the_controls_that_were_chosen_and_names_the_others() {
    visit(async |page| {
        page.open_with("?embed=toolbar,clock,panels").await?;
        assert_eq!(
            page.ask::<Vec<bool>>(PARTS).await?,
            [false, true, true, true, true, true]
        );
        let lines = page.log_lines().await?;
        let warned = |line: &&String| line.contains("embed has no control named");
        assert_eq!(lines.iter().filter(warned).count(), 1, "{lines:?}");
        page.click_button("Add a node").await?;
        page.open_panel("Settings").await?;
        Ok(())
    });
}

#[test]
fn an_embedded_page_neither_shows_nor_changes_what_the_device_keeps() {
    visit(async |page| {
        page.click_node("node-3").await?;
        let kept = page
            .until("it is kept", async || page.kept_work().await)
            .await?;
        page.open_with("?embed").await?;
        assert_eq!(page.picture().await?.node("node-3").state(), "up");
        page.click_node("node-1").await?;
        for _ in 0..20 {
            page.click_node("node-1").await?;
        }
        assert_eq!(page.kept_work().await?, Some(kept));
        Ok(())
    });
}
