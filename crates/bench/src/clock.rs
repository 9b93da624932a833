//! How long something takes, natively and in a browser.

use std::hint::black_box;
use std::time::Duration;

#[cfg(not(target_family = "wasm"))]
use native::Start;
#[cfg(target_family = "wasm")]
use page::Start;

/// What is quicker is repeated until it takes so long together: a browser's clock goes in steps
/// of a tenth of a millisecond.
const LONG_ENOUGH: Duration = Duration::from_millis(10);

/// The best time of several runs, which other programs disturb least. Letting go of what a run
/// made counts as part of it.
pub fn best<T>(runs: u32, mut run: impl FnMut() -> T) -> Duration {
    let mut took = |times: u32| {
        let start = Start::now();
        for _ in 0..times {
            drop(black_box(run()));
        }
        start.elapsed()
    };
    let mut times = 1;
    // The first runs also warm up what is measured: a browser compiles in two steps.
    while took(times) < LONG_ENOUGH {
        times *= 2;
    }
    let all = (0..runs).map(|_| took(times));
    all.min().unwrap_or_default() / times
}

#[cfg(not(target_family = "wasm"))]
mod native {
    use std::time::{Duration, Instant};

    /// A moment: on the clock, and of the time that this thread has been on a processor, where
    /// the system tells. That leaves out the time in which other programs had it.
    pub struct Start {
        moment: Instant,
        busy: Option<Duration>,
    }

    impl Start {
        pub fn now() -> Self {
            let busy = processor_time();
            Self {
                moment: Instant::now(),
                busy,
            }
        }

        pub fn elapsed(&self) -> Duration {
            let took = self.moment.elapsed();
            let busy = processor_time()
                .zip(self.busy)
                .map(|(end, start)| end.saturating_sub(start));
            busy.map_or(took, |busy| took.min(busy))
        }
    }

    fn processor_time() -> Option<Duration> {
        // The figure is brought up to date when the thread gives way.
        std::thread::yield_now();
        let text = std::fs::read_to_string("/proc/thread-self/schedstat").ok()?;
        let nanos = text.split(' ').next()?.parse().ok()?;
        Some(Duration::from_nanos(nanos))
    }
}

#[cfg(target_family = "wasm")]
mod page {
    use std::time::Duration;

    use wasm_bindgen::prelude::wasm_bindgen;

    #[wasm_bindgen]
    extern "C" {
        #[wasm_bindgen(js_namespace = performance)]
        fn now() -> f64;
    }

    /// A moment on the browser's clock, in milliseconds.
    pub struct Start(f64);

    impl Start {
        pub fn now() -> Self {
            Self(now())
        }

        pub fn elapsed(&self) -> Duration {
            Duration::from_secs_f64(((now() - self.0) / 1000.0).max(0.0))
        }
    }
}
