//! What the rings of all clients are made of: how many points each server gets, and the points.

use std::{array, iter};

use crate::client::ServerList;
use crate::hash;
use crate::id::Point;
use crate::number;
use crate::ring::{Lookup, Ring, Token};
use crate::server::Server;

/// The most tokens that a ring is built with: 128 MiB of them. Only weights in the tens of
/// thousands, or as many nodes, come near it.
pub const MAX_TOKENS: u64 = 1 << 24;

/// Which server keeps a point that several hash to.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Tie {
    /// The first in the list: a stable sort, then the first match.
    First,
    /// All: as `First`, and a walk over the sorted points meets the others right after it.
    All,
    /// The last in the list: a map from points to nodes, written in list order.
    Last,
}

/// The points that ketama makes of a name: four from the MD5 of `name-0`, four from `name-1`, ...
///
/// Some groups more than are taken may be hashed: as many as are hashed side by side.
pub(super) fn md5_points(name: String) -> impl Iterator<Item = u32> {
    let mut start = name.into_bytes();
    start.push(b'-');
    let mut names: [Vec<u8>; hash::LANES] = array::from_fn(|_| start.clone());
    let mut groups = 0..;
    iter::repeat_with(move || {
        for name in &mut names {
            name.truncate(start.len());
            number::append(name, groups.next().unwrap_or(u32::MAX));
        }
        hash::md5_words_of_each(names.each_ref().map(Vec::as_slice))
    })
    .flat_map(|words| words.into_iter().flatten())
}

/// A ring of the first `counts` points of each server.
pub(super) fn ring<P: Iterator<Item = u32>>(
    servers: &ServerList<'_>,
    counts: &[u64],
    points: impl Fn(&Server) -> P,
    tie: Tie,
    lookup: Lookup,
) -> Ring {
    let mut tokens = Vec::new();
    for (&(node, server), &count) in servers.iter().zip(counts) {
        let count = usize::try_from(count).unwrap_or(usize::MAX);
        tokens.extend(points(server).take(count).map(|point| Token {
            point: Point(point),
            node,
        }));
    }
    match tie {
        Tie::First => Ring::new(tokens, lookup),
        Tie::All => Ring::with_shared_points(tokens, lookup),
        Tie::Last => {
            tokens.reverse();
            Ring::new(tokens, lookup)
        }
    }
}

/// The same number for each server, whatever its weight.
pub(super) fn per_node(servers: &ServerList<'_>, points: u64) -> Vec<u64> {
    vec![points; servers.len()]
}

/// So many for each unit of a server's weight.
pub(super) fn per_weight(servers: &ServerList<'_>, points: u64) -> Vec<u64> {
    servers
        .iter()
        .map(|(_, server)| points.saturating_mul(server.weight.into()))
        .collect()
}

/// Whether the weights say anything: some clients choose another way of counting if they do.
pub(super) fn has_weights(servers: &ServerList<'_>) -> bool {
    servers.iter().any(|(_, server)| server.weight > 1)
}

/// Ketama's share of 160 points a node by weight, in the single precision that libmemcached
/// 1.1.4 (`hosts.cc`), twemproxy 0.5.0 (`nc_ketama.c`) and spymemcached 2.12.3
/// (`KetamaNodeLocator`) compute it in.
///
/// `floor(f32(weight / total * 160 / 4 * n + 1e-10)) * 4`: rounding makes it 39 groups of four
/// instead of 40 where n is 25, 47, 50, 55 or 61.
pub(super) fn shared_in_f32(servers: &ServerList<'_>) -> Vec<u64> {
    #![expect(
        clippy::cast_precision_loss,
        clippy::cast_possible_truncation,
        clippy::cast_sign_loss,
        reason = "the clients' own arithmetic, whose rounding is the point; no value is negative"
    )]
    let total: u64 = servers
        .iter()
        .map(|(_, server)| u64::from(server.weight))
        .sum();
    let groups = |server: &Server| {
        let percent = server.weight as f32 / total as f32;
        (percent * 160.0 / 4.0 * servers.len() as f32 + 1e-10).floor() as u64
    };
    servers
        .iter()
        .map(|(_, server)| groups(server) * 4)
        .collect()
}

/// These counts, all reduced in proportion where they add up to more than [`MAX_TOKENS`].
pub(super) fn fitted(mut counts: Vec<u64>) -> Vec<u64> {
    let total: u128 = counts.iter().copied().map(u128::from).sum();
    if total > u128::from(MAX_TOKENS) {
        for count in &mut counts {
            let share = u128::from(*count) * u128::from(MAX_TOKENS) / total;
            *count = u64::try_from(share).unwrap_or(MAX_TOKENS);
        }
    }
    counts
}
