//! The digest that `dayfold new` writes: the shape of `docs/writing.md`, to be filled in.
//!
//! What explains it stands in comments, which are shown nowhere even where they are left in.

use dayfold_model::Date;

/// The words of the shape in a language. Each is one by which the reader knows the part.
struct Words {
    lang: &'static str,
    takeaways: &'static str,
    source: &'static str,
    tags: &'static str,
}

const ENGLISH: Words = Words {
    lang: "en",
    takeaways: "Takeaways",
    source: "Source",
    tags: "Tags",
};

/// The other languages that have words for every part. Whatever is missing here is written in
/// English, which is read in a text of any language.
const OTHERS: &[Words] = &[
    Words {
        lang: "de",
        takeaways: "Das Wichtigste",
        source: "Quelle",
        tags: "Schlagwörter",
    },
    Words {
        lang: "fr",
        takeaways: "L'essentiel",
        source: "Source",
        tags: "Mots-clés",
    },
    Words {
        lang: "es",
        takeaways: "Lo esencial",
        source: "Fuente",
        tags: "Etiquetas",
    },
    Words {
        lang: "zh",
        takeaways: "今日要点",
        source: "来源",
        tags: "标签",
    },
    Words {
        lang: "ja",
        takeaways: "今日のポイント",
        source: "出典",
        tags: "タグ",
    },
];

/// The text of a digest of that day to fill in, in the site's language; as a draft, or to be
/// published as it stands.
pub(crate) fn template(date: Date, lang: &str, is_draft: bool) -> String {
    let primary = lang.split('-').next().unwrap_or(lang);
    let words = OTHERS.iter().find(|words| words.lang == primary);
    let Words {
        takeaways,
        source,
        tags,
        ..
    } = words.unwrap_or(&ENGLISH);
    let (draft, task) = match is_draft {
        true => (
            "draft: true\n",
            "take out what the day does not need, then the line `draft: true`",
        ),
        false => ("", "and take out what the day does not need"),
    };
    format!(
        "\
---
title: The day in one line
date: {date}
lang: {lang}
{draft}---

<!-- Fill in what stands here, {task}. -->

What the day comes to, in a sentence or two.

## {takeaways}

<!-- The points that sum up the day, one line each; three to seven are read. -->

- The first thing to know about the day
- The second thing

## 📰 First topic

<!-- A section; an emoji in front becomes its icon. -->

### [Headline of a story](https://example.org/story)

<!-- The link is the story's own address; a headline may do without. -->

What happened, in a paragraph or two.

**Why it matters:** Text with a bold label in front stands under that label.

{source}: [Name of a paper](https://example.org/paper) | Name of an agency
{tags}: First tag, Second tag

### Headline of another story

What happened there.

{source}: Name of a paper
"
    )
}

#[cfg(test)]
mod tests {
    use super::*;
    use dayfold_ingest::{Context, read};
    use rstest::rstest;

    #[test]
    fn the_template() {
        insta::assert_snapshot!(template("2026-03-14".parse().unwrap(), "en", true));
    }

    #[rstest]
    fn is_read_whole_in_every_language(
        #[values("en", "de", "fr", "es", "zh-Hant", "ja", "ko", "pt-BR", "he")] lang: &str,
    ) {
        let text = template("2026-03-14".parse().unwrap(), lang, true);
        let reading = read(text.as_bytes(), "2026-03-14.md", &Context::default());
        assert_eq!(reading.diagnostics, []);
        assert!(reading.draft);
        let digest = &reading.digests[0];
        assert_eq!(digest.lang, lang);
        assert_eq!(digest.date.unwrap().to_string(), "2026-03-14");
        assert_eq!(digest.takeaways.len(), 2);
        assert_eq!(digest.sections.len(), 1);
        let counts: Vec<_> = digest
            .stories()
            .map(|story| (story.sources.len(), story.tags.len()))
            .collect();
        assert_eq!(counts[0], (2, 2));
        assert_eq!(counts[1].0, 1);
        let shown = serde_json::to_string(digest).unwrap();
        for hidden in [
            "<!--",
            "Fill in",
            "three to seven",
            "an emoji",
            "own address",
        ] {
            assert!(!shown.contains(hidden), "{hidden}");
        }
    }
}
