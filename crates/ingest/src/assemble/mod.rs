//! From what was recognised to the digest: the date, ids, tags, and ties.

mod date;
mod naming;
mod tags;

use crate::{
    Context, Diagnostic, calendar,
    draft::{Draft, Said, StoryDraft, TakeawayDraft},
    fit::Stories,
    html::tokens,
    ids::{STORY, id_of},
    language,
};
use date::date;
use dayfold_model::{Digest, Section, Story, Takeaway, VERSION, plain_text};
use naming::assign_ids;
use std::collections::HashSet;
use tags::{Tags, distribute, story_tags};

/// The id of the section for stories without one, and of what has no letters in its name.
const STORIES: &str = "stories";
/// To how many stories anything is tied by words, and how many takeaways are: the time grows
/// with the product of the two, and no day has so many.
const MOST_STORIES: usize = 2000;
const MOST_TAKEAWAYS: usize = 2000;

/// Makes the digest, or says why there can be none.
pub(crate) fn digest(draft: Draft, name: &str, context: &Context, said: &mut Said) -> Digest {
    let lang = lang(&draft, context);
    let date = date(&draft, name, &lang, said);
    let date_text = date
        .map(|date| calendar::date_text(date, &context.lang))
        .unwrap_or_default();
    let own_day = draft
        .date_in_text
        .as_ref()
        .and_then(|day| day.value.as_ref().ok())
        .is_some_and(|day| Some(day.date) == date);
    let short = draft.short_title.clone().filter(|_| own_day);
    let title = short.or_else(|| draft.title.as_ref().map(|title| title.value.clone()));
    let title = title.unwrap_or_else(|| {
        said.push(
            Diagnostic::warning(
                "no-title",
                match date {
                    Some(_) => "the digest has no title; its date stands in for it",
                    None => "the digest has no title; its file's name stands in for it",
                },
            )
            .help(draft.form.title_help()),
        );
        date_text.clone()
    });
    let mut draft = draft;
    let tags = std::mem::take(&mut draft.tags);
    let mut tags = Tags::new(tags);
    let own = story_tags(&mut draft, &mut tags);
    let ids = assign_ids(&mut draft, said);
    let ties = Ties::new(&draft);
    let given = distribute(&tags, &own, &ties, said);
    let takeaways = takeaways(&draft, &ids, &ties, said);
    let updated_text = draft
        .updated
        .as_ref()
        .and_then(|updated| calendar::moment_text(updated, &context.lang));
    let Draft {
        sections, entities, ..
    } = draft;
    let mut ids = ids.into_iter();
    let mut given = given.into_iter();
    let sections = sections
        .into_iter()
        .map(|section| Section {
            id: ids.next().unwrap_or_default(),
            title: section.title,
            icon: section.icon,
            body: section.body,
            stories: section
                .stories
                .into_iter()
                .map(|story| {
                    let entities = story_entities(&story, &entities, said);
                    Story {
                        id: ids.next().unwrap_or_default(),
                        title: story.title,
                        url: story.url,
                        kicker: story.kicker,
                        body: story.body,
                        sources: story.sources,
                        tags: given.next().unwrap_or_default(),
                        entities,
                        labels: story.labels,
                        earlier: vec![],
                        repeats: None,
                        corrected: None,
                        corrected_text: None,
                    }
                })
                .collect(),
        })
        .collect();
    Digest {
        version: VERSION,
        date,
        slug: None,
        date_text,
        dir: calendar::direction(&lang),
        translations: vec![],
        minutes: 0,
        lang,
        title,
        publication: draft.publication,
        summary: Some(draft.summary.concat()).filter(|html| !html.is_empty()),
        updated: draft.updated,
        updated_text,
        takeaways,
        sections,
        footer: draft.footer,
        tags: tags.list,
        entities: entities.into_list(),
        labels: draft.labels,
    }
}

/// The language: as stated, else as the words have it, else the site's. Where the words are
/// in the site's language, they are in its kind of it.
fn lang(draft: &Draft, context: &Context) -> String {
    if let Some(lang) = &draft.lang {
        return lang.clone();
    }
    let primary = |lang: &str| lang.split('-').next().unwrap_or_default().to_lowercase();
    let words = words(draft);
    match language::of(&words) {
        // A few headlines full of names look like many a language in Latin letters.
        Some(_) if language::is_short(&words) => context.lang.clone(),
        Some(found) if primary(&found) != primary(&context.lang) => found,
        _ => context.lang.clone(),
    }
}

/// How much of each text is looked at for its language, in bytes.
const LOOKED_AT: usize = 600;

/// The beginnings of the digest's texts.
fn words(draft: &Draft) -> String {
    let mut out = String::new();
    let mut add = |text: &str| {
        out.push_str(beginning(text, LOOKED_AT));
        out.push('\n');
    };
    // Tags are a part of it, which are not looked at.
    let plain = |html: &str| plain_text(beginning(html, 2 * LOOKED_AT));
    if let Some(title) = &draft.title {
        add(&title.value);
    }
    let html = draft.summary.iter();
    let html = html.chain(draft.takeaways.iter().map(|takeaway| &takeaway.html));
    let html = html.chain(draft.footer.iter().map(|block| &block.html));
    for html in html {
        add(&plain(html));
    }
    for section in &draft.sections {
        add(section.title.as_deref().unwrap_or(""));
        for block in &section.body {
            add(&plain(&block.html));
        }
        for story in &section.stories {
            add(&story.title);
            for block in &story.body {
                add(&plain(&block.html));
            }
        }
    }
    out
}

/// The first bytes of a text, without a part of a character.
fn beginning(text: &str, bytes: usize) -> &str {
    let mut end = text.len().min(bytes);
    while !text.is_char_boundary(end) {
        end -= 1;
    }
    &text[..end]
}

/// The stories' words, made only where they are needed.
struct Ties<'a> {
    draft: &'a Draft,
    stories: std::cell::OnceCell<Stories>,
}

impl<'a> Ties<'a> {
    fn new(draft: &'a Draft) -> Self {
        Self {
            draft,
            stories: std::cell::OnceCell::new(),
        }
    }

    fn stories(&self) -> &Stories {
        self.stories.get_or_init(|| {
            let all = self.draft.sections.iter().flat_map(|section| {
                let title = section.title.as_deref().unwrap_or("");
                section
                    .stories
                    .iter()
                    .map(move |story| (story.title.as_str(), title, body_text(story)))
            });
            Stories::new(all)
        })
    }
}

fn body_text(story: &StoryDraft) -> String {
    let mut text = String::new();
    for block in &story.body {
        text.push_str(block.label.as_deref().unwrap_or(""));
        text.push(' ');
        text.push_str(&plain_text(&block.html));
        text.push(' ');
    }
    text
}

fn takeaways(draft: &Draft, ids: &[String], ties: &Ties<'_>, said: &mut Said) -> Vec<Takeaway> {
    let mut stories: Vec<&String> = Vec::new();
    let mut at = 0;
    for section in &draft.sections {
        stories.extend(ids[at + 1..].iter().take(section.stories.len()));
        at += 1 + section.stories.len();
    }
    let known: HashSet<&str> = stories.iter().map(|id| id.as_str()).collect();
    let open = draft.takeaways.iter().filter(|one| one.story.is_none());
    let open = open.count();
    let too_many = open > MOST_TAKEAWAYS || open > 0 && stories.len() > MOST_STORIES;
    if too_many && !stories.is_empty() {
        said.push(
            Diagnostic::warning(
                "too-much-to-tie",
                format!(
                    "{open} takeaways and {} stories are too many to tell which belong together; no takeaway was tied by its words",
                    stories.len()
                ),
            )
            .help("write `{story=id}` behind the takeaways"),
        );
    }
    let mut tie = |takeaway: &TakeawayDraft| match &takeaway.story {
        None if too_many => None,
        None => {
            let story = ties.stories().of_sentence(&takeaway.html)?;
            stories.get(story).map(|id| (*id).clone())
        }
        Some(story) if story.value.is_empty() => None,
        Some(story) => {
            // Ids that are given have been brought into this form, too.
            let id = id_of(&story.value, STORY);
            if known.contains(id.as_str()) {
                return Some(id);
            }
            said.push(
                Diagnostic::warning(
                    "no-such-story",
                    format!("no story has the id `{}`", story.value),
                )
                .at(story.span.clone()),
            );
            None
        }
    };
    draft
        .takeaways
        .iter()
        .map(|takeaway| Takeaway {
            html: takeaway.html.clone(),
            story: tie(takeaway),
        })
        .collect()
}

/// The entities that a story names: its own line of them, or those of its headline and text.
fn story_entities(
    story: &StoryDraft,
    entities: &crate::entities::Entities,
    said: &mut Said,
) -> Vec<String> {
    let mut ids: Vec<String> = Vec::new();
    let mut seen = HashSet::new();
    let mut add = |id: String| {
        if seen.insert(id.clone()) {
            ids.push(id);
        }
    };
    if let Some(line) = &story.entities {
        for name in &line.value {
            match entities.find(name) {
                Some(id) => add(id),
                None => said.push(
                    Diagnostic::warning("no-such-entity", format!("no entity is named `{name}`"))
                        .help(
                            "mark it in the text, or list it under `entities` in the front matter",
                        )
                        .at(line.span.clone()),
                ),
            }
        }
        return ids;
    }
    story.title_entities.iter().cloned().for_each(&mut add);
    for block in &story.body {
        tokens::entities(&block.html).into_iter().for_each(&mut add);
    }
    ids
}
