//! Atom (RFC 4287), with the archive's links of RFC 5005.
//!
//! Browsers show a feed as any XML, by its styles. What only a person who opened it needs is
//! XHTML between the feed's own elements, which programs pass over: what a feed is, and links
//! that can be followed. The elements that it stands for are hidden by `public/feed.css`.

use super::{Entry, Feed, FeedSite};
use crate::{
    bundle::FEED_STYLES,
    xml::{Xml, escaped},
};
use dayfold_model::Word;

const ATOM: (&str, &str) = ("xmlns", "http://www.w3.org/2005/Atom");
const XHTML: (&str, &str) = ("xmlns:h", "http://www.w3.org/1999/xhtml");
const HISTORY: (&str, &str) = ("xmlns:fh", "http://purl.org/syndication/history/1.0");

const ATOM_TYPE: (&str, &str) = ("type", "application/atom+xml");

pub(super) fn write(site: &FeedSite<'_>, feed: &Feed<'_>) -> String {
    let settings = site.settings;
    let mut xml = Xml::new();
    let styles = escaped(&format!("{}{FEED_STYLES}", site.root), true);
    xml.raw("<?xml-stylesheet type=\"text/css\" href=\"")
        .raw(&styles)
        .raw("\"?>\n");
    xml.open(
        "feed",
        &[ATOM, XHTML, HISTORY, ("xml:lang", &settings.lang)],
    );
    xml.element("title", &[], &feed.title);
    if let Some(about) = feed.about {
        xml.element("subtitle", &[], about);
    }
    xml.element("id", &[], feed.id)
        .element("updated", &[], &feed.updated().to_string())
        .open("author", &[])
        .element("name", &[], &settings.title)
        .element("uri", &[], site.url)
        .close("author")
        .element("generator", &[], "Dayfold");
    xml.element("icon", &[], &site.icon_address());
    if feed.current.is_some() {
        xml.empty("fh:archive", &[]);
    }
    xml.empty(
        "link",
        &[
            ("rel", "alternate"),
            ("type", "text/html"),
            ("href", &feed.page),
        ],
    );
    for (rel, stem) in [
        ("self", Some(&feed.own)),
        ("current", feed.current.as_ref()),
        ("prev-archive", feed.earlier.as_ref()),
        ("next-archive", feed.later.as_ref()),
    ] {
        if let Some(stem) = stem {
            let href = format!("{stem}.xml");
            xml.empty("link", &[("rel", rel), ATOM_TYPE, ("href", &href)]);
        }
    }
    let dir = settings.dir.as_str();
    xml.open("h:header", &[("dir", dir)])
        .empty(
            "h:meta",
            &[
                ("name", "viewport"),
                ("content", "width=device-width, initial-scale=1"),
            ],
        )
        .element("h:a", &[("href", site.path(&feed.page))], &feed.title)
        .element("h:p", &[], site.word(Word::FeedExplained))
        .close("h:header");
    for entry in feed.entries {
        write_entry(&mut xml, site, entry, dir);
    }
    xml.close("feed");
    xml.finish()
}

fn write_entry(xml: &mut Xml, site: &FeedSite<'_>, entry: &Entry, dir: &str) {
    let lang: Vec<(&str, &str)> = entry
        .lang
        .iter()
        .map(|lang| ("xml:lang", &**lang))
        .collect();
    xml.open("entry", &lang)
        .open("h:header", &[("dir", dir)])
        .element("h:p", &[], &entry.when)
        .element("h:a", &[("href", site.path(&entry.address))], &entry.title)
        .close("h:header")
        .element("title", &[], &entry.title)
        .element("id", &[], &entry.id)
        .element("published", &[], &entry.stamp.published.to_string())
        .element("updated", &[], &entry.stamp.updated.to_string())
        .empty(
            "link",
            &[
                ("rel", "alternate"),
                ("type", "text/html"),
                ("href", &entry.address),
            ],
        );
    for tag in &entry.tags {
        xml.empty("category", &[("term", &tag.id), ("label", &tag.label)]);
    }
    if !entry.summary.is_empty() {
        xml.element("summary", &[], &entry.summary);
    }
    xml.element("content", &[("type", "html")], &entry.html)
        .close("entry");
}
