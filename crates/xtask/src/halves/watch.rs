//! Which functions the first screen calls: it is opened in a browser, on a desktop and on a
//! phone.

use super::probe::MARK;
use crate::failure::{Failure, Outcome, While};
use crate::process::Run;
use crate::server::Server;
use std::path::{Path, PathBuf};
use std::{env, fs};

/// The sizes of window in which the first screen is opened.
const WINDOWS: [&str; 2] = ["1280,800", "390,844"];

/// Waits until the first screen is drawn, and writes into the page which functions were called,
/// and how many there are. A browser whose time is not real has no frames, so timers stand in for
/// them and for what tells of sizes; and it is never slow, so on the phone each look at a clock takes 20 ms, for what takes
/// long is drawn in more than one go.
const SCRIPT: &str = r#"<script>
if (innerWidth < 600) {
  let passed = 0;
  Date.now = performance.now = () => { passed += 20; return passed; };
}
requestAnimationFrame = (draw) => setTimeout(() => draw(performance.now()), 16);
ResizeObserver = class {
  constructor(seen) { this.seen = seen; }
  observe() { setTimeout(this.seen, 16); }
  disconnect() {}
};
addEventListener("TrunkApplicationStarted", ({ detail }) => setTimeout(() => {
  const marks = Object.entries(detail.wasm).filter(([name]) => name.startsWith("MARK"));
  const called = marks.filter(([, mark]) => mark.value).map(([name]) => name.slice("MARK".length));
  document.body.innerHTML = `<pre>${marks.length}:${called.join(" ")};</pre>`;
}, 1000));
</script>"#;

/// Of each function of the page's program that is not imported, whether the first screen calls
/// it. `probed` is the program that notes it.
///
/// # Errors
/// Where the browser does not start, or the page does not.
pub fn first_screen(
    dist: &Path,
    program: &Path,
    probed: &[u8],
    chromium: &Path,
) -> Outcome<Vec<bool>> {
    let folder = Folder::new()?;
    for file in fs::read_dir(dist).while_doing(|| format!("Reading {}", dist.display()))? {
        let file = file
            .while_doing(|| format!("Reading {}", dist.display()))?
            .path();
        // What lies in folders is fetched later, if at all.
        if file.is_file() {
            let to = folder.0.join(super::name(&file));
            fs::copy(&file, &to).while_doing(|| format!("Copying to {}", to.display()))?;
        }
    }
    let write = |name: &str, content: &[u8]| {
        let path = folder.0.join(name);
        fs::write(&path, content).while_doing(|| format!("Writing {}", path.display()))
    };
    write(super::name(program), probed)?;
    let page =
        fs::read_to_string(dist.join("index.html")).while_doing(|| "Reading index.html".into())?;
    let page = super::without_integrity(&page, super::name(program));
    let script = SCRIPT.replace("MARK", MARK);
    write(
        "index.html",
        page.replace("</head>", &format!("{script}</head>"))
            .as_bytes(),
    )?;
    let server = Server::of(&folder.0).start()?;
    let mut called = Vec::new();
    for window in WINDOWS {
        let page = Run::new(chromium)
            .args(["--headless=new", "--no-sandbox", "--disable-gpu"])
            .args(["--disable-dev-shm-usage", "--no-first-run"])
            .args(["--virtual-time-budget=20000", "--dump-dom"])
            .arg(format!(
                "--user-data-dir={}",
                folder.0.join("profile").display()
            ))
            .arg(format!("--window-size={window}"))
            .arg(server.url())
            .output()?;
        let found = read(&page).ok_or_else(|| {
            Failure::new("The first screen did not come up in the browser that was to watch it.")
        })?;
        called.resize(found.len(), false);
        for (called, found) in called.iter_mut().zip(found) {
            *called |= found;
        }
    }
    Ok(called)
}

/// What the script has written.
fn read(page: &str) -> Option<Vec<bool>> {
    // The script itself has the tag, too, before.
    let (_, said) = page.rsplit_once("<pre>")?;
    let (said, _) = said.split_once(";</pre>")?;
    let (count, called) = said.split_once(':')?;
    let mut all = vec![false; count.parse().ok()?];
    for number in called.split_whitespace() {
        *all.get_mut(number.parse::<usize>().ok()?)? = true;
    }
    Some(all)
}

/// A folder that is gone with this value.
struct Folder(PathBuf);

impl Folder {
    fn new() -> Outcome<Self> {
        let name = format!("ringside-first-screen-{}", std::process::id());
        let path = env::temp_dir().join(name);
        fs::create_dir_all(&path).while_doing(|| format!("Making {}", path.display()))?;
        Ok(Self(path))
    }
}

impl Drop for Folder {
    fn drop(&mut self) {
        let _ = fs::remove_dir_all(&self.0);
    }
}

#[cfg(test)]
mod tests {
    use super::read;

    #[test]
    fn what_the_page_says_is_read() {
        let page = "<html><body><pre>4:0 2;</pre></body></html>";
        assert_eq!(read(page), Some(vec![true, false, true, false]));
        assert_eq!(read("<pre>2:;</pre>"), Some(vec![false, false]));
        for wrong in ["", "<pre>4:0 2", "<pre>2:2;</pre>", "<pre>x:0;</pre>"] {
            assert_eq!(read(wrong), None, "{wrong}");
        }
    }
}
