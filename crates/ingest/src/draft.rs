//! What a shape recognises in a file, before ids are given and ties are made.
//!
//! Spans count in the clean text of [`Source`](crate::source::Source).

use crate::{dates, entities::Entities, pieces::Part};
use dayfold_model::{Block, Date, PartLabel, Source};
use std::ops::Range;

/// A span of the clean text.
pub(crate) type Span = Range<usize>;

/// A value with the place where it stood.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct At<T> {
    pub(crate) value: T,
    pub(crate) span: Span,
}

/// A day, or what is written as one but is none.
pub(crate) type Day = Result<Date, String>;

/// A digest in the making.
#[derive(Debug, Default)]
pub(crate) struct Draft {
    pub(crate) title: Option<At<String>>,
    /// What the front matter says of the day.
    pub(crate) date: Option<At<Day>>,
    /// Days written in the title and the first lines.
    pub(crate) date_in_text: Option<At<Day>>,
    /// That day may be one that the text only speaks of.
    pub(crate) date_is_guess: bool,
    pub(crate) lang: Option<String>,
    pub(crate) publication: Option<String>,
    /// Vetted HTML, in pieces.
    pub(crate) summary: Vec<String>,
    /// RFC 3339.
    pub(crate) updated: Option<String>,
    pub(crate) takeaways: Vec<TakeawayDraft>,
    pub(crate) sections: Vec<SectionDraft>,
    pub(crate) footer: Vec<Block>,
    pub(crate) tags: Vec<TagDraft>,
    pub(crate) entities: Entities,
    /// What the text calls its parts.
    pub(crate) labels: Vec<PartLabel>,
    /// Where the file as a whole is from: it is one story then.
    pub(crate) source: Option<At<Source>>,
    /// How the text was read.
    pub(crate) pieces: Vec<(Span, Part)>,
    /// The file says that it is written in the documented shape.
    pub(crate) documented: bool,
    /// The file says that it is not to be published yet.
    pub(crate) draft: bool,
}

#[derive(Debug)]
pub(crate) struct TakeawayDraft {
    /// Vetted inline HTML.
    pub(crate) html: String,
    /// The story it is said to belong to; an empty id says that it belongs to none.
    pub(crate) story: Option<At<String>>,
}

#[derive(Debug)]
pub(crate) struct SectionDraft {
    pub(crate) id: Option<At<String>>,
    pub(crate) title: Option<String>,
    pub(crate) icon: Option<String>,
    pub(crate) body: Vec<Block>,
    pub(crate) stories: Vec<StoryDraft>,
}

#[derive(Debug)]
pub(crate) struct StoryDraft {
    pub(crate) id: Option<At<String>>,
    pub(crate) title: String,
    pub(crate) url: Option<String>,
    pub(crate) kicker: Vec<String>,
    pub(crate) body: Vec<Block>,
    pub(crate) sources: Vec<Source>,
    /// What a line of tags says; `None` without such a line.
    pub(crate) tags: Option<Vec<String>>,
    /// The ids of entities that the headline names.
    pub(crate) title_entities: Vec<String>,
    /// What a line of entities says, by id or name; `None` without such a line.
    pub(crate) entities: Option<At<Vec<String>>>,
    /// What the text calls the story's parts.
    pub(crate) labels: Vec<PartLabel>,
}

impl StoryDraft {
    pub(crate) fn new(title: String) -> Self {
        Self {
            id: None,
            title,
            url: None,
            kicker: vec![],
            body: vec![],
            sources: vec![],
            tags: None,
            title_entities: vec![],
            entities: None,
            labels: vec![],
        }
    }
}

#[derive(Clone, Debug, PartialEq)]
pub(crate) struct TagDraft {
    /// An id of its own, where the label gives another.
    pub(crate) id: Option<String>,
    pub(crate) label: String,
}

/// How many lines of a text are searched for its day.
const FIRST_LINES: usize = 6;

impl Draft {
    /// Looks for the day in the title and in the first lines behind `start`; takes a day
    /// that ends the title, behind a bar, off it.
    ///
    /// Only a day that begins or ends a title, or is a line of its own, says beyond doubt
    /// which day the digest is for; any other is a guess, and used where there is no better.
    pub(crate) fn date_from_text(&mut self, text: &str, start: usize) {
        // A title from the front matter is meant as it stands.
        let title = self
            .title
            .as_mut()
            .filter(|title| title.span.start >= start);
        if let Some(title) = title
            && let Some(found) = dates::find(&title.value)
        {
            let ends = found.span.end == title.value.len();
            self.date_in_text = Some(At {
                value: found.day(&title.value),
                span: title.span.clone(),
            });
            self.date_is_guess = !ends && found.span.start > 0;
            let before = title.value[..found.span.start].trim_end();
            if let Some(rest) = before.strip_suffix('|').map(str::trim_end)
                && ends
                && !rest.is_empty()
                && found.date.is_some()
            {
                title.value = rest.to_owned();
            }
            return;
        }
        if self.date.is_some() {
            return;
        }
        let mut at = start;
        let mut seen = 0;
        for line in text[start..].split_inclusive('\n') {
            if let Some(found) = dates::find(line) {
                let alone = |part: &str| part.split_whitespace().count() <= 1;
                self.date_in_text = Some(At {
                    value: found.day(line),
                    span: at + found.span.start..at + found.span.end,
                });
                self.date_is_guess =
                    !alone(&line[..found.span.start]) || !alone(&line[found.span.end..]);
                return;
            }
            at += line.len();
            seen += usize::from(!line.trim().is_empty());
            if seen == FIRST_LINES {
                return;
            }
        }
    }

    /// The section that things belong to now; one without a title where none was opened.
    pub(crate) fn section(&mut self) -> &mut SectionDraft {
        if self.sections.is_empty() {
            self.sections.push(SectionDraft {
                id: None,
                title: None,
                icon: None,
                body: vec![],
                stories: vec![],
            });
        }
        let last = self.sections.len() - 1;
        &mut self.sections[last]
    }
}

/// What was found out about a file while reading it, with spans of the clean text.
pub(crate) type Said = Vec<crate::Diagnostic>;

/// The values of a list in one line: `a, b`.
pub(crate) fn listed(text: &str) -> Vec<String> {
    text.split([',', '，', '、'])
        .map(crate::source::fold)
        .filter(|value| !value.is_empty())
        .collect()
}

/// Tags of the day from a list in one line; a leading `#` is no part of a label.
pub(crate) fn day_tags(labels: Vec<String>) -> impl Iterator<Item = TagDraft> {
    labels.into_iter().map(|label| TagDraft {
        id: None,
        label: without_mark(&label).to_owned(),
    })
}

/// A tag without the `#` before it.
pub(crate) fn without_mark(label: &str) -> &str {
    label
        .strip_prefix('#')
        .filter(|rest| !rest.is_empty())
        .unwrap_or(label)
}
