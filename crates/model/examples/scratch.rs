//! Scratch.
use ringside_model::lesson::{Lesson, Phase};
use ringside_model::query;
fn main() {
    let path = std::env::args().nth(1).unwrap();
    let lesson =
        Lesson::parse(&std::fs::read_to_string(path).unwrap()).unwrap_or_else(|f| panic!("{f}"));
    for (i, step) in lesson.steps.iter().enumerate() {
        for phase in [Phase::Before, Phase::After] {
            let w = step.world(phase);
            println!(
                "== {} {} {:?} {:?} load {:?} surv {}",
                i + 1,
                step.title,
                phase,
                w.counts(),
                w.load(),
                w.counts().survivors()
            );
            for n in query::nodes(w) {
                print!(" {}:{}p{}s", n.node.spec.name, n.primary, n.stored);
            }
            println!();
            if w.sessions().len() <= 45 {
                for s in w.sessions().in_scenario_order() {
                    let t: Vec<_> = w
                        .targets(s)
                        .iter()
                        .map(|&n| w.roster().node(n).spec.name.replace("node-", ""))
                        .collect();
                    print!(
                        " {}[{}]{}",
                        w.sessions().key(s).replace("session-", "s"),
                        t.join(","),
                        w.verdict(s).word()
                    );
                }
                println!();
            }
        }
    }
}
