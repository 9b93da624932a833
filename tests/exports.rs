//! What is saved as a file, and how the dialog shows what can be shared.

use futures::executor::block_on;
use ringside::components::embedded::{self, Embedded};
use ringside::components::share::{self, Share};
use ringside::effects::{Effect, Image};
use ringside::form::Form;
use ringside::picture::{Look, Picture};
use ringside::qr;
use ringside::state::{Copyable, Dialog, Export, Msg, ShareMsg, State};
use ringside::text;
use ringside_model::catalog::BuiltIn;
use ringside_model::event::{All, Who};
use ringside_model::id::NodeId;
use ringside_model::pace::in_one_go;
use ringside_model::verdict::Verdict;
use ringside_model::world::World;
use yew::{BaseComponent, Callback, Html, LocalServerRenderer};

fn render<C: BaseComponent>(props: C::Properties) -> String {
    let renderer = LocalServerRenderer::<C>::with_props(props);
    block_on(renderer.hydratable(false).render())
}

fn opened(json: String) -> State {
    let mut state = State::open(Form::new(None, None));
    state.update(Msg::OpenFile("a.json".to_owned(), Ok(json)));
    assert_eq!(state.complaint, None);
    state
}

fn saved(state: &mut State, export: Export) -> Effect {
    let mut effects = state.update(Msg::Share(ShareMsg::Save(export)));
    effects.pop().expect("a file")
}

fn csv(world: &World) -> String {
    in_one_go(async |pace| text::csv_in_slices(world, pace).await).concat()
}

#[test]
fn the_table_has_a_row_for_every_session_of_any_scenario() {
    for built_in in BuiltIn::ALL {
        let mut state = opened(built_in.json().to_owned());
        let Effect::Download { name, content, .. } = saved(&mut state, Export::Table) else {
            panic!("no file");
        };
        assert_eq!(name, "ringside-table.csv");
        // Spreadsheets see by the mark that the rest is UTF-8.
        let content = content.concat();
        let content = content.strip_prefix('\u{feff}').expect("a mark");
        let rows: Vec<&str> = content
            .strip_suffix("\r\n")
            .expect("an end")
            .split("\r\n")
            .collect();
        assert_eq!(rows.len(), 1 + state.timeline.world().sessions().len());
        assert!(rows[0].starts_with("key,primary"), "{}", rows[0]);
        assert!(
            rows[0].ends_with(",point,verdict,read,version,copies"),
            "{}",
            rows[0]
        );
    }
}

#[test]
fn a_row_says_what_a_read_does_and_where_the_copies_are() {
    let mut state = opened(BuiltIn::WorkedExample.json().to_owned());
    state.update(Msg::Toggle(NodeId(2)));
    let csv = csv(state.timeline.world());
    let row = csv.lines().find(|row| row.starts_with("key-3,"));
    assert_eq!(
        row,
        Some(
            "key-3,node-3,node-1,node-2,3,served by replica,node-3 unavailable → node-1 hit,1,node-1 v1"
        )
    );
}

#[test]
fn no_key_and_no_node_of_the_table_is_a_formula() {
    let json = r#"{ "ringside": 1, "policy": { "placement": "plain" },
        "nodes": [{ "name": "node-1" }],
        "sessions": ["=cmd|'/c'!A1", "+1", "-1", "@a", "=\"a\",b", "good"] }"#;
    let csv = csv(opened(json.to_owned()).timeline.world());
    let starts: Vec<&str> = csv
        .lines()
        .skip(1)
        .filter_map(|row| row.split(',').next())
        .collect();
    assert_eq!(
        starts,
        [
            "'=cmd|'/c'!A1",
            "'+1",
            "'-1",
            "'@a",
            "\"'=\"\"a\"\"",
            "good"
        ]
    );
}

#[test]
fn no_part_of_a_row_is_a_formula_wherever_the_fields_are_parted() {
    let json = r#"{ "ringside": 1, "policy": { "placement": "plain" },
        "nodes": [{ "name": "a" }, { "name": "b" }],
        "sessions": ["a;=1+1;b", "b,\"=1+1\",;\"-2\"", "c"] }"#;
    let mut state = opened(json.to_owned());
    for node in [0, 1] {
        state.update(Msg::Toggle(NodeId(node)));
        state.update(Msg::Request(Who::All(All::All)));
    }
    let csv = csv(state.timeline.world());
    assert!(csv.contains("\r\n\"a;'=1+1;b\","), "{csv}");
    for mark in [';', '\t', ','] {
        let parts = csv.lines().flat_map(|row| row.split(mark));
        for part in parts {
            let begins = part.trim_start_matches(['"', ' ']);
            assert!(!begins.starts_with(['=', '+', '-', '@']), "{part} in {csv}");
        }
    }
}

#[test]
fn a_title_with_what_xml_forbids_makes_a_picture_all_the_same() {
    let drawn = Picture {
        title: "\u{1}<&\"'\u{ffff}\u{7}é",
        said: "\u{0}said\u{fffe}",
        counts: &opened(BuiltIn::OneCopy.json().to_owned())
            .timeline
            .world()
            .counts(),
        look: Look::default(),
        drawing: "<svg><text>\u{1b}name</text></svg>",
    }
    .draw();
    assert!(
        drawn.svg.contains("<title>&lt;&amp;&quot;'é</title>"),
        "{}",
        drawn.svg
    );
    assert!(drawn.svg.contains(">said</text>") && drawn.svg.contains("<text>name<"));
    let forbidden = |char: char| {
        (char < ' ' && !"\t\r\n".contains(char)) || ['\u{fffe}', '\u{ffff}'].contains(&char)
    };
    assert!(!drawn.svg.contains(forbidden), "{}", drawn.svg);
}

#[test]
fn the_picture_says_how_many_sessions_have_each_verdict() {
    let mut state = opened(
        BuiltIn::TwoAtOnce
            .json()
            .replace("Two at once", "A <title> & more"),
    );
    let Effect::Picture {
        title,
        said,
        counts,
        ..
    } = saved(&mut state, Export::Picture(Image::Svg))
    else {
        panic!("no picture");
    };
    assert_eq!(counts, state.timeline.world().counts());
    let look = Look {
        font: "\"A font\", serif".to_owned(),
        verdicts: Verdict::ALL.map(|verdict| format!("#00000{}", verdict.index())),
        ..Look::default()
    };
    let (title, said, counts) = (&*title, &*said, &counts);
    let drawn = Picture {
        title,
        said,
        counts,
        look,
        drawing: "<svg/>",
    }
    .draw();
    for verdict in Verdict::ALL {
        let (count, name) = (counts.of(verdict), text::name(verdict));
        let entry = format!("<tspan font-weight=\"700\">{count}</tspan> {name}</text>");
        assert!(drawn.svg.contains(&entry), "{entry}");
        let colour = format!("fill=\"#00000{}\"", verdict.index());
        assert!(drawn.svg.contains(&colour), "{colour}");
    }
    assert!(
        drawn
            .svg
            .contains("<title>A &lt;title&gt; &amp; more</title>")
    );
    assert!(
        drawn
            .svg
            .contains("font-family=\"&quot;A font&quot;, serif\"")
    );
}

/// What a camera reads off a drawn code.
fn seen(code: &qr::Drawing) -> String {
    let size = usize::try_from(code.size).expect("a size");
    let mut dark = vec![false; size * size];
    for run in code.path.split('M').skip(1) {
        let number = |text: &str| text.parse::<usize>().expect("a number");
        let (place, rest) = run.split_once('h').expect("a run");
        let (x, y) = place.split_once(' ').expect("a place");
        let (length, _) = rest.split_once('v').expect("a length");
        let start = number(y) * size + number(x);
        dark[start..start + number(length)].fill(true);
    }
    let pixels = 4;
    let mut image =
        rqrr::PreparedImage::prepare_from_greyscale(size * pixels, size * pixels, |x, y| {
            if dark[y / pixels * size + x / pixels] {
                0
            } else {
                255
            }
        });
    let grids = image.detect_grids();
    let [grid] = grids.as_slice() else {
        panic!("{} codes", grids.len());
    };
    grid.decode().expect("a code that can be read").1
}

#[test]
fn a_camera_reads_the_link_off_its_code() {
    let mut state = State::open(Form::new(None, None));
    state.update(Msg::Toggle(NodeId(1)));
    let link = format!("https://example.org/ringside/{}", state.link());
    assert_eq!(seen(&qr::draw(&link).expect("a code")), link);
    let long = format!("https://example.org/#s={}", "a-B_9".repeat(100));
    assert_eq!(seen(&qr::draw(&long).expect("a code")), long);
}

#[test]
fn a_link_that_is_too_long_has_no_code() {
    assert!(qr::draw(&"a".repeat(2953)).is_some());
    assert_eq!(qr::draw(&"a".repeat(2954)), None);
}

fn dialog(link: &str, copied: Option<(Copyable, bool)>) -> String {
    render::<Share>(share::Props {
        dialog: Some(Dialog {
            link: link.into(),
            embed: "<iframe>".into(),
            enlarged: false,
            copied,
        }),
        complaint: None,
        children: Html::default(),
        send: Callback::noop(),
    })
}

#[test]
fn the_dialog_shows_the_link_its_length_its_code_and_the_files() {
    let html = dialog("https://a/#s=1abc", None);
    assert!(html.contains("https://a/#s=1abc</textarea>"), "{html}");
    assert!(html.contains("17 characters."));
    assert!(html.contains("aria-label=\"QR code of the link\""));
    for file in [
        "Scenario (JSON)",
        "Table (CSV)",
        "Picture (SVG)",
        "Picture (PNG)",
    ] {
        assert!(html.contains(file), "{file}");
    }
    assert!(!html.contains("Copied."));
    assert!(dialog("a", Some((Copyable::Link, true))).contains("Copied."));
    assert!(dialog("a", Some((Copyable::Embed, false))).contains("press Ctrl+C"));
    assert!(dialog(&"a".repeat(3000), None).contains("too long for a QR code"));
    assert!(!dialog(&"a".repeat(64_000), None).contains("Some browsers"));
    assert!(dialog(&"a".repeat(64_001), None).contains("Some browsers take none so long."));
    let longest = dialog(&"a".repeat(250_001), None);
    assert!(longest.contains("would have 250,001 characters"));
    assert!(!longest.contains("<textarea") && !longest.contains("QR"));
}

#[test]
fn an_embedded_page_leads_out_into_a_page_of_its_own() {
    let html = render::<Embedded>(embedded::Props {
        title: "Two copies".to_owned(),
        link: "https://a/#s=1abc".into(),
    });
    assert!(html.contains("href=\"https://a/#s=1abc\""), "{html}");
    assert!(html.contains("target=\"_blank\"") && html.contains("rel=\"noopener\""));
}
