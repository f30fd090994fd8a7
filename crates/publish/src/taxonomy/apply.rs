//! Brings a digest's own tags and entities to the taxonomy.

use super::Taxonomy;
use dayfold_ingest::tag_id;
use dayfold_model::{Block, Digest, Story, Subjects, Tag};
use std::collections::HashSet;

/// How the mark of an entity begins in vetted HTML, up to its id. An id has nothing in it that
/// would be escaped.
const MARK: &str = "<data value=\"";

impl Taxonomy {
    /// Gives the digest the site's tags and entities in the place of its own spellings. Done
    /// twice it changes nothing more.
    pub(crate) fn apply(&self, digest: &mut Digest) {
        self.apply_tags(digest);
        if digest.entities.is_empty() {
            return;
        }
        let heir = |id: &str| self.heir(Subjects::Entities, id).map(str::to_owned);
        let renames = digest
            .entities
            .iter()
            .any(|entity| heir(&entity.id).is_none_or(|heir| heir != entity.id));
        let mut seen = HashSet::new();
        digest.entities.retain_mut(|entity| {
            let Some(id) = heir(&entity.id) else {
                return true;
            };
            if let Some(facts) = self.facts(Subjects::Entities, &id) {
                entity.name.clone_from(&facts.label);
                entity.kind = facts.kind.clone().unwrap_or_default();
                entity.url.clone_from(&facts.url);
                entity.ticker.clone_from(&facts.ticker);
            }
            entity.id = id;
            seen.insert(entity.id.clone())
        });
        if !renames {
            return;
        }
        for story in stories(digest) {
            rename(&mut story.entities, heir);
        }
        each_html(digest, &mut |html| {
            if let Some(renamed) = marks(html, heir) {
                *html = renamed;
            }
        });
    }

    fn apply_tags(&self, digest: &mut Digest) {
        let heir = |id: &str| self.heir(Subjects::Tags, id).map(str::to_owned);
        let written = std::mem::take(&mut digest.tags);
        for story in stories(digest) {
            self.apply_kicker(story, &written);
        }
        let mut renames = false;
        let mut seen = HashSet::new();
        for mut tag in written {
            let heir = heir(&tag.id);
            renames |= heir.as_ref() != Some(&tag.id);
            let Some(id) = heir.filter(|id| seen.insert(id.clone())) else {
                continue;
            };
            if let Some(facts) = self.facts(Subjects::Tags, &id) {
                tag.label.clone_from(&facts.label);
            }
            tag.id = id;
            digest.tags.push(tag);
        }
        if renames {
            for story in stories(digest) {
                rename(&mut story.tags, heir);
            }
        }
    }

    /// Whatever stands over a story and is one of its tags is shown as that tag alone, which is
    /// known by its label: so it changes with it. `written` are the tags of the text.
    fn apply_kicker(&self, story: &mut Story, written: &[Tag]) {
        let Story { kicker, tags, .. } = story;
        if tags.is_empty() {
            return;
        }
        kicker.retain_mut(|part| {
            let id = tag_id(part);
            let is_part = |tag: &&Tag| tag.label == *part || tag.id == id;
            let Some(tag) = written
                .iter()
                .filter(is_part)
                .find(|tag| tags.contains(&tag.id))
            else {
                return true;
            };
            let Some(heir) = self.heir(Subjects::Tags, &tag.id) else {
                return false;
            };
            if let Some(facts) = self.facts(Subjects::Tags, heir) {
                part.clone_from(&facts.label);
            }
            true
        });
    }
}

fn stories(digest: &mut Digest) -> impl Iterator<Item = &mut Story> {
    let sections = digest.sections.iter_mut();
    sections.flat_map(|section| &mut section.stories)
}

/// Puts heirs in the place of ids, each once.
fn rename(ids: &mut Vec<String>, heir: impl Fn(&str) -> Option<String>) {
    let mut seen = HashSet::new();
    ids.retain_mut(|id| {
        heir(id).is_some_and(|heir| {
            *id = heir;
            seen.insert(id.clone())
        })
    });
}

/// The HTML with the heirs' ids in the marks of entities, where any differs.
fn marks(html: &str, heir: impl Fn(&str) -> Option<String>) -> Option<String> {
    let mut renamed = String::new();
    let mut rest = html;
    let mut changed = false;
    while let Some(at) = rest.find(MARK) {
        let (before, behind) = rest.split_at(at + MARK.len());
        renamed.push_str(before);
        let (id, behind) = behind.split_at(behind.find('"')?);
        let heir = heir(id).unwrap_or_else(|| id.to_owned());
        changed |= heir != id;
        renamed.push_str(&heir);
        rest = behind;
    }
    renamed.push_str(rest);
    changed.then_some(renamed)
}

/// Calls `each` for every piece of HTML in a digest.
fn each_html(digest: &mut Digest, each: &mut impl FnMut(&mut String)) {
    let mut blocks = |blocks: &mut Vec<Block>| {
        for block in blocks {
            each(&mut block.html);
        }
    };
    for section in &mut digest.sections {
        blocks(&mut section.body);
        for story in &mut section.stories {
            blocks(&mut story.body);
        }
    }
    blocks(&mut digest.footer);
    digest.summary.iter_mut().for_each(&mut *each);
    for takeaway in &mut digest.takeaways {
        each(&mut takeaway.html);
    }
}
