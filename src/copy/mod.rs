//! A story or a whole day written out, to be pasted elsewhere: as Markdown for who writes
//! that, as plain text for a mail.
//!
//! It says what the page says in the page's order, its sources included, and where it is
//! from. There is no word of the interface in it: what is pasted is the digest's own text, in
//! its own language.

mod escape;
mod html;
mod writer;

use writer::Writer;

use crate::{
    components::{labelled, sources_label, story_sources},
    reading::{Saved, SavedStory},
};
use dayfold_model::{Block, Digest, Source, Story, label_of};

/// What something is written out as.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Form {
    Markdown,
    Text,
}

/// A story as Markdown. `address` is that of its digest's page, whole.
pub fn story_markdown(story: &Story, digest: &Digest, address: &str) -> String {
    write_story(Form::Markdown, story, digest, address)
}

/// A story as plain text. `address` is that of its digest's page, whole.
pub fn story_text(story: &Story, digest: &Digest, address: &str) -> String {
    write_story(Form::Text, story, digest, address)
}

/// A day as Markdown. `address` is that of its page, whole.
pub fn day_markdown(digest: &Digest, address: &str) -> String {
    write_day(Form::Markdown, digest, address)
}

/// A day as plain text. `address` is that of its page, whole.
pub fn day_text(digest: &Digest, address: &str) -> String {
    write_day(Form::Text, digest, address)
}

/// A text as it stands within a line of Markdown.
#[cfg(feature = "later")]
pub(crate) fn markdown_text(text: &str) -> String {
    escape::escaped(text, false)
}

fn write_story(form: Form, story: &Story, digest: &Digest, address: &str) -> String {
    let mut out = Writer::new(form, address);
    out.heading(1, None, &story.title);
    body(&mut out, story);
    let own = [address, "#", &story.id].concat();
    let name = if digest.date_text.is_empty() || digest.title == digest.date_text {
        digest.title.clone()
    } else {
        [&digest.title, ", ", &digest.date_text].concat()
    };
    out.paragraph();
    out.link(&name, &own);
    out.finish()
}

fn write_day(form: Form, digest: &Digest, address: &str) -> String {
    let mut out = Writer::new(form, address);
    out.heading(1, None, &digest.title);
    let parts = [digest.publication.as_deref(), Some(&*digest.date_text)];
    let shown = |part: &&str| !part.is_empty() && *part != digest.title;
    let line: Vec<&str> = parts.into_iter().flatten().filter(shown).collect();
    if !line.is_empty() {
        out.paragraph();
        out.text(&line.join(" · "));
    }
    if let Some(html) = &digest.summary {
        out.html(html);
    }
    if let Some(label) = label_of(&digest.labels, "takeaways") {
        out.heading(2, None, label);
    }
    out.open_list(Some(1));
    for takeaway in &digest.takeaways {
        out.open_item();
        out.html(&takeaway.html);
        out.close_item();
    }
    out.close_list();
    for section in &digest.sections {
        if let Some(title) = &section.title {
            match &section.icon {
                Some(icon) => out.heading(2, None, &[icon, " ", title].concat()),
                None => out.heading(2, None, title),
            }
        }
        blocks(&mut out, &section.body);
        for story in &section.stories {
            let own = [address, "#", &story.id].concat();
            out.heading(3, Some(&own), &story.title);
            body(&mut out, story);
        }
    }
    blocks(&mut out, &digest.footer);
    out.paragraph();
    out.link(address, address);
    out.finish()
}

/// What a story says below its headline, and where it is from.
fn body(out: &mut Writer<'_>, story: &Story) {
    blocks(out, &story.body);
    let sources = story_sources(story);
    if sources.is_empty() {
        return;
    }
    out.paragraph();
    // A dash says in every language what the interface says in a word.
    let label = sources_label(story).map_or_else(|| "—".to_owned(), |label| labelled(&label));
    out.text(&label);
    for (at, Source { name, url }) in sources.iter().enumerate() {
        out.text(if at == 0 { " " } else { " · " });
        match url {
            Some(url) => out.link(name, url),
            None => out.text(name),
        }
    }
}

/// What was saved as Markdown: a list under each day. `address` gives where a story is, whole.
pub fn saved_markdown(
    title: &str,
    saved: &Saved,
    address: impl Fn(&SavedStory) -> String,
) -> String {
    let mut out = Writer::new(Form::Markdown, "");
    out.heading(1, None, title);
    for day in saved.days(usize::MAX) {
        if let Some(story) = day.first() {
            out.heading(2, None, &story.date_text);
        }
        out.open_list(None);
        for story in day {
            out.open_item();
            out.link(&story.title, &address(story));
            out.line_break();
            out.text(&story.lead);
            out.close_item();
        }
        out.close_list();
    }
    out.finish()
}

fn blocks(out: &mut Writer<'_>, blocks: &[Block]) {
    for block in blocks {
        out.paragraph();
        if let Some(label) = &block.label {
            out.run_in(&labelled(label));
        }
        out.html(&block.html);
    }
}

#[cfg(test)]
mod tests;
