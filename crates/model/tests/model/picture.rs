//! The picture: what is painted adds up to what is there, and a click picks what is shown.

use std::rc::Rc;

use proptest::prelude::*;
use ringside_model::apply::apply;
use ringside_model::camera::{Camera, Stretch};
use ringside_model::crowd::Crowd;
use ringside_model::geometry::Turn;
use ringside_model::id::SessionId;
use ringside_model::raster::{Grain, Palette, Picture, dot_place, pick};
use ringside_model::scenario::Scenario;
use ringside_model::verdict::Verdict;
use ringside_model::world::World;

const PLACEMENTS: [&str; 4] = ["plain", "spymemcached", "libmemcached-modula", "pymemcache"];

fn world(placement: &str, sessions: u32, crashes: &[usize]) -> World {
    let nodes: Vec<String> = (0..7)
        .map(|node| format!(r#"{{"name":"n{node}:1"}}"#))
        .collect();
    let text = format!(
        r#"{{"ringside":1,"policy":{{"placement":"{placement}","replicas":2}},
            "nodes":[{}],"sessions":{{"prefix":"s","count":{sessions}}}}}"#,
        nodes.join(",")
    );
    let setup = Scenario::parse(&text).expect("a scenario").setup;
    let mut world = World::new(setup).expect("a world");
    for node in crashes {
        // One that is down already cannot crash.
        let _ = apply(&mut world, &crash(*node));
    }
    world
}

fn crash(node: usize) -> ringside_model::event::Event {
    ringside_model::event::Event::Crash(format!("n{node}:1"))
}

/// Crowds large enough to be drawn as bands, made once: one for each placement.
fn large_crowds() -> Rc<[Crowd; 4]> {
    thread_local! {
        static CROWDS: Rc<[Crowd; 4]> =
            Rc::new(PLACEMENTS.map(|placement| crowd(placement, 30_000, &[1, 5])));
    }
    CROWDS.with(Rc::clone)
}

fn crowd(placement: &str, sessions: u32, crashes: &[usize]) -> Crowd {
    Crowd::new(Rc::new(world(placement, sessions, crashes)), None)
}

/// A camera at this zoom with this turn at the top.
fn camera(zoom: f64, top: f64) -> Camera {
    if zoom < 2.0 {
        return Camera::WHOLE;
    }
    Camera::WHOLE.zoomed(zoom, Turn(top), zoom)
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(200))]

    #[test]
    fn a_click_finds_the_dot_that_a_look_at_every_dot_finds(
        placement in 0..PLACEMENTS.len(), sessions in 1..600u32, zoom in 1.0..300.0f64,
        top in 0.0..1.0f64, x in -450.0..450.0f64, y in -380.0..380.0f64,
    ) {
        let crowd = crowd(PLACEMENTS[placement], sessions, &[2]);
        let camera = camera(zoom, top);
        let away = |session: SessionId| {
            let (dot_x, dot_y) = dot_place(&crowd, &camera, crowd.place(session));
            (dot_x - x).hypot(dot_y - y)
        };
        let found = pick::nearest(&crowd, &camera, (x, y)).expect("there are sessions");
        let least = crowd.world().sessions().ids().map(away).min_by(f64::total_cmp);
        prop_assert!((away(found) - least.expect("there are sessions")).abs() < 1e-6);
    }

    #[test]
    fn bands_add_up_to_the_sessions_in_view(
        placement in 0..PLACEMENTS.len(), zoom in 1.0..40.0f64, top in 0.0..1.0f64,
        scale in 0.2..2.0f64, crashes in prop::collection::vec(0..7usize, 0..4),
    ) {
        let crowd = crowd(PLACEMENTS[placement], 5000, &crashes);
        let camera = camera(zoom, top);
        let columns = pick::bands(&crowd, &camera, scale);
        let mut seen = [0; 8];
        for column in &columns {
            prop_assert_eq!(column.shares.iter().sum::<u32>() as usize, column.places.len());
            for (sum, share) in seen.iter_mut().zip(column.shares) {
                *sum += share;
            }
        }
        prop_assert_eq!(seen, crowd.shares_on(camera.stretch()));
        let naive = Verdict::ALL.map(|verdict| {
            let seen = |session: &SessionId| {
                crowd.world().verdict(*session) == verdict
                    && camera.stretch().has(crowd.turn_of(*session))
            };
            u32::try_from(crowd.world().sessions().ids().filter(seen).count()).expect("few")
        });
        prop_assert_eq!(seen, naive);
        if camera.is_whole() {
            let counts = crowd.world().counts();
            prop_assert_eq!(seen, Verdict::ALL.map(|verdict| counts.of(verdict)));
        }
    }

    #[test]
    fn a_click_on_a_band_picks_a_session_of_its_verdict(
        placement in 0..PLACEMENTS.len(), top in 0.0..1.0f64, along in 0.0..1.0f64, part in 0.0..1.0f64,
    ) {
        let crowd = &large_crowds()[placement];
        let camera = camera(1.0 + top, top);
        prop_assert_eq!(Grain::of(crowd, &camera, 0.5), Grain::Bands);
        let band = camera.band();
        let inside = band.start() + (band.end() - band.start()) * part;
        let place = camera.place(Turn(along), inside);
        let column = pick::bands(crowd, &camera, 0.5)
            .into_iter()
            .find(|column| Turn::wrapped(column.from).to(Turn(along)) < column.to - column.from);
        let shown = column.and_then(|column| column.verdict(part));
        let picked = pick::at(crowd, &camera, 0.5, place);
        prop_assert_eq!(picked.map(|session| crowd.world().verdict(session)), shown);
    }

    #[test]
    fn what_is_looked_at_is_where_it_was_placed(
        zoom in 1.0..100_000.0f64, top in 0.0..1.0f64, along in 0.01..0.99f64, inside in 0.0..200.0f64,
    ) {
        let camera = camera(zoom, top);
        let stretch = camera.stretch();
        let turn = Turn::wrapped(stretch.from + stretch.length * along);
        prop_assert!(stretch.has(turn));
        let (x, y) = camera.place(turn, inside);
        prop_assert!((-460.0..=460.0).contains(&x) && (-385.0..=385.0).contains(&y), "{x} {y}");
        let (looked, depth) = camera.look((x, y));
        prop_assert!(looked.to(turn).min(turn.to(looked)) < 1e-12);
        prop_assert!((depth - inside).abs() < 1e-6);
    }

    #[test]
    fn what_is_magnified_about_a_place_stays_there(
        zoom in 2.0..1000.0f64, top in 0.0..1.0f64, along in 0.1..0.9f64, factor in 1.0..3.0f64, part in 0.0..1.0f64,
    ) {
        let before = camera(zoom, top);
        let turn = Turn::wrapped(before.stretch().from + before.stretch().length * along);
        let after = before.zoomed(factor, turn, 1e6);
        let x = |camera: Camera| camera.place(turn, 0.0).0;
        let way = before.towards(after, part);
        // The line bends a little less the larger it is.
        let slack = 80.0 / zoom + 1e-6;
        prop_assert!((x(after) - x(before)).abs() < slack, "{} {}", x(before), x(after));
        prop_assert!((x(way) - x(before)).abs() < slack, "{} {}", x(before), x(way));
    }
}

#[test]
fn the_crowd_of_a_later_moment_counts_as_one_made_anew() {
    for placement in PLACEMENTS {
        let mut world = Rc::new(world(placement, 3000, &[]));
        let mut crowd = Crowd::new(Rc::clone(&world), None);
        for node in [3, 0, 6] {
            apply(Rc::make_mut(&mut world), &crash(node)).expect("it is up");
            crowd = Crowd::new(Rc::clone(&world), Some(&crowd));
            let anew = Crowd::new(Rc::clone(&world), None);
            let counts = world.counts();
            assert_eq!(
                crowd.shares_on(Stretch::WHOLE),
                Verdict::ALL.map(|verdict| counts.of(verdict))
            );
            for place in (0..=crowd.len()).step_by(37) {
                assert_eq!(crowd.before(place), anew.before(place), "{placement}");
            }
        }
    }
}

#[test]
fn each_session_has_one_place_and_turns_rise_with_places() {
    for placement in PLACEMENTS {
        let crowd = crowd(placement, 2000, &[]);
        for place in 0..crowd.len() {
            assert_eq!(crowd.place(crowd.session(place)), place, "{placement}");
            let before = place.saturating_sub(1);
            assert!(crowd.turn(before).0 <= crowd.turn(place).0, "{placement}");
        }
    }
}

#[test]
fn no_frame_of_a_way_is_blank() {
    let crowd = crowd("spymemcached", 30_000, &[1]);
    let palette = Palette {
        verdicts: [ringside_model::raster::Colour([1, 2, 3, 255]); 8],
        ..Palette::default()
    };
    let mut picture = Picture::default();
    let way = [1.0, 8.0, 64.0, 2000.0].map(|zoom| camera(zoom, 0.7));
    let mut frames = 0;
    for pair in way.windows(2) {
        for (from, to) in [(pair[0], pair[1]), (pair[1], pair[0])] {
            for step in 0..=20 {
                let camera = from.towards(to, f64::from(step) / 20.0);
                if Grain::of(&crowd, &camera, 0.5) == Grain::Marks {
                    continue;
                }
                picture.clear(460, 385, 0.5);
                picture.paint(&crowd, &camera, &palette);
                let painted = picture
                    .bytes()
                    .chunks(4)
                    .filter(|pixel| pixel[3] > 0)
                    .count();
                assert!(painted > 1000, "{camera:?}: {painted} pixels");
                frames += 1;
            }
        }
    }
    // Closer than that the page draws marks.
    assert!(frames > 60, "only {frames} frames are painted");
}

/// Where each node is drawn, in words that can be compared.
fn drawn(world: &World) -> Vec<String> {
    let turns = ringside_model::geometry::node_turns(world);
    turns.iter().map(|turn| format!("{:.6}", turn.0)).collect()
}

#[test]
fn an_ejected_node_and_all_others_stay_where_they_were() {
    for placement in ["plain", "libmemcached-ketama-weighted"] {
        let text = format!(
            r#"{{"ringside":1,"policy":{{"placement":"{placement}","tokens":1,"eject":"at-once"}},
                "nodes":[{{"name":"n0:1"}},{{"name":"n1:1"}},{{"name":"n2:1"}},{{"name":"n3:1"}}],
                "sessions":{{"prefix":"s","count":20}}}}"#
        );
        let setup = Scenario::parse(&text).expect("a scenario").setup;
        let mut world = World::new(setup).expect("a world");
        let before = drawn(&world);
        apply(&mut world, &crash(2)).expect("a crash");
        assert!(world.ejected(ringside_model::id::NodeId(2)));
        assert_eq!(drawn(&world), before, "{placement}");
    }
}
