//! Clusters of news, as Kagi News publishes them: a category with its stories, each summed up
//! from many articles.
//!
//! The format grows: a field that is not known becomes a block labelled with its name, so
//! that nothing is lost; one that is missing or null is just not there.

use super::{
    Outcome, days,
    json::{Node, Value},
    json_feed::paragraphs,
};
use crate::{
    Context,
    dates::Dated,
    draft::{At, Draft, Form, Said, SectionDraft, StoryDraft},
    html::{escape, escape_attribute, vet},
    markdown::is_web,
    source::fold,
};
use dayfold_model::{Block, Source};
use std::{collections::HashMap, fmt::Write as _};

/// The name of the publication.
const PUBLICATION: &str = "Kagi News";

/// The labels of fields whose names do not make good ones.
const LABELS: &[(&str, &str)] = &[
    ("talking_points", "Highlights"),
    ("business_angle_text", "Business angle"),
    ("business_angle_points", "Business angle"),
    ("user_action_items", "What you can do"),
    ("diy_tips", "DIY tips"),
    ("suggested_qna", "Questions and answers"),
    ("primary_image", "Image"),
    ("secondary_image", "Image"),
];

/// Fields that are read otherwise, or say nothing of the news.
const NO_BLOCKS: &[&str] = &[
    "id",
    "cluster_number",
    "unique_domains",
    "number_of_titles",
    "category",
    "title",
    "emoji",
    "location",
    "quote_author",
    "quote_attribution",
    "quote_source_url",
    "quote_source_domain",
    "articles",
    "domains",
    "sourceLanguage",
    "selectedLanguage",
    "expanded",
    "read",
];

/// Whether the JSON is a category of clusters or of events, or a list of such.
pub(super) fn is(root: &Node) -> bool {
    let first = root.items().first().unwrap_or(root);
    let is_event = |node: &Node| node.get("year").is_some() && node.get("content").is_some();
    first
        .get("clusters")
        .is_some_and(|list| matches!(list.value, Value::List(_)))
        || first
            .get("events")
            .is_some_and(|list| list.items().first().is_some_and(is_event))
        || first.get("stories").is_some_and(|list| {
            let summed = |story: &Node| story.get("short_summary").is_some();
            list.items().first().is_some_and(summed)
        })
}

pub(super) fn read(root: &Node, name: &str, context: &Context) -> Outcome {
    let categories = match &root.value {
        Value::List(items) => items.as_slice(),
        _ => std::slice::from_ref(root),
    };
    let mut drafts: Vec<Draft> = Vec::new();
    for node in categories {
        let draft = category(node, context);
        // Categories of one day are one digest.
        let day = |draft: &Draft| draft.date.as_ref().map(|at| at.value.clone());
        match drafts.iter_mut().find(|known| day(known) == day(&draft)) {
            Some(known) => {
                known.sections.extend(draft.sections);
                if let Some(title) = &mut known.title {
                    title.value = PUBLICATION.to_owned();
                }
            }
            None => drafts.push(draft),
        }
    }
    super::finish(drafts, name, context, Said::new())
}

fn category(node: &Node, context: &Context) -> Draft {
    let name = ["category", "categoryName", "category_name"]
        .iter()
        .find_map(|name| node.text_of(name))
        .map(fold);
    let when = node
        .number_of("timestamp")
        .and_then(|seconds| days::of_seconds(seconds, context))
        .or_else(|| days::read(node.text_of("timestamp")?, context));
    let mut draft = Draft {
        form: Form::Json,
        ..Draft::default()
    };
    let at = |name: &str| {
        node.get(name)
            .map_or_else(|| node.span.clone(), |at| at.span.clone())
    };
    draft.publication = Some(PUBLICATION.to_owned());
    draft.lang = node.text_of("language").and_then(super::language);
    if let Some(when) = when {
        draft.updated = when.moment;
        draft.date = Some(At {
            value: Ok(Dated::on(when.day)),
            span: at("timestamp"),
        });
    }
    let clusters = node.get("clusters").or_else(|| node.get("stories"));
    let clusters = clusters.map_or(&[][..], Node::items);
    let events = node.get("events").map_or(&[][..], Node::items);
    let name = name.or_else(|| (!events.is_empty()).then(|| "On this day".to_owned()));
    draft.title = Some(At {
        value: match &name {
            Some(name) => format!("{PUBLICATION}: {name}"),
            None => PUBLICATION.to_owned(),
        },
        span: at("category"),
    });
    let stories = clusters
        .iter()
        .filter_map(|node| cluster(node, name.as_deref()));
    draft.sections.push(SectionDraft {
        stories: stories.collect(),
        body: events.iter().filter_map(event).collect(),
        title: name,
        ..SectionDraft::default()
    });
    draft
}

/// Something that happened on that day in another year.
fn event(node: &Node) -> Option<Block> {
    let html = vet(node.text_of("content")?);
    Some(Block {
        label: node.get("year").and_then(plain).map(|year| fold(&year)),
        html,
    })
}

/// A text or a number.
fn plain(node: &Node) -> Option<String> {
    match &node.value {
        Value::Text(text) | Value::Number(text) if !text.trim().is_empty() => Some(text.clone()),
        _ => None,
    }
}

fn cluster(node: &Node, category: Option<&str>) -> Option<StoryDraft> {
    let articles = Articles::new(node);
    let summary = node.text_of("short_summary");
    let title = node.text_of("title").map(fold).or_else(|| {
        let text = dayfold_model::plain_text(&articles.html(summary?));
        Some(dayfold_model::lead(&text, 80))
    })?;
    let mut story = StoryDraft::new(title);
    let own = node.text_of("category").map(fold);
    story.kicker.extend(node.text_of("emoji").map(fold));
    story.kicker.extend(
        own.filter(|own| category.is_none_or(|category| !category.eq_ignore_ascii_case(own))),
    );
    story.kicker.extend(node.text_of("location").map(fold));
    if let Some(summary) = summary {
        story.body.push(Block {
            label: None,
            html: articles.html(summary),
        });
    }
    for (key, value) in node.fields() {
        let key = key.value.as_str();
        if NO_BLOCKS.contains(&key) || key == "short_summary" {
            continue;
        }
        let html = match key {
            "quote" => quote(node, &articles),
            "primary_image" | "secondary_image" => image(value),
            _ => articles.value(value),
        };
        let html = vet(&html);
        let label = label(key);
        match story.body.last_mut() {
            _ if html.is_empty() => {}
            // A text and its points.
            Some(last) if last.label.as_deref() == Some(label.as_str()) => {
                last.html.push_str(&html);
            }
            _ => story.body.push(Block {
                label: Some(label),
                html,
            }),
        }
    }
    story.body.retain(|block| !block.html.is_empty());
    story.sources = articles.sources();
    Some(story)
}

/// A name of a field as a label: its words.
fn label(key: &str) -> String {
    if let Some((_, label)) = LABELS.iter().find(|(name, _)| *name == key) {
        return (*label).to_owned();
    }
    let words = fold(&key.replace('_', " "));
    let mut chars = words.chars();
    let first = chars.next().map(|c| c.to_uppercase().collect::<String>());
    first.unwrap_or_default() + chars.as_str()
}

fn quote(node: &Node, articles: &Articles<'_>) -> String {
    let Some(quote) = node.text_of("quote") else {
        return String::new();
    };
    let mut html = format!("<blockquote>{}</blockquote>", articles.html(quote));
    let mut by: Vec<String> = ["quote_author", "quote_attribution"]
        .iter()
        .filter_map(|name| node.text_of(name))
        .map(|text| articles.inline(text))
        .collect();
    by.dedup();
    let domain = node.text_of("quote_source_domain").map(fold);
    match node.text_of("quote_source_url").map(str::trim) {
        Some(url) if is_web(url) => {
            let name = domain.unwrap_or_else(|| crate::markdown::host(url).to_owned());
            by.push(link(url, &name));
        }
        _ => by.extend(domain.map(|domain| escape(&domain))),
    }
    if !by.is_empty() {
        let _ = write!(html, "<p>— {}</p>", by.join(", "));
    }
    html
}

fn link(url: &str, name: &str) -> String {
    format!("<a href=\"{}\">{}</a>", escape_attribute(url), escape(name))
}

fn image(node: &Node) -> String {
    let caption = node.text_of("caption").map(fold);
    let credit = node.text_of("credit").map(fold);
    let Some(url) = node.text_of("url").map(str::trim).filter(|url| is_web(url)) else {
        return caption.map_or_else(String::new, |caption| {
            format!("<p>{}</p>", escape(&caption))
        });
    };
    let name = caption.or_else(|| credit.clone());
    let shown = link(url, name.as_deref().unwrap_or("Image"));
    let credit = credit.filter(|credit| name.as_ref() != Some(credit));
    let credit = credit.map_or_else(String::new, |credit| format!(" ({})", escape(&credit)));
    format!("<p>{shown}{credit}</p>")
}

/// The articles of a cluster, to which its texts refer as `[domain#number]`.
struct Articles<'a> {
    all: Vec<(&'a str, &'a str)>,
    by_domain: HashMap<String, Vec<&'a str>>,
}

impl<'a> Articles<'a> {
    fn new(cluster: &'a Node) -> Self {
        let mut all = Vec::new();
        let mut by_domain: HashMap<String, Vec<&str>> = HashMap::new();
        for node in cluster.get("articles").map_or(&[][..], Node::items) {
            let Some(url) = node
                .text_of("link")
                .map(str::trim)
                .filter(|url| is_web(url))
            else {
                continue;
            };
            let domain = node
                .text_of("domain")
                .map_or(crate::markdown::host(url), str::trim);
            all.push((domain, url));
            by_domain
                .entry(domain.to_lowercase())
                .or_default()
                .push(url);
        }
        Self { all, by_domain }
    }

    /// Each address once, those of one domain together.
    fn sources(&self) -> Vec<Source> {
        let mut order: HashMap<&str, usize> = HashMap::new();
        let mut grouped: Vec<Vec<Source>> = Vec::new();
        let mut seen = std::collections::HashSet::new();
        for (domain, url) in &self.all {
            if !seen.insert(*url) {
                continue;
            }
            let at = *order.entry(domain).or_insert_with(|| {
                grouped.push(vec![]);
                grouped.len() - 1
            });
            grouped[at].push(Source {
                name: (*domain).to_owned(),
                url: Some((*url).to_owned()),
            });
        }
        grouped.into_iter().flatten().collect()
    }

    /// Vetted HTML of a text with its marks.
    fn html(&self, text: &str) -> String {
        vet(&self.marked(&paragraphs(text)))
    }

    /// The same for within a line.
    fn inline(&self, text: &str) -> String {
        self.marked(&escape(&fold(text)))
    }

    /// A text that is `Label: text`, the label in bold letters.
    fn point(&self, text: &str) -> String {
        // A timeline may be a list of `day:: text`.
        let parts = text.split_once("::").or_else(|| text.split_once(": "));
        match parts {
            Some((label, rest))
                if label.chars().count() <= 60 && !label.contains(['.', '[', '\n']) =>
            {
                format!(
                    "<strong>{}:</strong> {}",
                    self.inline(label),
                    self.inline(rest)
                )
            }
            _ => self.inline(text),
        }
    }

    /// Any value as HTML.
    fn value(&self, node: &Node) -> String {
        match &node.value {
            Value::Null | Value::Bool(_) => String::new(),
            Value::Number(number) => format!("<p>{}</p>", escape(number)),
            Value::Text(text) => self.marked(&paragraphs(text)),
            Value::List(items) => {
                let items: Vec<String> = items
                    .iter()
                    .map(|item| match item.text() {
                        Some(text) => self.point(text),
                        None => self.fields(item),
                    })
                    .filter(|html| !html.is_empty())
                    .map(|html| format!("<li>{html}</li>"))
                    .collect();
                match items.is_empty() {
                    true => String::new(),
                    false => format!("<ul>{}</ul>", items.concat()),
                }
            }
            Value::Map(_) => match self.fields(node) {
                html if html.is_empty() => html,
                html => format!("<p>{html}</p>"),
            },
        }
    }

    /// An object on one line: what names it in bold letters, its text, its sources.
    fn fields(&self, node: &Node) -> String {
        const HEADS: [&str; 6] = ["date", "question", "title", "name", "label", "country"];
        let mut parts: Vec<String> = Vec::new();
        if !node.items().is_empty() {
            return node.items().iter().map(|item| self.value(item)).collect();
        }
        for (key, value) in node.fields() {
            let text = plain(value);
            match (key.value.as_str(), &value.value) {
                ("sources", Value::List(sources)) => {
                    let links: Vec<String> = sources.iter().filter_map(source_link).collect();
                    if !links.is_empty() {
                        parts.push(format!("({})", links.join(", ")));
                    }
                }
                (key, _) if HEADS.contains(&key) => {
                    parts.extend(
                        text.map(|text| format!("<strong>{}</strong>", self.inline(&text))),
                    );
                }
                ("text", _) => parts.extend(text.map(|text| self.point(&text))),
                (_, Value::Text(url)) if is_web(url.trim()) => {
                    parts.push(link(url.trim(), crate::markdown::host(url.trim())));
                }
                (_, Value::List(_) | Value::Map(_)) => parts.push(self.fields(value)),
                _ => parts.extend(text.map(|text| self.inline(&text))),
            }
        }
        if let Some(text) = plain(node) {
            parts.push(self.inline(&text));
        }
        parts.retain(|part| !part.is_empty());
        parts.join(" ")
    }

    /// Marks in escaped text become links to their articles, or vanish.
    fn marked(&self, html: &str) -> String {
        let mut out = String::with_capacity(html.len());
        let mut rest = html;
        while let Some(open) = rest.find('[') {
            let inside = &rest[open + 1..];
            let end = inside.bytes().take(120).position(|byte| byte == b']');
            let Some(mark) = end.and_then(|end| inside.get(..end)) else {
                out.push_str(&rest[..=open]);
                rest = inside;
                continue;
            };
            let Some(url) = self.mark(mark) else {
                out.push_str(&rest[..=open]);
                rest = inside;
                continue;
            };
            out.push_str(&rest[..open]);
            if let Some((name, url)) = url {
                if !out.ends_with([' ', '>']) || out.ends_with("</a>") {
                    out.push(' ');
                }
                out.push_str(&link(url, name));
            } else if inside[mark.len() + 1..].starts_with(|c: char| !c.is_alphanumeric()) {
                // Nothing is left that a space would part.
                out.truncate(out.trim_end_matches(' ').len());
            }
            rest = &inside[mark.len() + 1..];
        }
        out.push_str(rest);
        out
    }

    /// The name and address that a mark leads to, if to any; `None` where it is no mark.
    fn mark<'m>(&self, mark: &'m str) -> Option<Option<(&'m str, &'a str)>> {
        if mark == "common" {
            return Some(None);
        }
        let (domain, number) = mark.rsplit_once('#')?;
        if !domain.contains('.') || domain.contains(char::is_whitespace) {
            return None;
        }
        let number: usize = number.parse().ok()?;
        let urls = self.by_domain.get(&domain.to_lowercase());
        let url = urls.and_then(|urls| urls.get(number.checked_sub(1)?).copied());
        Some(url.map(|url| (domain, url)))
    }
}

fn source_link(node: &Node) -> Option<String> {
    let url = node.text_of("url").map(str::trim).filter(|url| is_web(url));
    let name = node
        .text_of("name")
        .map(fold)
        .or_else(|| node.text().map(fold));
    match (name, url) {
        (Some(name), Some(url)) => Some(link(url, &name)),
        (None, Some(url)) => Some(link(url, crate::markdown::host(url))),
        (name, None) => name.map(|name| escape(&name)),
    }
}
