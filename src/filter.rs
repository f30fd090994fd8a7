//! Which stories of a day are shown: chosen by tag, topic, entity, source and words, in the
//! URL.
//!
//! Each kind can stand in the query any number of times, and with a leading `-` in its name
//! to exclude: `?tag=ai&tag=chips&-source=Reuters`. Within a kind any may match, across
//! kinds all must; what is excluded is out whatever else it matches. Other parameters are
//! kept as they are.

use crate::letters::lower_case;
use dayfold_model::{Section, Story, plain_text};

/// What stories can be chosen by.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    /// A tag's id.
    Tag,
    /// A section's id.
    Topic,
    /// An entity's id.
    Entity,
    /// A source's name.
    Source,
    /// Words that a story holds somewhere.
    Text,
}

impl Kind {
    const ALL: [Self; 5] = [
        Self::Tag,
        Self::Topic,
        Self::Entity,
        Self::Source,
        Self::Text,
    ];

    /// The parameter's name.
    fn name(self) -> &'static str {
        match self {
            Self::Tag => "tag",
            Self::Topic => "topic",
            Self::Entity => "entity",
            Self::Source => "source",
            Self::Text => "q",
        }
    }

    /// Whether the story has that value.
    pub(crate) fn matches(self, value: &str, section: &Section, story: &Story) -> bool {
        match self {
            Self::Tag => story.tags.iter().any(|id| id == value),
            Self::Topic => section.id == value,
            Self::Entity => story.entities.iter().any(|id| id == value),
            Self::Source => story.sources.iter().any(|source| source.name == value),
            Self::Text => holds(story, value),
        }
    }
}

/// Whether a story holds all the words, in whatever order and case.
fn holds(story: &Story, words: &str) -> bool {
    let mut text = lower_case(&story.title);
    for block in &story.body {
        text.push(' ');
        text.push_str(&lower_case(&plain_text(&block.html)));
    }
    let words = lower_case(words);
    words.split_whitespace().all(|word| text.contains(word))
}

/// One choice.
#[derive(Clone, Debug, PartialEq, Eq)]
struct Choice {
    kind: Kind,
    exclude: bool,
    value: String,
}

/// A set of choices, and whatever else was in the query.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Filter {
    choices: Vec<Choice>,
    others: Vec<(String, String)>,
}

impl Filter {
    /// Reads a query string, with or without its `?`.
    pub fn parse(query: &str) -> Self {
        let mut filter = Self::default();
        for (name, value) in form_urlencoded::parse(query.trim_start_matches('?').as_bytes()) {
            let (exclude, kind_name) = match name.strip_prefix('-') {
                Some(rest) => (true, rest),
                None => (false, &*name),
            };
            match Kind::ALL.into_iter().find(|kind| kind.name() == kind_name) {
                Some(kind) => {
                    let choice = Choice {
                        kind,
                        exclude,
                        value: value.into_owned(),
                    };
                    if !filter.choices.contains(&choice) {
                        filter.choices.push(choice);
                    }
                }
                None => filter.others.push((name.into_owned(), value.into_owned())),
            }
        }
        filter
    }

    /// The query string with its `?`, or nothing where nothing is to be said.
    pub fn query(&self) -> String {
        let mut query = form_urlencoded::Serializer::new(String::new());
        for Choice {
            kind,
            exclude,
            value,
        } in &self.choices
        {
            let sign = if *exclude { "-" } else { "" };
            query.append_pair(&format!("{sign}{}", kind.name()), value);
        }
        for (name, value) in &self.others {
            query.append_pair(name, value);
        }
        let query = query.finish();
        if query.is_empty() {
            query
        } else {
            format!("?{query}")
        }
    }

    /// Whether every story is shown.
    pub fn is_empty(&self) -> bool {
        self.choices.is_empty()
    }

    /// Whether that value was chosen, or excluded.
    pub fn has(&self, kind: Kind, value: &str, exclude: bool) -> bool {
        let mut choices = self.choices.iter();
        choices
            .any(|choice| choice.kind == kind && choice.exclude == exclude && choice.value == value)
    }

    /// The filter with that value chosen or excluded, or not any more. Nothing is both.
    pub fn toggled(&self, kind: Kind, value: &str, exclude: bool) -> Self {
        let mut filter = self.clone();
        filter
            .choices
            .retain(|choice| choice.kind != kind || choice.value != value);
        if !self.has(kind, value, exclude) {
            filter.choices.push(Choice {
                kind,
                exclude,
                value: value.to_owned(),
            });
        }
        filter
    }

    /// The filter with those words to be found, and no others; none where there are none.
    pub fn finding(&self, words: &str) -> Self {
        let mut filter = self.clone();
        filter.choices.retain(|choice| choice.kind != Kind::Text);
        let words = words.trim();
        if words.is_empty() {
            filter
        } else {
            filter.toggled(Kind::Text, words, false)
        }
    }

    /// The words to be found.
    pub fn words(&self) -> &str {
        let mut choices = self.choices.iter();
        let text = choices.find(|choice| choice.kind == Kind::Text && !choice.exclude);
        text.map_or("", |choice| &choice.value)
    }

    /// What is excluded, of the kinds that can be muted for good.
    pub fn excluded(&self) -> impl Iterator<Item = (Kind, &str)> {
        let choices = self.choices.iter().filter(|choice| {
            choice.exclude && matches!(choice.kind, Kind::Tag | Kind::Source | Kind::Text)
        });
        choices.map(|choice| (choice.kind, choice.value.as_str()))
    }

    /// No choice any more; other parameters stay.
    pub fn cleared(&self) -> Self {
        Self {
            choices: Vec::new(),
            others: self.others.clone(),
        }
    }

    /// Whether a story is shown.
    pub fn keeps(&self, section: &Section, story: &Story) -> bool {
        self.allows(None, |kind, value| kind.matches(value, section, story))
    }

    /// Whether a story would be shown if nothing of that kind were chosen: what a count
    /// beside a choice of that kind counts.
    pub fn keeps_but_for(&self, kind: Kind, section: &Section, story: &Story) -> bool {
        self.allows(Some(kind), |kind, value| {
            kind.matches(value, section, story)
        })
    }

    /// Whether the own text of the section with that id is shown: it has a topic, and nothing
    /// else to match.
    pub fn keeps_text(&self, topic: &str) -> bool {
        self.allows(None, |kind, value| kind == Kind::Topic && topic == value)
    }

    fn allows(&self, but_for: Option<Kind>, matches: impl Fn(Kind, &str) -> bool) -> bool {
        Kind::ALL.into_iter().all(|kind| {
            let mut chosen = false;
            let mut matched = false;
            for choice in self.choices.iter().filter(|choice| choice.kind == kind) {
                if choice.exclude {
                    if matches(kind, &choice.value) {
                        return false;
                    }
                } else if but_for != Some(kind) {
                    chosen = true;
                    matched |= matches(kind, &choice.value);
                }
            }
            matched || !chosen
        })
    }

    /// What was chosen, by the names that a day gives it: `-` marks what is excluded.
    pub fn describe(&self, label: impl Fn(Kind, &str) -> Option<String>) -> String {
        let labels: Vec<String> = self
            .choices
            .iter()
            .map(
                |Choice {
                     kind,
                     exclude,
                     value,
                 }| {
                    let label = label(*kind, value).unwrap_or_else(|| value.clone());
                    if *exclude {
                        format!("−{label}")
                    } else {
                        label
                    }
                },
            )
            .collect();
        labels.join(", ")
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use dayfold_model::{Block, Source};
    use proptest::prelude::*;
    use rstest::rstest;

    fn story() -> (Section, Story) {
        let section = Section {
            id: "chips".into(),
            title: None,
            icon: None,
            body: vec![],
            stories: vec![],
        };
        let story = Story {
            id: "a".into(),
            title: "A".into(),
            url: None,
            kicker: vec![],
            body: vec![Block {
                label: None,
                html: "<p>Rising <b>tides</b></p>".into(),
            }],
            sources: vec![Source {
                name: "AP News".into(),
                url: None,
            }],
            tags: vec!["ai".into(), "policy".into()],
            entities: vec!["nvidia".into()],
            labels: vec![],
            earlier: vec![],
            repeats: None,
            corrected: None,
            corrected_text: None,
        };
        (section, story)
    }

    #[rstest]
    #[case("", true)]
    #[case("?tag=ai", true)]
    #[case("tag=other", false)]
    #[case("tag=other&tag=ai", true)]
    #[case("tag=ai&topic=chips", true)]
    #[case("tag=ai&topic=music", false)]
    #[case("-tag=policy", false)]
    #[case("tag=ai&-tag=policy", false)]
    #[case("-tag=other", true)]
    #[case("source=AP+News", true)]
    #[case("source=AP%20News&entity=nvidia", true)]
    #[case("-source=AP News", false)]
    #[case("q=A", true)]
    #[case("q=tides+rising", true)]
    #[case("q=tides+falling", false)]
    #[case("-q=tides", false)]
    #[case("utm=1", true)]
    fn keeps(#[case] query: &str, #[case] expected: bool) {
        let (section, story) = story();
        assert_eq!(Filter::parse(query).keeps(&section, &story), expected);
    }

    #[rstest]
    #[case("", true)]
    #[case("topic=chips", true)]
    #[case("-topic=chips", false)]
    #[case("tag=ai", false)]
    #[case("-tag=ai", true)]
    fn keeps_the_text_of_a_section(#[case] query: &str, #[case] expected: bool) {
        assert_eq!(Filter::parse(query).keeps_text(&story().0.id), expected);
    }

    #[test]
    fn toggles_and_clears() {
        let filter = Filter::parse("?x=y&tag=ai");
        let both = filter.toggled(Kind::Topic, "chips", false);
        assert_eq!(both.query(), "?tag=ai&topic=chips&x=y");
        assert!(both.has(Kind::Topic, "chips", false) && !both.has(Kind::Tag, "chips", false));
        assert_eq!(
            both.toggled(Kind::Tag, "ai", false).query(),
            "?topic=chips&x=y"
        );
        assert_eq!(both.cleared().query(), "?x=y");
        assert!(Filter::parse("x=y").is_empty());
    }

    #[test]
    fn nothing_is_chosen_and_excluded() {
        let chosen = Filter::parse("tag=ai");
        let excluded = chosen.toggled(Kind::Tag, "ai", true);
        assert_eq!(excluded.query(), "?-tag=ai");
        assert_eq!(excluded.excluded().collect::<Vec<_>>(), [(Kind::Tag, "ai")]);
        assert!(excluded.toggled(Kind::Tag, "ai", true).is_empty());
        assert_eq!(excluded.toggled(Kind::Tag, "ai", false), chosen);
    }

    #[test]
    fn finds_one_text_at_a_time() {
        let filter = Filter::parse("q=ferry&tag=ai");
        assert_eq!(filter.words(), "ferry");
        assert_eq!(
            filter.finding(" two bridges ").query(),
            "?tag=ai&q=two+bridges"
        );
        assert_eq!(filter.finding(" ").query(), "?tag=ai");
    }

    #[test]
    fn a_count_leaves_its_own_kind_out() {
        let (section, story) = story();
        let counts = |query, kind| Filter::parse(query).keeps_but_for(kind, &section, &story);
        assert!(counts("tag=other", Kind::Tag));
        assert!(!counts("tag=other", Kind::Topic));
        assert!(!counts("-tag=ai", Kind::Tag));
    }

    proptest! {
        #[test]
        fn a_query_reads_back(values in proptest::collection::vec(("-?(tag|topic|entity|source|[a-z]{1,5})", "\\PC{0,12}"), 0..6)) {
            let mut query = form_urlencoded::Serializer::new(String::new());
            for (name, value) in &values {
                query.append_pair(name, value);
            }
            let filter = Filter::parse(&query.finish());
            prop_assert_eq!(&Filter::parse(&filter.query()), &filter);
        }
    }
}
