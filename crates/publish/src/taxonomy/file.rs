//! `tags.toml`: what a publisher says of tags and entities. An entry that is wrong costs that
//! entry, and within it a field that is wrong costs that field.

use super::{
    fold::fold_key,
    rules::{Entry, ListRules, Merge, Rules},
};
use dayfold_ingest::{Diagnostic, entity_id, tag_id};
use dayfold_model::Subjects;
use std::{collections::BTreeMap, ops::Range};
use toml::{
    Spanned,
    de::{DeTable, DeValue},
};
use url::Url;

/// The name of the file, beside the settings in a folder of digests.
pub const TAGS_FILE: &str = "tags.toml";

/// The longest ticker, in characters: an exchange, a colon and a symbol.
const LONGEST_TICKER: usize = 24;

/// What may stand in the file.
pub(super) const TOP: &[&str] = &["ignore", "kinds", "tags", "entities"];
/// What may stand in the entry of a tag.
pub(super) const TAG_FIELDS: &[&str] = &["label", "aliases", "kind", "into"];
/// What may stand in the entry of an entity.
pub(super) const ENTITY_FIELDS: &[&str] = &["name", "aliases", "kind", "into", "url", "ticker"];

/// Reads the file's text.
pub(crate) fn read(text: &str) -> (Rules, Vec<Diagnostic>) {
    let (table, errors) = DeTable::parse_recoverable(text);
    let mut reader = Reader {
        said: errors.iter().map(syntax).collect(),
    };
    let rules = reader.rules(table.get_ref());
    let mut said = reader.said;
    said.sort_by_key(|said| said.span.as_ref().map(|span| span.start));
    (rules, said)
}

fn syntax(error: &toml::de::Error) -> Diagnostic {
    let text = format!("this is not TOML: {}", error.message());
    let said = Diagnostic::error("tags-syntax", text)
        .help("an entry begins with [tags.NAME], and its fields are lines of the form label = \"…\"; a name with spaces or dots stands in quotes: [tags.\"Open AI\"]");
    match error.span() {
        Some(span) => said.at(span),
        None => said,
    }
}

/// The id of a name in a list.
pub(super) fn id_in(list: Subjects, name: &str) -> String {
    match list {
        Subjects::Tags => tag_id(name),
        Subjects::Entities => entity_id(name),
    }
}

/// What the members of a list are called.
pub(super) fn one_of(list: Subjects) -> &'static str {
    match list {
        Subjects::Tags => "tag",
        Subjects::Entities => "entity",
    }
}

/// A text and where it stands.
type Text = (String, Range<usize>);

struct Reader {
    said: Vec<Diagnostic>,
}

impl Reader {
    fn rules(&mut self, table: &DeTable<'_>) -> Rules {
        let mut rules = Rules::default();
        for (key, value) in by_place(table) {
            match key.get_ref().as_ref() {
                "ignore" => {
                    let names = self.texts("ignore", value);
                    rules.ignored = names
                        .into_iter()
                        .map(|(name, _)| fold_key(&tag_id(&name)))
                        .collect();
                }
                "kinds" => rules.kinds = self.kinds(value),
                "tags" => rules.tags = self.list(Subjects::Tags, value),
                "entities" => rules.entities = self.list(Subjects::Entities, value),
                name => self.unknown(name, key.span(), TOP, "the file has no part"),
            }
        }
        rules
    }

    /// What kinds that texts name become, by the texts' words in lower case.
    fn kinds(&mut self, value: &Spanned<DeValue<'_>>) -> BTreeMap<String, String> {
        let mut kinds = BTreeMap::new();
        let Some(table) = self.table("kinds", value, "finance = \"company\"") else {
            return kinds;
        };
        for (key, value) in by_place(table) {
            let name = key.get_ref();
            if let Some((kind, _)) = self.text(name, value) {
                kinds.insert(name.trim().to_lowercase(), kind);
            }
        }
        kinds
    }

    fn list(&mut self, list: Subjects, value: &Spanned<DeValue<'_>>) -> ListRules {
        let mut rules = ListRules::new(list);
        let example = match list {
            Subjects::Tags => "label = \"OpenAI\"",
            Subjects::Entities => "name = \"Nvidia\"",
        };
        let Some(table) = self.table(list.as_str(), value, example) else {
            return rules;
        };
        // Where each spelling was claimed, and by which entry.
        let mut claims: BTreeMap<String, String> = BTreeMap::new();
        let mut entries = Vec::new();
        for (key, value) in by_place(table) {
            let name = key.get_ref().trim();
            let path = format!("{}.{}", list.as_str(), quoted(name));
            if name.is_empty() {
                let text = format!("an entry of `{}` has no name", list.as_str());
                let said = Diagnostic::error("tags-name", text).help("the name is the spelling that becomes the address: [tags.openai] is at /tags/openai/");
                self.said.push(said.at(key.span()));
                continue;
            }
            let id = id_in(list, name);
            if let Some(other) = claims.get(&id) {
                let text = format!("[{path}] is the same {} as [{other}]", one_of(list));
                let said = Diagnostic::error("tags-twice", text)
                    .help("the first entry counts; put what this one says into it");
                self.said.push(said.at(key.span()));
                continue;
            }
            let Some(fields) = self.table(&path, value, example) else {
                continue;
            };
            claims.insert(id.clone(), path.clone());
            let (entry, aliases) = self.entry(list, name, fields);
            entries.push((id, path, entry, aliases));
        }
        // Entries first: what has one is no alias of another.
        for (id, path, mut entry, aliases) in entries {
            for (alias, span) in aliases {
                let spelling = id_in(list, &alias);
                match claims.get(&spelling) {
                    None => {
                        claims.insert(spelling.clone(), path.clone());
                        entry.aliases.push(spelling);
                    }
                    Some(owner) if *owner == path => {}
                    Some(owner) => self.said.push(claimed(&alias, owner, &path).at(span)),
                }
            }
            rules.entries.insert(id, entry);
        }
        rules.index();
        for merge in rules.break_cycles() {
            let text = format!(
                "“{}” is merged into itself in the end",
                merge.target.as_str()
            );
            let said = Diagnostic::error("tags-cycle", text).help(
                "each merge leads to another entry that has none; take one `into` of them away",
            );
            self.said.push(said.at(merge.span));
        }
        rules
    }

    /// The fields of an entry, and its aliases as they are written.
    fn entry(&mut self, list: Subjects, name: &str, fields: &DeTable<'_>) -> (Entry, Vec<Text>) {
        let mut entry = Entry {
            written: name.to_owned(),
            ..Entry::default()
        };
        let mut aliases = Vec::new();
        let known = match list {
            Subjects::Tags => TAG_FIELDS,
            Subjects::Entities => ENTITY_FIELDS,
        };
        for (key, value) in by_place(fields) {
            let name = key.get_ref().as_ref();
            if !known.contains(&name) {
                let what = format!("an entry of `{}` has no field", list.as_str());
                self.unknown(name, key.span(), known, &what);
                continue;
            }
            match name {
                "aliases" => aliases = self.texts(name, value),
                "url" => entry.url = self.url(value),
                "ticker" => entry.ticker = self.ticker(value),
                "into" => {
                    entry.into = self
                        .text(name, value)
                        .map(|(target, span)| Merge { target, span });
                }
                "kind" => entry.kind = self.text(name, value).map(|(text, _)| text),
                // `label` or `name`.
                _ => entry.label = self.text(name, value).map(|(text, _)| text),
            }
        }
        let says_more = [&entry.label, &entry.kind, &entry.url, &entry.ticker];
        if let Some(merge) = &entry.into
            && says_more.iter().any(|field| field.is_some())
        {
            let text = "what is merged into another has no label, kind or address of its own";
            let said = Diagnostic::warning("tags-merge-excess", text)
                .help("beside `into` only `aliases` count; say the rest in the other's entry");
            self.said.push(said.at(merge.span.clone()));
        }
        (entry, aliases)
    }

    fn url(&mut self, value: &Spanned<DeValue<'_>>) -> Option<String> {
        let (text, span) = self.text("url", value)?;
        match Url::parse(&text) {
            Ok(mut url) if matches!(url.scheme(), "http" | "https") && url.has_host() => {
                _ = url.set_username("");
                _ = url.set_password(None);
                Some(url.into())
            }
            _ => {
                let text = format!("“{text}” is no address of a page");
                let said = Diagnostic::error("tags-url", text)
                    .help("it begins with https://, for example https://www.nvidia.com/");
                self.said.push(said.at(span));
                None
            }
        }
    }

    fn ticker(&mut self, value: &Spanned<DeValue<'_>>) -> Option<String> {
        let (text, span) = self.text("ticker", value)?;
        let is_sign =
            |c: char| c.is_ascii_alphanumeric() || matches!(c, '.' | '-' | ':' | '^' | '=');
        let is_named = |part: &str| part.contains(|c: char| c.is_ascii_alphanumeric());
        if text.len() <= LONGEST_TICKER
            && text.chars().all(is_sign)
            && text.split(':').all(is_named)
        {
            return Some(text);
        }
        let text = format!("“{text}” is no ticker");
        let said = Diagnostic::error("tags-ticker", text)
            .help("write the exchange and the symbol: ticker = \"NASDAQ:NVDA\"");
        self.said.push(said.at(span));
        None
    }

    fn table<'a, 'i>(
        &mut self,
        path: &str,
        value: &'a Spanned<DeValue<'i>>,
        example: &str,
    ) -> Option<&'a DeTable<'i>> {
        match value.get_ref() {
            DeValue::Table(table) => Some(table),
            other => {
                let help = format!("write [{path}], and below it a line such as {example}");
                self.wrong_type(path, "a table", other, help, value.span());
                None
            }
        }
    }

    /// A text; blank counts as absent.
    fn text(&mut self, name: &str, value: &Spanned<DeValue<'_>>) -> Option<Text> {
        match value.get_ref() {
            DeValue::String(text) => {
                let text = text.trim().to_owned();
                (!text.is_empty()).then(|| (text, value.span()))
            }
            other => {
                let help = format!("put it in quotes: {name} = \"…\"");
                self.wrong_type(name, "a text", other, help, value.span());
                None
            }
        }
    }

    fn texts(&mut self, name: &str, value: &Spanned<DeValue<'_>>) -> Vec<Text> {
        let DeValue::Array(values) = value.get_ref() else {
            let help = format!("put it in brackets: {name} = [\"…\", \"…\"]");
            self.wrong_type(name, "a list of texts", value.get_ref(), help, value.span());
            return vec![];
        };
        let mut texts = Vec::new();
        for value in values.iter() {
            match value.get_ref() {
                DeValue::String(text) => {
                    let text = text.trim().to_owned();
                    if !text.is_empty() {
                        texts.push((text, value.span()));
                    }
                }
                other => {
                    let help = format!("put each in quotes: {name} = [\"…\", \"…\"]");
                    let what = "a list of texts";
                    self.wrong_type(name, what, other, help, value.span());
                }
            }
        }
        texts
    }

    fn wrong_type(
        &mut self,
        name: &str,
        wanted: &str,
        found: &DeValue<'_>,
        help: String,
        span: Range<usize>,
    ) {
        let kind = found.type_str();
        let text = format!("`{name}` is {wanted}, and this is of the kind {kind}");
        self.said
            .push(Diagnostic::error("tags-type", text).help(help).at(span));
    }

    fn unknown(&mut self, name: &str, span: Range<usize>, known: &[&str], what: &str) {
        let text = format!("{what} `{name}`; it is passed over");
        let help = format!("known are: {}", known.join(", "));
        let said = Diagnostic::warning("tags-unknown", text).help(help);
        self.said.push(said.at(span));
    }
}

fn claimed(alias: &str, owner: &str, path: &str) -> Diagnostic {
    let text = format!("“{alias}” is [{owner}] already, and cannot be [{path}] as well");
    Diagnostic::error("tags-alias", text)
        .help("the first counts; take the alias out of one of them, or merge one into the other with `into`")
}

/// The fields of a table in the order of the text: what is told of an entry depends on which
/// came first.
fn by_place<'a, 'i>(
    table: &'a DeTable<'i>,
) -> Vec<(
    &'a Spanned<std::borrow::Cow<'i, str>>,
    &'a Spanned<DeValue<'i>>,
)> {
    let mut fields: Vec<_> = table.iter().collect();
    fields.sort_by_key(|(key, _)| key.span().start);
    fields
}

/// A name as it stands in a table's header.
pub(super) fn quoted(name: &str) -> String {
    let is_bare = |c: char| c.is_ascii_alphanumeric() || matches!(c, '-' | '_');
    if !name.is_empty() && name.chars().all(is_bare) {
        return name.to_owned();
    }
    toml::Value::from(name).to_string()
}
