//! A stream of requests, played: many small events, each with the functions of its own kind.

use std::collections::VecDeque;
use std::rc::Rc;

use super::{Requests, Touched, Within, Work, conclude, pass, serve_all};
use crate::id::SessionId;
use crate::pace::Pace;
use crate::policy::Repair;
use crate::refusal::Refusal;
use crate::traffic::{Draws, Kind, Sample, Traffic};
use crate::view::View;
use crate::world::World;

/// What a stream came to.
pub struct Played {
    /// What its reads and writes came to.
    pub requests: Requests,
    /// What was true meanwhile, from moment to moment.
    pub samples: Vec<Sample>,
    /// How many copies expired.
    pub expired: u32,
    /// How much there was to do.
    pub work: Work,
}

/// Plays a stream. Costs the requests, a look at each session for their order, and where copies
/// expire within its time two looks at every copy.
///
/// # Errors
/// What `within` says, as soon as it does; the world is of no use then.
pub async fn play(
    world: &mut World,
    traffic: Traffic,
    within: Within<'_>,
    pace: &Pace,
) -> Result<Played, Refusal> {
    let mut played = Played {
        requests: Requests {
            written: traffic.logins > 0,
            ..Requests::default()
        },
        samples: Vec::new(),
        expired: 0,
        work: Work::default(),
    };
    let start = world.load();
    let mut draws = Draws::new(traffic, world.sessions().in_scenario_order());
    let mut expiry = Expiry::new(world, traffic, pace).await;
    let sampling = traffic.sampling();
    for second in 1..=traffic.length.0 {
        let view = Rc::clone(&world.view);
        pass(world, 1, pace).await;
        let touched = Touched {
            sessions: expiry.drop(world, pace).await,
            alone: true,
            ..Touched::default()
        };
        played.expired += super::count(touched.sessions.len());
        played
            .work
            .add(expiry.conclude(world, &view, touched, pace).await);
        for (session, kind) in draws.second(world.now) {
            let view = Rc::clone(&world.view);
            let served = serve_all(world, &[session], kind == Kind::Login, pace).await;
            played.requests.add(served);
            let touched = Touched {
                sessions: vec![session],
                alone: true,
                ..Touched::default()
            };
            played
                .work
                .add(expiry.conclude(world, &view, touched, pace).await);
            within(world, played.work)?;
        }
        within(world, played.work)?;
        if second % sampling == 0 || second == traffic.length.0 {
            let (requests, load) = (played.requests, world.load().since(start));
            played.samples.push(Sample {
                seconds: second,
                survivors: world.counts().survivors(),
                requests: requests.reads(),
                misses: requests.misses(),
                repair_copies: load.repair_copies,
                database_reads: load.database_reads,
            });
        }
    }
    if world.policy().ttl.is_some() {
        // What is known of the next expiry is as exact then as time alone leaves it.
        world.cluster.expire(world.now, pace).await;
    }
    Ok(played)
}

/// What it takes to drop the copies of one session that have expired, in units of the pace.
const EXPIRY: usize = 4;

/// Which copies may expire when, so that no second needs a look at every copy.
struct Expiry {
    /// How long a copy lasts, if that is less than the stream.
    ttl: Option<u32>,
    /// The sessions that may lose a copy, by the second in which they do.
    due: VecDeque<(u32, SessionId)>,
    /// The same of copies that were stored since.
    since: VecDeque<(u32, SessionId)>,
}

impl Expiry {
    async fn new(world: &World, traffic: Traffic, pace: &Pace) -> Self {
        let end = world.now.saturating_add(traffic.length.0);
        let ttl = world.policy().ttl.filter(|ttl| ttl.0 > 0);
        let due = match ttl {
            Some(_) => world.cluster.expiring(end, pace).await,
            None => Vec::new(),
        };
        Self {
            ttl: ttl.map(|ttl| ttl.0).filter(|&ttl| ttl < traffic.length.0),
            due: due.into(),
            since: VecDeque::new(),
        }
    }

    /// Drops what has expired. Returns whose copies they were, a session once for each copy.
    async fn drop(&mut self, world: &mut World, pace: &Pace) -> Vec<SessionId> {
        let mut gone = Vec::new();
        for queue in [&mut self.due, &mut self.since] {
            while let Some(&(at, session)) = queue.front()
                && at <= world.now
            {
                queue.pop_front();
                let dropped = world.cluster.expire_of(session, world.now);
                gone.extend((0..dropped).map(|_| session));
                pace.did(EXPIRY).await;
            }
        }
        gone
    }

    /// Repairs and judges what a step touched, and remembers which copies it may have stored.
    async fn conclude(
        &mut self,
        world: &mut World,
        before: &Rc<View>,
        touched: Touched,
        pace: &Pace,
    ) -> Work {
        let (work, touched, _) = conclude(world, before, touched, pace).await;
        if let Some(ttl) = self.ttl {
            let until = world.now.saturating_add(ttl);
            let mut stored = |session| self.since.push_back((until, session));
            if world.policy().repair == Repair::Eager {
                touched.each().for_each(&mut stored);
            } else {
                touched.sessions.into_iter().for_each(&mut stored);
            }
        }
        work
    }
}
