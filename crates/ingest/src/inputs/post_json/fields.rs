//! What fields hold: texts, rich texts, lists; and what to say where they hold anything else.

use super::super::json::{Node, Value};
use crate::{
    Context, Diagnostic,
    draft::{Draft, Said},
    html::{Mode, vet_as},
    markdown,
    source::fold,
};
use dayfold_model::Block;
use std::collections::HashSet;

pub(super) const BLOCK: &[&str] = &["label", "html", "md"];

/// Reads into one draft.
pub(super) struct Reader<'d, 'c> {
    pub(super) draft: &'d mut Draft,
    pub(super) context: &'c Context,
    pub(super) said: &'d mut Said,
    /// The ids that tags of the day were given.
    pub(super) tag_ids: HashSet<String>,
}

/// The items of a list; what is no list counts as one item.
pub(super) fn many(node: &Node) -> &[Node] {
    match &node.value {
        Value::List(items) => items,
        Value::Null => &[],
        _ => std::slice::from_ref(node),
    }
}

impl<'d, 'c> Reader<'d, 'c> {
    pub(super) fn new(draft: &'d mut Draft, context: &'c Context, said: &'d mut Said) -> Self {
        Self {
            draft,
            context,
            said,
            tag_ids: HashSet::new(),
        }
    }

    /// Warns of fields that are none of these, but almost.
    pub(super) fn known(&mut self, node: &Node, names: &[&str]) {
        for (key, _) in node.fields() {
            let name = key.value.as_str();
            if names.contains(&name) {
                continue;
            }
            if let Some(meant) = names.iter().find(|known| is_near(name, known)) {
                self.said.push(
                    Diagnostic::warning(
                        "unknown-field",
                        format!("`{name}` is no field that is read here; it was left out"),
                    )
                    .help(format!("write `{meant}` if that is meant"))
                    .at(key.span.clone()),
                );
            }
        }
    }

    pub(super) fn wrong(&mut self, node: &Node, wanted: &str) {
        self.said.push(
            Diagnostic::warning(
                "wrong-field",
                format!(
                    "should be {wanted}, but is {}; it was left out",
                    shown(node)
                ),
            )
            .at(node.span.clone()),
        );
    }

    /// A field that is one line of text, where it holds anything.
    pub(super) fn text(&mut self, node: &Node, name: &str) -> Option<String> {
        let node = node.get(name)?;
        match &node.value {
            Value::Text(text) | Value::Number(text) => {
                Some(fold(text)).filter(|text| !text.is_empty())
            }
            _ => {
                self.wrong(node, "a text");
                None
            }
        }
    }

    /// Vetted HTML of a rich text: Markdown, `{md}` or `{html}`.
    pub(super) fn rich(&mut self, node: &Node, mode: Mode) -> Option<String> {
        if let Some(text) = node.text() {
            return Some(self.markdown(text, mode));
        }
        let (html, md) = (node.get("html"), node.get("md"));
        if let (Some(_), Some(md)) = (html, md) {
            self.said.push(
                Diagnostic::warning(
                    "wrong-field",
                    "`html` is given too and counts; `md` was left out",
                )
                .at(md.span.clone()),
            );
        }
        match (html, md) {
            (Some(html), _) => match html.text() {
                Some(text) => Some(vet_as(text, mode, &self.draft.entities)),
                None => {
                    self.wrong(html, "a text of HTML");
                    None
                }
            },
            (None, Some(md)) => match md.text() {
                Some(text) => Some(self.markdown(text, mode)),
                None => {
                    self.wrong(md, "a text of Markdown");
                    None
                }
            },
            (None, None) => {
                if !matches!(node.value, Value::Map(_)) {
                    self.wrong(node, "a text, or an object with `md` or `html`");
                } else if node.get("label").is_none() {
                    self.said.push(
                        Diagnostic::warning(
                            "wrong-field",
                            "gives neither `md` nor `html`; it was left out",
                        )
                        .at(node.span.clone()),
                    );
                }
                None
            }
        }
    }

    fn markdown(&mut self, text: &str, mode: Mode) -> String {
        let clean = crate::source::Source::clean(text).text;
        let html = markdown::fragment(&clean, &mut self.draft.entities).concat();
        match mode {
            Mode::Block => html,
            Mode::Inline => vet_as(&html, mode, &self.draft.entities),
        }
    }

    /// A rich text of which a plain string may be HTML already.
    pub(super) fn summary(&mut self, node: &Node) -> Option<String> {
        let html = match node.text() {
            Some(text) if text.trim_start().starts_with('<') => {
                Some(vet_as(text, Mode::Block, &self.draft.entities))
            }
            _ => self.rich(node, Mode::Block),
        };
        html.filter(|html| !html.is_empty())
    }

    /// The blocks of a field.
    pub(super) fn blocks(&mut self, node: &Node, name: &str) -> Vec<Block> {
        let mut out = Vec::new();
        for item in node.get(name).map_or(&[][..], many) {
            out.extend(self.block(item));
        }
        out
    }

    fn block(&mut self, node: &Node) -> Option<Block> {
        if matches!(node.value, Value::Null) {
            return None;
        }
        let mut label = None;
        if matches!(node.value, Value::Map(_)) {
            self.known(node, BLOCK);
            label = self.text(node, "label");
        }
        let html = self.rich(node, Mode::Block).unwrap_or_default();
        (label.is_some() || !html.is_empty()).then_some(Block { label, html })
    }

    /// Text that stands beside the blocks, which it leads.
    pub(super) fn lead(&mut self, node: &Node) -> Option<Block> {
        let mut html = String::new();
        if let Some(summary) = node.get("summary") {
            html.extend(self.summary(summary));
        }
        if node.get("html").or_else(|| node.get("md")).is_some() {
            html.extend(self.rich(node, Mode::Block));
        }
        (!html.is_empty()).then_some(Block { label: None, html })
    }
}

/// How a wrong value is named: itself where it is short.
fn shown(node: &Node) -> String {
    match &node.value {
        Value::Text(text) | Value::Number(text) if text.len() <= 60 && !text.contains('\n') => {
            format!("`{text}`")
        }
        _ => node.kind().to_owned(),
    }
}

/// Whether a name is a known one written a little otherwise.
fn is_near(name: &str, known: &str) -> bool {
    if name.len() > 40 {
        return false;
    }
    let bare = |name: &str| name.to_ascii_lowercase().replace(['_', '-', ' '], "");
    let (name, known) = (bare(name), bare(known));
    let most = match known.len() {
        0..=3 => 0,
        4..=6 => 1,
        _ => 2,
    };
    // One for many, or many for one, is the usual mistake.
    let plural = |a: &str, b: &str| {
        let stem = b.strip_suffix("ies").map(|stem| format!("{stem}y"));
        b.strip_suffix('s') == Some(a)
            || stem.as_deref() == Some(a)
            || stem.is_some_and(|stem| format!("{stem}s") == a)
    };
    plural(&name, &known) || plural(&known, &name) || strsim::osa_distance(&name, &known) <= most
}

#[cfg(test)]
mod tests {
    use super::*;
    use rstest::rstest;

    #[rstest]
    #[case("storys", "stories", true)]
    #[case("story", "stories", true)]
    #[case("takeaway", "takeaways", true)]
    #[case("Title", "title", true)]
    #[case("dateText", "date_text", true)]
    #[case("tag", "tags", true)]
    #[case("sumary", "summary", true)]
    #[case("text", "tags", false)]
    #[case("note", "date", false)]
    #[case("mp", "md", false)]
    fn near(#[case] name: &str, #[case] known: &str, #[case] expected: bool) {
        assert_eq!(is_near(name, known), expected);
    }
}
