//! Where the client looks for a session: three placements, worked out from scratch each time.

use md5::{Digest, Md5};
use ringside_model::client::Client;
use ringside_model::policy::ReplicaPlacement;

use super::Oracle;

impl Oracle {
    /// The hash of a key: by hand on the plain ring, else as the client has it.
    pub fn hash(&self, key: &str, by_hand: Option<u32>) -> u32 {
        match self.policy.placement {
            Client::Plain(_) => by_hand.unwrap_or_else(|| self.on_ring(md5_word(key))),
            Client::SessionManager => md5_word(key),
            Client::SpymemcachedArraymod => key.bytes().fold(0, |hash: u32, byte| {
                hash.wrapping_mul(31).wrapping_add(byte.into())
            }),
            other => panic!("the oracle has no placement {other}"),
        }
    }

    /// A number's place on the ring, whose points are counted from 1 like hours. Without a ring
    /// of its own, and on the largest, a number is its own place.
    fn on_ring(&self, number: u32) -> u32 {
        match u32::try_from(self.policy.ring_points()) {
            Err(_) => number,
            Ok(size) if number.is_multiple_of(size) => size,
            Ok(size) => number % size,
        }
    }

    /// The node that a place belongs to.
    pub fn owner(&self, view: &[usize], place: u32) -> Option<usize> {
        self.clockwise(view, place).first().copied()
    }

    /// Every node of the view once, in the order in which a place meets them: on the ring by
    /// their first token at or after the place, then past the top; by modulo from the bucket on.
    fn clockwise(&self, view: &[usize], place: u32) -> Vec<usize> {
        if view.is_empty() {
            return Vec::new();
        }
        if !matches!(self.policy.placement, Client::Plain(_)) {
            let bucket = place as usize % view.len();
            return round(view, bucket);
        }
        let mut tokens: Vec<(u32, usize)> = Vec::new();
        for &node in view {
            for &point in &self.nodes[node].tokens {
                tokens.push((point, node));
            }
        }
        tokens.sort_unstable();
        let mut met = Vec::new();
        let past = tokens.iter().filter(|(point, _)| *point >= place);
        let wrapped = tokens.iter().filter(|(point, _)| *point < place);
        for &(_, node) in past.chain(wrapped) {
            if !met.contains(&node) {
                met.push(node);
            }
        }
        met
    }

    /// All that the client would try for a session, in order. A node comes again only where
    /// copies go by rehash.
    pub fn tries(&self, view: &[usize], session: usize) -> Vec<usize> {
        let place = self.sessions[session].hash;
        let home = self.sessions[session].home;
        match (self.policy.replica_placement, home) {
            (ReplicaPlacement::Ring, None) => self.clockwise(view, place),
            (ReplicaPlacement::List, None) => match self.owner(view, place) {
                Some(owner) => round(view, view.iter().position(|&n| n == owner).unwrap_or(0)),
                None => Vec::new(),
            },
            (ReplicaPlacement::Ring | ReplicaPlacement::List, Some(home)) => {
                // The home, or where it stood among those that entered the list after it.
                let stood = self.nodes[home].entered;
                let from = view
                    .iter()
                    .position(|&node| self.nodes[node].entered >= stood);
                round(view, from.unwrap_or(0))
            }
            (ReplicaPlacement::Rehash, home) => {
                let places = self.sessions[session].rehashes.iter();
                let mut tries: Vec<usize> = places
                    .filter_map(|&place| self.owner(view, place))
                    .collect();
                if let (Some(first), Some(home)) = (tries.first_mut(), home)
                    && view.contains(&home)
                {
                    *first = home;
                }
                tries
            }
        }
    }

    /// The places of spymemcached's seven tries: each adds the MD5 of its number and the key.
    pub fn rehashes(&self, key: &str, hash: u32) -> Vec<u32> {
        let mut sum = hash;
        let mut places = vec![hash];
        for number in 0..6 {
            sum = sum.wrapping_add(md5_word(&format!("{number}{key}")));
            places.push(self.on_ring(sum));
        }
        places
    }
}

/// All of a list, from one place on and round to it.
fn round(list: &[usize], from: usize) -> Vec<usize> {
    (0..list.len())
        .map(|step| list[(from + step) % list.len()])
        .collect()
}

/// The first four bytes of a text's MD5, the lowest first.
fn md5_word(text: &str) -> u32 {
    let digest = Md5::digest(text.as_bytes());
    (0..4).map(|at| u32::from(digest[at]) << (8 * at)).sum()
}
