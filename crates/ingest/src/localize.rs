//! A digest read for one language, as it stands in a site of another.

use crate::calendar;
use dayfold_model::Digest;

/// Writes the digest's day and moment out in `lang`, and its title where the day stands in
/// for one.
pub fn localize(digest: &mut Digest, lang: &str) {
    if let Some(date) = digest.date {
        let text = calendar::date_text(date, lang);
        if digest.title == digest.date_text {
            digest.title.clone_from(&text);
        }
        digest.date_text = text;
    }
    if let Some(updated) = &digest.updated {
        digest.updated_text = calendar::moment_text(updated, lang);
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{Context, read};

    #[test]
    fn the_day_is_written_out_anew() {
        let text = "---\nlang: de\nupdated: 2025-11-22T19:21:00-06:00\n---\n\n## Thema\n\n### Sache\n\nText.\n";
        let read = |lang: &str| {
            let context = Context {
                lang: lang.into(),
                ..Context::default()
            };
            let mut digests = read(text.as_bytes(), "2025-11-22.md", &context).digests;
            digests.remove(0)
        };
        let mut digest = read("en");
        assert_eq!(digest.title, "Saturday, November 22, 2025");
        localize(&mut digest, "de");
        assert_eq!(digest, read("de"));
        assert_eq!(digest.title, "Samstag, 22. November 2025");
    }
}
