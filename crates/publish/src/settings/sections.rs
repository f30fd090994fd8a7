//! `[sections]`: icons and the order of sections, by their headings, and which are left out.

use super::{
    description::{Kind, SETTINGS},
    fields::Fields,
};
use dayfold_ingest::{Diagnostic, slug};
use dayfold_model::Digest;
use std::collections::{BTreeMap, BTreeSet};
use toml::de::{DeTable, DeValue};

/// What is set of sections, by the ids of their headings.
#[derive(Clone, Debug, Default, PartialEq)]
pub(crate) struct SectionSettings(BTreeMap<String, SectionSetting>);

/// What is set of one.
#[derive(Clone, Debug, Default, PartialEq)]
struct SectionSetting {
    icon: Option<String>,
    order: Option<i64>,
    hidden: bool,
}

/// The longest icon, in bytes: a family of four with all their joiners has 25.
const LONGEST: usize = 32;

/// Reads the table. A section that is wrong costs that section alone.
pub(super) fn read(table: &DeTable<'_>, diagnostics: &mut Vec<Diagnostic>) -> SectionSettings {
    let known = SETTINGS.iter().find_map(|setting| match setting.kind {
        Kind::Sections(known) => Some(known),
        _ => None,
    });
    let mut all = SectionSettings::default();
    for (key, value) in table.iter() {
        let mut own = SectionSetting::default();
        match value.get_ref() {
            DeValue::String(icon) => own.icon = Some(icon.trim().to_owned()),
            DeValue::Table(table) => {
                let known = known.unwrap_or_default();
                let mut fields = Fields::new(table, "sections.….", known, diagnostics);
                own.icon = fields.text("icon").map(|(icon, _)| icon);
                own.order = fields.number("order");
                own.hidden = fields.flag("hidden", false);
                fields.unknown();
            }
            other => {
                let (name, kind) = (key.get_ref(), other.type_str());
                let text = format!(
                    "`sections.{name}` is an icon or a table, and this is of the kind {kind}"
                );
                diagnostics.push(
                    Diagnostic::error("settings-type", text)
                        .help(format!("write \"{name}\" = \"📈\""))
                        .at(value.span()),
                );
                continue;
            }
        }
        if own.icon.as_ref().is_some_and(|icon| icon.len() > LONGEST) {
            let text = "an icon is one sign, such as an emoji";
            diagnostics.push(Diagnostic::error("settings-icon", text).at(value.span()));
            own.icon = None;
        }
        all.0.insert(slug(key.get_ref()), own);
    }
    all
}

impl SectionSettings {
    /// Applies them to a digest: a heading counts by its words, in whatever case, or by its id.
    pub(crate) fn apply(&self, digest: &mut Digest) {
        if self.0.is_empty() {
            return;
        }
        let of = |section: &dayfold_model::Section| {
            let by_title = section.title.as_ref().map(|title| slug(title));
            by_title
                .and_then(|id| self.0.get(&id))
                .or_else(|| self.0.get(&section.id))
        };
        let before = digest.sections.len();
        digest
            .sections
            .retain(|section| !of(section).is_some_and(|own| own.hidden));
        for section in &mut digest.sections {
            if let Some(icon) = of(section).and_then(|own| own.icon.clone()) {
                section.icon = Some(icon).filter(|icon| !icon.is_empty());
            }
        }
        // Stable: those without a number stay in the order of the text, behind the others.
        digest.sections.sort_by_key(|section| {
            let order = of(section).and_then(|own| own.order);
            (order.is_none(), order)
        });
        if digest.sections.len() < before {
            forget(digest);
        }
    }
}

/// Takes out what only stories named that are gone.
fn forget(digest: &mut Digest) {
    let (mut ids, mut tags, mut entities) = (BTreeSet::new(), BTreeSet::new(), BTreeSet::new());
    for story in digest.stories() {
        ids.insert(story.id.clone());
        tags.extend(story.tags.iter().cloned());
        entities.extend(story.entities.iter().cloned());
    }
    for takeaway in &mut digest.takeaways {
        takeaway.story.take_if(|story| !ids.contains(story));
    }
    digest.tags.retain(|tag| tags.contains(&tag.id));
    digest
        .entities
        .retain(|entity| entities.contains(&entity.id));
}

#[cfg(test)]
mod tests {
    use super::*;
    use dayfold_ingest::{Context, read as read_digest};
    use toml::de::DeTable;

    const DAY: &str = "---\ntitle: T\ndate: 2026-03-14\n---\n\n## 📰 World\n\n### A\n\nText.\n\nTags: War\n\n## Markets & money\n\n### B\n\nText.\n\nTags: Shares\n\n## Sport\n\n### C\n\nText.\n";

    fn apply(text: &str) -> Digest {
        let table = DeTable::parse(text).unwrap();
        let mut said = vec![];
        let settings = read(table.get_ref(), &mut said);
        assert_eq!(said, []);
        let mut digest = read_digest(DAY.as_bytes(), "x.md", &Context::default())
            .digests
            .remove(0);
        settings.apply(&mut digest);
        digest
    }

    fn titles(digest: &Digest) -> Vec<&str> {
        let sections = digest.sections.iter();
        sections
            .filter_map(|section| section.title.as_deref())
            .collect()
    }

    #[test]
    fn sections_are_ordered_and_have_icons() {
        let digest = apply("\"markets & MONEY\" = { icon = \"📈\", order = 1 }\nworld = \"🌍\"\n");
        assert_eq!(titles(&digest), ["Markets & money", "World", "Sport"]);
        let icons: Vec<_> = digest
            .sections
            .iter()
            .map(|section| section.icon.as_deref())
            .collect();
        assert_eq!(icons, [Some("📈"), Some("🌍"), None]);
    }

    #[test]
    fn what_is_hidden_leaves_nothing() {
        let digest = apply("World = { hidden = true }\n");
        assert_eq!(titles(&digest), ["Markets & money", "Sport"]);
        let tags: Vec<_> = digest.tags.iter().map(|tag| &*tag.id).collect();
        assert_eq!(tags, ["shares"]);
    }

    #[test]
    fn without_settings_nothing_changes() {
        assert_eq!(titles(&apply("")), ["World", "Markets & money", "Sport"]);
    }
}
