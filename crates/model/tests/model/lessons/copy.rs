//! Plain words: short paragraphs, short sentences, the field's terms, and no more noise than
//! needed.

use ringside_model::lesson::Part;

use super::told::{Place, all, paragraphs, said};

/// The most sentences of a paragraph, and the most words of a sentence.
const MOST_SENTENCES: usize = 3;
const MOST_WORDS: usize = 22;

/// What no lesson says, and why.
const FORBIDDEN: [(&str, &str); 26] = [
    ("!", "no exclamation"),
    ("simply", "whoever does not see it feels stupid"),
    ("obviously", "whoever does not see it feels stupid"),
    ("clearly", "whoever does not see it feels stupid"),
    ("of course", "whoever does not see it feels stupid"),
    ("trivial", "whoever does not see it feels stupid"),
    ("basically", "filler"),
    ("actually", "filler"),
    ("powerful", "hype"),
    ("amazing", "hype"),
    ("robust", "hype"),
    ("seamless", "hype"),
    ("vnode", "it is called a token"),
    ("virtual node", "it is called a token"),
    ("bucket", "it is called a node"),
    ("shard", "it is called a node"),
    ("instance", "it is called a node"),
    ("machine", "it is called a node"),
    ("replicas", "they are called copies"),
    ("backup", "it is called a second copy"),
    ("item", "it is called a session"),
    ("value", "it is called a session"),
    ("entry", "it is called a session"),
    ("utilise", "use"),
    ("utilize", "use"),
    ("e.g.", "for example"),
];

fn sentences(text: &str) -> Vec<&str> {
    let closed = text.trim_end_matches('"');
    let inner = closed.trim_end_matches(['.', '?']);
    inner
        .split(". ")
        .flat_map(|part| part.split("? "))
        .filter(|sentence| !sentence.trim().is_empty())
        .collect()
}

/// Collects what `check` has against each paragraph, as it reads, and where that stands.
fn each(check: impl Fn(&str, &Place<'_>) -> Option<String>) {
    let mut complaints = Vec::new();
    for (name, lesson) in all() {
        for place in paragraphs(&lesson) {
            let text = said(&lesson, &place);
            if let Some(complaint) = check(&text, &place) {
                let (step, phase) = (place.step + 1, place.phase);
                complaints.push(format!(
                    "{name}, step {step}, {phase:?}: {complaint}: {text}"
                ));
            }
        }
    }
    assert!(complaints.is_empty(), "\n{}", complaints.join("\n"));
}

#[test]
fn a_paragraph_has_at_most_three_short_sentences() {
    each(|text, _| {
        let sentences = sentences(text);
        let words = sentences
            .iter()
            .map(|sentence| sentence.split_whitespace().count());
        let longest = words.max().unwrap_or(0);
        if sentences.len() > MOST_SENTENCES {
            return Some(format!("{} sentences", sentences.len()));
        }
        (longest > MOST_WORDS).then(|| format!("a sentence of {longest} words"))
    });
}

#[test]
fn a_paragraph_begins_and_ends_as_a_sentence_does() {
    each(|text, place| {
        let begins = text.trim_start_matches('"').chars().next();
        let named = !matches!(place.paragraph.0.first(), Some(Part::Text(_)));
        let programs = ["libmemcached", "spymemcached", "twemproxy"];
        let named = named || programs.iter().any(|name| text.starts_with(name));
        let begun = named || begins.is_some_and(char::is_uppercase);
        let closed = text.ends_with(['.', '?']) && text.trim() == text;
        (!begun || !closed || text.contains("  ")).then(|| "no sentence".to_owned())
    });
}

#[test]
fn no_forbidden_word_is_said() {
    each(|text, _| {
        let text = text.to_lowercase();
        let said = |(word, _): &&(&str, &str)| {
            let at_a_words_beginning = |(at, _)| {
                let before: &str = &text[..at];
                !before.ends_with(char::is_alphanumeric)
            };
            text.match_indices(word).any(at_a_words_beginning)
        };
        let (word, why) = FORBIDDEN.iter().find(said)?;
        Some(format!("{word}: {why}"))
    });
}

/// Memcached servers are called nodes; the list that a client is given is its server list.
#[test]
fn a_server_is_called_a_node_but_in_the_server_list() {
    each(|text, _| {
        let text = text.to_lowercase().replace("server list", "");
        text.contains("server").then(|| "a server".to_owned())
    });
}

/// A verdict's word is always tied to its colour and shape, and a name to the ring.
#[test]
fn verdicts_and_names_are_marked() {
    let words = [
        "stranded",
        "stale",
        "reloaded",
        "unreachable",
        "served by replica",
    ];
    let names = ["node-", "session-", "key-"];
    each(|_, place| {
        for part in &place.paragraph.0 {
            let Part::Text(text) = part else { continue };
            if let Some(word) = words.iter().find(|&word| text.contains(word)) {
                return Some(format!("{word} without brackets"));
            }
            for name in names {
                let digit = |(at, _): (usize, &str)| {
                    let after: &str = &text[at + name.len()..];
                    after.starts_with(|char: char| char.is_ascii_digit())
                };
                if text.match_indices(name).any(digit) {
                    return Some(format!("{name} without brackets"));
                }
            }
        }
        None
    });
}

#[test]
fn titles_and_goals_are_short_and_say_one_thing() {
    for (name, lesson) in all() {
        assert!(
            lesson.goal.starts_with("You can say ") || lesson.goal.starts_with("You can walk "),
            "{name}"
        );
        assert!(
            lesson.goal.ends_with('.') && lesson.goal.len() <= 130,
            "{name}: {}",
            lesson.goal
        );
        let titles = lesson.steps.iter().map(|step| &step.title);
        for title in titles.chain([&lesson.title]) {
            assert!(title.chars().count() <= 50, "{name}: {title}");
            assert!(!title.ends_with('.'), "{name}: {title}");
            // Sentence case: only names have capitals further on.
            let later = title.split_whitespace().skip(1);
            let capitals = |word: &&str| word.starts_with(char::is_uppercase) && *word != "Java";
            assert_eq!(later.filter(capitals).count(), 0, "{name}: {title}");
        }
        let mut titles: Vec<&str> = lesson
            .steps
            .iter()
            .map(|step| step.title.as_str())
            .collect();
        titles.sort_unstable();
        titles.dedup();
        assert_eq!(
            titles.len(),
            lesson.steps.len(),
            "{name}: two steps with one title"
        );
    }
}

#[test]
fn a_question_asks() {
    for (name, lesson) in all() {
        let mut asked = 0;
        for place in paragraphs(&lesson) {
            let step = &lesson.steps[place.step];
            let question = step.question.as_ref();
            if question.is_some_and(|question| question.text == *place.paragraph) {
                let text = said(&lesson, &place);
                assert!(text.ends_with('?'), "{name}: {text}");
                assert!(
                    text.split_whitespace().count() <= MOST_WORDS,
                    "{name}: {text}"
                );
                asked += 1;
            }
        }
        let questions = lesson.steps.iter().filter(|step| step.question.is_some());
        assert_eq!(asked, questions.count(), "{name}");
    }
}
