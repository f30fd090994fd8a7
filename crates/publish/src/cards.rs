//! The pictures that links to a day or a story are shown with, where somebody shares them.
//!
//! A card depends on the words that stand on it: the site's title, the date written out, the
//! headline, and the takeaways, or the topic and the sources. Its file is named by them, so it
//! is drawn once and then kept.

use dayfold_cards::{ACCENT, Body, Card, Drawing};
use dayfold_model::{Digest, Dir, Section, Story, plain_text};

/// The card of a day, or of a digest without one. `site` is the site's title.
pub(crate) fn day(site: &str, digest: &Digest) -> Card {
    let takeaways = digest.takeaways.iter();
    let body = Body::Day {
        title: digest.title.clone(),
        takeaways: takeaways
            .map(|takeaway| plain_text(&takeaway.html))
            .collect(),
    };
    card(site, digest, body)
}

/// The card of one story. A site of eight stories a day would have some 75 MB of these a
/// year, so it has them only where it asks for them; else a story has the card of its day.
#[cfg_attr(
    not(test),
    expect(dead_code, reason = "a story has the card of its day")
)]
pub(crate) fn story(site: &str, digest: &Digest, section: &Section, story: &Story) -> Card {
    let body = Body::Story {
        topic: section.title.clone().unwrap_or_default(),
        headline: story.title.clone(),
        sources: story
            .sources
            .iter()
            .map(|source| source.name.clone())
            .collect(),
    };
    card(site, digest, body)
}

fn card(site: &str, digest: &Digest, body: Body) -> Card {
    Card {
        masthead: site.to_owned(),
        date_text: digest.date_text.clone(),
        date: digest
            .date
            .map_or_else(String::new, |date| date.to_string()),
        body,
        rtl: digest.dir == Dir::Rtl,
        accent: ACCENT,
    }
}

/// A card's path in the output: the same in every language of a site.
pub(crate) fn file(drawing: &Drawing) -> String {
    format!("assets/cards/{}.png", drawing.key())
}

#[cfg(test)]
mod tests {
    use super::*;
    use dayfold_ingest::{Context, read};

    #[test]
    fn says_what_the_digest_says() {
        let text = "---\ntitle: A day\ndate: 2025-11-22\n---\n\n## Takeaways\n\n- *Chips* & more\n\n\
                    ## Topic\n\n### A story\n\nIt happened.\n\nSource: [AP](https://ap.example/) | Reuters\n";
        let digests = read(text.as_bytes(), "a.md", &Context::default()).digests;
        let digest = digests.first().unwrap();
        let of_day = day("News", digest);
        assert_eq!(
            (of_day.masthead.as_str(), of_day.date.as_str()),
            ("News", "2025-11-22")
        );
        let expected = Body::Day {
            title: "A day".into(),
            takeaways: vec!["Chips & more".into()],
        };
        assert_eq!(of_day.body, expected);

        let section = &digest.sections[0];
        let of_story = story("News", digest, section, &section.stories[0]);
        let expected = Body::Story {
            topic: "Topic".into(),
            headline: "A story".into(),
            sources: vec!["AP".into(), "Reuters".into()],
        };
        assert_eq!(of_story.body, expected);
        assert_ne!(file(&of_day.lay_out()), file(&of_story.lay_out()));
    }
}
