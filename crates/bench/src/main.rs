//! `cargo run --profile bench -p bench`: what the model costs, and what the same work costs other
//! crates, a line for each figure. `cargo xtask bench` makes tables of them. Compiled for a
//! browser, it is a module whose functions do the same piece by piece.

#[cfg(not(target_family = "wasm"))]
fn main() {
    for job in bench::Job::all() {
        for measured in job.measure() {
            println!("{measured}");
        }
    }
}

/// A browser calls the functions below.
#[cfg(target_family = "wasm")]
fn main() {}

#[cfg(target_family = "wasm")]
mod page {
    use bench::Job;
    use wasm_bindgen::prelude::wasm_bindgen;

    /// How many pieces of work there are.
    #[wasm_bindgen]
    pub fn jobs() -> usize {
        Job::all().len()
    }

    /// Does one of them; its lines.
    #[wasm_bindgen]
    pub fn measure(job: usize) -> String {
        let measured = Job::all()[job].measure();
        let lines: Vec<String> = measured.iter().map(ToString::to_string).collect();
        lines.join("\n")
    }
}
