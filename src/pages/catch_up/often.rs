//! What several days told: the tags and names that come back.

use crate::{erased::any, paths::Route, reader::use_reader, reading::Muted};
use dayfold_model::{Digest, Word};
use leptos::prelude::*;

/// How many are shown.
const SHOWN: usize = 8;

/// What was told on several days.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Often {
    /// The tag's label, or the name.
    label: String,
    /// The tag's id, where it is one.
    tag: Option<String>,
    /// On how many days.
    days: usize,
    /// In how many stories.
    stories: usize,
    /// Where it was told last: the page, the story's id and its headline.
    last: (Route, String, String),
}

/// What most days told, of digests from the newest to the oldest. A tag and a name that are
/// the same word are one; what is muted does not count.
pub(super) fn told_often(digests: &[&Digest], muted: &Muted) -> Vec<Often> {
    // Beside each the number of the digest that told it last.
    let mut found: Vec<(String, usize, Often)> = vec![];
    for (at, digest) in digests.iter().enumerate() {
        for story in digest.stories() {
            if muted.reason(story, digest).is_some() {
                continue;
            }
            let tags = digest
                .tags
                .iter()
                .filter(|tag| story.tags.contains(&tag.id));
            let tags = tags.map(|tag| (&tag.label, Some(&tag.id)));
            let names = digest.entities.iter();
            let names = names.filter(|entity| story.entities.contains(&entity.id));
            for (label, tag) in tags.chain(names.map(|entity| (&entity.name, None))) {
                let key = label.to_lowercase();
                match found.iter_mut().find(|(known, ..)| *known == key) {
                    Some((_, day, often)) => {
                        often.tag = often.tag.take().or_else(|| tag.cloned());
                        often.days += usize::from(*day != at);
                        often.stories += 1;
                        *day = at;
                    }
                    None => {
                        let route = Route::of_digest(digest.date, &digest.slug);
                        let often = Often {
                            label: label.clone(),
                            tag: tag.cloned(),
                            days: 1,
                            stories: 1,
                            last: (route, story.id.clone(), story.title.clone()),
                        };
                        found.push((key, at, often));
                    }
                }
            }
        }
    }
    let mut often: Vec<Often> = found.into_iter().map(|(.., often)| often).collect();
    often.retain(|often| often.days > 1);
    often.sort_by_key(|often| std::cmp::Reverse((often.days, often.stories)));
    often.truncate(SHOWN);
    often
}

/// What was told most often, each with its last headline.
#[component]
pub(super) fn ToldOften(often: Vec<Often>) -> impl IntoView {
    let reader = use_reader();
    (!often.is_empty()).then(|| {
        let items = often.into_iter().map(|often| {
            let days = reader.with_words(|words| words.days(often.days));
            let label = match often.tag {
                Some(tag) => any(view! { <a href=reader.page(&Route::Tag(tag))>{often.label}</a> }),
                None => any(view! { <span>{often.label}</span> }),
            };
            let (route, id, title) = often.last;
            any(view! {
                <li>
                    <p class="often-name">{label} " " <span class="count">{days}</span></p>
                    <p>
                        <a href=reader.story(&route, &id)>{title}</a>
                    </p>
                </li>
            })
        });
        let items = items.collect::<Vec<_>>();
        any(view! {
            <section class="told-often">
                <h2 id="df-often">{reader.word(Word::ToldOften)}</h2>
                <ul role="list" aria-labelledby="df-often">{items}</ul>
            </section>
        })
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::reading::{Rule, RuleKind};

    fn digest(day: &str, stories: &[(&str, &[&str], &[&str])]) -> Digest {
        let list = |ids: &[&str]| {
            ids.iter()
                .map(|id| format!("{id:?}"))
                .collect::<Vec<_>>()
                .join(",")
        };
        let told = stories.iter().map(|(id, tags, names)| {
            format!(
                r#"{{"id":{id:?},"title":"T {id}","kicker":[],"body":[],"sources":[],"tags":[{}],"entities":[{}]}}"#,
                list(tags),
                list(names)
            )
        });
        let told: Vec<_> = told.collect();
        dayfold_model::parse(&format!(
            r#"{{"version":1,"date":{day:?},"date_text":"","lang":"en","dir":"ltr","title":"","takeaways":[],
            "sections":[{{"id":"s","body":[],"stories":[{}]}}],"footer":[],
            "tags":[{{"id":"ai","label":"AI"}},{{"id":"chips","label":"Chips"}},{{"id":"sea","label":"Sea"}}],
            "entities":[{{"id":"ai","name":"Ai","kind":"x"}},{{"id":"nvidia","name":"Nvidia","kind":"x"}}]}}"#,
            told.join(",")
        ))
        .unwrap()
    }

    fn sample() -> [Digest; 3] {
        [
            digest(
                "2025-11-22",
                &[("a", &["ai"], &["nvidia"]), ("b", &["sea"], &["ai"])],
            ),
            digest("2025-11-21", &[("c", &["ai", "chips"], &["ai", "nvidia"])]),
            digest(
                "2025-11-20",
                &[("d", &["chips"], &["nvidia"]), ("e", &["chips"], &[])],
            ),
        ]
    }

    #[test]
    fn counts_days_first() {
        let days = sample();
        let often = told_often(&days.iter().collect::<Vec<_>>(), &Muted::default());
        let told: Vec<_> = often
            .iter()
            .map(|often| (&*often.label, often.days, &*often.last.2))
            .collect();
        assert_eq!(
            told,
            [("Nvidia", 3, "T a"), ("AI", 2, "T a"), ("Chips", 2, "T c")]
        );
        assert_eq!(often[1].tag.as_deref(), Some("ai"));
        assert_eq!(often[0].tag, None);
    }

    #[test]
    fn what_is_muted_does_not_count() {
        let days = sample();
        let mut muted = Muted::default();
        muted.add(Rule {
            kind: RuleKind::Tag,
            value: "chips".to_owned(),
        });
        assert_eq!(told_often(&days.iter().collect::<Vec<_>>(), &muted), []);
    }
}
