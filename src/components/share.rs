//! The share dialog: the link with its code for a camera, the lines for another page, and files.

use yew::{Callback, Html, Properties, classes, component, html, use_memo};

use crate::components::dialog::use_dialog;
use crate::effects::Image;
use crate::qr;
use crate::state::{Copyable, Dialog, Export, Msg, ShareMsg};
use crate::text::grouped;

/// The properties of [`Share`].
#[derive(Properties, PartialEq)]
pub struct Props {
    /// What the dialog shows, while it is open.
    pub dialog: Option<Dialog>,
    /// What could not be done.
    pub complaint: Option<String>,
    /// What tells of a file that is being written. The page below cannot be used meanwhile.
    #[prop_or_default]
    pub children: Html,
    /// Takes what the person does.
    pub send: Callback<Msg>,
}

/// The files, as the buttons name them.
const FILES: [(&str, Export); 4] = [
    ("Scenario (JSON)", Export::Scenario),
    ("Table (CSV)", Export::Table),
    ("Picture (SVG)", Export::Picture(Image::Svg)),
    ("Picture (PNG)", Export::Picture(Image::Png)),
];

/// So many characters of a link every browser takes.
const SURE_LINK: usize = 64_000;
/// A link with more characters is not offered: most programs through which it would go cut it.
const MOST_LINK: usize = 250_000;

/// The field of a text that can be copied.
#[must_use]
pub fn field_id(which: Copyable) -> &'static str {
    match which {
        Copyable::Link => "share-link",
        Copyable::Embed => "share-embed",
    }
}

/// The dialog over the page.
#[component]
pub fn Share(props: &Props) -> Html {
    let element = use_dialog(props.dialog.is_some());
    let link = props.dialog.as_ref().map(|dialog| dialog.link.clone());
    let code = use_memo(link, |link| link.as_deref().and_then(qr::draw));
    let onclose = props.send.reform(|_| Msg::Share(ShareMsg::Show(false)));
    let enlarged = props.dialog.as_ref().is_some_and(|dialog| dialog.enlarged);
    html! {
        <dialog class={classes!("dialog", "share-dialog", enlarged.then_some("enlarged"))} ref={element} {onclose} aria-labelledby="share-title">
            if let Some(dialog) = &props.dialog {
                { content(dialog, code.as_ref().as_ref(), props) }
            }
        </dialog>
    }
}

/// What the open dialog shows.
fn content(dialog: &Dialog, code: Option<&qr::Drawing>, props: &Props) -> Html {
    let offered = dialog.link.len() <= MOST_LINK;
    let tell = |msg: ShareMsg| props.send.reform(move |_| Msg::Share(msg));
    html! {
        <>
            <div class="dialog-head">
                <h2 id="share-title">{"Share"}</h2>
                <button type="button" onclick={tell(ShareMsg::Show(false))}>{"Close"}</button>
            </div>
            <div class="share-parts">
                <div class="share-texts">
                    if offered {
                        { text(dialog, Copyable::Link, &props.send) }
                        { text(dialog, Copyable::Embed, &props.send) }
                    } else {
                        <p class="note">{ format!("A link to this scenario would have {} characters, more than most programs carry. Save it as a file instead.", grouped(dialog.link.len())) }</p>
                    }
                    <section aria-labelledby="share-files">
                        <h3 id="share-files">{"Save as a file"}</h3>
                        <div class="share-files">
                            { for FILES.map(|(name, export)| html! {
                                <button key={name} type="button" onclick={tell(ShareMsg::Save(export))}>{ name }</button>
                            }) }
                        </div>
                    </section>
                </div>
                <div class="share-code">
                    { match code {
                        Some(code) => drawn(code, dialog.enlarged, &props.send),
                        None if offered => html! { <p class="note">{"This link is too long for a QR code. Save the scenario as a file instead."}</p> },
                        None => Html::default(),
                    } }
                </div>
            </div>
            <div role="alert">
                if let Some(complaint) = &props.complaint {
                    <p class="complaint">{ complaint }</p>
                }
            </div>
            { props.children.clone() }
        </>
    }
}

/// A text with its button, and what became of copying it.
fn text(dialog: &Dialog, which: Copyable, send: &Callback<Msg>) -> Html {
    let id = field_id(which);
    let (title, button, about) = match which {
        Copyable::Link => (
            "Link",
            "Copy link",
            format!(
                "{} characters. It holds the whole scenario and the moment shown; nothing is stored on a server.{}",
                dialog.link.len(),
                if dialog.link.len() > SURE_LINK {
                    " Some browsers take none so long."
                } else {
                    ""
                }
            ),
        ),
        Copyable::Embed => (
            "Into slides or a page",
            "Copy lines",
            "The ring, its figures and the news, in a frame that can be clicked.".to_owned(),
        ),
    };
    let said = match dialog.copied {
        Some((copied, true)) if copied == which => "Copied.",
        Some((copied, false)) if copied == which => {
            "This browser does not let the page copy. The text is selected: press Ctrl+C, or Cmd+C on a Mac."
        }
        _ => "",
    };
    let about_id = format!("{id}-about");
    html! {
        <section class="share-text">
            <label for={id}>{ title }</label>
            <textarea {id} class={classes!("share-field", id)} readonly=true spellcheck="false" rows="3" aria-describedby={about_id.clone()} value={dialog.text(which).to_string()} />
            <p class="note" id={about_id}>{ about }</p>
            <div class="share-copy">
                <button type="button" autofocus={which == Copyable::Link} class={classes!((which == Copyable::Link).then_some("primary"))}
                    onclick={send.reform(move |_| Msg::Share(ShareMsg::Copy(which)))}>{ button }</button>
                <span role="status">{ said }</span>
            </div>
        </section>
    }
}

/// The code, dark on light whatever the page's colours: cameras want it so.
fn drawn(code: &qr::Drawing, enlarged: bool, send: &Callback<Msg>) -> Html {
    let size = code.size;
    html! {
        <>
            <svg class="qr" viewBox={format!("0 0 {size} {size}")} role="img" aria-label="QR code of the link" shape-rendering="crispEdges">
                <rect width="100%" height="100%" fill="#ffffff" />
                <path d={code.path.clone()} fill="#000000" />
            </svg>
            <button type="button" onclick={send.reform(move |_| Msg::Share(ShareMsg::Enlarge(!enlarged)))}>{ if enlarged { "Smaller" } else { "Fill the screen" } }</button>
        </>
    }
}
