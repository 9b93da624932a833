//! A stream of requests: which sessions, and when. Everyone who may be asked stands in a row; who
//! is asked leaves it, the last one takes the place, and whoever has thought enough goes to the end.

use ringside_model::traffic::Traffic;

use super::{Oracle, Sight, Tally};

impl Oracle {
    /// Lets a stream happen: second by second, request by request, each an event of its own.
    pub fn stream(&mut self, traffic: &Traffic, tally: &mut Tally) {
        let mut row: Vec<usize> = (0..self.sessions.len()).collect();
        let mut asked_at: Vec<(u32, usize)> = Vec::new();
        let think = traffic.think.map_or(0, |think| think.0);
        for second in 1..=traffic.length.0 {
            tally.lost += self.pass(1);
            self.repair_eagerly();
            let done = |&(at, _): &(u32, usize)| at + think <= second;
            row.extend(asked_at.iter().filter(|one| done(one)).map(|one| one.1));
            asked_at.retain(|one| !done(one));
            let mut state = u64::from(traffic.seed) * (1 << 32) + u64::from(self.now);
            for _ in 0..traffic.rate {
                if row.is_empty() {
                    self.see(Sight::EveryoneThinks);
                    break;
                }
                let place = lot(&mut state, row.len());
                let session = row[place];
                let login = lot(&mut state, 100) < traffic.logins as usize;
                if think > 0 {
                    let last = row.len() - 1;
                    row.swap(place, last);
                    row.truncate(last);
                    asked_at.push((second, session));
                }
                self.see(if login { Sight::Login } else { Sight::Stream });
                self.serve_one(session, tally, login);
                self.repair_eagerly();
            }
        }
    }
}

/// A number below `end`: the share of 2^32 that the upper half of a splitmix64 number is.
fn lot(state: &mut u64, end: usize) -> usize {
    *state = state.wrapping_add(11_400_714_819_323_198_485);
    let mut z = *state;
    z = (z ^ (z >> 30)).wrapping_mul(13_787_848_793_156_543_929);
    z = (z ^ (z >> 27)).wrapping_mul(10_723_151_780_598_845_931);
    z ^= z >> 31;
    let share = u128::from(z / (1 << 32)) * end as u128 / (1 << 32);
    usize::try_from(share).expect("less than the end")
}
