//! What a page must show, derived from the published data.

use dayfold_model::{Digest, Story, plain_text};

/// A text without its white space, in lower case, and without the dots that part items in a
/// line: how a page breaks its lines and which letters it writes as capitals is its own affair.
pub fn squeeze(text: &str) -> String {
    text.chars()
        .filter(|c| !c.is_whitespace() && *c != '·')
        .flat_map(char::to_lowercase)
        .collect()
}

/// Every piece of text that a day's page must hold, with what it is.
pub fn digest_texts(digest: &Digest) -> Vec<(&'static str, String)> {
    let mut texts = vec![("title", digest.title.clone())];
    let mut add = |what, text: &str| texts.push((what, text.to_owned()));
    add("date", &digest.date_text);
    if let Some(publication) = &digest.publication {
        add("publication", publication);
    }
    if let Some(summary) = &digest.summary {
        add("summary", &plain_text(summary));
    }
    for takeaway in &digest.takeaways {
        add("takeaway", &plain_text(&takeaway.html));
    }
    for tag in &digest.tags {
        add("tag", &tag.label);
    }
    let section_blocks = digest.sections.iter().flat_map(|section| &section.body);
    let story_blocks = digest.stories().flat_map(|story| &story.body);
    for block in section_blocks.chain(story_blocks).chain(&digest.footer) {
        if let Some(label) = &block.label {
            add("label", label);
        }
        add("block", &plain_text(&block.html));
    }
    for section in &digest.sections {
        if let Some(title) = &section.title {
            add("section", title);
        }
        if let Some(icon) = &section.icon {
            add("icon", icon);
        }
    }
    for story in digest.stories() {
        add("story", &story.title);
        for kicker in &story.kicker {
            add("kicker", kicker);
        }
        for source in &story.sources {
            add("source", &source.name);
        }
    }
    texts
}

/// A choice of stories, as a shared link states it.
#[derive(Clone, Debug, Default)]
pub struct Filter {
    /// One of these tags.
    pub tags: Vec<String>,
    /// None of these tags.
    pub not_tags: Vec<String>,
    /// One of these topics.
    pub topics: Vec<String>,
    /// None of these topics.
    pub not_topics: Vec<String>,
}

impl Filter {
    /// The address's query, without its question mark.
    pub fn query(&self) -> String {
        [
            ("tag", &self.tags),
            ("-tag", &self.not_tags),
            ("topic", &self.topics),
            ("-topic", &self.not_topics),
        ]
        .into_iter()
        .flat_map(|(name, values)| values.iter().map(move |value| format!("{name}={value}")))
        .collect::<Vec<_>>()
        .join("&")
    }

    /// The ids of the stories that it leaves, in order.
    pub fn stories(&self, digest: &Digest) -> Vec<String> {
        let mut left = Vec::new();
        for section in &digest.sections {
            let stories = section
                .stories
                .iter()
                .filter(|story| self.keeps(&section.id, story));
            left.extend(stories.map(|story| story.id.clone()));
        }
        left
    }

    /// The positions of the takeaways that it leaves: each follows its story, and one
    /// without a story stays.
    pub fn takeaways(&self, digest: &Digest) -> Vec<usize> {
        let stories = self.stories(digest);
        let is_left = |i: &usize| {
            let story = digest.takeaways[*i].story.as_ref();
            story.is_none_or(|id| stories.contains(id))
        };
        (0..digest.takeaways.len()).filter(is_left).collect()
    }

    /// Within a kind any, across kinds all.
    fn keeps(&self, topic: &str, story: &Story) -> bool {
        let any = |ids: &[String]| ids.iter().any(|id| story.tags.contains(id));
        let is_topic = |ids: &[String]| ids.iter().any(|id| id == topic);
        (self.tags.is_empty() || any(&self.tags))
            && !any(&self.not_tags)
            && (self.topics.is_empty() || is_topic(&self.topics))
            && !is_topic(&self.not_topics)
    }
}
