//! Files: each says what is on the screen, and needs nothing of the page.

use e2e::{Outcome, Page, visit};
use serde::Deserialize;
use serde_json::{Value, json};

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

/// Draws both pictures on canvases, and compares them: how many pixels are clearly different, how
/// many of all there are, how many letters' pixels the title has, and how many pixels around each
/// mark of the legend have the colour that it is said to have, in the lines and in the pixels.
const COMPARE: &str = r"(globalThis.compared = null, (async ({ svg, png }) => {
    const paint = async (blob) => {
        const image = new Image();
        image.src = URL.createObjectURL(blob);
        await image.decode();
        const canvas = document.createElement('canvas');
        [canvas.width, canvas.height] = size;
        const context = canvas.getContext('2d', { willReadFrequently: true });
        context.drawImage(image, 0, 0, ...size);
        return context.getImageData(0, 0, ...size).data;
    };
    const lines = new DOMParser().parseFromString(svg, 'image/svg+xml').documentElement;
    const size = ['width', 'height'].map((name) => 2 * Number(lines.getAttribute(name)));
    const one = await paint(new Blob([svg], { type: 'image/svg+xml' }));
    const two = await paint(new Blob([new Uint8Array(png)], { type: 'image/png' }));
    const at = (data, x, y) => [...data.slice(4 * (y * size[0] + x), 4 * (y * size[0] + x) + 3)];
    const apart = (a, b) => Math.max(...a.map((value, at) => Math.abs(value - b[at])));
    let different = 0;
    for (let from = 0; from < one.length; from += 4) {
        const far = (at) => Math.abs(one[from + at] - two[from + at]) > 40;
        different += far(0) || far(1) || far(2);
    }
    const ground = at(two, 2, 2);
    let title = 0;
    for (let y = 50; y < 150; y += 1) {
        for (let x = 180; x < 700; x += 1) title += apart(at(two, x, y), ground) > 100;
    }
    const probe = new OffscreenCanvas(1, 1).getContext('2d');
    const marks = [...lines.children].filter((child) => child.tagName === 'g' && child.querySelector('tspan[font-weight]'))
        .filter((child) => child.firstChild.tagName === 'path').map((child) => {
            const [x, y] = child.getAttribute('transform').match(/[\d.]+/g).map((part) => Math.round(2 * Number(part)));
            probe.fillStyle = child.firstChild.getAttribute('fill');
            probe.fillRect(0, 0, 1, 1);
            const said = [...probe.getImageData(0, 0, 1, 1).data.slice(0, 3)];
            // Some marks are hollow.
            const painted = (data) => {
                let count = 0;
                for (let to = 0; to < 1600; to += 1) {
                    count += apart(at(data, x - 20 + to % 40, y - 20 + Math.floor(to / 40)), said) < 6;
                }
                return count;
            };
            return [painted(one), painted(two)];
        });
    return { different, all: one.length / 4, title, marks };
})(it).then((found) => { globalThis.compared = found; }, (error) => { globalThis.compared = { error: String(error) }; }), null)";

#[derive(Debug, Deserialize)]
struct Compared {
    different: usize,
    all: usize,
    title: usize,
    /// How much of each mark's colour the lines show, and the pixels.
    marks: Vec<[u32; 2]>,
}

#[test]
fn the_picture_in_pixels_shows_what_the_lines_show() {
    visit(async |page| {
        page.click_node("node-3").await?;
        let svg = page.save_as("Picture (SVG)", "ringside.svg").await?;
        let png = page.save_as("Picture (PNG)", "ringside.png").await?;
        let svg = String::from_utf8(svg).expect("a text");
        let both = json!({ "svg": svg, "png": png });
        page.ask_about::<Option<()>>(COMPARE, both).await?;
        let found = page
            .until("both are drawn", async || {
                page.ask::<Option<Value>>("globalThis.compared").await
            })
            .await?;
        let Ok(found) = Compared::deserialize(&found) else {
            panic!("{found}");
        };
        assert!(found.different * 200 < found.all, "{found:?}");
        assert!(found.title > 500, "a title is written: {found:?}");
        assert_eq!(found.marks.len(), 8, "{found:?}");
        for [lines, pixels] in &found.marks {
            assert!(*pixels > 40 && pixels.abs_diff(*lines) < 40, "{found:?}");
        }
        Ok(())
    });
}

#[test]
fn the_picture_does_not_tell_what_the_page_hides() {
    visit(async |page| {
        let hide = "(document.styleSheets[0].insertRule('.node-count { visibility: hidden }'),
            document.styleSheets[0].insertRule('.node-name { display: none }'), null)";
        let shown = page.save_as("Picture (SVG)", "ringside.svg").await?;
        page.ask::<Option<()>>(hide).await?;
        let hidden = page.save_as("Picture (SVG)", "ringside.svg").await?;
        let texts = |svg: Vec<u8>| {
            let svg = String::from_utf8(svg).expect("a text");
            svg.matches("<text").count()
        };
        let (shown, hidden) = (texts(shown), texts(hidden));
        // Three nodes, each with a name and a count.
        assert!(hidden + 6 <= shown, "{hidden} of {shown}");
        Ok(())
    });
}

#[test]
fn a_picture_with_any_title_can_be_read() {
    visit(async |page| {
        let json = r#"{ "ringside": 1, "title": "\u0001<&\"'", "policy": { "placement": "plain" },
            "nodes": [{ "name": "a" }], "sessions": ["one"] }"#;
        page.open_file("title.json", json).await?;
        let svg = page.save_as("Picture (SVG)", "ringside.svg").await?;
        let svg = String::from_utf8(svg).expect("a text");
        let title: String = page
            .ask_about(
                "new DOMParser().parseFromString(it, 'image/svg+xml').querySelector('svg > title').textContent",
                svg,
            )
            .await?;
        assert_eq!(title, "<&\"'");
        Ok(())
    });
}

#[test]
fn a_saved_scenario_opens_to_the_same_picture() {
    visit(async |page| {
        page.click_node("node-3").await?;
        page.click_button("Add a node").await?;
        page.click_button("Request all").await?;
        let before = page.picture().await?;
        let saved = page
            .save_as("Scenario (JSON)", "ringside-scenario.json")
            .await?;
        page.open_scenario("One copy only").await?;
        assert_ne!(page.picture().await?, before);
        page.open_file("again.json", saved).await?;
        page.until_seen("the same picture is shown", before, async || {
            page.picture().await
        })
        .await?;
        assert_eq!(page.chosen("Scenario").await?, "Your own");
        page.open_panel("History").await?;
        assert_eq!(page.history().await?.0.len(), 4);
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
        page.paste("Keys", "=1+1\n+2\n-3\n@SUM(A1)\nfine;=1;\n")
            .await?;
        page.until_seen("the keys are placed", 5, async || {
            Ok(page.picture().await?.sessions.len())
        })
        .await?;
        let csv = page.save_as("Table (CSV)", "ringside-table.csv").await?;
        let csv = String::from_utf8(csv).expect("a text");
        let cells = csv.lines().flat_map(|row| row.split([',', ';', '\t']));
        for cell in cells {
            let cell = cell.trim_start_matches('"');
            assert!(!cell.starts_with(['=', '+', '-', '@']), "{cell}");
        }
        assert!(csv.contains("'=1+1,"), "{csv}");
        Ok(())
    });
}
