//! The lesson room around the lessons: for everyone, on every screen, and kept on the device.

use crate::lesson_truth::Truth;
use e2e::page::News;
use e2e::{Failure, Key, Outcome, Page, Visit, visit};
use ringside_model::lesson::Answer;
use ringside_model::lesson::catalog::LESSONS;
use std::fmt::Write as _;
use std::path::Path;

/// What a screen reader is told through the first lesson.
const TRANSCRIPT: &str = concat!(
    env!("CARGO_MANIFEST_DIR"),
    "/tests/transcripts/worked-example.txt"
);

#[test]
fn axe_finds_nothing_in_any_step_in_the_light() {
    no_violation(Visit::new(), "light");
}

#[test]
fn axe_finds_nothing_in_any_step_in_the_dark_on_a_phone() {
    no_violation(Visit::new().on_a_phone(), "dark");
}

/// Goes through every part of every lesson.
fn no_violation(visit: Visit, scheme: &str) {
    visit.play(async |page| {
        page.emulate("prefers-color-scheme", scheme).await?;
        page.click_button("Lessons").await?;
        let screen = async |name: String| page.is_for_everyone(&name).await;
        screen("the list".to_owned()).await?;
        for entry in &LESSONS {
            page.open_lesson(entry.title).await?;
            let mut wrong_first = true;
            while let Some(step) = page.lesson().await? {
                screen(format!("{}, {}", entry.name, step.place)).await?;
                // What a wrong answer brings is looked at once a lesson.
                if wrong_first && page.room_has("Check").await? {
                    wrong_first = false;
                    answer_somehow(page).await?;
                    page.click_button("Check").await?;
                    screen(format!("{}, {}, marked", entry.name, step.place)).await?;
                }
                let buttons = ["Show me", "See what happens", "Next", "Finish"];
                for button in buttons {
                    if page.room_has(button).await? {
                        page.click_button(button).await?;
                        break;
                    }
                }
            }
        }
        Ok(())
    });
}

/// Gives the first answer that can be chosen, or a number far off.
async fn answer_somehow(page: &Page) -> Outcome {
    let number = "document.querySelector('.question input[type=number]') !== null";
    if page.ask(number).await? {
        page.tab_to("spinbutton", "Your guess").await?;
        return page.type_in("987654").await;
    }
    let first = "labelOf(document.querySelector('.question input'))";
    let name: String = page.ask(first).await?;
    let role: String = page
        .ask("document.querySelector('.question input').type")
        .await?;
    page.click_named(&role, &name).await
}

#[test]
fn a_question_about_what_the_ring_shows_is_answered_nowhere_on_the_page() {
    visit(async |page| {
        page.open_with("#lesson=a-node-fails/4").await?;
        let place = async || Ok(page.lesson().await?.map(|step| step.place));
        let total = Truth::of("a-node-fails").lesson.steps.len();
        page.until_seen(
            "the step is open",
            Some(format!("Step 4 of {total}")),
            place,
        )
        .await?;
        let told = async || {
            let seen = "[...sessions(), ...nodes(), ...all('.news, .ring, .side, .timeline')].map((it) => `${it.className.baseVal ?? it.className} ${labelOf(it)} ${words(it)}`).join(' ')";
            let seen: String = page.ask(seen).await?;
            let words = ["thin", "served by", "replica", "survive", "copies"];
            Ok(words
                .into_iter()
                .filter(|word| seen.contains(word))
                .map(str::to_owned)
                .collect::<Vec<_>>())
        };
        assert_eq!(told().await?, Vec::<String>::new());
        page.click_button("Show me").await?;
        assert!(told().await?.contains(&"thin".to_owned()), "and then it is");
        Ok(())
    });
}

#[test]
fn a_screen_reader_is_told_the_first_lesson_as_the_transcript_says() {
    visit(async |page| {
        let truth = Truth::of("worked-example");
        let mut heard = String::new();
        let mut last = page.news().await?;
        page.open_lesson("One session, three nodes").await?;
        for at in 0..truth.lesson.steps.len() {
            tell(page, &mut heard, &mut last).await?;
            if truth.lesson.steps[at].question.is_some() {
                by_list(page, &truth.right(at)).await?;
                page.click_button("Check").await?;
                tell(page, &mut heard, &mut last).await?;
            }
            if at + 1 < truth.lesson.steps.len() {
                page.click_button("Next").await?;
            }
        }
        if std::env::var_os("RINGSIDE_WRITE_TRANSCRIPT").is_some() {
            std::fs::write(TRANSCRIPT, &heard).expect("the transcript can be written");
        }
        let kept = std::fs::read_to_string(TRANSCRIPT).expect("the transcript");
        for (line, (heard, kept)) in (1..).zip(heard.lines().zip(kept.lines())) {
            assert_eq!(
                heard,
                kept,
                "{}, line {line}",
                Path::new(TRANSCRIPT).display()
            );
        }
        assert_eq!(heard.lines().count(), kept.lines().count());
        Ok(())
    });
}

/// Adds what is told now: where the focus is, what was announced, and what there is to read.
async fn tell(page: &Page, heard: &mut String, last: &mut News) -> Outcome {
    let (focus, news) = (page.focused().await?, page.news().await?);
    let _ = writeln!(heard, "--- focus on {focus}");
    if news != *last {
        let said = format!("{} {}", news.deed, news.consequence);
        let _ = writeln!(heard, "--- announced: {}", said.trim_end());
        *last = news;
    }
    for line in page.heard_in_room().await? {
        let _ = writeln!(heard, "{line}");
    }
    heard.push('\n');
    Ok(())
}

async fn by_list(page: &Page, answer: &Answer) -> Outcome {
    match answer {
        Answer::Node(name) => {
            page.click_named("radio", name.as_deref().unwrap_or("No node"))
                .await
        }
        Answer::Sessions(keys) => {
            for key in keys {
                page.click_named("checkbox", key).await?;
            }
            Ok(())
        }
        Answer::Count(count) => {
            page.tab_to("spinbutton", "Your guess").await?;
            page.type_in(&count.to_string()).await
        }
        Answer::Verdict(_) => Err(Failure::new("The first lesson asks for no verdict.")),
    }
}

#[test]
fn a_name_in_the_text_lights_up_on_the_ring() {
    visit(async |page| {
        page.open_lesson("One session, three nodes").await?;
        let lit = async || {
            page.ask::<Vec<String>>("all('.lit').map((it) => labelOf(it).split(':')[0])")
                .await
        };
        assert_eq!(lit().await?, Vec::<String>::new());
        page.tab_to("button", "node-2").await?;
        assert_eq!(lit().await?, ["node-2"]);
        page.tab_to("button", "key-4").await?;
        assert_eq!(lit().await?, ["key-4"]);
        Ok(())
    });
}

#[test]
fn a_lesson_is_resumed_and_restarted_on_this_device() {
    visit(async |page| {
        page.open_lesson("One session, three nodes").await?;
        for _ in 0..2 {
            page.click_button("Show me").await?;
            page.click_button("Next").await?;
        }
        page.reload().await?;
        page.click_button("Lessons").await?;
        page.click_button("Resume: One session, three nodes")
            .await?;
        let place = async || Ok(page.lesson().await?.map(|step| step.place));
        let total = Truth::of("worked-example").lesson.steps.len();
        page.until_seen("it goes on", Some(format!("Step 3 of {total}")), place)
            .await?;
        page.click_button("Close").await?;
        page.click_button("Lessons").await?;
        page.click_button("Restart: One session, three nodes")
            .await?;
        page.until_seen("it begins anew", Some(format!("Step 1 of {total}")), place)
            .await
    });
}

#[test]
fn a_teachers_own_lesson_is_opened_and_a_false_one_is_told_of() {
    visit(async |page| {
        let folder = concat!(env!("CARGO_MANIFEST_DIR"), "/../../static/lessons/");
        let text =
            std::fs::read_to_string(format!("{folder}worked-example.json")).expect("a lesson");
        let mine = text.replace("One session, three nodes", "My own lesson");
        page.open_file("mine.json", &mine).await?;
        page.until("it is open", async || {
            let step = page.lesson().await?;
            Ok(step.filter(|step| step.lesson == "My own lesson"))
        })
        .await?;
        page.open_file(
            "false.json",
            &mine.replace("first key-3 = node-3", "first key-3 = node-1"),
        )
        .await?;
        let complaint = page
            .until("it is told", async || page.complaint().await)
            .await?;
        assert!(complaint.contains("does not hold"), "{complaint}");
        assert!(
            page.lesson().await?.is_some(),
            "the lesson before is still open"
        );
        page.press(Key::Escape).await
    });
}
