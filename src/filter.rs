//! Which stories of a day are shown: chosen by tag, topic, entity and source, in the URL.
//!
//! Each kind can stand in the query any number of times, and with a leading `-` in its name
//! to exclude: `?tag=ai&tag=chips&-source=Reuters`. Within a kind any may match, across
//! kinds all must; what is excluded is out whatever else it matches. Other parameters are
//! kept as they are.

use dayfold_model::{Digest, Section, Story};

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
}

impl Kind {
    const ALL: [Self; 4] = [Self::Tag, Self::Topic, Self::Entity, Self::Source];

    /// The parameter's name.
    fn name(self) -> &'static str {
        match self {
            Self::Tag => "tag",
            Self::Topic => "topic",
            Self::Entity => "entity",
            Self::Source => "source",
        }
    }

    /// Whether the story has that value.
    fn matches(self, value: &str, section: &Section, story: &Story) -> bool {
        match self {
            Self::Tag => story.tags.iter().any(|id| id == value),
            Self::Topic => section.id == value,
            Self::Entity => story.entities.iter().any(|id| id == value),
            Self::Source => story.sources.iter().any(|source| source.name == value),
        }
    }
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

    /// Whether that value was chosen.
    pub fn has(&self, kind: Kind, value: &str) -> bool {
        self.choices
            .iter()
            .any(|choice| choice.kind == kind && !choice.exclude && choice.value == value)
    }

    /// The filter with that value chosen, or not any more.
    pub fn toggled(&self, kind: Kind, value: &str) -> Self {
        let mut filter = self.clone();
        filter
            .choices
            .retain(|choice| choice.kind != kind || choice.exclude || choice.value != value);
        if filter.choices.len() == self.choices.len() {
            filter.choices.push(Choice {
                kind,
                exclude: false,
                value: value.to_owned(),
            });
        }
        filter
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
        self.allows(|kind, value| kind.matches(value, section, story))
    }

    /// Whether the own text of the section with that id is shown: it has a topic, and nothing
    /// else to match.
    pub fn keeps_text(&self, topic: &str) -> bool {
        self.allows(|kind, value| kind == Kind::Topic && topic == value)
    }

    fn allows(&self, matches: impl Fn(Kind, &str) -> bool) -> bool {
        Kind::ALL.into_iter().all(|kind| {
            let mut chosen = false;
            let mut matched = false;
            for choice in self.choices.iter().filter(|choice| choice.kind == kind) {
                let hit = matches(kind, &choice.value);
                if choice.exclude {
                    if hit {
                        return false;
                    }
                } else {
                    chosen = true;
                    matched |= hit;
                }
            }
            matched || !chosen
        })
    }

    /// The ids of what is shown of a day: its stories, and the sections that have a story or a
    /// text left.
    pub fn shown(&self, digest: &Digest) -> Vec<String> {
        let mut shown = Vec::new();
        for section in &digest.sections {
            let before = shown.len();
            let stories = section.stories.iter();
            let kept = stories.filter(|story| self.keeps(section, story));
            shown.extend(kept.map(|story| story.id.clone()));
            let has_text = !section.body.is_empty() || section.stories.is_empty();
            if shown.len() > before || has_text && self.keeps_text(&section.id) {
                shown.push(section.id.clone());
            }
        }
        shown
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
    use dayfold_model::Source;
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
            body: vec![],
            sources: vec![Source {
                name: "AP News".into(),
                url: None,
            }],
            tags: vec!["ai".into(), "policy".into()],
            entities: vec!["nvidia".into()],
            labels: vec![],
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
        let filter = Filter::parse("?q=y&tag=ai");
        let both = filter.toggled(Kind::Topic, "chips");
        assert_eq!(both.query(), "?tag=ai&topic=chips&q=y");
        assert!(both.has(Kind::Topic, "chips") && !both.has(Kind::Tag, "chips"));
        assert_eq!(both.toggled(Kind::Tag, "ai").query(), "?topic=chips&q=y");
        assert_eq!(both.cleared().query(), "?q=y");
        assert!(Filter::parse("q=y").is_empty());
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
