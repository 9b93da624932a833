//! Traffic: a steady stream of requests over time, drawn by lot, always the same ones.
//!
//! A stream is nothing but many events at once: in each second a second passes, then single
//! sessions are read, and some of them written anew. Which ones, a seed says. So the same scenario
//! asks the same sessions under every policy, and curves can be compared.

use std::collections::VecDeque;

use serde::Serialize;

use crate::id::SessionId;
use crate::refusal::Refusal;
use crate::seconds::Seconds;

/// How long one event may last.
pub const MAX_LENGTH: Seconds = Seconds(3600);

/// How many requests a second there may be.
pub const MAX_RATE: u32 = 10_000;

/// How many requests one event may make.
pub const MAX_REQUESTS: u32 = 100_000;

/// How many samples of one event are kept at most.
pub const MOST_SAMPLES: u32 = 240;

/// A stream of requests.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct Traffic {
    /// How long it lasts: an hour at most.
    #[serde(rename = "for")]
    pub length: Seconds,
    /// How many requests there are in each second. At most 100,000 in all.
    #[cfg_attr(feature = "schema", schemars(range(max = MAX_RATE)))]
    pub rate: u32,
    /// The least time between two requests of one session, its user's think time. Without it,
    /// there is none.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[cfg_attr(feature = "schema", schemars(with = "Seconds", default))]
    pub think: Option<Seconds>,
    /// How many of 100 requests are logins: the application reads the session, and writes it
    /// anew whatever it found. The others only read.
    #[serde(skip_serializing_if = "is_zero")]
    #[cfg_attr(feature = "schema", schemars(default, range(max = 100)))]
    pub logins: u32,
    /// Which sessions are asked: another number gives others.
    #[serde(skip_serializing_if = "is_zero")]
    #[cfg_attr(feature = "schema", schemars(default, range(max = u32::MAX)))]
    pub seed: u32,
}

#[expect(
    clippy::trivially_copy_pass_by_ref,
    reason = "serde calls it with a reference"
)]
const fn is_zero(number: &u32) -> bool {
    *number == 0
}

/// What a request does.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    /// The application reads the session.
    Read,
    /// The user logs in: the application reads the session, then writes a new version of it.
    Login,
}

/// What was true at one moment of a stream. The numbers count from the beginning of its event.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Sample {
    /// Seconds since the event began.
    pub seconds: u32,
    /// How many sessions survive: a read now would return the latest version.
    pub survivors: u32,
    /// Requests made.
    pub requests: u32,
    /// Reads that no node answered with the session.
    pub misses: u32,
    /// Copies that repair stored.
    pub repair_copies: u32,
    /// Reads that the database answered.
    pub database_reads: u32,
}

impl Traffic {
    /// How many requests it makes, unless fewer sessions are there whose users do not think.
    #[must_use]
    pub fn requests(self) -> u64 {
        u64::from(self.length.0) * u64::from(self.rate)
    }

    /// Whether it is within the limits.
    ///
    /// # Errors
    /// A [`Refusal`] if it lasts longer, or makes more requests, than one event may.
    pub fn check(self) -> Result<(), Refusal> {
        if self.length > MAX_LENGTH {
            return Err(Refusal::TrafficTooLong {
                length: self.length,
                most: MAX_LENGTH,
            });
        }
        if self.requests() > u64::from(MAX_REQUESTS) {
            return Err(Refusal::TooManyRequests {
                requests: self.requests(),
                most: MAX_REQUESTS,
            });
        }
        Ok(())
    }

    /// How many seconds lie between two samples.
    #[must_use]
    pub fn sampling(self) -> u32 {
        self.length.0.div_ceil(MOST_SAMPLES).max(1)
    }
}

/// The requests of a stream, second by second.
///
/// A request is of one of the sessions whose users do not think just now, each as likely as
/// another. Each second draws for itself, by the seed and by the time of the scenario. So a stream
/// that goes on after another does not repeat it, and without think time two streams in a row draw
/// what one as long as both would. Who thinks is forgotten when the event is over.
#[derive(Clone, Debug)]
pub struct Draws {
    traffic: Traffic,
    second: u32,
    /// Those who may make a request.
    idle: Vec<SessionId>,
    /// Those who think, and until which second; the first to be done comes first.
    thinking: VecDeque<(u32, SessionId)>,
}

impl Draws {
    /// The stream before its first second, over these sessions, in the order of the scenario.
    #[must_use]
    pub fn new(traffic: Traffic, sessions: Vec<SessionId>) -> Self {
        Self {
            traffic,
            second: 0,
            idle: sessions,
            thinking: VecDeque::new(),
        }
    }

    /// The requests of the next second, at whose end it is `now` in the scenario. Fewer than the
    /// rate if everyone thinks. Costs the requests.
    pub fn second(&mut self, now: u32) -> Vec<(SessionId, Kind)> {
        self.second += 1;
        while let Some(&(until, session)) = self.thinking.front()
            && until <= self.second
        {
            self.thinking.pop_front();
            self.idle.push(session);
        }
        let mut lots = Lots(u64::from(self.traffic.seed) << 32 | u64::from(now));
        let rate = self.traffic.rate.min(MAX_RATE);
        (0..rate).map_while(|_| self.request(&mut lots)).collect()
    }

    fn request(&mut self, lots: &mut Lots) -> Option<(SessionId, Kind)> {
        let idle = u32::try_from(self.idle.len()).unwrap_or(u32::MAX);
        let at = lots.below(idle)? as usize;
        let session = match self.traffic.think {
            Some(think) if think.0 > 0 => {
                let session = self.idle.swap_remove(at);
                let until = self.second.saturating_add(think.0);
                self.thinking.push_back((until, session));
                session
            }
            _ => self.idle[at],
        };
        let login = lots.below(100)? < self.traffic.logins;
        Some((session, if login { Kind::Login } else { Kind::Read }))
    }
}

/// Lots: `SplitMix64` (Steele, Lea and Flood, "Fast splittable pseudorandom number generators",
/// 2014).
struct Lots(u64);

impl Lots {
    /// A number below this one, if there is any. The upper half of a draw is scaled, so that each
    /// is as likely as another but for one part in 4 billion.
    fn below(&mut self, end: u32) -> Option<u32> {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mixed = (self.0 ^ (self.0 >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        let mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        let upper = (mixed ^ (mixed >> 31)) >> 32;
        (end > 0).then(|| u32::try_from((upper * u64::from(end)) >> 32).unwrap_or(0))
    }
}
