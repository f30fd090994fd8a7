//! What the stories of a day can be narrowed to, and how many stories each choice holds.

use crate::filter::{Filter, Kind};
use dayfold_model::{Digest, Story};

/// A kind of choice, and what can be chosen of it on a day.
#[derive(Clone, Debug, PartialEq)]
pub struct Facet {
    /// The kind.
    pub kind: Kind,
    /// What can be chosen.
    pub options: Vec<Choice>,
    /// For each story of the day, which of the options it has: looked up once, since every
    /// change of the filter counts anew.
    of_stories: Vec<Vec<usize>>,
}

/// What can be chosen.
#[derive(Clone, Debug, PartialEq)]
pub struct Choice {
    /// As it stands in the query.
    pub value: String,
    /// As it is shown.
    pub label: String,
}

/// The kinds that a day has something of: its topics and tags in their order, names and
/// sources from the most told to the least.
pub fn facets(digest: &Digest) -> Vec<Facet> {
    let choice = |value: &str, label: &str| Choice {
        value: value.to_owned(),
        label: label.to_owned(),
    };
    let told = digest
        .sections
        .iter()
        .filter(|section| !section.stories.is_empty());
    let topics = told.filter_map(|section| Some(choice(&section.id, section.title.as_deref()?)));
    let borne = |is: &dyn Fn(&Story) -> bool| digest.stories().any(is);
    let tags = digest
        .tags
        .iter()
        .filter(|tag| borne(&|story| story.tags.contains(&tag.id)));
    let tags = tags.map(|tag| choice(&tag.id, &tag.label));
    let names = by_use(digest.stories().flat_map(|story| &story.entities));
    let names = names.into_iter().filter_map(|id| {
        let entity = digest.entities.iter().find(|entity| entity.id == id)?;
        Some(choice(id, &entity.name))
    });
    let sources = digest.stories().flat_map(|story| &story.sources);
    let sources = by_use(sources.map(|source| &source.name));
    let sources = sources.into_iter().map(|name| choice(name, name));
    let all = [
        (Kind::Topic, topics.collect()),
        (Kind::Tag, tags.collect()),
        (Kind::Entity, names.collect()),
        (Kind::Source, sources.collect::<Vec<_>>()),
    ];
    let facets = all.into_iter().filter(|(_, options)| !options.is_empty());
    let facets = facets.map(|(kind, options)| {
        let mut of_stories = vec![];
        for section in &digest.sections {
            for story in &section.stories {
                let has = |at: &usize| kind.matches(&options[*at].value, section, story);
                of_stories.push((0..options.len()).filter(has).collect());
            }
        }
        Facet {
            kind,
            options,
            of_stories,
        }
    });
    facets.collect()
}

/// Each once, from the most frequent to the least; of the same frequency in their order.
fn by_use<'a>(all: impl Iterator<Item = &'a String>) -> Vec<&'a str> {
    let mut counts: Vec<(&str, usize)> = vec![];
    for name in all {
        match counts.iter_mut().find(|(known, _)| known == name) {
            Some((_, count)) => *count += 1,
            None => counts.push((name, 1)),
        }
    }
    // No sort of the library: its code is ten times this.
    let mut ranked = Vec::with_capacity(counts.len());
    let mut most = counts.iter().map(|(_, count)| *count).max().unwrap_or(0);
    while most > 0 {
        let such = counts.iter().filter(|(_, count)| *count == most);
        ranked.extend(such.map(|(name, _)| *name));
        most -= 1;
    }
    ranked
}

impl Facet {
    /// How many stories each choice holds of those that the rest of the filter leaves.
    pub fn count(&self, digest: &Digest, filter: &Filter) -> Vec<usize> {
        let mut counts = vec![0; self.options.len()];
        let mut of_stories = self.of_stories.iter();
        for section in &digest.sections {
            for (story, own) in section.stories.iter().zip(&mut of_stories) {
                if filter.keeps_but_for(self.kind, section, story) {
                    own.iter().for_each(|at| counts[*at] += 1);
                }
            }
        }
        counts
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use dayfold_model::parse;

    fn digest() -> Digest {
        let story = |id: &str, tag: &str, source: &str| {
            format!(
                r#"{{"id":"{id}","title":"{id}","kicker":[],"body":[],"tags":["{tag}"],
                "entities":[],"sources":[{{"name":"{source}","url":null}}]}}"#
            )
        };
        let json = format!(
            r#"{{"version":1,"date":"2025-11-22","date_text":"","lang":"en","dir":"ltr","title":"",
            "takeaways":[],"footer":[],"entities":[],
            "tags":[{{"id":"ai","label":"AI"}},{{"id":"sea","label":"Sea"}},{{"id":"none","label":"None"}}],
            "sections":[{{"id":"one","title":"One","body":[],"stories":[{},{}]}},
            {{"id":"two","title":"Two","body":[],"stories":[{}]}}]}}"#,
            story("a", "ai", "Paper"),
            story("b", "sea", "Radio"),
            story("c", "ai", "Radio"),
        );
        parse(&json).unwrap()
    }

    #[test]
    fn a_day_offers_what_its_stories_have() {
        let labels = |facet: &Facet| {
            let labels = facet.options.iter().map(|option| option.label.clone());
            (facet.kind, labels.collect::<Vec<_>>())
        };
        let facets = facets(&digest());
        assert_eq!(
            facets.iter().map(labels).collect::<Vec<_>>(),
            [
                (Kind::Topic, vec!["One".to_owned(), "Two".to_owned()]),
                (Kind::Tag, vec!["AI".to_owned(), "Sea".to_owned()]),
                (Kind::Source, vec!["Radio".to_owned(), "Paper".to_owned()]),
            ]
        );
    }

    #[test]
    fn counts_follow_the_rest_of_the_filter() {
        let digest = digest();
        let facets = facets(&digest);
        let counts = |query: &str| {
            let filter = Filter::parse(query);
            let counts = facets.iter().map(|facet| facet.count(&digest, &filter));
            counts.collect::<Vec<_>>()
        };
        assert_eq!(counts(""), [[2, 1], [2, 1], [2, 1]]);
        assert_eq!(counts("tag=ai"), [[1, 1], [2, 1], [1, 1]]);
        assert_eq!(counts("topic=two&source=Paper"), [[1, 0], [0, 0], [1, 0]]);
    }
}
