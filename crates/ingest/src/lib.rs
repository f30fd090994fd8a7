//! Reads digests as people and pipelines write them into the post JSON.
//!
//! [`read`] takes one file and gives the [`Digest`] and what there is to say about the file.
//! Its one promise: no word of the text is lost. What is not understood stays as body text
//! where it stood, with a warning. [`to_markdown`] is the way back: the documented Markdown
//! of a digest, which [`read`] reads to the same digest.
//!
//! The way of a text through the crate:
//!
//! 1. `source` decodes the bytes and cleans them of what only disturbs (byte order mark,
//!    zero-width characters, line ends, `templating` tags), and remembers where everything
//!    stood.
//! 2. `inputs` decides by the content what kind of file it is. In Markdown, `front_matter`
//!    reads the fields before the text, and `wrapping` finds the digest in what is around it.
//!    A *shape* (`structure`, `markdown`, `pasted`, the kinds in `inputs`) recognises the
//!    parts and makes a `draft`. Another
//!    shape is another module that makes a `draft`.
//! 3. `assemble` makes the digest of the draft: date, ids, tags, ties.
//!
//! All HTML in a digest went through [`vet`](html::vet).

mod assemble;
#[doc(hidden)]
pub mod bench;
pub mod calendar;
mod dates;
mod diagnostics;
mod draft;
mod emoji;
mod entities;
mod fit;
mod front_matter;
pub mod html;
mod ids;
mod inputs;
mod language;
mod localize;
mod markdown;
mod merge;
mod moments;
mod page;
mod pasted;
mod pieces;
mod source;
mod structure;
mod templating;
mod vocabulary;
mod wrapping;
mod write;

pub use calendar::direction;
pub use diagnostics::{Diagnostic, Position, Positions, Severity, position};
pub use ids::{entity_id, slug, tag_id};
#[cfg(feature = "schema")]
pub use inputs::input_schema;
pub use language::language_of;
pub use localize::localize;
pub use merge::{is_one_story, merge};
pub use page::{Page, inline_markdown, raised, read_page};
pub use pieces::{Part, Piece};
pub use write::to_markdown;

use dayfold_model::{Block, Digest};
use draft::Draft;
use source::Source;

/// What a text itself does not say: from the settings of the site.
#[derive(Clone, Debug)]
pub struct Context {
    /// The site's language, a BCP 47 tag: dates are written out in it, and a text counts as
    /// written in it that neither states its language nor shows it. `und` where the site has
    /// none yet.
    pub lang: String,
    /// The site's time zone: for moments given without one, and for ambiguous abbreviations.
    pub time_zone: Option<jiff::tz::TimeZone>,
    /// What becomes of images.
    pub images: Images,
}

/// What becomes of a text's images.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Images {
    /// Links named by their alternative texts, or those texts alone.
    #[default]
    Linked,
    /// They stay as they were written: whoever reads has to decide on them by
    /// [`resolve`](html::resolve) before anybody is shown them.
    Kept,
}

impl Default for Context {
    /// English, no time zone.
    fn default() -> Self {
        Self {
            lang: "en".to_owned(),
            time_zone: None,
            images: Images::default(),
        }
    }
}

/// What became of a file.
#[derive(Clone, Debug, PartialEq)]
pub struct Reading {
    /// The digests: one a day that the file has something of, the newest first. A file of
    /// text has one; of a feed each day is one. None where nothing could be made of the file,
    /// and then an error says why.
    pub digests: Vec<Digest>,
    /// The file says that it is not to be published yet.
    pub draft: bool,
    /// What there is to say, in the order of the text.
    pub diagnostics: Vec<Diagnostic>,
    /// How the file was read, in the order of the text; pieces do not overlap. Empty where
    /// the file is no text of lines (JSON, a feed).
    pub pieces: Vec<Piece>,
}

/// Reads one file. `name` is its name or relative path: a date is taken from it where the
/// text has none. Never fails: what is wrong is in the diagnostics.
pub fn read(bytes: &[u8], name: &str, context: &Context) -> Reading {
    let mut diagnostics = Vec::new();
    let source = match Source::new(bytes, &mut diagnostics) {
        Ok(source) => source,
        Err(error) => {
            diagnostics.push(error);
            return Reading {
                digests: vec![],
                draft: false,
                diagnostics,
                pieces: vec![],
            };
        }
    };
    let mut pieces: Vec<Piece> = Vec::new();
    let mut outcome = match inputs::sniff(&source.text) {
        Some(_) => {
            // These have ways of their own to say any character, so none is cleaned away;
            // and their diagnostics count in the text as it came already.
            let raw = source_text(bytes);
            let outcome = inputs::read(&raw, name, context);
            // Fields of front matter in JSON, without any text behind them.
            let head = (outcome.digests.is_empty() && source.text.starts_with('{'))
                .then(|| by_text(&source, name, context, &mut pieces))
                .filter(|head| {
                    let mut digests = head.digests.iter();
                    digests.any(|digest| digest.stories().next().is_some())
                });
            head.unwrap_or(outcome)
        }
        None => by_text(&source, name, context, &mut pieces),
    };
    if context.images == Images::Linked {
        for digest in &mut outcome.digests {
            html::resolve(digest, &mut html::Linked);
        }
    }
    diagnostics.extend(outcome.said);
    // In the order of the text; what has no place comes last.
    diagnostics.sort_by_key(|said| said.span.as_ref().map_or(usize::MAX, |span| span.start));
    Reading {
        digests: outcome.digests,
        draft: outcome.draft,
        diagnostics,
        pieces: pieces::apart(&source_text(bytes), pieces),
    }
}

/// Reads Markdown or pasted text.
fn by_text(
    source: &Source,
    name: &str,
    context: &Context,
    pieces: &mut Vec<Piece>,
) -> inputs::Outcome {
    let mut said = Vec::new();
    let mut draft = recognise(&source.text, name, context, &mut said);
    let is_draft = draft.draft;
    let own = std::mem::take(&mut draft.pieces).into_iter();
    pieces.extend(own.map(|(span, part)| Piece {
        span: source.original(&span),
        part,
    }));
    let digest = assemble::digest(draft, name, context, &mut said);
    for diagnostic in &mut said {
        diagnostic.span = diagnostic.span.take().map(|span| source.original(&span));
    }
    inputs::Outcome {
        digests: vec![digest],
        draft: is_draft,
        said,
    }
}

/// Decides on a shape and reads the text by it.
fn recognise(text: &str, name: &str, context: &Context, said: &mut draft::Said) -> Draft {
    let mut draft = Draft::default();
    let mut front = front_matter::read(text, 0, said);
    let mut start = front.as_ref().map_or(0, |front| front.end);
    let wrapping = wrapping::find(text, start, front.is_none());
    let digest = wrapping.digest.clone();
    let inside = &text[..digest.as_ref().map_or(text.len(), |digest| digest.end)];
    if let Some(digest) = digest {
        wrapping::tell(&wrapping, text, said);
        start = digest.start;
        // What stands in the fence is front matter where none is before it.
        if front.is_none() {
            front = front_matter::read(inside, start, said);
            start = front.as_ref().map_or(start, |front| front.end);
        }
    }
    match &front {
        Some(front) => front_matter::apply(front, &mut draft, &inside[start..], context, said),
        None if wrapping.digest.is_none() && pasted::is_pasted(text) => {
            pasted::read(text, &mut draft, context, said);
            return draft;
        }
        None => {}
    }
    recognise_markdown(inside, start, name, &mut draft, said);
    for outside in wrapping.outside {
        let html = markdown::fragment(&text[outside], &mut draft.entities);
        let blocks = html.into_iter().map(|html| Block { label: None, html });
        draft.footer.extend(blocks);
    }
    draft
}

/// Reads Markdown from `start` on into a draft: the one door for whatever can be brought
/// into the form of Markdown text.
fn recognise_markdown(
    text: &str,
    start: usize,
    name: &str,
    draft: &mut Draft,
    said: &mut draft::Said,
) {
    if draft.documented {
        markdown::read(text, start, draft, said);
    } else {
        structure::read(text, start, name, draft, said);
    }
    draft.fill_from_front_matter();
    draft.date_from_text(text, start);
}

/// The text that the spans of diagnostics count in: the bytes as UTF-8, each invalid
/// sequence replaced by U+FFFD.
pub fn source_text(bytes: &[u8]) -> std::borrow::Cow<'_, str> {
    String::from_utf8_lossy(bytes)
}
