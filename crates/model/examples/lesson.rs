//! Reads lessons and prints what they say, figures filled in:
//! `cargo run -p ringside-model --example lesson -- FILE.json...`

use std::process::ExitCode;
use std::{env, fs};

use ringside_model::lesson::{Answer, Lesson, Paragraph, Part, Phase};

fn main() -> ExitCode {
    let mut code = ExitCode::SUCCESS;
    for path in env::args().skip(1) {
        let read = fs::read_to_string(&path).map_err(|error| format!("{path}: {error}"));
        let lesson = read.and_then(|text| {
            Lesson::parse(&text).map_err(|fault| {
                let (line, column) = (fault.line, fault.column);
                format!(
                    "{path}:{line}:{column}: in {}: {}",
                    fault.part, fault.problem
                )
            })
        });
        match lesson {
            Ok(lesson) => print(&lesson),
            Err(complaint) => {
                eprintln!("{complaint}");
                code = ExitCode::from(2);
            }
        }
    }
    code
}

fn print(lesson: &Lesson) {
    println!(
        "# {}\n\n{} About {} minutes.",
        lesson.title, lesson.goal, lesson.minutes
    );
    for (index, step) in lesson.steps.iter().enumerate() {
        println!("\n## {}. {}", index + 1, step.title);
        for paragraph in &step.before {
            println!("\n{}", said(lesson, index, Phase::Before, paragraph));
        }
        if let Some(question) = &step.question {
            let asked = said(lesson, index, Phase::Before, &question.text);
            println!("\n> {asked}");
            if let Some(truth) = lesson.truth(index) {
                println!("> - {}", answer(&truth));
            }
        }
        for paragraph in &step.after {
            println!("\n{}", said(lesson, index, Phase::After, paragraph));
        }
    }
}

fn said(lesson: &Lesson, step: usize, phase: Phase, paragraph: &Paragraph) -> String {
    let part = |part: &Part| match part {
        Part::Text(text) => text.clone(),
        Part::Term(term) => format!("*{term}*"),
        Part::Node(name) | Part::Session(name) => name.clone(),
        Part::Verdict(verdict) => verdict.word().to_owned(),
        Part::Figure(figure) => lesson.quantity(step, phase, figure).to_string(),
    };
    paragraph.0.iter().map(part).collect()
}

fn answer(truth: &Answer) -> String {
    match truth {
        Answer::Sessions(keys) if keys.is_empty() => "none".to_owned(),
        Answer::Sessions(keys) => keys.iter().cloned().collect::<Vec<_>>().join(", "),
        Answer::Count(count) => count.to_string(),
        Answer::Node(node) => node.clone().unwrap_or_else(|| "none".to_owned()),
        Answer::Verdict(verdict) => verdict.word().to_owned(),
    }
}
