//! Text within a line: bold letters, links, code.

use super::{
    content::{Converter, is_block},
    escape::{address, push_text, space, ticks},
};
use scraper::{ElementRef, Node};

/// Elements that Markdown has no sign for, but the allow-list keeps.
const KEPT: &[&str] = &[
    "sup", "sub", "del", "ins", "s", "q", "mark", "kbd", "samp", "var", "ruby", "rt", "rp",
];

impl Converter<'_> {
    /// Adds the text of an element's children to a line; `\n` is a break within a paragraph.
    pub(super) fn inline_children(&self, element: ElementRef<'_>, out: &mut String, in_link: bool) {
        for child in element.children() {
            match child.value() {
                Node::Text(text) => push_text(out, text, in_link),
                Node::Element(_) => {
                    if let Some(child) = ElementRef::wrap(child) {
                        self.inline(child, out, in_link);
                    }
                }
                _ => {}
            }
        }
    }

    pub(super) fn inline(&self, element: ElementRef<'_>, out: &mut String, in_link: bool) {
        if self.drops(element) {
            return;
        }
        let name = element.value().name();
        match name {
            "br" => {
                out.truncate(out.trim_end_matches(' ').len());
                out.push('\n');
            }
            "wbr" => {}
            "img" => image(self, element, out, in_link),
            "b" | "strong" => self.marked(element, "**", "strong", out, in_link),
            "i" | "em" => self.marked(element, "*", "em", out, in_link),
            "code" | "tt" => {
                let text: String = element.text().collect();
                let text = text.split_whitespace().collect::<Vec<_>>().join(" ");
                if !text.is_empty() {
                    let ticks = ticks(&text, 1);
                    let pad = if text.starts_with('`') || text.ends_with('`') {
                        " "
                    } else {
                        ""
                    };
                    out.push_str(&format!("{ticks}{pad}{text}{pad}{ticks}"));
                }
            }
            "a" if !in_link => self.link(element, out),
            _ if KEPT.contains(&name) => {
                let mut inner = String::new();
                self.inline_children(element, &mut inner, in_link);
                if inner.trim().is_empty() {
                    space(out);
                } else if inner.contains('\n') {
                    out.push_str(&inner);
                } else {
                    out.push_str(&format!("<{name}>{inner}</{name}>"));
                }
            }
            _ => {
                let parted = is_block(name);
                if parted {
                    space(out);
                }
                self.inline_children(element, out, in_link);
                if parted {
                    space(out);
                }
            }
        }
    }

    /// Text between marks; spaces at its ends stand outside of them.
    fn marked(
        &self,
        element: ElementRef<'_>,
        mark: &str,
        tag: &str,
        out: &mut String,
        in_link: bool,
    ) {
        let mut inner = String::new();
        // As if something stood before it, so that a space at its beginning is seen.
        inner.push('\u{2}');
        self.inline_children(element, &mut inner, in_link);
        let inner = &inner['\u{2}'.len_utf8()..];
        if inner.trim().is_empty() {
            if inner.contains('\n') {
                out.push('\n');
            } else if !inner.is_empty() {
                space(out);
            }
            return;
        }
        if inner.starts_with([' ', '\n']) {
            space(out);
        }
        let next = element.next_sibling().and_then(|next| match next.value() {
            Node::Text(text) => text.chars().next(),
            _ => None,
        });
        let lines: Vec<&str> = inner.trim().split('\n').map(str::trim).collect();
        let last = lines.len() - 1;
        for (at, line) in lines.iter().enumerate() {
            if at > 0 {
                out.push('\n');
            }
            if line.is_empty() {
                continue;
            }
            let letter = |c: Option<char>| c.is_some_and(char::is_alphanumeric);
            let sign = |c: Option<char>| !letter(c);
            // Where Markdown would not take the marks for marks.
            let glued = at == 0 && letter(out.chars().next_back()) && sign(line.chars().next())
                || at == last
                    && !inner.ends_with([' ', '\n'])
                    && letter(next)
                    && sign(line.chars().next_back())
                || line.starts_with('*')
                || line.ends_with('*')
                || out.ends_with('*');
            if glued {
                out.push_str(&format!("<{tag}>{line}</{tag}>"));
            } else {
                out.push_str(&format!("{mark}{line}{mark}"));
            }
        }
        if inner.ends_with('\n') {
            out.push('\n');
        } else if inner.ends_with(' ') {
            space(out);
        }
    }

    fn link(&self, element: ElementRef<'_>, out: &mut String) {
        let href = element
            .attr("href")
            .and_then(|href| super::resolve(href, self.base));
        let Some(href) = href else {
            return self.inline_children(element, out, false);
        };
        let mut inner = String::from('\u{2}');
        self.inline_children(element, &mut inner, true);
        let inner = inner['\u{2}'.len_utf8()..].replace('\n', " ");
        if inner.trim().is_empty() {
            return space(out);
        }
        if inner.starts_with(' ') {
            space(out);
        }
        out.push_str(&linked(inner.trim(), &href));
        if inner.ends_with(' ') {
            space(out);
        }
    }
}

/// A link with its text, which is Markdown already.
pub(super) fn linked(text: &str, href: &str) -> String {
    format!("[{text}]({})", address(href))
}

fn image(converter: &Converter<'_>, element: ElementRef<'_>, out: &mut String, in_link: bool) {
    let alt = element.attr("alt").unwrap_or_default();
    if alt.trim().is_empty() {
        return;
    }
    let src = element
        .attr("src")
        .and_then(|src| super::resolve(src, converter.base));
    match src.filter(|src| src.starts_with("http")) {
        Some(src) if !in_link => {
            let mut text = String::new();
            push_text(&mut text, alt, true);
            out.push_str(&format!("![{}]({})", text.trim(), address(&src)));
        }
        _ => {
            // Pictures of letters and emoji stand within words.
            push_text(out, alt, in_link);
        }
    }
}
