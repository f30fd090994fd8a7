//! Pasted plain text: a page as it is when somebody copies it, without any markup.
//!
//! Sections are led by emoji, stories by lines that are no sentences, blocks by labels with
//! a colon; lists have dashes. Recognised by these forms, and by the words of
//! [`vocabulary`](crate::vocabulary) alone where the form says too little.

mod lines;
mod text;

use crate::{
    Context, Diagnostic,
    draft::{At, Draft, Said, SectionDraft, StoryDraft, TagDraft, TakeawayDraft, day_tags, listed},
    front_matter,
    markdown::{host, is_web},
    source::fold,
    structure::first_sentence,
    vocabulary::{self, Meta, Part},
};
use dayfold_model::{Block, Source};
use lines::{Form, Line, ends_sentence, form, is_headline, lines};
use text::{plain, source};

/// The most words in a tag.
const TAG_WORDS: usize = 6;

/// Whether a text is pasted: emoji lead its sections, and nothing in it is markup.
pub(crate) fn is_pasted(text: &str) -> bool {
    let markup = |line: &str| {
        let marks = line.len() - line.trim_start_matches('#').len();
        (1..=6).contains(&marks) && line[marks..].starts_with(' ')
    };
    let mut icons = 0;
    for line in text.split('\n') {
        if markup(line) || line.contains("**") || line.contains("](") || line.starts_with("```") {
            return false;
        }
        icons += usize::from(matches!(
            lines(line).next(),
            Some(Line {
                form: Form::Icon(..),
                ..
            })
        ));
    }
    icons > 0
}

/// Reads a pasted text into the draft.
pub(crate) fn read(text: &str, draft: &mut Draft, context: &Context, said: &mut Said) {
    let all: Vec<Line<'_>> = lines(text).collect();
    let mut reader = Reader {
        draft,
        context,
        said,
        place: Place::Head,
        fresh: false,
        bulleted: is_bulleted(&all),
    };
    let mut at = 0;
    while at < all.len() {
        at += reader.line(&all, at).max(1);
    }
    reader.draft.date_from_text(text, 0);
}

#[derive(Clone, Copy, Debug, PartialEq)]
enum Place {
    /// Before the first section.
    Head,
    Takeaways,
    Section,
    Story,
    Footer,
}

struct Reader<'d> {
    draft: &'d mut Draft,
    context: &'d Context,
    said: &'d mut Said,
    place: Place,
    /// A section just began or a story just ended: a headline may come.
    fresh: bool,
    /// The news are items of lists.
    bulleted: bool,
}

/// Whether all that stands below sections are lists: these are the news then.
fn is_bulleted(all: &[Line<'_>]) -> bool {
    const LEAST: usize = 3;
    let items = all
        .iter()
        .filter(|line| matches!(line.form, Form::Item(_)))
        .count();
    let pairs = || all.iter().zip(all.iter().skip(1));
    let mut over_items = pairs().filter(|(line, _)| matches!(line.form, Form::Icon(..)));
    items >= LEAST
        && !all
            .iter()
            .any(|line| matches!(line.form, Form::Meta(Meta::Sources, _)))
        && over_items
            .all(|(_, next)| matches!(next.form, Form::Item(_) | Form::Icon(..) | Form::Text))
        && pairs()
            .any(|(line, next)| matches!((&line.form, &next.form), (Form::Icon(..), Form::Item(_))))
        && !pairs()
            .skip(LEAST)
            .any(|(line, next)| matches!((&line.form, &next.form), (Form::Icon(..), Form::Text)))
}

impl Reader<'_> {
    /// Reads the line at `at` with those that belong to it; says how many these are.
    fn line(&mut self, all: &[Line<'_>], at: usize) -> usize {
        let line = &all[at];
        let rest = &all[at + 1..];
        match line.form {
            Form::Icon(icon, title) => {
                if !self.names_file(line, title, rest) {
                    self.section(icon, title);
                }
            }
            Form::Item(_) => return self.list(None, all, at),
            Form::Meta(meta, value) => return self.meta(meta, value, all, at),
            _ if self.bulleted && is_web(line.text) && self.last_story().is_some() => {
                let url = line.text.to_owned();
                let name = host(&url).to_owned();
                if let Some(story) = self.last_story() {
                    story.sources.push(Source {
                        name,
                        url: Some(url),
                    });
                }
            }
            _ if self.place == Place::Head => self.head(line),
            _ if self.place == Place::Takeaways => self.takeaway(line.text),
            _ if self.is_story(line, rest) => self.story(line),
            Form::Label(label, "")
                if matches!(
                    rest.first(),
                    Some(Line {
                        form: Form::Item(_),
                        ..
                    })
                ) =>
            {
                return 1 + self.list(Some(label), all, at + 1);
            }
            Form::Label(label, value) if !value.is_empty() => {
                if vocabulary::part(label) == Some(Part::Footer) {
                    self.place = Place::Footer;
                }
                let label = self.plain(label, true);
                self.block(Some(label), value);
            }
            Form::Label(..) | Form::Text => self.block(None, line.text),
        }
        1
    }

    /// The first lines may be led by emoji, too: the title before other such lines, and a
    /// line with the day. Whether this was one.
    fn names_file(&mut self, line: &Line<'_>, title: &str, rest: &[Line<'_>]) -> bool {
        let first = self.place == Place::Head && self.draft.sections.is_empty();
        let before_icon = matches!(
            rest.first(),
            Some(Line {
                form: Form::Icon(..),
                ..
            })
        );
        if !first || vocabulary::part(title).is_some() {
            return false;
        }
        if self.draft.title.is_none() && (before_icon || crate::dates::find(title).is_some()) {
            let value = self.plain(title, false);
            let span = line.span.clone();
            self.draft.title = Some(At { value, span });
            return true;
        }
        if self.draft.title.is_some() && crate::dates::find(title).is_some() {
            let html = self.html(line.text);
            self.draft.summary.push(format!("<p>{html}</p>"));
            return true;
        }
        false
    }

    fn section(&mut self, icon: &str, title: &str) {
        match vocabulary::part(title) {
            Some(Part::Takeaways) => self.place = Place::Takeaways,
            Some(Part::Footer) => self.place = Place::Footer,
            _ => {
                let title = self.plain(title, false);
                self.draft.sections.push(SectionDraft {
                    id: None,
                    title: Some(title),
                    icon: Some(icon.to_owned()),
                    body: vec![],
                    stories: vec![],
                });
                self.place = Place::Section;
                self.fresh = true;
            }
        }
    }

    /// The first line is the title, a short one behind it the publication.
    fn head(&mut self, line: &Line<'_>) {
        if self.draft.title.is_none() {
            let value = self.plain(line.text, false);
            self.draft.title = Some(At {
                value,
                span: line.span.clone(),
            });
        } else if self.draft.publication.is_none()
            && self.draft.summary.is_empty()
            && line.form == Form::Text
            && is_headline(line.text)
            && line.text.split_whitespace().count() <= 8
            && crate::dates::find(line.text).is_none()
        {
            self.draft.publication = Some(self.plain(line.text, false));
        } else {
            let html = self.html(line.text);
            self.draft.summary.push(format!("<p>{html}</p>"));
        }
    }

    /// Whether a line is the headline of a story.
    fn is_story(&self, line: &Line<'_>, rest: &[Line<'_>]) -> bool {
        if !matches!(self.place, Place::Section | Place::Story) || !is_headline(line.text) {
            return false;
        }
        let Some(next) = rest.first() else {
            return false;
        };
        let has_body = !matches!(next.form, Form::Icon(..));
        match line.form {
            // A headline with a colon in it, where stories are what the section holds.
            Form::Label(..) => self.fresh && has_body && has_sources(rest),
            Form::Text if self.fresh => has_body,
            // Between the blocks of a story: only before what clearly is a story's text.
            Form::Text => {
                self.place == Place::Story
                    && match next.form {
                        Form::Label(..) => true,
                        Form::Text => ends_sentence(next.text),
                        _ => false,
                    }
            }
            _ => false,
        }
    }

    fn story(&mut self, line: &Line<'_>) {
        let mut named = vec![];
        let title = plain(line.text, &mut self.draft.entities, &mut named);
        let mut story = StoryDraft::new(title);
        story.title_entities = named;
        self.draft.section().stories.push(story);
        self.place = Place::Story;
        self.fresh = false;
    }

    /// The list that begins at `at`; says how many lines it has.
    fn list(&mut self, label: Option<&str>, all: &[Line<'_>], at: usize) -> usize {
        let items: Vec<&str> = all[at..]
            .iter()
            .map_while(|line| match line.form {
                Form::Item(item) => Some(item),
                _ => None,
            })
            .collect();
        let count = items.len();
        let ends = at + count == all.len();
        if self.place == Place::Takeaways {
            items.into_iter().for_each(|item| self.takeaway(item));
        } else if self.bulleted
            && label.is_none()
            && (matches!(self.place, Place::Section | Place::Story)
                || self.place == Place::Head && self.draft.title.is_some())
        {
            // What each item begins with names its topic, where all do.
            let topic = |item: &str| match form(item) {
                Form::Label(label, value) if !value.is_empty() => Some(label.len()),
                _ => None,
            };
            let named = items.iter().filter(|item| topic(item).is_some()).count();
            let named = named * 5 >= items.len() * 4;
            for line in &all[at..at + count] {
                if let Form::Item(item) = line.form {
                    let topic = topic(item).filter(|_| named);
                    let (kicker, item) = match topic {
                        Some(length) => (
                            Some(&item[..length]),
                            item[length..].trim_start_matches([':', '：', ' ']),
                        ),
                        None => (None, item),
                    };
                    let (title, rest) = item.split_at(first_sentence(item));
                    let span = line.span.end - item.len()..line.span.end;
                    let title = Line {
                        text: title.trim(),
                        span,
                        form: Form::Text,
                    };
                    self.story(&title);
                    if let Some(kicker) = kicker.map(fold)
                        && let Some(story) = self.last_story()
                    {
                        story.kicker.push(kicker);
                    }
                    if !rest.trim().is_empty() {
                        self.block(None, rest.trim());
                    }
                }
            }
            self.place = Place::Section;
        } else if ends
            && label.is_none()
            && self.after_stories()
            && items.iter().all(|item| is_tag(item))
        {
            for item in items {
                let label = self.plain(item, false);
                self.draft.tags.push(TagDraft { id: None, label });
            }
        } else {
            let items: String = items
                .into_iter()
                .map(|item| format!("<li>{}</li>", self.html(item)))
                .collect();
            let label = label.map(|label| self.plain(label, true));
            self.push(label, format!("<ul>{items}</ul>"));
        }
        count
    }

    /// Whether a list here closes the text: in the footer, or behind a story's sources.
    fn after_stories(&self) -> bool {
        self.place == Place::Footer || self.fresh && self.place == Place::Story
    }

    fn meta(&mut self, meta: Meta, value: &str, all: &[Line<'_>], at: usize) -> usize {
        let line = &all[at];
        // The values may be a list below.
        let below: Vec<&str> = if value.is_empty() {
            all[at + 1..]
                .iter()
                .map_while(|line| match line.form {
                    Form::Item(item) => Some(item),
                    _ => None,
                })
                .collect()
        } else {
            vec![]
        };
        let used = 1 + below.len();
        let in_story = self.place == Place::Story;
        match meta {
            Meta::Updated if self.draft.updated.is_none() => {
                let span = line.span.end - value.len()..line.span.end;
                let moment = front_matter::moment("updated", value, &span, self.context, self.said);
                if self.place != Place::Head {
                    self.place = Place::Footer;
                }
                match moment {
                    Some(moment) => self.draft.updated = Some(moment),
                    None => self.keep(line),
                }
                return 1;
            }
            Meta::Sources if in_story => {
                let names = if below.is_empty() {
                    value.split('|').collect()
                } else {
                    below
                };
                let sources: Vec<Source> = names.into_iter().filter_map(source).collect();
                if let Some(story) = self.last_story() {
                    story.sources.extend(sources);
                }
                self.fresh = true;
                return used;
            }
            Meta::Kicker if in_story && !value.is_empty() => {
                let kicker = value.split('|').map(fold).filter(|part| !part.is_empty());
                if let Some(story) = self.last_story() {
                    story.kicker.extend(kicker);
                }
                return 1;
            }
            Meta::Tags => {
                let labels = if below.is_empty() {
                    listed(value)
                } else {
                    below.into_iter().map(fold).collect()
                };
                match self.last_story().filter(|_| in_story) {
                    Some(story) => story.tags.get_or_insert_default().extend(labels),
                    None => self.draft.tags.extend(day_tags(labels)),
                }
                return used;
            }
            _ => {}
        }
        if meta == Meta::Sources {
            self.said.push(
                Diagnostic::warning(
                    "sources-outside-story",
                    "sources stand outside a story; the line was kept as text",
                )
                .at(line.span.clone()),
            );
        }
        self.keep(line);
        1
    }

    /// A line that means nothing special where it stands.
    fn keep(&mut self, line: &Line<'_>) {
        match self.place {
            Place::Head => self.head(line),
            Place::Takeaways => self.takeaway(line.text),
            _ => self.block(None, line.text),
        }
    }

    fn takeaway(&mut self, text: &str) {
        let html = self.html(text);
        self.draft
            .takeaways
            .push(TakeawayDraft { html, story: None });
    }

    fn block(&mut self, label: Option<String>, text: &str) {
        let html = self.html(text);
        self.push(label, format!("<p>{html}</p>"));
    }

    fn push(&mut self, label: Option<String>, html: String) {
        self.fresh = false;
        let block = Block { label, html };
        match self.place {
            Place::Head => self.draft.summary.push(block.html),
            Place::Footer => self.draft.footer.push(block),
            Place::Story => {
                if let Some(story) = self.last_story() {
                    story.body.push(block);
                }
            }
            Place::Section | Place::Takeaways => self.draft.section().body.push(block),
        }
    }

    fn last_story(&mut self) -> Option<&mut StoryDraft> {
        self.draft.sections.last_mut()?.stories.last_mut()
    }

    fn html(&mut self, text: &str) -> String {
        text::html(text, &mut self.draft.entities)
    }

    /// A text with its entities' brackets taken off; in a story's label they count as the
    /// story's.
    fn plain(&mut self, text: &str, is_label: bool) -> String {
        let mut named = vec![];
        let plain = plain(text, &mut self.draft.entities, &mut named);
        if is_label
            && self.place == Place::Story
            && let Some(story) = self.last_story()
        {
            story.title_entities.extend(named);
        }
        plain
    }
}

/// Whether sources come before the next section.
fn has_sources(rest: &[Line<'_>]) -> bool {
    rest.iter()
        .take_while(|line| !matches!(line.form, Form::Icon(..)))
        .any(|line| matches!(line.form, Form::Meta(Meta::Sources, _)))
}

fn is_tag(item: &str) -> bool {
    item.split_whitespace().count() <= TAG_WORDS && !ends_sentence(item) && !item.contains(':')
}
