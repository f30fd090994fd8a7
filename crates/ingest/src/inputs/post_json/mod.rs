//! Dayfold's own JSON, as people and pipelines write it.
//!
//! The JSON that is published reads back to the same digest; beside that, most of it may be
//! left out or written more simply (`docs/schema/digest-input.v1.json`). A wrong value loses
//! that value alone, with a diagnostic that names its place.

mod fields;
#[cfg(feature = "schema")]
mod schema;
mod stories;

#[cfg(feature = "schema")]
pub use schema::input_schema;

use super::{
    Outcome,
    json::{Node, Value},
};
use crate::{
    Context, Diagnostic, dates,
    draft::{At, Draft, Form, Said, TagDraft, TakeawayDraft, day_tags, listed},
    html::Mode,
    ids::{self, ENTITY, TAG},
    moments,
    source::fold,
};
use dayfold_model::{PartLabel, VERSION};
use fields::{Reader, many};

/// What to write instead of JSON that says nothing to us.
pub(super) const HELP: &str = "a digest is an object with `title`, `date` and `sections`, or a list of such objects; see docs/schema/digest-input.v1.json";

/// The fields of a digest.
const DIGEST: &[&str] = &[
    "$schema",
    "version",
    "date",
    "date_text",
    "lang",
    "dir",
    "title",
    "publication",
    "summary",
    "updated",
    "updated_text",
    "takeaways",
    "sections",
    "stories",
    "footer",
    "tags",
    "entities",
    "labels",
    "draft",
];
const TAKEAWAY: &[&str] = &["html", "md", "story"];
const TAG_FIELDS: &[&str] = &["id", "label"];
const ENTITY_FIELDS: &[&str] = &["id", "name", "kind", "url", "ticker"];
const LABEL: &[&str] = &["part", "label"];

/// Reads a digest, a list of digests, or a list of stories.
pub(super) fn read(root: &Node, name: &str, context: &Context) -> Outcome {
    let mut said = Said::new();
    let mut drafts = Vec::new();
    let wrapped = root.get("digests").or_else(|| root.get("digest"));
    for node in many(wrapped.unwrap_or(root)) {
        if !matches!(node.value, Value::Map(_)) {
            said.push(
                Diagnostic::error("no-digest", format!("this is {}, no digest", node.kind()))
                    .help(HELP)
                    .at(node.span.clone()),
            );
            continue;
        }
        let holds = |names: &[&str]| names.iter().any(|name| node.get(name).is_some());
        if !holds(&DIGEST[1..]) {
            let mut draft = Draft::default();
            Reader::new(&mut draft, context, &mut said).known(node, DIGEST);
            said.push(
                Diagnostic::error("no-digest", "nothing here is a field of a digest")
                    .help(HELP)
                    .at(node.span.clone()),
            );
            continue;
        }
        drafts.push(digest(node, context, &mut said));
    }
    if wrapped.is_none() && is_stories(root) {
        said.clear();
        let mut draft = Draft {
            form: Form::Json,
            ..Draft::default()
        };
        Reader::new(&mut draft, context, &mut said).loose_stories(root);
        drafts = vec![draft];
    }
    super::finish(drafts, name, context, said)
}

/// A list in which nothing has what only digests have.
fn is_stories(root: &Node) -> bool {
    let only = ["sections", "stories", "takeaways", "version"];
    let items = root.items();
    let is_story = |item: &Node| {
        item.text_of("title").is_some() && only.iter().all(|name| item.get(name).is_none())
    };
    !items.is_empty() && items.iter().all(is_story)
}

fn digest(node: &Node, context: &Context, said: &mut Said) -> Draft {
    let mut draft = Draft {
        form: Form::Json,
        ..Draft::default()
    };
    let mut reader = Reader::new(&mut draft, context, said);
    reader.known(node, DIGEST);
    reader.version(node);
    reader.head(node);
    // Before all text, which may name them.
    reader.entities(node);
    reader.tags(node);
    if let Some(summary) = node.get("summary") {
        let html = reader.summary(summary);
        reader.draft.summary.extend(html);
    }
    for takeaway in node.get("takeaways").map_or(&[][..], many) {
        reader.takeaway(takeaway);
    }
    if let Some(stories) = node.get("stories") {
        reader.loose_stories(stories);
    }
    for section in node.get("sections").map_or(&[][..], many) {
        reader.section(section);
    }
    let footer = reader.blocks(node, "footer");
    reader.draft.footer = footer;
    let labels = reader.labels(node);
    reader.draft.labels = labels;
    draft
}

impl Reader<'_, '_> {
    fn version(&mut self, node: &Node) {
        let Some(version) = node.get("version") else {
            return;
        };
        if node.number_of("version") != Some(i64::from(VERSION)) {
            self.said.push(
                Diagnostic::warning(
                    "unknown-version",
                    format!("this version of the format is not known; it was read as {VERSION}"),
                )
                .at(version.span.clone()),
            );
        }
    }

    fn head(&mut self, node: &Node) {
        self.draft.title = self
            .text(node, "title")
            .zip(node.get("title"))
            .map(|(value, at)| At {
                value,
                span: at.span.clone(),
            });
        self.draft.publication = self.text(node, "publication");
        if let Some(lang) = self.text(node, "lang") {
            let lang = lang.replace('_', "-");
            if icu_locale::Locale::try_from_str(&lang).is_ok() {
                self.draft.lang = Some(lang);
            } else if let Some(at) = node.get("lang") {
                self.wrong(at, "a language tag such as `en` or `pt-BR`");
            }
        }
        if let Some(at) = node.get("date")
            && let Some(value) = self.text(node, "date")
        {
            match dates::find(&value) {
                Some(found) => {
                    self.draft.date = Some(At {
                        value: found.day(&value),
                        span: at.span.clone(),
                    });
                }
                None => self.wrong(at, "a day such as `2025-11-22`"),
            }
        }
        if let Some(at) = node.get("updated")
            && let Some(value) = self.text(node, "updated")
        {
            match moments::read(&value, self.context) {
                Some(moment) => {
                    self.draft.updated = Some(moment.text);
                    if let Some((message, help)) = moment.doubt {
                        self.said.push(
                            Diagnostic::warning("doubtful-time-zone", message)
                                .help(help)
                                .at(at.span.clone()),
                        );
                    }
                }
                None => self.wrong(at, "a moment such as `2025-11-22T19:21:00-06:00`"),
            }
        }
        match node.get("draft").map(|node| (&node.value, node)) {
            None | Some((Value::Bool(false), _)) => {}
            Some((Value::Bool(true), _)) => self.draft.draft = true,
            Some((_, at)) => {
                // A draft that slips out is the worse mistake of the two.
                self.draft.draft = true;
                self.said.push(
                    Diagnostic::warning(
                        "wrong-field",
                        "should be true or false; the digest is taken for a draft",
                    )
                    .at(at.span.clone()),
                );
            }
        }
    }

    fn entities(&mut self, node: &Node) {
        const WANTED: &str = "a name, or an object with `name` and `kind`";
        for item in node.get("entities").map_or(&[][..], many) {
            if let Some(name) = item.text().map(fold).filter(|name| !name.is_empty()) {
                self.draft.entities.meet("", &name);
                continue;
            }
            self.known(item, ENTITY_FIELDS);
            let Some(name) = self.text(item, "name") else {
                self.wrong(item, WANTED);
                continue;
            };
            let kind = self.text(item, "kind").unwrap_or_default();
            let Some((id, at)) = self.text(item, "id").zip(item.get("id")) else {
                self.draft.entities.meet(&kind, &name);
                continue;
            };
            let id = ids::given(&id, ENTITY, &at.span, self.said);
            if !self.draft.entities.declare(&id, &kind, &name) {
                self.said.push(
                    Diagnostic::warning(
                        "repeated-id",
                        format!("two entities have the id `{id}`; the first counts"),
                    )
                    .at(at.span.clone()),
                );
            }
        }
    }

    fn tags(&mut self, node: &Node) {
        let Some(tags) = node.get("tags") else { return };
        if let Some(list) = tags.text() {
            self.draft.tags.extend(day_tags(listed(list)));
            return;
        }
        for item in many(tags) {
            if let Some(label) = item.text().map(fold) {
                if !label.is_empty() {
                    self.draft.tags.extend(day_tags(vec![label]));
                }
                continue;
            }
            self.known(item, TAG_FIELDS);
            let id = self.text(item, "id");
            let Some(label) = self.text(item, "label").or_else(|| id.clone()) else {
                self.wrong(item, "a label, or an object with `label`");
                continue;
            };
            let id = id
                .zip(item.get("id"))
                .map(|(id, at)| ids::given(&id, TAG, &at.span, self.said));
            self.tag_ids.extend(id.clone());
            self.draft.tags.push(TagDraft { id, label });
        }
    }

    fn takeaway(&mut self, node: &Node) {
        if matches!(node.value, Value::Null) {
            return;
        }
        if matches!(node.value, Value::Map(_)) {
            self.known(node, TAKEAWAY);
        }
        let Some(html) = self.rich(node, Mode::Inline) else {
            return;
        };
        // That it belongs to no story is said by `null`; left out, it is found by its words.
        let said = node.fields().iter().find(|(key, _)| key.value == "story");
        let story = said.and_then(|(_, at)| {
            let value = match at.value {
                Value::Null => Some(String::new()),
                _ => self.text(node, "story"),
            };
            Some(At {
                value: value?,
                span: at.span.clone(),
            })
        });
        if !html.is_empty() {
            self.draft.takeaways.push(TakeawayDraft { html, story });
        }
    }

    /// `[{"part": …, "label": …}]`, or an object of parts.
    pub(super) fn labels(&mut self, node: &Node) -> Vec<PartLabel> {
        let Some(labels) = node.get("labels") else {
            return vec![];
        };
        let mut out = Vec::new();
        let mut add = |part: Option<String>, label: Option<String>| {
            out.extend(
                part.zip(label)
                    .map(|(part, label)| PartLabel { part, label }),
            );
        };
        match &labels.value {
            Value::Map(fields) => {
                for (part, _) in fields {
                    add(Some(part.value.clone()), self.text(labels, &part.value));
                }
            }
            _ => {
                for item in many(labels) {
                    self.known(item, LABEL);
                    add(self.text(item, "part"), self.text(item, "label"));
                }
            }
        }
        out
    }
}
