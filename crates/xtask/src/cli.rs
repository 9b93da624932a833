//! What was typed after `cargo xtask`.

use crate::failure::Failure;
use crate::serve;
use crate::test::Part;

/// How to use the commands.
pub const USAGE: &str = "\
Usage: cargo xtask COMMAND

  serve [--port N]   build the page and show it at http://127.0.0.1:8080
                     (or the next free port)
  build              build the page for release into dist/ and print its size
  test [PART]        run everything that must pass; PART is one of
                     lint, model, components, commands, verify, browser
  verify [-- [--freeze] FILE]
                     play scenarios against real memcached and compare every
                     session with the model: all that come with the project,
                     or the one in FILE
  bench              measure the model natively and in a browser, beside other
                     programs, and the page with a million sessions, and write
                     the tables of docs/performance.md
  setup              set up what the others need, and say where it is
  policy             complete the page's content security policy; Trunk calls it
  help               print this

Each sets up what is missing. Tools go into the user's cache folder.
";

/// A command, ready to be run.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Command {
    /// Print how to use the commands.
    Help,
    /// Build the page and serve it.
    Serve {
        /// The first port to try.
        port: u16,
    },
    /// Build the page.
    Build,
    /// Run the tests: one part, or all.
    Test(Option<Part>),
    /// Play scenarios against real memcached, as these words say.
    Verify(Vec<String>),
    /// Measure, and write the tables.
    Bench,
    /// Set up what is missing.
    Setup,
    /// Complete the content security policy of the page that Trunk is building.
    Policy,
}

/// Reads the words after `cargo xtask`.
///
/// # Errors
/// A word that means nothing, named.
pub fn parse(words: &[&str]) -> Result<Command, Failure> {
    if words.is_empty()
        || words
            .iter()
            .any(|word| ["help", "--help", "-h"].contains(word))
    {
        return Ok(Command::Help);
    }
    match words {
        ["serve"] => Ok(Command::Serve { port: serve::PORT }),
        ["serve", "--port", number] => port(number),
        ["serve", flag] if flag.starts_with("--port=") => port(&flag["--port=".len()..]),
        ["serve", "--port"] => Err(Failure::new("--port needs a number after it.")),
        ["build"] => Ok(Command::Build),
        ["test"] => Ok(Command::Test(None)),
        ["test", name] => match Part::named(name) {
            Some(part) => Ok(Command::Test(Some(part))),
            None => Err(Failure::new(format!(
                "There is no part of the tests named `{name}`."
            ))),
        },
        ["verify"] => Ok(Command::Test(Some(Part::Verify))),
        ["verify", "--", words @ ..] | ["verify", words @ ..] => Ok(Command::Verify(
            words.iter().map(|&word| word.to_owned()).collect(),
        )),
        ["bench"] => Ok(Command::Bench),
        ["setup"] => Ok(Command::Setup),
        ["policy"] => Ok(Command::Policy),
        ["serve" | "build" | "bench" | "setup" | "policy", word, ..] | ["test", _, word, ..] => {
            Err(Failure::new(format!(
                "`{word}` means nothing to `{}`.",
                words[0]
            )))
        }
        [word, ..] => Err(Failure::new(format!("There is no command `{word}`."))),
        [] => Ok(Command::Help),
    }
}

fn port(number: &str) -> Result<Command, Failure> {
    match number.parse() {
        Ok(port) if port > 0 => Ok(Command::Serve { port }),
        _ => Err(Failure::new(format!(
            "`{number}` is no port. A port is a number from 1 to 65535."
        ))),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(line: &str, expected: Command) {
        let words: Vec<&str> = line.split_whitespace().collect();
        assert_eq!(parse(&words), Ok(expected), "{line}");
    }

    fn refuse(line: &str, named: &str) {
        let words: Vec<&str> = line.split_whitespace().collect();
        let refused = parse(&words).expect_err(line).to_string();
        assert!(refused.contains(named), "{line}: {refused}");
    }

    #[test]
    fn commands_are_words() {
        check("", Command::Help);
        check("help", Command::Help);
        check("serve --help", Command::Help);
        check("serve", Command::Serve { port: 8080 });
        check("serve --port 99", Command::Serve { port: 99 });
        check("serve --port=99", Command::Serve { port: 99 });
        check("build", Command::Build);
        check("test", Command::Test(None));
        check("test model", Command::Test(Some(Part::Model)));
        check("bench", Command::Bench);
        check("setup", Command::Setup);
        check("policy", Command::Policy);
        check("verify", Command::Test(Some(Part::Verify)));
        for line in ["verify -- --freeze a.json", "verify --freeze a.json"] {
            let words = ["--freeze", "a.json"].map(str::to_owned).to_vec();
            check(line, Command::Verify(words));
        }
    }

    #[test]
    fn what_means_nothing_is_named() {
        refuse("sevre", "`sevre`");
        refuse("serve --prot 1", "`--prot`");
        refuse("serve --port x", "`x`");
        refuse("serve --port 70000", "`70000`");
        refuse("serve --port", "--port");
        refuse("test brwoser", "`brwoser`");
        refuse("test model --all", "`--all`");
        refuse("build --fast", "`--fast`");
        refuse("bench model", "`model`");
    }
}
