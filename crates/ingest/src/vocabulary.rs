//! The words by which a text names its own parts, as data in one place.
//!
//! To teach another language, add its words here; they are compared in lower case, without
//! leading emoji and without punctuation at their ends.

/// Headings over the takeaways.
const TAKEAWAYS: &[&str] = &[
    "takeaways",
    "quick takeaways",
    "key takeaways",
    "top takeaways",
    "main takeaways",
    "today's takeaways",
    "tl;dr",
    "tldr",
    "at a glance",
    "key points",
    "quick summary",
    "das wichtigste",
    "das wichtigste in kürze",
    "l'essentiel",
    "points clés",
    "lo esencial",
    "puntos clave",
    "要点",
    "今日要点",
    "核心要点",
    "重点速览",
    "ポイント",
    "今日のポイント",
];

/// Headings over sign-offs, and labels that begin them.
const FOOTER: &[&str] = &[
    "footer",
    "sign-off",
    "signoff",
    "colophon",
    "about this digest",
    "stay updated",
    "stay tuned",
    "follow us",
    "subscribe",
    "fußzeile",
    "pied de page",
    "pie de página",
    "页脚",
    "关注我们",
    "フッター",
];

/// Labels before the names of a story's sources.
const SOURCES: &[&str] = &[
    "source",
    "sources",
    "quelle",
    "quellen",
    "fuente",
    "fuentes",
    "fonte",
    "fonti",
    "来源",
    "來源",
    "出典",
    "出处",
    "情報源",
    "источник",
    "источники",
    "출처",
    "nguồn",
];

/// Labels before a list of tags.
const TAGS: &[&str] = &[
    "tags",
    "tag",
    "schlagwörter",
    "étiquettes",
    "mots-clés",
    "etiquetas",
    "标签",
    "標籤",
    "タグ",
    "теги",
    "태그",
    "thẻ",
];

/// Labels before what was taken off a headline.
const KICKER: &[&str] = &["kicker"];

/// Labels before the ids of the entities that a story names beside those in its text.
const ENTITIES: &[&str] = &["entities"];

/// Labels before the moment of the last change.
const UPDATED: &[&str] = &[
    "last updated",
    "updated",
    "last update",
    "zuletzt aktualisiert",
    "aktualisiert",
    "stand",
    "mis à jour",
    "dernière mise à jour",
    "actualizado",
    "última actualización",
    "更新时间",
    "最后更新",
    "最終更新",
    "更新日時",
    "обновлено",
    "업데이트",
];

/// What a label before a value says the value is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Meta {
    Sources,
    Tags,
    Kicker,
    Entities,
    Updated,
}

/// What a heading says of its part.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Part {
    Takeaways,
    Footer,
}

/// The longest of all the words, in bytes, with room for decoration.
const LONGEST: usize = 80;

/// What the label is for, if it is one of ours.
pub(crate) fn meta(label: &str) -> Option<Meta> {
    let word = normal(label)?;
    [
        (SOURCES, Meta::Sources),
        (TAGS, Meta::Tags),
        (KICKER, Meta::Kicker),
        (ENTITIES, Meta::Entities),
        (UPDATED, Meta::Updated),
    ]
    .into_iter()
    .find(|(words, _)| words.contains(&word.as_str()))
    .map(|(_, meta)| meta)
}

/// What part a heading opens, if its words are ours.
pub(crate) fn part(heading: &str) -> Option<Part> {
    let word = normal(heading)?;
    if TAKEAWAYS.contains(&word.as_str()) {
        Some(Part::Takeaways)
    } else if FOOTER.contains(&word.as_str()) {
        Some(Part::Footer)
    } else {
        None
    }
}

fn normal(text: &str) -> Option<String> {
    if text.len() > LONGEST {
        return None;
    }
    let edge = |c: char| !c.is_alphanumeric();
    Some(
        text.trim_matches(edge)
            .to_lowercase()
            .replace('\u{2019}', "'"),
    )
}

#[cfg(test)]
mod tests {
    use super::*;
    use rstest::rstest;

    #[rstest]
    #[case("📋 Quick Takeaways", Some(Part::Takeaways))]
    #[case("TL;DR", Some(Part::Takeaways))]
    #[case("**Footer**", Some(Part::Footer))]
    #[case("Takeaways from the court", None)]
    fn parts(#[case] heading: &str, #[case] expected: Option<Part>) {
        assert_eq!(part(heading), expected);
    }

    #[test]
    fn lists_are_normal() {
        for word in [TAKEAWAYS, FOOTER, SOURCES, TAGS, KICKER, ENTITIES, UPDATED].concat() {
            assert_eq!(normal(word).as_deref(), Some(word));
        }
    }
}
