//! Blocks and takeaways as Markdown.

use super::{
    escape::{self, Style},
    probe::Probe,
    tree::{Element, Node, parse},
};
use dayfold_model::Block;

/// How to write a piece.
#[derive(Clone, Copy)]
struct Way {
    style: Style,
    /// Entities as brackets, else as tags.
    brackets: bool,
    /// Emphasis and links as Markdown, else as tags.
    marks: bool,
}

/// From the most pleasant to the surest.
const WAYS: [Way; 5] = [
    Way {
        style: Style::Light,
        brackets: true,
        marks: true,
    },
    Way {
        style: Style::Light,
        brackets: false,
        marks: true,
    },
    Way {
        style: Style::Full,
        brackets: true,
        marks: true,
    },
    Way {
        style: Style::Full,
        brackets: false,
        marks: false,
    },
    Way {
        style: Style::Numeric,
        brackets: false,
        marks: false,
    },
];

/// What parts blocks that would otherwise read as one.
const SEPARATOR: &str = "<!-- -->";

/// HTML on one line, in a block of its own that reads back unchanged: the comment makes it
/// raw HTML whatever follows, and vanishes.
fn raw(html: &str) -> String {
    let mut out = String::from("<!-- html -->");
    for c in html.chars() {
        match c {
            c if c.is_control()
                || crate::source::is_dropped(c)
                // A brace could begin a tag of a site generator.
                || matches!(c, '\u{2028}' | '\u{2029}' | '{') =>
            {
                out.push_str(&format!("&#{};", u32::from(c)));
            }
            c => out.push(c),
        }
    }
    out
}

/// The Markdown of some blocks, as paragraphs to be parted by blank lines.
pub(super) fn body(blocks: &[Block], probe: &Probe) -> Option<String> {
    if blocks.is_empty() {
        return None;
    }
    let pieces: Vec<String> = blocks.iter().map(|block| piece(block, probe)).collect();
    let parted = format!("\n\n{SEPARATOR}\n\n");
    let plain = pieces.join("\n\n");
    if probe.body(&plain, blocks) {
        return Some(plain);
    }
    // A separator only where two neighbours do not keep apart.
    let mut out = String::new();
    for (at, piece) in pieces.iter().enumerate() {
        if at > 0 {
            let pair = format!("{}\n\n{piece}", pieces[at - 1]);
            let apart = probe.body(&pair, &blocks[at - 1..=at]);
            out.push_str(if apart { "\n\n" } else { &parted });
        }
        out.push_str(piece);
    }
    if probe.body(&out, blocks) {
        return Some(out);
    }
    let parts: Vec<String> = blocks.iter().map(raw_block).collect();
    Some(parts.join(&parted))
}

/// A block in the first way that reads back.
fn piece(block: &Block, probe: &Probe) -> String {
    let nodes = parse(&block.html);
    let one = std::slice::from_ref(block);
    for way in WAYS {
        if let Some(markdown) = block_in(block, &nodes, way, probe)
            && probe.body(&markdown, one)
        {
            return markdown;
        }
    }
    for style in [Style::Light, Style::Full] {
        if let Some(label) = &block.label {
            let label = format!(
                "**{}:**\n\n{}",
                escape::text(label, style, ""),
                raw(&block.html)
            );
            if probe.body(&label, one) {
                return label;
            }
        }
    }
    raw_block(block)
}

fn raw_block(block: &Block) -> String {
    let html = if block.html.is_empty() {
        SEPARATOR.to_owned()
    } else {
        raw(&block.html)
    };
    match &block.label {
        Some(label) => {
            // The reader takes one colon off a small heading.
            let colon = if label.ends_with([':', '：']) {
                ":"
            } else {
                ""
            };
            format!(
                "#### {}{colon}\n\n{html}",
                escape::text(label, Style::Numeric, "")
            )
        }
        None => html,
    }
}

fn block_in(block: &Block, nodes: &[Node], way: Way, probe: &Probe) -> Option<String> {
    let label = block
        .label
        .as_ref()
        .map(|label| escape::text(label, way.style, ""));
    match (label, nodes) {
        (None, [Node::Element(element)]) => element_in(element, way, probe),
        (None, _) => None,
        (Some(label), []) => Some(format!("**{label}:**")),
        (Some(label), [Node::Element(element)]) => {
            let text = element_in(element, way, probe)?;
            let gap = if element.name == "p" { " " } else { "\n\n" };
            Some(format!("**{label}:**{gap}{text}"))
        }
        (Some(label), nodes) => {
            let mut parts = vec![format!("#### {label}")];
            for node in nodes {
                match node {
                    Node::Element(element) => parts.push(element_in(element, way, probe)?),
                    Node::Text(_) => return None,
                }
            }
            Some(parts.join("\n\n"))
        }
    }
}

/// What stands before the first section.
pub(super) fn summary(html: &str, probe: &Probe) -> String {
    let nodes = parse(html);
    for way in WAYS {
        let parts: Option<Vec<String>> = nodes
            .iter()
            .map(|node| match node {
                Node::Element(element) => element_in(element, way, probe),
                Node::Text(_) => None,
            })
            .collect();
        for gap in ["\n\n".to_owned(), format!("\n\n{SEPARATOR}\n\n")] {
            if let Some(markdown) = parts.as_ref().map(|parts| parts.join(&gap))
                && probe.summary(&markdown, html)
            {
                return markdown;
            }
        }
    }
    raw(html)
}

/// An item of the takeaways' list; `tie` is what ties it to its story, or empty.
pub(super) fn takeaway(html: &str, tie: &str, probe: &Probe) -> String {
    let nodes = parse(html);
    for way in WAYS {
        let Some(text) = inline(&nodes, way, probe) else {
            continue;
        };
        let gap = if tie.is_empty() { "" } else { " " };
        let markdown = format!("- {}{gap}{tie}", text.replace('\n', "\n  "));
        if probe.takeaway(&markdown, html, !tie.is_empty()) {
            return markdown;
        }
    }
    if tie.is_empty() {
        format!("- {}", raw(html))
    } else {
        format!("- {}\n  {tie}", raw(html))
    }
}

/// A block element, if Markdown has words for it.
fn element_in(element: &Element, way: Way, probe: &Probe) -> Option<String> {
    if !element.attributes.is_empty() && element.name != "ol" {
        return None;
    }
    match element.name.as_str() {
        "p" => inline(&element.children, way, probe).map(|text| line_start(&text)),
        "h4" => Some(format!("#### {}", inline(&element.children, way, probe)?)),
        "ul" | "ol" => list(element, way, probe),
        "blockquote" => {
            let parts: Option<Vec<String>> = element
                .elements()?
                .into_iter()
                .map(|child| element_in(child, way, probe))
                .collect();
            let text = parts?.join("\n\n");
            let lines: Vec<String> = text
                .lines()
                .map(|line| format!("> {line}").trim_end().to_owned())
                .collect();
            Some(lines.join("\n"))
        }
        "pre" => code(element),
        "table" => table(element, way, probe),
        _ => None,
    }
}

/// Escapes what would make a list of a line that begins with a number.
fn line_start(text: &str) -> String {
    let digits = text.bytes().take_while(u8::is_ascii_digit).count();
    match text.get(digits..digits + 1) {
        Some(mark @ ("." | ")")) if digits > 0 => {
            format!("{}\\{mark}{}", &text[..digits], &text[digits + 1..])
        }
        _ => text.to_owned(),
    }
}

fn list(list: &Element, way: Way, probe: &Probe) -> Option<String> {
    let first: u64 = list
        .attribute("start")
        .and_then(|start| start.parse().ok())
        .unwrap_or(1);
    let mut lines = Vec::new();
    for (number, item) in (first..).zip(list.elements()?) {
        if item.name != "li" || !item.attributes.is_empty() {
            return None;
        }
        let mark = if list.name == "ol" {
            format!("{number}. ")
        } else {
            "- ".to_owned()
        };
        let is_block = |node: &Node| matches!(node, Node::Element(e) if matches!(e.name.as_str(), "ul" | "ol" | "p" | "pre" | "blockquote"));
        let cut = item
            .children
            .iter()
            .position(is_block)
            .unwrap_or(item.children.len());
        let (text, blocks) = item.children.split_at(cut);
        let mut content = line_start(&inline(text, way, probe)?);
        for block in blocks {
            match block {
                Node::Element(nested) if matches!(nested.name.as_str(), "ul" | "ol") => {
                    content.push('\n');
                    content.push_str(&self::list(nested, way, probe)?);
                }
                _ => return None,
            }
        }
        let indent = " ".repeat(mark.len());
        let content = content.replace('\n', &format!("\n{indent}"));
        lines.push(format!("{mark}{content}").trim_end().to_owned());
    }
    (!lines.is_empty()).then(|| lines.join("\n"))
}

fn code(element: &Element) -> Option<String> {
    let [Node::Element(code)] = element.children.as_slice() else {
        return None;
    };
    let [Node::Text(text)] = code.children.as_slice() else {
        return None;
    };
    if code.name != "code" || !text.ends_with('\n') {
        return None;
    }
    let longest = text.split(|c| c != '`').map(str::len).max().unwrap_or(0);
    let fence = "`".repeat(longest.max(2) + 1);
    Some(format!("{fence}\n{text}{fence}"))
}

fn table(table: &Element, way: Way, probe: &Probe) -> Option<String> {
    let mut lines = Vec::new();
    for part in table.elements()? {
        let is_head = part.name == "thead";
        if !is_head && part.name != "tbody" {
            return None;
        }
        for row in part.elements()? {
            let mut line = String::from("|");
            let cells = row.elements()?;
            for cell in &cells {
                let text = inline(&cell.children, way, probe)?;
                line.push_str(&format!(" {} |", text.replace('|', "\\|")));
            }
            lines.push(line);
            if is_head {
                lines.push(format!("|{}", " --- |".repeat(cells.len())));
            }
        }
    }
    Some(lines.join("\n"))
}

/// Text with its inline elements.
fn inline(nodes: &[Node], way: Way, probe: &Probe) -> Option<String> {
    let mut out = String::new();
    for (at, node) in nodes.iter().enumerate() {
        match node {
            Node::Text(text) => {
                // Spaces at the ends are needed where a neighbour stands.
                let trimmed = text.trim_matches(' ');
                let before = text.starts_with(' ') && at > 0;
                let after = text.ends_with(' ') && at + 1 < nodes.len() && !trimmed.is_empty();
                out.push_str(if before { " " } else { "" });
                out.push_str(&escape::text(trimmed, way.style, ""));
                out.push_str(if after { " " } else { "" });
            }
            Node::Element(element) => out.push_str(&inline_element(element, way, probe)?),
        }
    }
    Some(out)
}

fn inline_element(element: &Element, way: Way, probe: &Probe) -> Option<String> {
    let name = element.name.as_str();
    if name == "br" {
        return Some("\\\n".to_owned());
    }
    if way.marks && name == "code" && element.attributes.is_empty() {
        return code_span(element);
    }
    let inner = inline(&element.children, way, probe)?;
    if way.brackets && name == "data" {
        let id = element.attribute("value")?;
        let entity = probe.entity(&id)?;
        return Some(format!("{inner} [{}:{}]", entity.kind, entity.name));
    }
    if way.marks {
        let plain = element.attributes.is_empty();
        match name {
            "strong" if plain => return Some(format!("**{inner}**")),
            "em" if plain => return Some(format!("*{inner}*")),
            "del" if plain => return Some(format!("~~{inner}~~")),
            "a" if !element.attributes.contains("\" ") => {
                let href = element.attribute("href")?;
                return Some(format!("[{inner}]({})", escape::url(&href, way.style)));
            }
            _ => {}
        }
    }
    let is_block = !crate::html::is_inline(name);
    (!is_block).then(|| format!("{}{inner}</{name}>", element.open_tag()))
}

fn code_span(element: &Element) -> Option<String> {
    let [Node::Text(text)] = element.children.as_slice() else {
        return None;
    };
    let longest = text.split(|c| c != '`').map(str::len).max().unwrap_or(0);
    let fence = "`".repeat(longest + 1);
    let pad = if text.starts_with('`') || text.ends_with('`') {
        " "
    } else {
        ""
    };
    Some(format!("{fence}{pad}{text}{pad}{fence}"))
}
