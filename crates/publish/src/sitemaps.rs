//! Sitemaps (<https://www.sitemaps.org/protocol.html>, version 0.9), and `robots.txt`, which
//! names them.
//!
//! The index names the parts: one a year, of that year's days and stories in every language,
//! and one of all lists. So a day that is added changes its year's part and the index. Every
//! part stands beside the index and not in a folder, since a sitemap may only name what stands
//! below its own place.

use crate::xml::Xml;
use jiff::Timestamp;

/// The index, below the path that all languages share.
pub(crate) const INDEX: &str = "sitemap.xml";

/// Where programs look for what they may read, below the same path. Only at the root of a
/// host does anyone look for it.
pub(crate) const ROBOTS: &str = "robots.txt";

/// How many addresses a file may hold.
const MOST: usize = 50_000;

/// How many bytes a file may have: 50 MB, as the protocol counts them.
const MOST_BYTES: usize = 52_428_800;

const SITEMAP: (&str, &str) = ("xmlns", "http://www.sitemaps.org/schemas/sitemap/0.9");
const XHTML: (&str, &str) = ("xmlns:xhtml", "http://www.w3.org/1999/xhtml");

/// What ends a file; its bytes are counted from the start.
const END: &str = "</urlset>\n";

/// A page that can be found by searching.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Place {
    /// Its canonical address, whole and escaped.
    pub(crate) address: String,
    /// When its words changed last. A list has no such moment: it would be that of its newest
    /// day, and every day would change every list's part.
    pub(crate) updated: Option<Timestamp>,
    /// The same in each language, this one too: language and address, the main language
    /// first. Empty where there is but one.
    pub(crate) alternates: Vec<(String, String)>,
}

/// A part of a sitemap.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Part {
    /// Its name, beside the index.
    pub(crate) name: String,
    /// What is in it.
    pub(crate) text: String,
    /// When what it names changed last.
    pub(crate) updated: Option<Timestamp>,
}

/// The part for a year.
pub(crate) fn year(year: u16, places: impl IntoIterator<Item = Place>) -> Vec<Part> {
    parts(&format!("sitemap-{year:04}"), places, MOST, MOST_BYTES)
}

/// The part for the lists: the front pages, the archives, months, tags, entities.
pub(crate) fn lists(places: impl IntoIterator<Item = Place>) -> Vec<Part> {
    parts("sitemap-lists", places, MOST, MOST_BYTES)
}

/// As many files as it takes: the first is called `stem`, the others have a number behind it.
/// Whoever adds a place at the end changes the last one alone.
fn parts(
    stem: &str,
    places: impl IntoIterator<Item = Place>,
    most: usize,
    most_bytes: usize,
) -> Vec<Part> {
    let mut parts: Vec<Part> = vec![];
    let mut count = 0;
    for place in places {
        let text = written(&place);
        let has_room =
            |part: &Part| count < most && part.text.len() + text.len() + END.len() <= most_bytes;
        if !parts.last().is_some_and(has_room) {
            let name = match parts.len() {
                0 => format!("{stem}.xml"),
                others => format!("{stem}-{}.xml", others + 1),
            };
            let mut xml = Xml::new();
            xml.open("urlset", &[SITEMAP, XHTML]);
            parts.push(Part {
                name,
                text: xml.finish(),
                updated: None,
            });
            count = 0;
        }
        if let Some(part) = parts.last_mut() {
            part.text += &text;
            part.updated = part.updated.max(place.updated);
            count += 1;
        }
    }
    for part in &mut parts {
        part.text += END;
    }
    parts
}

fn written(place: &Place) -> String {
    let mut xml = Xml::default();
    xml.open("url", &[]).element("loc", &[], &place.address);
    if let Some(updated) = place.updated {
        xml.element("lastmod", &[], &updated.to_string());
    }
    let alternates = place.alternates.iter();
    let alternates = alternates.map(|(lang, address)| (&**lang, address));
    let other = place.alternates.first();
    let other = other.map(|(_, address)| ("x-default", address));
    for (lang, address) in alternates.chain(other) {
        xml.empty(
            "xhtml:link",
            &[("rel", "alternate"), ("hreflang", lang), ("href", address)],
        );
    }
    xml.close("url");
    xml.finish()
}

/// The index of parts, each a name and a moment. `url` is the address of the site, with the
/// path that all languages share and a final slash.
pub(crate) fn index<'a>(
    url: &str,
    parts: impl IntoIterator<Item = (&'a str, Option<Timestamp>)>,
) -> String {
    let mut xml = Xml::new();
    xml.open("sitemapindex", &[SITEMAP]);
    for (name, updated) in parts {
        xml.open("sitemap", &[])
            .element("loc", &[], &format!("{url}{name}"));
        if let Some(updated) = updated {
            xml.element("lastmod", &[], &updated.to_string());
        }
        xml.close("sitemap");
    }
    xml.close("sitemapindex");
    xml.finish()
}

/// What robots may read (RFC 9309): everything. Names the index where the site knows its
/// address.
pub(crate) fn robots(url: Option<&str>) -> String {
    let sitemap = url.map(|url| format!("\nSitemap: {url}{INDEX}\n"));
    format!("User-agent: *\nAllow: /\n{}", sitemap.unwrap_or_default())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn place(at: usize) -> Place {
        Place {
            address: format!("https://example.org/{at}/?a&b"),
            updated: Timestamp::from_second(at as i64 * 86_400).ok(),
            alternates: vec![],
        }
    }

    #[test]
    fn a_part_and_the_index() {
        let mut both = place(1);
        both.alternates = vec![
            ("en".into(), "https://example.org/1/".into()),
            ("de".into(), "https://example.org/de/1/".into()),
        ];
        let parts = year(1970, [both, place(2)]);
        let [part] = &parts[..] else {
            panic!("{parts:?}")
        };
        assert_eq!(part.name, "sitemap-1970.xml");
        let index = index(
            "https://example.org/",
            parts.iter().map(|part| (&*part.name, part.updated)),
        );
        insta::assert_snapshot!(format!(
            "{}\n{index}\n{}",
            part.text,
            robots(Some("https://example.org/"))
        ));
    }

    #[test]
    fn what_is_too_much_for_a_file_is_in_two() {
        let names = |parts: &[Part]| {
            parts
                .iter()
                .map(|part| part.name.clone())
                .collect::<Vec<_>>()
        };
        let all = parts("sitemap-2025", (0..7).map(place), 3, MOST_BYTES);
        assert_eq!(
            names(&all),
            [
                "sitemap-2025.xml",
                "sitemap-2025-2.xml",
                "sitemap-2025-3.xml"
            ]
        );
        let counts: Vec<_> = all
            .iter()
            .map(|part| part.text.matches("<loc>").count())
            .collect();
        assert_eq!(counts, [3, 3, 1]);

        // One that is added changes the last alone.
        let more = parts("sitemap-2025", (0..8).map(place), 3, MOST_BYTES);
        assert_eq!(all[..2], more[..2]);

        let small = parts("sitemap-2025", (0..7).map(place), MOST, 500);
        assert!(small.len() > 1 && small.iter().all(|part| part.text.len() <= 500));
        assert!(small.iter().all(|part| part.text.ends_with(END)));
    }

    #[test]
    fn without_an_address_robots_are_told_of_no_sitemap() {
        assert_eq!(robots(None), "User-agent: *\nAllow: /\n");
    }
}
