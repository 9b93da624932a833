//! Files: each says what is on the screen, and needs nothing of the page.

use e2e::{Outcome, Page, visit};

/// What the legend of a picture says, read by the browser that shows the file alone.
const LEGEND: &str = "Object.fromEntries(all('svg > g > text').filter((text) => text.querySelector('tspan'))
    .map((text) => [plain(text.textContent).replace(/^\\d+ /, ''), Number(text.querySelector('tspan').textContent)]))";

/// What the buttons on the page say, in the same form.
const COUNTS: &str = "Object.fromEntries(all('button[data-verdict]').map((button) =>
    [words(button.querySelector('span')), Number(words(button.querySelector('b')))]))";

type Legend = std::collections::BTreeMap<String, usize>;

/// Saves the picture, opens the file alone, and compares it with what was on the screen.
async fn stands_alone(page: &Page) -> Outcome<String> {
    let counts: Legend = page.ask(COUNTS).await?;
    assert_eq!(counts.len(), 8);
    let marks: usize = page.ask("sessions().length").await?;
    let svg = page.save_as("Picture (SVG)", "ringside.svg").await?;
    let svg = String::from_utf8(svg).expect("a text");
    let file = page.file("alone.svg", &svg)?;
    page.is_whole().await?;
    page.go(&format!("file://{}", file.display())).await?;
    assert_eq!(page.ask::<Legend>(LEGEND).await?, counts);
    let lines = page.log_lines().await?;
    assert!(lines.is_empty(), "{lines:?}");
    let drawn: usize = page.ask("all('svg svg g g g path').length").await?;
    assert_eq!(drawn, marks, "as many marks as sessions");

    // It asks for nothing and does nothing.
    assert_eq!(
        svg.matches("http").count(),
        svg.matches("http://www.w3.org/2000/svg").count()
    );
    for word in [
        "class=", "style=", "role=", "tabindex", "onclick", "<script", "url(", "var(",
    ] {
        assert!(!svg.contains(word), "{word} in {svg}");
    }
    page.open_with("").await?;
    Ok(svg)
}

#[test]
fn the_picture_stands_alone_and_says_what_the_screen_says() {
    visit(async |page| {
        page.click_node("node-3").await?;
        page.click_node("node-1").await?;
        page.click_session("session-1").await?;
        let svg = stands_alone(page).await?;
        assert!(svg.contains("<title>Two copies</title>"));
        assert!(svg.contains(">node-1 crashed"), "{svg}");
        page.emulate("prefers-color-scheme", "dark").await?;
        let dark = stands_alone(page).await?;
        assert_ne!(svg, dark);
        Ok(())
    });
}

#[test]
fn the_picture_of_very_many_sessions_has_its_cloud_within() {
    visit(async |page| {
        page.open_your_cluster().await?;
        page.click_node("10.0.0.2:11211").await?;
        let svg = stands_alone(page).await?;
        assert!(svg.contains("href=\"data:image/png;base64,"));
        Ok(())
    });
}

#[test]
fn the_picture_in_pixels_is_twice_as_large() {
    visit(async |page| {
        page.click_node("node-3").await?;
        let svg = page.save_as("Picture (SVG)", "ringside.svg").await?;
        let png = page.save_as("Picture (PNG)", "ringside.png").await?;
        assert!(png.starts_with(b"\x89PNG\r\n\x1a\n"));
        // Width and height come first in the header chunk.
        let number =
            |at: usize| u32::from_be_bytes(png[at..at + 4].try_into().expect("four bytes"));
        let (width, height) = (number(16) / 2, number(20) / 2);
        let svg = String::from_utf8(svg).expect("a text");
        let size = format!("viewBox=\"0 0 {width} {height}\"");
        assert!(svg.contains(&size), "{size}");
        assert!(
            png.len() > 50_000,
            "it has more than a ground: {} bytes",
            png.len()
        );
        Ok(())
    });
}

#[test]
fn the_table_of_any_scenario_says_what_the_screen_says() {
    visit(async |page| {
        page.click_node("node-3").await?;
        let counts: Legend = page.ask(COUNTS).await?;
        let csv = page.save_as("Table (CSV)", "ringside-table.csv").await?;
        let csv = String::from_utf8(csv).expect("a text");
        for (verdict, count) in counts {
            let rows = csv
                .lines()
                .filter(|row| row.split(',').any(|cell| cell == verdict));
            assert_eq!(rows.count(), count, "{verdict}");
        }
        Ok(())
    });
}

#[test]
fn no_cell_of_the_table_can_run() {
    visit(async |page| {
        page.open_your_cluster().await?;
        page.paste("Keys", "=1+1\n+2\n-3\n@SUM(A1)\nfine\n").await?;
        page.until_seen("the keys are placed", 5, async || {
            Ok(page.picture().await?.sessions.len())
        })
        .await?;
        let csv = page.save_as("Table (CSV)", "ringside-table.csv").await?;
        let csv = String::from_utf8(csv).expect("a text");
        let cells = csv.lines().flat_map(|row| row.split(','));
        for cell in cells {
            let cell = cell.trim_start_matches('"');
            assert!(!cell.starts_with(['=', '+', '-', '@']), "{cell}");
        }
        assert!(csv.contains("'=1+1,"), "{csv}");
        Ok(())
    });
}
