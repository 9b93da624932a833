//! Where the client looks for a session: three placements, worked out from scratch each time.

use md5::{Digest, Md5};
use ringside_model::client::Client;
use ringside_model::policy::ReplicaPlacement;

use super::{Few, Oracle, Session};

impl Oracle {
    /// Whether the client remembers where each session is.
    pub fn keeps_homes(&self) -> bool {
        self.policy.placement == Client::SessionManager
    }

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
        let Client::Plain(size) = self.policy.placement else {
            return number;
        };
        match u32::try_from(size.get()) {
            Err(_) => number,
            Ok(size) if number.is_multiple_of(size) => size,
            Ok(size) => number % size,
        }
    }

    /// The node that a place belongs to.
    pub fn owner(&self, view: &[usize], place: u32) -> Option<usize> {
        if matches!(self.policy.placement, Client::Plain(_)) {
            let nodes = view.iter().copied();
            nodes.min_by_key(|&node| self.first_token(node, place))
        } else {
            let bucket = (place as usize).checked_rem(view.len())?;
            Some(view[bucket])
        }
    }

    /// Every node of the view once, in the order in which a place meets them: on the ring by
    /// their first tokens, by modulo from the bucket on.
    fn clockwise(&self, view: &[usize], place: u32) -> Few<usize> {
        if matches!(self.policy.placement, Client::Plain(_)) {
            let mut nodes = Few::from_slice(view);
            nodes.sort_by_key(|&node| self.first_token(node, place));
            nodes
        } else {
            let bucket = (place as usize).checked_rem(view.len());
            round(view, bucket.unwrap_or(0))
        }
    }

    /// The token of a node that a place meets first: the first one at or after it, or else, past
    /// the top of the ring, the first of all. Earlier tokens are less.
    fn first_token(&self, node: usize, place: u32) -> (bool, u32) {
        let tokens = self.nodes[node].tokens.iter();
        let met = tokens.map(|&point| (point < place, point)).min();
        met.expect("a node of the plain ring has tokens")
    }

    /// All that the client would try for a session, in order. A node comes again only where
    /// copies go by rehash.
    pub fn tries(&self, view: &[usize], session: usize) -> Few<usize> {
        let place = self.sessions[session].hash;
        let home = self.sessions[session].home;
        match (self.policy.replica_placement, home) {
            (ReplicaPlacement::Ring, None) => self.clockwise(view, place),
            (ReplicaPlacement::List, None) => match self.owner(view, place) {
                Some(owner) => round(view, view.iter().position(|&n| n == owner).unwrap_or(0)),
                None => Few::new(),
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
                let mut tries: Few<usize> = places
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

    /// Every token that a client passes who walks the whole ring for a session, and whose it is; none
    /// where it walks no ring.
    pub fn passed(&self, view: &[usize], session: usize) -> Option<Vec<(u32, usize)>> {
        let Session { hash, home, .. } = self.sessions[session];
        let on_a_ring = matches!(self.policy.placement, Client::Plain(_));
        if self.policy.replica_placement != ReplicaPlacement::Ring || home.is_some() || !on_a_ring {
            return None;
        }
        let mut tokens = Vec::new();
        for &node in view {
            tokens.extend(self.nodes[node].tokens.iter().map(|&point| (point, node)));
        }
        tokens.sort_by_key(|&(point, _)| (point < hash, point));
        Some(tokens)
    }

    /// The places of spymemcached's seven tries: each adds the MD5 of its number and the key.
    pub fn rehashes(&self, key: &str, hash: u32) -> Vec<u32> {
        let mut sum = hash;
        let mut places = vec![hash];
        if self.policy.replica_placement == ReplicaPlacement::Rehash {
            for number in 0..6 {
                sum = sum.wrapping_add(md5_word(&format!("{number}{key}")));
                places.push(self.on_ring(sum));
            }
        }
        places
    }
}

/// All of a list, from one place on and round to it.
fn round(list: &[usize], from: usize) -> Few<usize> {
    let (before, on) = list.split_at(from);
    on.iter().chain(before).copied().collect()
}

/// The first four bytes of a text's MD5, the lowest first.
fn md5_word(text: &str) -> u32 {
    let digest = Md5::digest(text.as_bytes());
    (0..4).map(|at| u32::from(digest[at]) << (8 * at)).sum()
}
