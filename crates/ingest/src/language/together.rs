//! The language of several digests of which none is long enough to show it alone.

use super::{is_short, of};
use dayfold_model::{Digest, plain_text};

/// How much text is looked at, in bytes: what is more says no more.
const ENOUGH: usize = 20_000;

/// The language that digests are in together; `None` where they do not show it either.
pub fn language_of<'d>(digests: impl Iterator<Item = &'d Digest>) -> Option<String> {
    let mut words = String::new();
    for digest in digests {
        if words.len() > ENOUGH {
            break;
        }
        add(digest, &mut words);
    }
    of(&words).filter(|_| !is_short(&words))
}

fn add(digest: &Digest, words: &mut String) {
    let mut add = |text: &str| {
        words.push_str(text);
        words.push('\n');
    };
    // A day that stands in for a title is in no language of the text.
    if digest.title != digest.date_text {
        add(&digest.title);
    }
    for takeaway in &digest.takeaways {
        add(&plain_text(&takeaway.html));
    }
    for section in &digest.sections {
        add(section.title.as_deref().unwrap_or(""));
        let of_stories = section.stories.iter().flat_map(|story| &story.body);
        for block in section.body.iter().chain(of_stories) {
            add(&plain_text(&block.html));
        }
        for story in &section.stories {
            add(&story.title);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{Context, read};

    #[test]
    fn short_texts_show_it_together() {
        let context = Context {
            lang: "und".into(),
            ..Context::default()
        };
        let digest = |title: &str| {
            let text = format!("# {title}\n\n## Thema\n\n### Wieder\n\nDie Brücke ist fertig.\n");
            read(text.as_bytes(), "2025-11-22.md", &context)
                .digests
                .remove(0)
        };
        let one = digest("Heute geht es los");
        assert_eq!(one.lang, "und");
        assert_eq!(language_of([&one].into_iter()), None);
        let more = [
            "Der Hafen bekommt seine Fähren wieder zurück",
            "Was die Stadt im Winter mit dem Schnee gemacht hat",
            "Kein Zug fährt heute nach Norden, und keiner weiß warum",
            "Ein Museum öffnet seine Türen für alle, die lange gewartet haben",
        ]
        .map(digest);
        let all = std::iter::once(&one).chain(&more);
        assert_eq!(language_of(all).as_deref(), Some("de"));
    }
}
