//! From the elements of a page to Markdown text: blocks.

use super::{
    escape::{self, push_text, ticks},
    inline::linked,
};
use scraper::{ElementRef, Node};

/// Elements that are shown as blocks.
const BLOCKS: &[&str] = &[
    "address",
    "article",
    "aside",
    "blockquote",
    "body",
    "caption",
    "center",
    "dd",
    "details",
    "dialog",
    "dir",
    "div",
    "dl",
    "dt",
    "fieldset",
    "figcaption",
    "figure",
    "footer",
    "form",
    "h1",
    "h2",
    "h3",
    "h4",
    "h5",
    "h6",
    "header",
    "hgroup",
    "hr",
    "html",
    "legend",
    "li",
    "main",
    "menu",
    "ol",
    "p",
    "pre",
    "search",
    "section",
    "summary",
    "table",
    "tbody",
    "td",
    "tfoot",
    "th",
    "thead",
    "tr",
    "ul",
];

/// Elements that are no content.
const DROPPED: &[&str] = &[
    "aside", "button", "dialog", "embed", "form", "head", "iframe", "input", "link", "math",
    "meta", "nav", "noscript", "object", "script", "select", "style", "svg", "template",
    "textarea", "title",
];

/// Quotes and lists nest no deeper; what does becomes part of what it is in.
const DEEPEST: usize = 8;

pub(super) fn is_block(name: &str) -> bool {
    BLOCKS.contains(&name)
}

/// Turns elements into Markdown.
pub(super) struct Converter<'b> {
    /// The address from which links lead.
    pub(super) base: Option<&'b str>,
    /// The content has a heading of the first order.
    pub(super) has_title: bool,
    /// How many quotes and lists are open.
    depth: usize,
    /// The address that the blocks at hand link to as a whole.
    link: Option<String>,
}

impl<'b> Converter<'b> {
    pub(super) fn new(base: Option<&'b str>) -> Self {
        Self {
            base,
            has_title: false,
            depth: 0,
            link: None,
        }
    }

    pub(super) fn convert(&mut self, main: ElementRef<'_>) -> String {
        let mut text = self.blocks(main).join("\n\n");
        if !text.is_empty() {
            text.push('\n');
        }
        text
    }

    /// Whether an element is not shown, or no content.
    pub(super) fn drops(&self, element: ElementRef<'_>) -> bool {
        let value = element.value();
        let hides = |style: &str| {
            let style: String = style.chars().filter(|c| !c.is_whitespace()).collect();
            let style = style.to_ascii_lowercase();
            ["display:none", "visibility:hidden", "mso-hide:all"]
                .iter()
                .any(|hidden| style.contains(hidden))
        };
        DROPPED.contains(&value.name())
            || value.attr("hidden").is_some()
            || matches!(value.attr("role"), Some("navigation" | "search"))
            || value.attr("style").is_some_and(hides)
            || matches!(value.name(), "header" | "footer") && is_menu(element)
    }

    /// The blocks of an element's children; text between them is a paragraph.
    pub(super) fn blocks(&mut self, element: ElementRef<'_>) -> Vec<String> {
        let mut out = Vec::new();
        let mut line = String::new();
        for child in element.children() {
            match child.value() {
                Node::Text(text) => push_text(&mut line, text, false),
                Node::Element(_) => {
                    let Some(child) = ElementRef::wrap(child).filter(|child| !self.drops(*child))
                    else {
                        continue;
                    };
                    if holds_blocks(child) {
                        self.flush(&mut line, &mut out);
                        self.block(child, &mut out);
                    } else {
                        self.inline(child, &mut line, false);
                    }
                }
                _ => {}
            }
        }
        self.flush(&mut line, &mut out);
        out
    }

    /// Ends the paragraph; an empty line within it begins another.
    fn flush(&mut self, line: &mut String, out: &mut Vec<String>) {
        for paragraph in std::mem::take(line).split("\n\n") {
            let lines: Vec<String> = paragraph
                .split('\n')
                .map(str::trim)
                .filter(|line| !line.is_empty())
                .map(|line| match &self.link {
                    Some(link) if !line.contains("](") => linked(line, link),
                    _ => escape::line(line),
                })
                .collect();
            if !lines.is_empty() {
                out.push(lines.join("  \n"));
            }
        }
    }

    fn block(&mut self, element: ElementRef<'_>, out: &mut Vec<String>) {
        let name = element.value().name();
        match name {
            "h1" | "h2" | "h3" | "h4" | "h5" | "h6" => out.extend(self.heading(element, name)),
            "hr" => out.push("---".to_owned()),
            "pre" => {
                let text: String = element.text().collect();
                if !text.trim().is_empty() {
                    let fence = ticks(&text, 3);
                    out.push(format!("{fence}\n{}\n{fence}", text.trim_matches('\n')));
                }
            }
            "ul" | "ol" | "menu" | "dir" if self.depth < DEEPEST => {
                out.extend(self.list(element, name == "ol"));
            }
            "blockquote" if self.depth < DEEPEST => {
                let inner = self.nested(element).join("\n\n");
                if !inner.is_empty() {
                    let lines: Vec<String> = inner
                        .split('\n')
                        .map(|line| format!("> {line}").trim_end_matches('>').to_owned())
                        .map(|line| if line == " " { ">".to_owned() } else { line })
                        .collect();
                    out.push(lines.join("\n"));
                }
            }
            "table" => self.table(element, out),
            "dt" => {
                let mut term = String::new();
                self.inline_children(element, &mut term, false);
                let term = term.replace(['\n', '*'], " ");
                let term = term.trim().trim_end_matches(':').trim_end();
                if !term.is_empty() {
                    out.push(format!("**{term}:**"));
                }
            }
            // An address around blocks, such as a headline with its text.
            "a" => {
                let href = element.attr("href");
                let href = href.and_then(|href| super::resolve(href, self.base));
                let outer = std::mem::replace(&mut self.link, href);
                out.extend(self.blocks(element));
                self.link = outer;
            }
            _ => out.extend(self.blocks(element)),
        }
    }

    fn heading(&mut self, element: ElementRef<'_>, name: &str) -> Option<String> {
        let level = usize::from(name.as_bytes()[1] - b'0');
        let mut text = String::new();
        self.inline_children(element, &mut text, false);
        let text = text.replace('\n', " ");
        let text = text.trim();
        if text.is_empty() {
            return None;
        }
        self.has_title |= level == 1;
        let text = match &self.link {
            Some(link) if !text.contains("](") => linked(text, link),
            _ => text.to_owned(),
        };
        // Signs at the end would be taken for part of the heading's mark.
        let text = match text.strip_suffix('#') {
            Some(rest) => format!("{rest}\\#"),
            None => text,
        };
        Some(format!("{} {text}", "#".repeat(level)))
    }

    fn nested(&mut self, element: ElementRef<'_>) -> Vec<String> {
        self.depth += 1;
        let blocks = self.blocks(element);
        self.depth -= 1;
        blocks
    }

    fn list(&mut self, element: ElementRef<'_>, ordered: bool) -> Option<String> {
        let mut number: usize = element
            .attr("start")
            .and_then(|start| start.trim().parse().ok())
            .filter(|start| *start < 1_000_000)
            .unwrap_or(1);
        let mut items = Vec::new();
        for child in element.child_elements() {
            if self.drops(child) {
                continue;
            }
            let blocks = self.nested(child);
            let mut item = String::new();
            for block in &blocks {
                if !item.is_empty() {
                    // A list directly under its text keeps the outer one tight.
                    let is_list = block.starts_with("- ") || block.starts_with("1. ");
                    item.push_str(if is_list { "\n" } else { "\n\n" });
                }
                item.push_str(block);
            }
            if item.is_empty() {
                continue;
            }
            let mark = if ordered {
                format!("{number}. ")
            } else {
                "- ".to_owned()
            };
            number += 1;
            let indent = " ".repeat(mark.len());
            let item = item.replace('\n', &format!("\n{indent}"));
            items.push(format!("{mark}{item}"));
        }
        // Text that stands in the list, but in no item.
        let mut stray = String::new();
        for text in element
            .children()
            .filter_map(|child| child.value().as_text())
        {
            push_text(&mut stray, text, false);
        }
        if !stray.trim().is_empty() {
            items.push(format!("- {}", escape::line(stray.trim())));
        }
        (!items.is_empty()).then(|| items.join("\n"))
    }
}

/// Whether an element is a block, or holds one.
fn holds_blocks(element: ElementRef<'_>) -> bool {
    is_block(element.value().name())
        || element
            .descendent_elements()
            .any(|inner| is_block(inner.value().name()))
}

/// Whether nearly all of its text is links.
fn is_menu(element: ElementRef<'_>) -> bool {
    let length = |element: ElementRef<'_>| -> usize {
        element
            .text()
            .map(|text| text.chars().filter(|c| c.is_alphanumeric()).count())
            .sum()
    };
    let links: usize = element
        .descendent_elements()
        .filter(|inner| inner.value().name() == "a")
        .map(length)
        .sum();
    links * 5 >= length(element) * 4 && links > 0
}
