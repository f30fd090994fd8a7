//! A digest for tests, small and whole.

use crate::stamps::Stamp;
use dayfold_model::{Digest, Dir, Settings, parse};

/// A site in English under a path.
pub(crate) fn settings() -> Settings {
    Settings {
        title: "News & \"views\"".into(),
        tagline: Some("One day at a time".into()),
        url: Some("https://example.org/news/".into()),
        lang: "en".into(),
        dir: Dir::Ltr,
        words: crate::words::words("en"),
        languages: String::new(),
        entities: false,
        untagged: false,
        logo: String::new(),
        navigation: String::new(),
        byline: String::new(),
        disclosure: String::new(),
        footer: String::new(),
    }
}

/// A day with two stories, one of which an earlier day told of.
pub(crate) fn digest() -> Digest {
    let json = serde_json::json!({
        "version": 1,
        "date": "2025-11-22",
        "date_text": "Saturday, November 22, 2025",
        "lang": "en",
        "dir": "ltr",
        "title": "A day <of> note",
        "summary": "<p>It was a <em>day</em>.</p>",
        "updated": "2025-11-22T09:30:00-06:00",
        "updated_text": "November 22, 2025, 9:30",
        "takeaways": [{"html": "A chip is <a href=\"#a-chip\">out</a>.", "story": "a-chip"}],
        "sections": [{
            "id": "chips",
            "title": "Chips",
            "icon": "🔌",
            "body": [],
            "stories": [
                {
                    "id": "a-chip",
                    "title": "A chip & more",
                    "kicker": ["1"],
                    "body": [
                        {"label": null, "html": "<p>It is <a href=\"/news/2025-11-20/#x\">out</a> at last.</p>"},
                        {"label": "Why it matters", "html": "<p>Nobody knows.</p>"}
                    ],
                    "sources": [{"name": "The Wire", "url": "https://wire.example/chip?a=1&b=2"}],
                    "tags": ["chips"],
                    "entities": ["nvidia"],
                    "earlier": [{"date": "2025-11-20", "date_text": "November 20, 2025", "id": "x", "title": "A chip is said to come"}]
                },
                {
                    "id": "ki-überall",
                    "title": "KI überall",
                    "kicker": [],
                    "body": [{"label": null, "html": "<p>Everywhere.</p>"}],
                    "sources": [],
                    "tags": [],
                    "entities": []
                }
            ]
        }],
        "footer": [{"label": null, "html": "<p>Until tomorrow.</p>"}],
        "tags": [{"id": "chips", "label": "Chips"}],
        "entities": [{"id": "nvidia", "name": "NVIDIA Corporation", "kind": "finance"}]
    });
    parse(&json.to_string()).unwrap()
}

/// When a digest was published: as its day began, changed as it says.
pub(crate) fn stamp(digest: &Digest) -> Stamp {
    let begins = format!("{}T00:00:00Z", digest.date.unwrap());
    Stamp::of(&begins, digest.updated.as_ref().unwrap_or(&begins)).unwrap()
}
