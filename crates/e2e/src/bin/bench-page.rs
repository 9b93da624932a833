//! The browser's part of `cargo xtask bench`: opens the page that has the model's measurements,
//! does them piece by piece, and prints what each one tells.

use e2e::Visit;

fn main() {
    Visit::new().to_another_page().play(async |page| {
        let jobs: usize = page.ask("bench.then((bench) => bench.jobs())").await?;
        for job in 0..jobs {
            let measure = "bench.then((bench) => bench.measure(it))";
            println!("{}", page.ask_about::<String>(measure, job).await?);
        }
        Ok(())
    });
}
