//! Every lesson, played to its end by mouse and by keyboard alone. Each question is answered
//! wrongly, then rightly, and each explanation is the model's walk.

use crate::lesson_truth::{self, Truth};
use e2e::{Key, Outcome, Page, visit};
use ringside_model::lesson::catalog::{Entry, LESSONS};
use ringside_model::lesson::{Answer, Phase};

/// How a person acts.
#[derive(Clone, Copy, PartialEq, Eq)]
enum By {
    Mouse,
    Keyboard,
}

impl By {
    async fn push(self, page: &Page, button: &str) -> Outcome {
        match self {
            Self::Mouse => page.click_button(button).await,
            Self::Keyboard => {
                page.tab_to("button", button).await?;
                page.press(Key::Enter).await
            }
        }
    }

    async fn choose(self, page: &Page, role: &str, name: &str) -> Outcome {
        match (self, role) {
            (Self::Mouse, _) => {
                let labels =
                    "all(SELECTORS[it[0]]).map(labelOf).find((label) => label.startsWith(it[1]))";
                let label: String = page.ask_about(labels, vec![role, name]).await?;
                page.click_named(role, &label).await
            }
            (Self::Keyboard, "radio") => {
                page.tab_to("radio", "").await?;
                page.press_until(Key::Down, role, name).await?;
                page.press(' ').await
            }
            (Self::Keyboard, _) => {
                page.tab_to(role, name).await?;
                page.press(' ').await
            }
        }
    }

    /// Gives an answer: with the mouse on the ring, where the ring takes it.
    async fn answer(self, page: &Page, answer: &Answer) -> Outcome {
        match answer {
            Answer::Sessions(keys) if keys.is_empty() => self.push(page, "None of them").await,
            Answer::Sessions(keys) => {
                for key in keys {
                    match self {
                        Self::Mouse => page.click_session(key).await?,
                        Self::Keyboard => self.choose(page, "checkbox", key).await?,
                    }
                }
                Ok(())
            }
            Answer::Count(count) => {
                match self {
                    Self::Mouse => page.click_named("field", &guess_field(page).await?).await?,
                    Self::Keyboard => page.tab_to("spinbutton", "Your guess").await?,
                }
                page.type_in(&count.to_string()).await
            }
            Answer::Node(Some(name)) if self == Self::Mouse => page.click_node(name).await,
            Answer::Node(name) => {
                let name = name.as_deref().unwrap_or("No node");
                self.choose(page, "radio", name).await
            }
            Answer::Verdict(verdict) => {
                self.choose(page, "radio", lesson_truth::name(*verdict))
                    .await
            }
        }
    }
}

async fn guess_field(page: &Page) -> Outcome<String> {
    page.ask("labelOf(document.querySelector('.question input[type=number]'))")
        .await
}

/// What is shown is what the model says of this part of the lesson.
async fn is_true(page: &Page, truth: &Truth, at: usize, phase: Phase) -> Outcome {
    let shown = page.lesson().await?.expect("a lesson is open");
    let step = &truth.lesson.steps[at];
    let total = truth.lesson.steps.len();
    assert_eq!(shown.place, format!("Step {} of {total}", at + 1));
    assert_eq!(shown.heading, step.title);
    assert_eq!(shown.figures, truth.figures(at, phase), "step {}", at + 1);
    let legend = page.picture().await?.legend;
    let counts = step.world(phase).counts();
    for (verdict, shown) in legend {
        let verdict = ringside_model::verdict::Verdict::named(&verdict).expect("a verdict");
        assert_eq!(
            shown,
            counts.of(verdict) as usize,
            "{verdict:?}, step {}",
            at + 1
        );
    }
    Ok(())
}

async fn play(page: &Page, entry: &Entry, by: By) -> Outcome {
    let truth = Truth::of(entry.name);
    match by {
        By::Mouse => page.open_lesson(entry.title).await?,
        By::Keyboard => {
            if !page.room_has("Open a lesson file").await? {
                by.push(page, "Lessons").await?;
            }
            by.push(page, &format!("Start: {}", entry.title)).await?;
            page.until("the lesson is there", async || page.lesson().await)
                .await?;
        }
    }
    for (at, step) in truth.lesson.steps.iter().enumerate() {
        is_true(page, &truth, at, Phase::Before).await?;
        if let Some(question) = &step.question {
            let answers = [truth.wrong(at, &question.ask), truth.right(at)];
            for (answer, verdict) in answers.iter().zip(["Not quite.", "Right."]) {
                by.answer(page, answer).await?;
                by.push(page, "Check").await?;
                is_true(page, &truth, at, Phase::After).await?;
                let shown = page.lesson().await?.and_then(|step| step.outcome);
                let shown = shown.expect("the answer is marked");
                assert_eq!(shown.verdict, verdict, "step {}", at + 1);
                assert_eq!(shown.reasons, truth.reasons(at, answer), "step {}", at + 1);
                if verdict == "Not quite." {
                    by.push(page, "Try again").await?;
                    is_true(page, &truth, at, Phase::Before).await?;
                }
            }
        } else if step.has_after() {
            by.push(page, "See what happens").await?;
            is_true(page, &truth, at, Phase::After).await?;
        }
        let last = at + 1 == truth.lesson.steps.len();
        by.push(page, if last { "Finish" } else { "Next" }).await?;
    }
    page.until("the list says that it is finished", async || {
        let finished = page.room_has("Play again").await?;
        Ok(finished.then_some(()))
    })
    .await
}

fn all(by: By, lessons: &[Entry]) {
    visit(async |page| {
        for entry in lessons {
            play(page, entry, by).await?;
        }
        Ok(())
    });
}

#[test]
fn the_first_half_of_the_lessons_is_played_by_mouse() {
    all(By::Mouse, &LESSONS[..LESSONS.len() / 2]);
}

#[test]
fn the_second_half_of_the_lessons_is_played_by_mouse() {
    all(By::Mouse, &LESSONS[LESSONS.len() / 2..]);
}

#[test]
fn the_first_half_of_the_lessons_is_played_by_keyboard_alone() {
    all(By::Keyboard, &LESSONS[..LESSONS.len() / 2]);
}

#[test]
fn the_second_half_of_the_lessons_is_played_by_keyboard_alone() {
    all(By::Keyboard, &LESSONS[LESSONS.len() / 2..]);
}
