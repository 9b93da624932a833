//! A slow link between server and browser.

use std::io::{self, Write};
use std::sync::{Arc, Mutex, PoisonError};
use std::thread::sleep;
use std::time::{Duration, Instant};

/// Bytes sent at a time: what fits into a packet. Connections take turns after each.
const PACKET: usize = 1460;

/// How far the link may be behind and still catch up: threads do not wake at the very moment.
const SLACK: Duration = Duration::from_millis(20);

/// A link that all connections share, workers' included. Clones are the same link.
#[derive(Debug, Clone)]
pub struct Link {
    latency: Duration,
    bytes_per_second: u32,
    /// When it has sent all that it was given.
    free: Arc<Mutex<Instant>>,
}

impl Link {
    /// A link that answers after this long, and then sends this many bytes a second in all.
    #[must_use]
    pub fn new(latency: Duration, bytes_per_second: u32) -> Self {
        Self {
            latency,
            bytes_per_second,
            free: Arc::new(Mutex::new(Instant::now())),
        }
    }

    /// A slow mobile connection: 1.6 Mbit/s and 150 ms.
    #[must_use]
    pub fn slow() -> Self {
        Self::new(Duration::from_millis(150), 200_000)
    }

    /// Waits as long as a request and the start of its answer are on their way.
    pub(super) fn wait(&self) {
        sleep(self.latency);
    }

    /// Sends these bytes as fast as the link allows.
    pub(super) fn send(&self, bytes: &[u8], mut to: impl Write) -> io::Result<()> {
        for packet in bytes.chunks(PACKET) {
            let sent = self.reserve(packet.len());
            sleep(sent.saturating_duration_since(Instant::now()));
            to.write_all(packet)?;
        }
        Ok(())
    }

    /// Takes the link for this many bytes, and returns when they are sent.
    fn reserve(&self, bytes: usize) -> Instant {
        let mut free = self.free.lock().unwrap_or_else(PoisonError::into_inner);
        let bytes = u32::try_from(bytes).unwrap_or(u32::MAX);
        let takes = Duration::from_secs(1) * bytes / self.bytes_per_second;
        let now = Instant::now();
        *free = (*free).max(now.checked_sub(SLACK).unwrap_or(now)) + takes;
        *free
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn connections_share_the_link() {
        let link = Link::new(Duration::ZERO, 1_000);
        let other = link.clone();
        let first = link.reserve(500);
        let second = other.reserve(250);
        assert_eq!(second - first, Duration::from_millis(250));
    }

    #[test]
    fn what_is_sent_arrives_whole() {
        let bytes: Vec<u8> = (0..=255).cycle().take(3 * PACKET + 7).collect();
        let mut arrived = Vec::new();
        let link = Link::new(Duration::ZERO, 100_000_000);
        link.send(&bytes, &mut arrived).expect("sent");
        assert_eq!(arrived, bytes);
    }
}
