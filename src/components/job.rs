//! What is under way: what is being done, how far it has come, and a button that gives it up.

use ringside_model::pace::Progress;
use yew::{Callback, Html, Properties, component, html};

use crate::state::{CANCEL, JOB, JobMsg, Msg};
use crate::text;

/// The properties of [`Job`].
#[derive(Properties, PartialEq)]
pub struct Props {
    /// How far it has come, if it is told of.
    pub progress: Option<Progress>,
    /// What became of the last one.
    pub told: &'static str,
    /// Takes what the person does.
    pub send: Callback<Msg>,
}

/// The line of progress, over the page or over its open dialog. The region is always there, so that
/// a screen reader hears when something begins; it is not told of each step.
#[component]
pub fn Job(props: &Props) -> Html {
    let doing = props.progress.map_or_else(
        || props.told.to_owned(),
        |progress| text::doing(progress.phase),
    );
    let bar = props.progress.map(|progress| {
        let percent = progress.percent.to_string();
        let said = format!("{percent} %");
        html! {
            <div class="job">
                <p class="job-doing" aria-hidden="true">{ &doing }<span class="job-percent">{ &said }</span></p>
                <button type="button" id={CANCEL} onclick={props.send.reform(|_| Msg::Job(JobMsg::Cancel))}>{"Cancel"}</button>
                <progress class="job-bar" max="100" value={percent} aria-label={doing.clone()} />
            </div>
        }
    });
    html! {
        <div id={JOB} class="job-place" tabindex="-1" role="region" aria-label="Progress">
            <p class="unseen" role="status">{ &doing }</p>
            { bar }
        </div>
    }
}
