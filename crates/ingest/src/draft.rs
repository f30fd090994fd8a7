//! What a shape recognises in a file, before ids are given and ties are made.
//!
//! Spans count in the clean text of [`Source`](crate::source::Source).

use crate::{
    dates::{self, Dated, Exactness},
    entities::Entities,
    pieces::Part,
};
use dayfold_model::{Block, PartLabel, Source};
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
pub(crate) type Day = Result<Dated, String>;

/// What kind of file the draft is of, for messages that say where to write something.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub(crate) enum Form {
    #[default]
    Text,
    Json,
    Feed,
    Page,
}

impl Form {
    /// Where a file of this kind names its date and title.
    pub(crate) fn fields(self) -> &'static str {
        match self {
            Self::Text => "the front matter",
            Self::Json => "the field `date`",
            Self::Feed => "the feed",
            Self::Page => "the page",
        }
    }

    /// How to give the digest a date.
    pub(crate) fn date_help(self) -> &'static str {
        match self {
            Self::Text => {
                "name the file after its day, for example `2025-11-22.md`, or write `date: 2025-11-22` in the front matter"
            }
            Self::Json => {
                "name the file after its day, for example `2025-11-22.json`, or give it a field `\"date\": \"2025-11-22\"`"
            }
            Self::Feed => "give the items a date, or name the file after its day",
            Self::Page => "name the file after its day, for example `2025-11-22.html`",
        }
    }

    /// How to give the digest a title.
    pub(crate) fn title_help(self) -> &'static str {
        match self {
            Self::Text => "write `title:` in the front matter, or a heading with one `#`",
            Self::Json => "give it a field `title`",
            Self::Feed => "give the feed a title",
            Self::Page => "give the page a title",
        }
    }
}

/// A digest in the making.
#[derive(Debug, Default)]
pub(crate) struct Draft {
    pub(crate) form: Form,
    pub(crate) title: Option<At<String>>,
    /// The title without the day behind it, for where that is the digest's own.
    pub(crate) short_title: Option<String>,
    /// What the front matter, or a field of that name, says of the day.
    pub(crate) date: Option<At<Day>>,
    /// The day written in the title, the first headings or the first lines.
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
    /// The same where there are several.
    pub(crate) sources: Vec<Source>,
    /// Stories that stand in the front matter, for a text without any.
    pub(crate) listed: Vec<SectionDraft>,
    /// Takeaways that stand there, for a text without any.
    pub(crate) listed_takeaways: Vec<TakeawayDraft>,
}

#[derive(Debug)]
pub(crate) struct TakeawayDraft {
    /// Vetted inline HTML.
    pub(crate) html: String,
    /// The story it is said to belong to; an empty id says that it belongs to none.
    pub(crate) story: Option<At<String>>,
}

#[derive(Debug, Default)]
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

/// How many lines of a text, and how many of its headings, are searched for its day.
const FIRST_LINES: usize = 8;
const FIRST_HEADINGS: usize = 3;

impl Draft {
    /// Looks for the day in the title, the first headings and the first lines behind
    /// `start`; takes a day that ends the title, behind a bar, off it.
    ///
    /// Only a day that begins or ends a title, or is a line of its own, says beyond doubt
    /// which day the digest is for; any other is a guess, and used where there is no better.
    /// Of what is said beyond doubt the most exact counts, of that the first.
    pub(crate) fn date_from_text(&mut self, text: &str, start: usize) {
        let mut best: Option<InText> = None;
        // A title from the front matter is meant as it stands.
        let title = self
            .title
            .as_mut()
            .filter(|title| title.span.start >= start);
        if let Some(title) = title
            && let Some(found) = dates::find(&title.value)
        {
            let ends = found.span.end == title.value.len();
            best = Some(InText {
                guess: !ends && found.span.start > 0,
                exactness: found.exactness(),
                day: At {
                    value: found.day(&title.value),
                    span: title.span.clone(),
                },
            });
            let before = title.value[..found.span.start].trim_end();
            // The month of a monthly is its name, and would be lost.
            let is_day = found.dated.is_some() && found.exactness() == Exactness::Day;
            if let Some(rest) = before.strip_suffix('|').map(str::trim_end)
                && ends
                && !rest.is_empty()
                && is_day
            {
                self.short_title = Some(rest.to_owned());
            }
        }
        let lines = || {
            text[start..]
                .split_inclusive('\n')
                .scan(start, |at, line| {
                    let begin = *at;
                    *at += line.len();
                    Some((begin, line))
                })
                .filter(|(_, line)| !line.trim().is_empty())
        };
        // Where the front matter gives the day, headings below may be about any other.
        let is_given = self.date.as_ref().is_some_and(|day| match &day.value {
            Ok(dated) => dated.exactness == Exactness::Day,
            Err(_) => true,
        });
        let headings = lines()
            .filter(|(_, line)| is_heading(line))
            .map(|(at, line)| (at, line, false));
        // A day below the heading of a story is the story's.
        let (mut headed, mut told, mut in_story) = (0, false, false);
        let first_lines = lines().map(|(at, line)| {
            if is_heading(line) {
                headed += 1;
                in_story |= told || headed == FIRST_HEADINGS;
            } else {
                told |= line.contains(char::is_alphanumeric);
            }
            (at, line, in_story)
        });
        let candidates = headings
            .take(FIRST_HEADINGS)
            .chain(first_lines.take(FIRST_LINES))
            .take_while(|_| !is_given);
        for (at, line, in_story) in candidates {
            if best.as_ref().is_some_and(InText::is_certain) {
                break;
            }
            let found = InText::of_line(line, at).map(|found| InText {
                guess: found.guess || in_story,
                ..found
            });
            best = match (best, found) {
                (Some(best), Some(found)) if best.rank() <= found.rank() => Some(best),
                (best, found) => found.or(best),
            };
        }
        if let Some(best) = best {
            self.date_in_text = Some(best.day);
            self.date_is_guess = best.guess;
        }
    }

    /// Takes from the front matter what the text behind it does not have.
    pub(crate) fn fill_from_front_matter(&mut self) {
        let mut stories = self.sections.iter_mut().flat_map(|s| &mut s.stories);
        match (stories.next(), stories.next()) {
            (None, _) => self.sections.append(&mut self.listed),
            // The one story of the file.
            (Some(story), None) => {
                let source = self.source.take().map(|source| source.value);
                let whole = source.into_iter().chain(self.sources.drain(..));
                if story.sources.is_empty() && story.url.is_none() {
                    story.sources.extend(whole);
                }
            }
            _ => {}
        }
        if self.takeaways.is_empty() {
            self.takeaways.append(&mut self.listed_takeaways);
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

/// A date written in the text.
struct InText {
    /// It may be one that the text only speaks of.
    guess: bool,
    exactness: Exactness,
    day: At<Day>,
}

impl InText {
    /// The date in a line that starts at `at`.
    fn of_line(line: &str, at: usize) -> Option<Self> {
        let found = dates::find(line)?;
        let alone = |part: &str| part.split_whitespace().count() <= 1;
        // The marks of a heading are no words, and a heading ends with a date as a title does.
        let heading = is_heading(line);
        let (before, after) = (&line[..found.span.start], &line[found.span.end..]);
        let guess = if heading {
            !after.trim().is_empty() && before.chars().any(char::is_alphanumeric)
        } else {
            !alone(before) || !alone(after)
        };
        Some(Self {
            guess,
            exactness: found.exactness(),
            day: At {
                value: found.day(line),
                span: at + found.span.start..at + found.span.end,
            },
        })
    }

    fn rank(&self) -> (bool, Exactness) {
        (self.guess, self.exactness)
    }

    /// Nothing can be better.
    fn is_certain(&self) -> bool {
        self.rank() == (false, Exactness::Day)
    }
}

/// A heading of any level.
fn is_heading(line: &str) -> bool {
    let rest = line.trim_start_matches('#');
    (1..=6).contains(&(line.len() - rest.len())) && rest.starts_with([' ', '\t'])
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
