//! From the items of a feed to digests: one for each day that the feed has items of.
//!
//! Feeds of other formats come here as one structure. An item whose content is a digest by
//! itself, the only item of its day, is read as that digest, by the reader of pages.

use super::{Outcome, days::When, page};
use crate::{
    Context, Diagnostic,
    dates::Dated,
    draft::{At, Draft, Form, Said, SectionDraft, Span, StoryDraft},
    html::{Foreign, Mode, vet_as},
    markdown::is_web,
    source::fold,
};
use dayfold_model::{Block, Date, Source, lead, plain_text};
use std::collections::BTreeMap;

/// A feed, whatever its format.
#[derive(Debug, Default)]
pub(super) struct Feed {
    pub(super) title: String,
    pub(super) lang: Option<String>,
    pub(super) updated: Option<When>,
    pub(super) items: Vec<Item>,
}

/// One of its items.
#[derive(Debug, Default)]
pub(super) struct Item {
    pub(super) title: String,
    pub(super) url: Option<String>,
    /// HTML, not vetted.
    pub(super) content: String,
    /// HTML, not vetted.
    pub(super) summary: String,
    pub(super) tags: Vec<String>,
    pub(super) authors: Vec<String>,
    pub(super) sources: Vec<Source>,
    pub(super) when: Option<When>,
    pub(super) span: Span,
}

impl Item {
    /// The content; many feeds have it where others have a summary.
    fn html(&self) -> &str {
        match self.content.trim() {
            "" => &self.summary,
            content => content,
        }
    }
}

/// The longest headline that is made of an item's text, in characters.
const LONGEST_TITLE: usize = 80;

/// The text of a title that may have tags and references in it.
pub(super) fn plain_title(html: &str) -> String {
    fold(&plain_text(&vet_as(html, Mode::Inline, &())))
}

pub(super) fn read(feed: Feed, name: &str, context: &Context, mut said: Said) -> Outcome {
    let mut days: BTreeMap<Option<Date>, Vec<&Item>> = BTreeMap::new();
    let fallback = feed.updated.as_ref().map(|when| when.day);
    let mut undated: Vec<&Item> = Vec::new();
    for item in &feed.items {
        let day = item.when.as_ref().map(|when| when.day);
        if day.is_none() {
            undated.push(item);
        }
        days.entry(day.or(fallback)).or_default().push(item);
    }
    if let Some(first) = undated.first() {
        let many = match undated.len() {
            1 => "an item has no date; it counts".to_owned(),
            n => format!("{n} items have no date; they count"),
        };
        let day = match fallback {
            Some(day) => format!("{many} as of {day}, when the feed was updated"),
            None => format!("{many} as of no day"),
        };
        said.push(Diagnostic::warning("undated-items", day).at(first.span.clone()));
    }
    if feed.items.is_empty() {
        said.push(Diagnostic::error("no-digest", "the feed has no items"));
    }
    let drafts = days
        .into_iter()
        .map(|(day, items)| day_draft(&feed, day, &items, &mut said))
        .collect();
    super::finish(drafts, name, context, said)
}

fn day_draft(feed: &Feed, day: Option<Date>, items: &[&Item], said: &mut Said) -> Draft {
    let mut draft = Draft {
        form: Form::Feed,
        ..Draft::default()
    };
    match items {
        [item] if page::is_digest(item.html()) => {
            page::read_part(item.html(), item.url.as_deref(), &mut draft, said);
            if !item.title.is_empty() {
                draft.title = Some(At {
                    value: item.title.clone(),
                    span: item.span.clone(),
                });
            }
            draft.updated = item.when.as_ref().and_then(|when| when.moment.clone());
        }
        _ => {
            draft.title = Some(feed.title.clone())
                .filter(|title| !title.is_empty())
                .map(|value| At { value, span: 0..0 });
            draft.updated = feed
                .updated
                .as_ref()
                .filter(|when| Some(when.day) == day)
                .and_then(|when| when.moment.clone());
            stories(items, &mut draft);
        }
    }
    draft.publication = Some(feed.title.clone()).filter(|title| !title.is_empty());
    draft.lang = draft.lang.or_else(|| feed.lang.clone());
    let span = items.first().map_or(0..0, |item| item.span.clone());
    draft.date = day.map(|day| At {
        value: Ok(Dated::on(day)),
        span,
    });
    draft
}

/// Each item a story; in sections where most items have exactly one category.
fn stories(items: &[&Item], draft: &mut Draft) {
    let one = items.iter().filter(|item| item.tags.len() == 1).count();
    let by_category = one * 2 > items.len();
    let mut sections: Vec<SectionDraft> = Vec::new();
    let mut known: BTreeMap<Option<&str>, usize> = BTreeMap::new();
    for item in items {
        let category = match item.tags.as_slice() {
            [category] if by_category => Some(category.as_str()),
            _ => None,
        };
        let at = *known.entry(category).or_insert_with(|| {
            sections.push(SectionDraft {
                title: category.map(str::to_owned),
                ..SectionDraft::default()
            });
            sections.len() - 1
        });
        sections[at].stories.push(story(item));
    }
    // What stands under no heading comes before the first one.
    sections.sort_by_key(|section| section.title.is_some());
    draft.sections = sections;
}

fn story(item: &Item) -> StoryDraft {
    let mut body = Vec::new();
    let vetted = |html: &str| vet_as(html, Mode::Block, &Foreign);
    let (summary, content) = (vetted(&item.summary), vetted(&item.content));
    let (short, long) = (plain_text(&summary), plain_text(&content));
    if !repeats(&short, &long) {
        body.push(summary);
    }
    body.push(content);
    body.retain(|html| !html.is_empty());
    let title = match item.title.as_str() {
        "" => match lead(if short.is_empty() { &long } else { &short }, LONGEST_TITLE) {
            title if title.is_empty() => item.url.clone().unwrap_or_default(),
            title => title,
        },
        title => title.to_owned(),
    };
    StoryDraft {
        url: item.url.clone().filter(|url| is_web(url)),
        kicker: item.authors.clone(),
        sources: item.sources.clone(),
        tags: Some(item.tags.clone()),
        body: body
            .into_iter()
            .map(|html| Block { label: None, html })
            .collect(),
        ..StoryDraft::new(title)
    }
}

/// Whether a summary says nothing that the content does not begin with or hold as it is.
fn repeats(summary: &str, content: &str) -> bool {
    let bare = |text: &str| -> String {
        text.chars()
            .filter(|c| c.is_alphanumeric())
            .flat_map(char::to_lowercase)
            .collect()
    };
    let cut = summary.trim_end();
    let cut = ["[…]", "[...]", "…", "..."]
        .iter()
        .find_map(|mark| cut.strip_suffix(mark))
        .unwrap_or(cut);
    bare(content).contains(&bare(cut))
}

#[cfg(test)]
mod tests {
    use super::*;
    use rstest::rstest;

    #[rstest]
    #[case("", "", true)]
    #[case("It rained […]", "It rained, and then it stopped.", true)]
    #[case("It rained.", "“It rained”, he said.", true)]
    #[case("It snowed.", "It rained.", false)]
    #[case("It snowed.", "", false)]
    fn repeated(#[case] summary: &str, #[case] content: &str, #[case] expected: bool) {
        assert_eq!(repeats(summary, content), expected);
    }
}
