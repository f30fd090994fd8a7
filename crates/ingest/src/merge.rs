//! Several files of one day as one digest.

use crate::{
    entities::key,
    html::escape_attribute,
    html::tokens::{Token, attribute, tokens},
    ids::Ids,
};
use dayfold_model::{Block, Digest, Entity};
use std::collections::{HashMap, HashSet};

/// Several files of one day, in the order of their names, as one digest; `None` of none.
///
/// Files of one story each are stories of one list, and the day is the digest's title: see
/// [`is_one_story`]. Of other files the first gives title, language, publication and date;
/// where it has no summary, moment or publication, the first file that has one does. A title
/// of a later file that says something new becomes part of the summary, and so does its
/// summary. Sections are appended; ids of later files give way (`-2`), so that nothing of the
/// first is renamed. A later file that is a copy of the first, with other front matter, adds
/// nothing.
pub fn merge(mut digests: Vec<Digest>) -> Option<Digest> {
    if digests.len() > 1 {
        let all = digests.iter().all(is_one_story);
        for digest in digests.iter_mut().filter(|digest| is_one_story(digest)) {
            summary_into_story(digest);
            if all {
                digest.title.clone_from(&digest.date_text);
            }
        }
    }
    let mut digests = digests.into_iter();
    let mut first = digests.next()?;
    let more: Vec<Digest> = digests.filter(|next| !is_copy(next, &first)).collect();
    for next in more {
        join(&mut first, next);
    }
    Some(first)
}

/// Whether all that a digest tells stands in another: pipelines leave a file in the folder that
/// they write to, and the same with other front matter in that of a site.
fn is_copy(digest: &Digest, first: &Digest) -> bool {
    let told = first.summary.as_deref().unwrap_or_default();
    let summary = digest.summary.as_deref().unwrap_or_default();
    digest.stories().next().is_some()
        && digest.sections == first.sections
        && digest.takeaways == first.takeaways
        && digest.footer == first.footer
        && told.contains(summary)
}

/// Whether a digest is a single story: one section without a title, and in it one story,
/// which is called what the digest is called.
pub fn is_one_story(digest: &Digest) -> bool {
    let [section] = digest.sections.as_slice() else {
        return false;
    };
    section.title.is_none()
        && matches!(section.stories.as_slice(), [story] if story.title == digest.title)
}

/// Of a day of many stories a single one's summary says nothing.
fn summary_into_story(digest: &mut Digest) {
    let story = digest
        .sections
        .iter_mut()
        .find_map(|section| section.stories.first_mut());
    if let Some(story) = story
        && let Some(html) = digest.summary.take()
    {
        story.body.insert(0, Block { label: None, html });
    }
}

fn join(first: &mut Digest, mut next: Digest) {
    let title = (!is_one_story(&next)).then(|| next.title.clone());
    let entities = join_entities(first, &next.entities);
    let tags = join_tags(first, &next);
    let stories = rename(first, &mut next);
    let html = |html: &mut String| *html = with_entities(html, &entities);
    let blocks =
        |blocks: &mut Vec<Block>| blocks.iter_mut().for_each(|block| html(&mut block.html));
    blocks(&mut next.footer);
    for section in &mut next.sections {
        blocks(&mut section.body);
        for story in &mut section.stories {
            blocks(&mut story.body);
            all_renamed(&mut story.tags, &tags);
            all_renamed(&mut story.entities, &entities);
        }
    }
    for takeaway in &mut next.takeaways {
        html(&mut takeaway.html);
        if let Some(id) = &mut takeaway.story {
            renamed(id, &stories);
        }
    }
    let mut summary = first.summary.take().unwrap_or_default();
    // A single story says its title itself.
    if let Some(title) = title.filter(|title| *title != first.title && *title != next.date_text) {
        summary.push_str(&format!("<h4>{}</h4>", crate::html::escape(&title)));
    }
    if let Some(more) = &mut next.summary {
        html(more);
        summary.push_str(more);
    }
    first.summary = Some(summary).filter(|summary| !summary.is_empty());
    if later(&next, first) {
        first.updated = next.updated.take();
        first.updated_text = next.updated_text.take();
    }
    first.publication = first.publication.take().or(next.publication);
    first.takeaways.append(&mut next.takeaways);
    for section in next.sections {
        match first.sections.last_mut() {
            // One list, where nothing parts the two.
            Some(last) if last.title.is_none() && section.title.is_none() => {
                last.body.extend(section.body);
                last.stories.extend(section.stories);
            }
            _ => first.sections.push(section),
        }
    }
    // Files of one pipeline end alike.
    let mut seen: HashSet<_> = first
        .footer
        .iter()
        .map(|block| (block.label.clone(), block.html.clone()))
        .collect();
    next.footer
        .retain(|block| seen.insert((block.label.clone(), block.html.clone())));
    first.footer.append(&mut next.footer);
}

/// Whether the next file was changed after the first.
fn later(next: &Digest, first: &Digest) -> bool {
    let moment =
        |digest: &Digest| -> Option<jiff::Timestamp> { digest.updated.as_ref()?.parse().ok() };
    match (moment(next), moment(first)) {
        (Some(next), Some(first)) => next > first,
        (next, first) => first.is_none() && next.is_some(),
    }
}

fn renamed(id: &mut String, names: &HashMap<String, String>) {
    if let Some(new) = names.get(id) {
        id.clone_from(new);
    }
}

/// The same of a list of ids, in which each stays once.
fn all_renamed(ids: &mut Vec<String>, names: &HashMap<String, String>) {
    let mut seen = HashSet::new();
    ids.iter_mut().for_each(|id| renamed(id, names));
    ids.retain(|id| seen.insert(id.clone()));
}

/// Joins the tags; says which ids changed. Tags of one id are one tag.
fn join_tags(first: &mut Digest, next: &Digest) -> HashMap<String, String> {
    let mut by_label: HashMap<String, String> = HashMap::new();
    let mut ids = HashSet::new();
    for tag in &first.tags {
        by_label
            .entry(tag.label.clone())
            .or_insert_with(|| tag.id.clone());
        ids.insert(tag.id.clone());
    }
    let mut changed = HashMap::new();
    for tag in &next.tags {
        if let Some(id) = by_label.get(&tag.label) {
            changed.insert(tag.id.clone(), id.clone());
        } else if ids.insert(tag.id.clone()) {
            by_label.insert(tag.label.clone(), tag.id.clone());
            first.tags.push(tag.clone());
        }
    }
    changed
}

/// Joins the entities; says which ids changed. Another entity of the same id gets a new one,
/// by the same rule as in one file.
fn join_entities(first: &mut Digest, next: &[Entity]) -> HashMap<String, String> {
    let mut ids = Ids::default();
    let mut known = HashMap::new();
    for entity in &first.entities {
        ids.take(&entity.id);
        known
            .entry(key(&entity.kind, &entity.name))
            .or_insert_with(|| entity.id.clone());
    }
    let mut changed = HashMap::new();
    for entity in next {
        let id = known
            .entry(key(&entity.kind, &entity.name))
            .or_insert_with(|| {
                let id = ids.make_entity(&entity.id, &entity.kind);
                first.entities.push(Entity {
                    id: id.clone(),
                    ..entity.clone()
                });
                id
            });
        if *id != entity.id {
            changed.insert(entity.id.clone(), id.clone());
        }
    }
    changed
}

/// Gives the next file's sections and stories ids that the first has not; says which
/// stories' ids changed.
fn rename(first: &Digest, next: &mut Digest) -> HashMap<String, String> {
    let mut ids = Ids::default();
    for section in &first.sections {
        ids.take(&section.id);
        for story in &section.stories {
            ids.take(&story.id);
        }
    }
    let mut changed = HashMap::new();
    for section in &mut next.sections {
        section.id = ids.make(&section.id, "section");
        for story in &mut section.stories {
            let id = ids.make(&story.id, "story");
            changed.insert(std::mem::replace(&mut story.id, id.clone()), id);
        }
    }
    changed
}

/// Vetted HTML with the entities' new ids.
fn with_entities(html: &str, changed: &HashMap<String, String>) -> String {
    if changed.is_empty() || !html.contains("<data ") {
        return html.to_owned();
    }
    let mut out = String::with_capacity(html.len());
    for token in tokens(html) {
        match token {
            Token::Text(text) => out.push_str(text),
            Token::Close(name) => out.push_str(&format!("</{name}>")),
            Token::Open("data", attributes) => {
                let mut id = attribute(attributes, "value").unwrap_or_default();
                renamed(&mut id, changed);
                out.push_str(&format!("<data value=\"{}\">", escape_attribute(&id)));
            }
            Token::Open(name, "") => out.push_str(&format!("<{name}>")),
            Token::Open(name, attributes) => out.push_str(&format!("<{name} {attributes}>")),
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{Context, read};

    fn digest(text: &str) -> Digest {
        read(text.as_bytes(), "2025-11-22.md", &Context::default())
            .digests
            .remove(0)
    }

    #[test]
    fn a_copy_adds_nothing() {
        let text = "Lead.\n\n## News\n\n### One\n\nIt happened.\n";
        let first = digest(&format!(
            "---\ntitle: The day\ndate: 2025-11-22\n---\n\n{text}"
        ));
        let copy = digest(&format!("---\ndate: 2025-11-22\n---\n\n{text}"));
        let merged = merge(vec![first.clone(), copy.clone()]).unwrap();
        assert_eq!(merged, first);
        // What says more is no copy.
        let longer = digest(&format!(
            "---\ndate: 2025-11-22\n---\n\nAnother lead.\n\n{text}"
        ));
        let merged = merge(vec![first, longer]).unwrap();
        assert_eq!(merged.stories().count(), 2);
    }

    #[test]
    fn a_story_bears_a_joined_tag_once() {
        let first = digest("# T\n\n### A\n\nTags: AI\n");
        let next = digest(
            "---\ntags: [{id: x, label: AI}, {id: ai, label: Robots}]\n---\n# T\n\n### B\n\nTags: #x, #ai\n",
        );
        let both = merge(vec![first, next]).unwrap();
        assert_eq!(both.tags.len(), 1);
        assert_eq!(both.sections[0].stories[1].tags, ["ai"]);
    }

    #[test]
    fn the_first_file_keeps_its_ids() {
        let morning = digest(
            "# Morning\n\nEarly.\n\n## Takeaways\n\n- One {story=bridge}\n\n## City\n\n### Bridge\n\nAcme [org:Acme] builds.\n\nTags: Roads\n\n## Footer\n\nBye.\n",
        );
        let evening = digest(
            "# Evening\n\nLate.\n\n## Takeaways\n\n- Two {story=bridge}\n\n## City\n\n### Bridge\n\nAcme [place:Acme] shut it.\n\nTags: Roads, Rail\n\n## Footer\n\nBye.\n",
        );
        let both = merge(vec![morning.clone(), evening]).unwrap();
        assert_eq!(both.title, "Morning");
        assert_eq!(
            both.summary.as_deref(),
            Some("<p>Early.</p><h4>Evening</h4><p>Late.</p>")
        );
        let ids: Vec<_> = both
            .sections
            .iter()
            .map(|s| (s.id.as_str(), s.stories[0].id.as_str()))
            .collect();
        assert_eq!(ids, [("city", "bridge"), ("city-2", "bridge-2")]);
        assert_eq!(both.takeaways[1].story.as_deref(), Some("bridge-2"));
        assert_eq!(both.sections[..1], morning.sections);
        let labels: Vec<_> = both.tags.iter().map(|tag| tag.label.as_str()).collect();
        assert_eq!(labels, ["Roads", "Rail"]);
        assert_eq!(both.sections[1].stories[0].tags, ["roads", "rail"]);
        assert_eq!(both.entities[1].id, "acme-place");
        assert_eq!(both.sections[1].stories[0].entities, ["acme-place"]);
        assert_eq!(
            both.sections[1].stories[0].body[0].html,
            "<p><data value=\"acme-place\">Acme</data> shut it.</p>"
        );
        assert_eq!(both.footer.len(), 1);
        assert_eq!(merge(vec![]), None);
        assert_eq!(merge(vec![morning.clone()]), Some(morning));
    }

    fn story(title: &str) -> Digest {
        digest(&format!(
            "---\ntitle: {title}\n---\nIn short.\n\n### {title}\n\nTold.\n\nTags: Roads\n"
        ))
    }

    #[test]
    fn files_of_one_story_each_are_one_list() {
        assert!(is_one_story(&story("Bridge")));
        let both = merge(vec![story("Bridge"), story("Tunnel")]).unwrap();
        assert_eq!(both.title, both.date_text);
        assert_eq!(both.summary, None);
        assert_eq!(both.sections.len(), 1);
        let section = &both.sections[0];
        assert_eq!(section.title, None);
        let titles: Vec<_> = section.stories.iter().map(|s| s.title.as_str()).collect();
        assert_eq!(titles, ["Bridge", "Tunnel"]);
        for story in &section.stories {
            assert_eq!(story.body[0].html, "<p>In short.</p>");
            assert_eq!(story.body[1].html, "<p>Told.</p>");
            assert_eq!(story.tags, ["roads"]);
        }
        // One alone stays what it is.
        assert_eq!(merge(vec![story("Bridge")]), Some(story("Bridge")));
    }

    #[test]
    fn a_story_beside_a_digest_is_one_of_its_stories() {
        let morning = digest("# Morning\n\nEarly.\n\n## City\n\n### Bridge\n\nIt is up.\n");
        let both = merge(vec![morning, story("Tunnel")]).unwrap();
        assert_eq!(both.title, "Morning");
        assert_eq!(both.summary.as_deref(), Some("<p>Early.</p>"));
        assert_eq!(both.sections[1].stories[0].body.len(), 2);
    }
}
