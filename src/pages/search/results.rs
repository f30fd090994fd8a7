//! The stories that were found, ten at a time: what the search knows of them is only where
//! they are, and what is shown comes from their days.

use super::Answer;
use crate::{
    api::{self, Failure},
    components::{story_lead, story_sources},
    content::Content,
    markup::Markup,
    paths::Route,
    reader::Reader,
};
use dayfold_model::{Block, Digest, plain_text};
use dayfold_search::{Hit, Place, Query, excerpt};
use futures_util::future::join_all;
use leptos::prelude::{RwSignal, Set, Update};

/// How many stories are shown at once.
pub(super) const STEP: usize = 10;

/// How many requests may be made until the first stories are shown.
const REQUESTS: usize = 6;

/// How much of a story's text is shown, in bytes.
const EXCERPT: usize = 320;

/// Fetches the days of the next stories and adds those to the list, as long as they are
/// wanted.
pub(super) async fn show(
    reader: Reader,
    answer: &Answer,
    from: usize,
    list: RwSignal<String>,
    is_wanted: impl Fn() -> bool,
) {
    let hits: Vec<Hit> = answer
        .hits()
        .iter()
        .skip(from)
        .take(STEP)
        .copied()
        .collect();
    let mut places: Vec<&Place> = Vec::new();
    for place in hits.iter().filter_map(|hit| answer.place(*hit)) {
        if !places.contains(&place.0) {
            places.push(place.0);
        }
    }
    let at_once = match from {
        0 => REQUESTS.saturating_sub(answer.requests).max(1),
        _ => places.len(),
    };
    let (first, others) = places.split_at(at_once.min(places.len()));
    let mut fetched: Vec<(&Place, Option<Digest>)> = Vec::new();
    let mut shown = 0;
    for batch in [first, others] {
        let digests = join_all(batch.iter().map(|place| digest(reader, place))).await;
        if !is_wanted() {
            return;
        }
        let digests = digests.into_iter().map(Result::ok);
        fetched.extend(batch.iter().copied().zip(digests));
        let there = |hit: &&Hit| {
            let place = answer.place(**hit).map(|(place, _)| place);
            fetched.iter().any(|(known, _)| Some(*known) == place)
        };
        let ready: Vec<Hit> = hits.iter().skip(shown).take_while(there).copied().collect();
        shown += ready.len();
        let mut stories: Vec<(f32, Told<'_>)> = Vec::new();
        for hit in ready {
            let told = answer.place(hit).and_then(|(place, at)| {
                let (_, digest) = fetched.iter().find(|(known, _)| *known == place)?;
                Told::new(digest.as_ref()?, at)
            });
            if let Some(told) = told {
                // Only now is it known how long its headline is.
                let near = answer.query.closeness(told.title);
                stories.push((hit.score * (1.0 + near), told));
            }
        }
        stories.sort_by(|(a, _), (b, _)| b.total_cmp(a));
        let mut html = Markup::default();
        for (_, told) in stories {
            told.write(reader, &answer.query, &mut html);
        }
        list.update(|list| list.push_str(&html.0));
    }
}

/// Forgets what is shown.
pub(super) fn clear(list: RwSignal<String>) {
    list.set(String::new());
}

async fn digest(reader: Reader, place: &Place) -> Result<Digest, Failure> {
    match place {
        Place::Day(date) => api::digest(&reader.paths(), *date).await,
        Place::Undated(slug) => {
            let route = Route::Undated(slug.clone());
            match api::content(&reader.paths(), &route).await? {
                Content::Day(day) => Ok(day.digest.clone()),
                _ => Err(Failure::Format),
            }
        }
    }
}

/// What is shown of a story, or of what a digest says beside its stories.
struct Told<'a> {
    digest: &'a Digest,
    id: Option<&'a str>,
    title: &'a str,
    topic: Option<&'a str>,
    lead: String,
    text: String,
    sources: Vec<String>,
}

impl<'a> Told<'a> {
    /// The story at an index; behind the last one the digest itself.
    fn new(digest: &'a Digest, at: usize) -> Option<Self> {
        let sections = digest.sections.iter();
        let stories =
            sections.flat_map(|section| section.stories.iter().map(move |story| (section, story)));
        let mut told = Self {
            digest,
            id: None,
            title: &digest.title,
            topic: None,
            lead: String::new(),
            text: String::new(),
            sources: vec![],
        };
        if let Some((section, story)) = stories.clone().nth(at) {
            told.id = Some(&story.id);
            told.title = &story.title;
            told.topic = section.title.as_deref();
            told.lead = story_lead(&story.body);
            told.text = text(&story.body);
            let sources = story_sources(story).into_iter();
            told.sources = sources.map(|source| source.name).collect();
        } else if at == stories.count() {
            let own = digest
                .summary
                .iter()
                .chain(digest.takeaways.iter().map(|takeaway| &takeaway.html));
            let own: Vec<_> = own.map(|html| plain_text(html)).collect();
            let bodies = digest.sections.iter().map(|section| text(&section.body));
            told.text = own.into_iter().chain(bodies).collect::<Vec<_>>().join(" ");
        } else {
            // The day was changed since the search was made.
            return None;
        }
        Some(told)
    }

    fn write(&self, reader: Reader, query: &Query, html: &mut Markup) {
        let route = Route::of_digest(self.digest.date, &self.digest.slug);
        let address = match self.id {
            Some(id) => reader.story(&route, id),
            None => reader.page(&route),
        };
        html.raw("<li><article class=\"told\"><h2>")
            .open_link(address)
            .raw("\">");
        marked(self.title, query, html);
        html.raw("</a></h2><p class=\"of\">");
        match self.digest.date {
            Some(date) => html.time(date, &self.digest.date_text),
            None => html.text(&self.digest.title),
        };
        if let Some(topic) = self.topic {
            html.raw(" · ").text(topic);
        }
        html.raw("</p><p>");
        // How it begins, if that says why it was found.
        let lead =
            !self.lead.is_empty() && (query.is_empty() || !query.marks(&self.lead).is_empty());
        if lead || query.marks(&self.text).is_empty() && !self.lead.is_empty() {
            marked(&self.lead, query, html);
        } else {
            let range = excerpt(&self.text, query, EXCERPT);
            if range.start > 0 {
                html.raw("… ");
            }
            // Without the points that part one item from the next: here they part nothing.
            let shown = self.text[range.clone()].trim_matches([' ', '·']);
            marked(shown, query, html);
            if range.end < self.text.len() {
                html.raw(" …");
            }
        }
        html.raw("</p>");
        if !self.sources.is_empty() {
            html.raw("<p class=\"sources\">")
                .say(self.sources.join(" · "))
                .raw("</p>");
        }
        html.raw("</article></li>");
    }
}

/// The text of blocks. As within one, a point parts what does not end as a sentence does.
fn text(body: &[Block]) -> String {
    let mut text = String::new();
    for block in body {
        if !text.is_empty() {
            let is_open = text.ends_with(char::is_alphanumeric);
            text.push_str(if is_open { " · " } else { " " });
        }
        text.push_str(&plain_text(&block.html));
    }
    text
}

/// A text with the words that were searched for marked.
fn marked(text: &str, query: &Query, html: &mut Markup) {
    let mut at = 0;
    for mark in query.marks(text) {
        html.text(&text[at..mark.start])
            .raw("<mark>")
            .text(&text[mark.clone()])
            .raw("</mark>");
        at = mark.end;
    }
    html.text(&text[at..]);
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn blocks_are_told_apart() {
        let block = |html: &str| Block {
            label: None,
            html: html.into(),
        };
        let body = [
            block("<ul><li>One</li><li>Two</li></ul>"),
            block("<p>Three.</p>"),
            block("<p>Four</p>"),
        ];
        assert_eq!(text(&body), "One · Two · Three. Four");
    }

    #[test]
    fn what_was_searched_for_is_marked_and_nothing_gets_out_of_its_text() {
        let mut html = Markup::default();
        marked("AT&T’s <b> chips", &Query::new("chip b "), &mut html);
        let expected = "AT&amp;T’s &lt;<mark>b</mark>&gt; <mark>chips</mark>";
        assert_eq!(html.0, expected);
    }
}
