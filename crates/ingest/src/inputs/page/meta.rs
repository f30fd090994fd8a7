//! What a page says of itself.

use super::super::json;
use crate::source::fold;
use scraper::{ElementRef, Html};

/// What stands in the head of a page, or is marked in its text.
#[derive(Debug, Default)]
pub(super) struct Meta {
    pub(super) lang: Option<String>,
    /// The name of the site.
    pub(super) site: Option<String>,
    /// When it was published, the surest first.
    pub(super) published: Vec<String>,
    /// The first moment that the text marks.
    pub(super) time: Option<String>,
    title: Option<String>,
    social_title: Option<String>,
    base: Option<String>,
    canonical: Option<String>,
}

impl Meta {
    pub(super) fn of(document: &Html) -> Self {
        let mut meta = Self::default();
        let root = document.root_element();
        meta.lang = root
            .attr("lang")
            .or_else(|| root.attr("xml:lang"))
            .map(str::to_owned);
        let mut structured = Vec::new();
        for element in root.descendent_elements() {
            match element.value().name() {
                "title" => {
                    let in_picture = element
                        .ancestors()
                        .filter_map(ElementRef::wrap)
                        .any(|outer| outer.value().name() == "svg");
                    if !in_picture {
                        set(&mut meta.title, Some(&element.text().collect::<String>()));
                    }
                }
                "base" => set(&mut meta.base, element.attr("href")),
                "link" if element.attr("rel") == Some("canonical") => {
                    set(&mut meta.canonical, element.attr("href"));
                }
                "time" => set(&mut meta.time, element.attr("datetime")),
                "meta" => meta.property(element),
                "script" if element.attr("type") == Some("application/ld+json") => {
                    let text: String = element.text().collect();
                    for node in json::parse(&text, &mut vec![]) {
                        published(&node, &mut structured, 0);
                    }
                }
                _ => {}
            }
        }
        meta.published.extend(structured);
        meta
    }

    fn property(&mut self, element: ElementRef<'_>) {
        let name = ["property", "name", "itemprop"]
            .iter()
            .find_map(|name| element.attr(name));
        let Some((name, content)) = name.zip(element.attr("content")) else {
            return;
        };
        match name.to_ascii_lowercase().as_str() {
            "article:published_time" | "datepublished" => {
                self.published.insert(0, content.to_owned());
            }
            "date" | "dc.date" | "dcterms.created" => self.published.push(content.to_owned()),
            "og:site_name" => set(&mut self.site, Some(content)),
            "og:title" => set(&mut self.social_title, Some(content)),
            "og:url" => set(&mut self.canonical, Some(content)),
            _ => {}
        }
    }

    /// The title, without the name of the site behind it.
    pub(super) fn title(&self) -> Option<String> {
        let title = self.social_title.as_ref().or(self.title.as_ref())?;
        let bare = self
            .site
            .as_ref()
            .and_then(|site| title.strip_suffix(site.as_str()))
            .and_then(|rest| rest.trim_end().strip_suffix(['|', '-', '–', '—', '·', ':']))
            .map(str::trim_end)
            .filter(|rest| !rest.is_empty());
        Some(bare.unwrap_or(title).to_owned())
    }

    /// The address from which links lead.
    pub(super) fn base(&self) -> Option<String> {
        let page = self.canonical.as_deref();
        match self.base.as_deref() {
            Some(base) => super::resolve(base, page),
            None => page.map(str::to_owned),
        }
    }
}

/// The first value that is no blank counts.
fn set(field: &mut Option<String>, value: Option<&str>) {
    if field.is_none() {
        *field = value
            .map(|value| fold(&value.replace('\n', " ")))
            .filter(|value| !value.is_empty());
    }
}

/// The dates of publication in structured data.
fn published(node: &json::Node, out: &mut Vec<String>, depth: usize) {
    // `@graph` holds a list of objects; what is deeper is about something else.
    if depth > 2 {
        return;
    }
    out.extend(node.text_of("datePublished").map(str::to_owned));
    for inner in node.items() {
        published(inner, out, depth + 1);
    }
    if let Some(graph) = node.get("@graph") {
        published(graph, out, depth + 1);
    }
}
