//! Names for nodes that are added by a click.

use ringside_model::list;
use ringside_model::roster::Roster;

/// The name after that of the last node: its last number counted up until it is free. Where that
/// is no address, as after 10.0.0.255, the first of node-1, node-2 and so on.
#[must_use]
pub fn next(roster: &Roster) -> String {
    let last = roster
        .nodes()
        .last()
        .map_or("node-0", |(_, node)| node.spec.name.as_str());
    let (host, port) = match last.rsplit_once(':') {
        Some((host, port)) => (host, format!(":{port}")),
        None => (last, String::new()),
    };
    let (host, bracket) = host
        .strip_suffix(']')
        .map_or((host, ""), |host| (host, "]"));
    let stem = host.trim_end_matches(|c: char| c.is_ascii_digit());
    let number = host[stem.len()..].parse::<u32>().unwrap_or(1);
    let stem = if stem.len() == host.len() {
        format!("{host}-")
    } else {
        stem.to_owned()
    };
    (number.saturating_add(1)..=u32::MAX)
        .map(|number| format!("{stem}{number}{bracket}{port}"))
        .take_while(|name| list::address(name).is_ok())
        .chain((1..=u32::MAX).map(|number| format!("node-{number}{port}")))
        .find(|name| roster.find(name).is_none())
        .unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::*;
    use ringside_model::client::Client;
    use ringside_model::event::NodeSpec;
    use ringside_model::policy::Policy;

    fn check(names: &[&str], expect: &str) {
        let nodes: Vec<NodeSpec> = names.iter().map(|&name| NodeSpec::named(name)).collect();
        let policy = Policy::of(Client::LibmemcachedKetamaWeighted);
        let roster = Roster::found(&policy, &nodes).expect("a roster");
        assert_eq!(next(&roster), expect);
    }

    #[test]
    fn a_new_node_is_named_after_the_last_one() {
        check(&["node-1", "node-2"], "node-3");
        check(&["10.0.0.1:11211", "10.0.0.9:11211"], "10.0.0.10:11211");
        check(&["node-2", "node-3", "node-1"], "node-4");
        check(&["cache"], "cache-2");
        check(&["cache:11212"], "cache-2:11212");
        check(&["[fe80::9]:11211"], "[fe80::10]:11211");
    }

    #[test]
    fn a_new_node_has_a_name_that_a_scenario_can_have() {
        check(&["10.0.0.255:11211"], "node-1:11211");
        check(&["[::ffff]:11212"], "node-1:11212");
        check(&["node-1", "10.0.0.255"], "node-2");
    }
}
