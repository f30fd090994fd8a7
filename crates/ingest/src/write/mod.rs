//! Dayfold Markdown of a digest, such that reading it gives the same digest.
//!
//! Every piece is written in the most pleasant of several ways that reads back to the same:
//! plain Markdown, Markdown with more escapes, and at last raw HTML, which can say
//! everything. Which of them does is not reasoned about but tried, with the reader itself.

mod blocks;
mod escape;
mod front;
mod probe;
mod tree;

use crate::{
    Context,
    html::tokens,
    ids::{self, TAG, id_of, slug},
    vocabulary::{self, Meta},
};
use dayfold_model::{Digest, PartLabel, Section, Story, Tag};
use escape::{Style, text};
use probe::Probe;
use std::collections::{HashMap, HashSet};

/// Dayfold Markdown of a digest; [`read`](crate::read) gives the same digest back, if it is
/// one that could have been read: its texts without double spaces and control characters,
/// its HTML vetted, its ids of the form that [`read`](crate::read) gives them: such as
/// [`slug`] makes, none beginning with `df-`, none the name of a device on Windows.
pub fn to_markdown(digest: &Digest) -> String {
    let mut plan = Plan {
        entities: false,
        no_story: vec![false; digest.takeaways.len()],
        no_tags: vec![false; digest.stories().count()],
    };
    let context = Context {
        lang: digest.lang.clone(),
        time_zone: None,
        images: crate::Images::Kept,
    };
    let mut markdown = write(digest, &plan);
    // What the reader would add of itself (ties, tags, entities) is then said outright.
    for _ in 0..2 {
        let Some(back) = crate::read(markdown.as_bytes(), "", &context).digests.pop() else {
            break;
        };
        let next = plan.adjusted(digest, &back);
        if next == plan {
            break;
        }
        plan = next;
        markdown = write(digest, &plan);
    }
    markdown
}

/// What has to be said outright, since the reader would find something else by itself.
#[derive(Clone, PartialEq)]
struct Plan {
    /// The front matter lists the entities.
    entities: bool,
    /// Takeaways that say that they belong to no story.
    no_story: Vec<bool>,
    /// Stories that say that they have no tags.
    no_tags: Vec<bool>,
}

impl Plan {
    fn adjusted(&self, digest: &Digest, back: &Digest) -> Self {
        let mut next = self.clone();
        next.entities |= digest.entities != back.entities
            || digest.summary != back.summary
            || digest.footer != back.footer
            || bodies(digest).ne(bodies(back))
            || digest
                .takeaways
                .iter()
                .map(|t| &t.html)
                .ne(back.takeaways.iter().map(|t| &t.html));
        for (at, (takeaway, read)) in digest.takeaways.iter().zip(&back.takeaways).enumerate() {
            next.no_story[at] |= takeaway.story.is_none() && read.story.is_some();
        }
        for (at, (story, read)) in digest.stories().zip(back.stories()).enumerate() {
            next.no_tags[at] |= story.tags.is_empty() && !read.tags.is_empty();
        }
        next
    }
}

/// Every block of the digest's sections.
fn bodies(digest: &Digest) -> impl Iterator<Item = &dayfold_model::Block> {
    digest.sections.iter().flat_map(|section| {
        let stories = section.stories.iter().flat_map(|story| &story.body);
        section.body.iter().chain(stories)
    })
}

fn write(digest: &Digest, plan: &Plan) -> String {
    let probe = Probe::new(digest);
    let tags = Tags::new(&digest.tags);
    let mut parts = vec![front::front_matter(digest, plan.entities)];
    if let Some(summary) = &digest.summary {
        parts.push(blocks::summary(summary, &probe));
    }
    if !digest.takeaways.is_empty() {
        parts.push("## Takeaways".to_owned());
        let items: Vec<String> = digest
            .takeaways
            .iter()
            .zip(&plan.no_story)
            .map(|(takeaway, no_story)| {
                let story = match &takeaway.story {
                    Some(story) => format!("{{story={story}}}"),
                    None if *no_story => "{story=}".to_owned(),
                    None => String::new(),
                };
                blocks::takeaway(&takeaway.html, &story, &probe)
            })
            .collect();
        parts.push(items.join("\n"));
    }
    let mut no_tags = plan.no_tags.iter().copied();
    for (at, section) in digest.sections.iter().enumerate() {
        // The section for stories without one needs no heading where nothing is before it.
        let bare = at == 0
            && section.title.is_none()
            && section.icon.is_none()
            && section.body.is_empty()
            && section.id == "stories"
            && !section.stories.is_empty();
        if !bare {
            parts.push(section_heading(section, &probe));
            parts.extend(blocks::body(&section.body, &probe));
        }
        for story in &section.stories {
            let no_tags = no_tags.next().unwrap_or_default();
            parts.extend(story_parts(story, &tags, no_tags, &probe));
        }
    }
    if !digest.footer.is_empty() {
        parts.push("## Footer".to_owned());
        parts.extend(blocks::body(&digest.footer, &probe));
    }
    let mut markdown = parts.join("\n\n");
    markdown.push('\n');
    markdown
}

/// The first of the styles in which a line reads as it should, the last in any case.
fn first_that(write: impl Fn(Style) -> String, reads: impl Fn(&str) -> bool) -> String {
    for style in [Style::Light, Style::Full] {
        let markdown = write(style);
        if reads(&markdown) {
            return markdown;
        }
    }
    write(Style::Numeric)
}

fn section_heading(section: &Section, probe: &Probe) -> String {
    let title = section.title.as_deref().unwrap_or("");
    let mut attributes = Vec::new();
    let ours = vocabulary::part(title).is_some();
    let id = if section.title.is_none() {
        String::new()
    } else {
        slug(title)
    };
    if id != section.id || ours {
        attributes.push(format!("#{}", section.id));
    }
    let mut icon = section.icon.clone().unwrap_or_default();
    if !icon.is_empty() && !crate::emoji::is_all(&icon) {
        attributes.push(format!("icon={icon}"));
        icon.clear();
    }
    let attributes = braces(&attributes);
    first_that(
        |style| words(&["##", &icon, &text(title, style, "|"), &attributes]),
        |markdown| probe.section(markdown, section),
    )
}

fn braces(attributes: &[String]) -> String {
    if attributes.is_empty() {
        String::new()
    } else {
        format!("{{{}}}", attributes.join(" "))
    }
}

/// What is there, with single spaces between.
fn words(words: &[&str]) -> String {
    let there: Vec<&str> = words
        .iter()
        .copied()
        .filter(|word| !word.is_empty())
        .collect();
    there.join(" ")
}

fn story_parts(story: &Story, all_tags: &Tags<'_>, no_tags: bool, probe: &Probe) -> Vec<String> {
    let mut parts = vec![story_heading(story, probe)];
    if !story.kicker.is_empty() {
        parts.push(first_that(
            |style| {
                let kicker: Vec<String> = story
                    .kicker
                    .iter()
                    .map(|part| text(part, style, "|"))
                    .collect();
                format!("Kicker: {}", kicker.join(" | "))
            },
            |markdown| {
                probe
                    .story(markdown)
                    .is_some_and(|read| read.kicker == story.kicker)
            },
        ));
    }
    parts.extend(blocks::body(&story.body, probe));
    let mut lines = Vec::new();
    if !story.sources.is_empty() {
        lines.push(sources(story, probe));
    }
    // The line of sources begins with the first. A second one may be of the same words.
    let others = &story.labels[usize::from(lead_in(story).is_some())..];
    if !others.is_empty() {
        lines.push(labels(others, probe));
    }
    let blocks = story.body.iter();
    let mut named: Vec<String> = blocks
        .flat_map(|block| tokens::entities(&block.html))
        .collect();
    let mut seen = HashSet::new();
    named.retain(|id| seen.insert(id.clone()));
    if named != story.entities {
        lines.push(words(&["Entities:", &story.entities.join(", ")]));
    }
    if !story.tags.is_empty() || no_tags {
        lines.push(tags(story, all_tags, probe));
    }
    if !lines.is_empty() {
        // Marks of one line must not make a link or the like with those of the next.
        let (together, apart) = (lines.join("\n"), lines.join("\n\n"));
        let alike = lines.len() == 1 || probe.alike(&together, &apart);
        parts.push(if alike { together } else { apart });
    }
    parts
}

fn story_heading(story: &Story, probe: &Probe) -> String {
    let id = if slug(&story.title) == story.id && ids::is_id(&story.id) {
        String::new()
    } else {
        format!("{{#{}}}", story.id)
    };
    first_that(
        |style| {
            let title = text(&story.title, style, "|");
            match &story.url {
                Some(url) => words(&[
                    "###",
                    &format!("[{title}]({})", escape::url(url, style)),
                    &id,
                ]),
                None => words(&["###", &title, &id]),
            }
        },
        |markdown| probe.heading(markdown, story, &id),
    )
}

/// What the text calls the story's parts.
fn labels(labels: &[PartLabel], probe: &Probe) -> String {
    first_that(
        |style| {
            let labels: Vec<String> = labels
                .iter()
                .map(|label| {
                    let (part, label) = (
                        text(&label.part, style, "|="),
                        text(&label.label, style, "|"),
                    );
                    format!("{part}={label}")
                })
                .collect();
            format!("Labels: {}", labels.join(" | "))
        },
        |markdown| {
            probe
                .story(markdown)
                .is_some_and(|read| read.labels == labels)
        },
    )
}

/// The text's own word for the sources, where it is the first label and a line may begin
/// with it.
fn lead_in(story: &Story) -> Option<&str> {
    let first = story
        .labels
        .first()
        .filter(|label| label.part == "sources")?;
    let label = first.label.as_str();
    let plain = label.chars().all(|c| c.is_alphabetic() || c == ' ');
    let ours = vocabulary::meta(label) == Some(Meta::Sources)
        && vocabulary::names_sources(label)
        && label.trim() == label
        && vocabulary::normal(label).as_deref() != Some(vocabulary::FROM);
    (plain && ours && !story.sources.is_empty()).then_some(label)
}

fn sources(story: &Story, probe: &Probe) -> String {
    let sources = &story.sources;
    let lead_in = lead_in(story).unwrap_or("From");
    first_that(
        |style| {
            let sources: Vec<String> = sources
                .iter()
                .map(|source| {
                    let name = text(&source.name, style, "|");
                    match &source.url {
                        Some(url) => format!("[{name}]({})", escape::url(url, style)),
                        None => name,
                    }
                })
                .collect();
            format!("{lead_in}: {}", sources.join(" | "))
        },
        |markdown| {
            probe
                .story(markdown)
                .is_some_and(|read| read.sources == *sources)
        },
    )
}

/// A digest's tags, found by what a line of tags may say.
struct Tags<'d> {
    by_id: HashMap<&'d str, &'d Tag>,
    by_label: HashMap<&'d str, &'d Tag>,
}

impl<'d> Tags<'d> {
    /// Of equal ones the first counts.
    fn new(tags: &'d [Tag]) -> Self {
        let tags = || tags.iter().rev();
        Self {
            by_id: tags().map(|tag| (tag.id.as_str(), tag)).collect(),
            by_label: tags().map(|tag| (tag.label.as_str(), tag)).collect(),
        }
    }

    /// The id of the tag that a label finds.
    fn find(&self, label: &str) -> Option<&str> {
        let by_id = |id: &str| self.by_id.get(id);
        let found = self.by_label.get(label).or_else(|| by_id(label));
        let found = found.or_else(|| by_id(&id_of(label, TAG)))?;
        Some(&found.id)
    }
}

/// A line of tags: by label where that finds the tag, else by id.
fn tags(story: &Story, tags: &Tags<'_>, probe: &Probe) -> String {
    let names: Vec<String> = story
        .tags
        .iter()
        .map(
            |id| match tags.by_id.get(id.as_str()).map(|tag| &tag.label) {
                Some(label)
                    if crate::draft::listed(label) == [label.as_str()]
                        && !label.starts_with('#')
                        && tags.find(label) == Some(id) =>
                {
                    label.clone()
                }
                _ => format!("#{id}"),
            },
        )
        .collect();
    if names.is_empty() {
        return "Tags:".to_owned();
    }
    first_that(
        |style| {
            let names: Vec<String> = names.iter().map(|name| text(name, style, "")).collect();
            format!("Tags: {}", names.join(", "))
        },
        |markdown| {
            probe
                .story(markdown)
                .is_some_and(|read| read.tags.as_ref() == Some(&names))
        },
    )
}
