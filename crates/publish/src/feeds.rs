//! The feed of a tag or an entity, in Atom: an entry a story, whole.

use crate::document::attribute;
use atom_syndication::{Content, Entry, Feed, FixedDateTime, Generator, Link, Person, Text};
use dayfold_app::{
    components::story_sources,
    paths::{Paths, Route},
};
use dayfold_model::{Date, Digest, Settings, Story, Word};
use std::sync::Arc;

/// How many stories a feed holds.
pub(crate) const ENTRIES: usize = 30;

/// The feed of the site at `url` for the subject whose page is at `route`, of stories by their
/// places in their digests, the newest first; none where there is none.
pub(crate) fn subject_feed(
    stories: &[(Date, Arc<Digest>, usize)],
    label: &str,
    route: &Route,
    settings: &Settings,
    paths: &Paths,
    url: &str,
) -> Option<String> {
    let site = Site {
        settings,
        paths,
        url,
        origin: origin(url)?,
    };
    let entries = stories.iter().filter_map(|(date, digest, story)| {
        let story = digest.stories().nth(*story)?;
        site.entry(*date, digest, story)
    });
    let entries: Vec<Entry> = entries.collect();
    let updated = entries.iter().map(|entry| entry.updated).max()?;
    let page = paths.absolute(url, route);
    let own = format!("{page}feed.xml");
    let feed = Feed {
        title: Text::plain(format!("{label} · {}", settings.title)),
        id: own.clone(),
        updated,
        authors: vec![Person {
            name: settings.title.clone(),
            ..Person::default()
        }],
        generator: Some(Generator {
            value: "Dayfold".to_owned(),
            ..Generator::default()
        }),
        links: vec![
            link("self", "application/atom+xml", own),
            link("alternate", "text/html", page),
        ],
        lang: Some(settings.lang.clone()),
        entries,
        ..Feed::default()
    };
    Some(feed.to_string())
}

fn link(rel: &str, mime: &str, href: String) -> Link {
    Link {
        href,
        rel: rel.to_owned(),
        mime_type: Some(mime.to_owned()),
        ..Link::default()
    }
}

/// Scheme and host of an address.
fn origin(url: &str) -> Option<&str> {
    let host = url.find("://")? + 3;
    let end = url[host..].find('/').map_or(url.len(), |at| host + at);
    Some(&url[..end])
}

/// What the entries of a feed have in common.
struct Site<'a> {
    settings: &'a Settings,
    paths: &'a Paths,
    url: &'a str,
    origin: &'a str,
}

impl Site<'_> {
    fn entry(&self, date: Date, digest: &Digest, story: &Story) -> Option<Entry> {
        let page = self.paths.absolute(self.url, &Route::Day(date));
        let updated = digest.updated.as_ref();
        // Where the text does not say when, the day began in some zone.
        let updated = updated
            .and_then(|moment| moment.parse().ok())
            .or_else(|| format!("{date}T00:00:00Z").parse::<FixedDateTime>().ok())?;
        let host = self.origin.rsplit('/').next().unwrap_or(self.origin);
        let host = host.split(':').next().unwrap_or(host);
        let lang = (digest.lang != self.settings.lang).then(|| digest.lang.clone());
        Some(Entry {
            title: Text::plain(story.title.clone()),
            // A tag URI (RFC 4151): it stays when the story's page is moved.
            id: format!("tag:{host},{date}:{}#{}", self.paths.base(), story.id),
            updated,
            links: vec![link(
                "alternate",
                "text/html",
                format!("{page}#{}", story.id),
            )],
            content: Some(Content {
                content_type: Some("html".to_owned()),
                value: Some(absolute(&self.html(story), self.origin, &page)),
                lang,
                ..Content::default()
            }),
            ..Entry::default()
        })
    }

    /// A story as HTML: its text, and where it is from.
    fn html(&self, story: &Story) -> String {
        let mut html = String::new();
        for block in &story.body {
            if let Some(label) = &block.label {
                html += &format!("<p><strong>{}</strong></p>", attribute(label));
            }
            html += &block.html;
        }
        let sources = story_sources(story).into_iter().map(|source| {
            let name = attribute(&source.name);
            match source.url {
                Some(url) => format!("<a href=\"{}\">{name}</a>", attribute(&url)),
                None => name,
            }
        });
        let sources: Vec<String> = sources.collect();
        if !sources.is_empty() {
            let lead_in = attribute(self.settings.words.get(Word::Sources));
            html += &format!("<p>{lead_in} {}</p>", sources.join(" · "));
        }
        html
    }
}

/// Makes the addresses in vetted HTML whole: a feed is read anywhere.
fn absolute(html: &str, origin: &str, page: &str) -> String {
    let mut whole = String::with_capacity(html.len());
    for part in html.split_inclusive('>') {
        let (text, tag) = part.split_at(part.rfind('<').unwrap_or(part.len()));
        whole += text;
        whole += &tag
            .replace("=\"/", &format!("=\"{origin}/"))
            .replace("href=\"#", &format!("href=\"{page}#"));
    }
    whole
}

#[cfg(test)]
mod tests {
    use super::*;
    use rstest::rstest;

    #[rstest]
    #[case(
        "<a href=\"/news/2025-11-22/#x\">a</a>",
        "<a href=\"https://example.org/news/2025-11-22/#x\">a</a>"
    )]
    #[case(
        "<a href=\"#x\">a</a> =\"/b",
        "<a href=\"https://example.org/news/p/#x\">a</a> =\"/b"
    )]
    #[case(
        "<img src=\"/a.png\"><a href=\"https://b.example/\">c</a>",
        "<img src=\"https://example.org/a.png\"><a href=\"https://b.example/\">c</a>"
    )]
    fn addresses_are_whole(#[case] html: &str, #[case] expected: &str) {
        let page = "https://example.org/news/p/";
        let origin = origin(page).unwrap();
        assert_eq!(origin, "https://example.org");
        assert_eq!(absolute(html, origin, page), expected);
    }
}
