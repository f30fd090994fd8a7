//! Keeps the time that parsing takes linear in the input.

use super::tags::{Tag, tags};
use std::borrow::Cow;

/// Beyond this depth of tags, parsing time would no longer be linear in the input.
const DEEPEST: usize = 256;
/// How many elements may stand in tables outside cells: each is moved before its table, past
/// all that was moved before.
const STRAYS: usize = 500;
/// How many attributes a tag may have: each is compared with all before it.
const ATTRIBUTES: usize = 256;
/// How often a text may stand where one cannot tell without parsing whether it has tags.
const DOUBTS: usize = 16;

/// Elements that hold nothing, or are closed by their like.
const FLAT: &[&str] = &[
    "area", "base", "br", "col", "dd", "dt", "embed", "hr", "img", "input", "li", "link", "meta",
    "optgroup", "option", "p", "param", "rp", "rt", "source", "tbody", "td", "tfoot", "th",
    "thead", "tr", "track", "wbr",
];
/// Elements that open again in the next block where they were not closed.
const FORMATTING: &[&str] = &[
    "a", "b", "big", "code", "em", "font", "i", "nobr", "s", "small", "strike", "strong", "tt", "u",
];
/// Elements that an end tag within does not close, unless it is their own.
const BARRIERS: &[&str] = &[
    "applet", "caption", "marquee", "math", "object", "select", "svg", "table", "template",
];

/// Whether HTML can be parsed in a time linear in its length.
pub(super) fn is_shallow(html: &str) -> bool {
    let mut nesting = Nesting {
        // What opens again in every block multiplies the elements.
        reopened: html.len() / 2 + 4096,
        ..Nesting::default()
    };
    tags(html).all(|tag| nesting.takes(&tag))
}

/// What is open at least as deep as in a parser's eyes: an end tag that may close nothing
/// there closes nothing here.
#[derive(Default)]
struct Nesting<'h> {
    open: Vec<&'h str>,
    /// How many of these are formatting.
    formatting: usize,
    /// For each open table, whether a cell is open.
    cells: Vec<bool>,
    strays: usize,
    doubts: usize,
    /// How many elements may still open again.
    reopened: usize,
}

impl<'h> Nesting<'h> {
    /// Whether the whole is still within the limits.
    fn takes(&mut self, tag: &Tag<'h>) -> bool {
        let name = tag.name;
        if tag.closes {
            self.close(name);
            return true;
        }
        self.place(name);
        let foreign = is_any(self.open.last().copied().unwrap_or(""), &["svg"]) || self.in_svg();
        self.doubts += usize::from(
            tag.is_doubtful && self.open.iter().any(|open| is_any(open, &["svg", "math"])),
        );
        let again = self.formatting.min(self.reopened + 1);
        if again > self.reopened
            || self.strays > STRAYS
            || self.doubts > DOUBTS
            || tag.attributes > ATTRIBUTES
        {
            return false;
        }
        self.reopened -= again;
        if is_any(name, FLAT) || foreign && tag.is_empty {
            return true;
        }
        self.open.push(name);
        self.formatting += usize::from(is_any(name, FORMATTING));
        if is_any(name, &["table"]) {
            self.cells.push(false);
        }
        self.open.len() <= DEEPEST
    }

    /// Whether an image's shapes stand here, which may close themselves.
    fn in_svg(&self) -> bool {
        let inner = ["svg", "math", "foreignobject", "desc", "title"];
        let last = self.open.iter().rev().find(|open| is_any(open, &inner));
        last.is_some_and(|last| is_any(last, &["svg"]))
    }

    /// Keeps account of cells, and of what stands in a table but in no cell.
    fn place(&mut self, name: &str) {
        let in_table = self
            .open
            .last()
            .is_some_and(|open| is_any(open, &["table"]));
        let Some(cell) = self.cells.last_mut().filter(|_| in_table) else {
            return;
        };
        if is_any(name, &["td", "th", "caption"]) {
            *cell = true;
        } else if is_any(name, &["tr", "tbody", "thead", "tfoot", "col", "colgroup"]) {
            *cell = false;
        } else if !*cell {
            self.strays += 1;
        }
    }

    fn close(&mut self, name: &str) {
        if is_any(name, &["td", "th", "tr", "tbody", "thead", "tfoot"])
            && let Some(cell) = self.cells.last_mut()
        {
            *cell = false;
        }
        for at in (0..self.open.len()).rev() {
            let open = self.open[at];
            if open.eq_ignore_ascii_case(name) {
                self.open.remove(at);
                self.formatting -= usize::from(is_any(name, FORMATTING));
                if is_any(name, &["table"]) {
                    self.cells.pop();
                }
                return;
            }
            if is_any(open, BARRIERS) {
                return;
            }
        }
    }
}

fn is_any(name: &str, names: &[&str]) -> bool {
    names.iter().any(|known| known.eq_ignore_ascii_case(name))
}

/// How long a run of text may be before it gets a break, in bytes.
const LONGEST_TEXT: usize = 8192;

/// The same with a `<wbr>`, which vanishes here, in very long texts: the parser's time grows
/// with the square of the number of character references in one text node.
pub(crate) fn with_breaks(html: &str) -> Cow<'_, str> {
    if html.len() < LONGEST_TEXT {
        return html.into();
    }
    let mut out = String::with_capacity(html.len() + html.len() / 512);
    let (mut kept, mut run, mut in_tag) = (0, 0, false);
    for (at, byte) in html.bytes().enumerate() {
        match byte {
            b'<' => in_tag = true,
            b'>' => {
                in_tag = false;
                run = at;
            }
            b'&' if !in_tag && at - run > LONGEST_TEXT => {
                out.push_str(&html[kept..at]);
                out.push_str("<wbr>");
                (kept, run) = (at, at);
            }
            _ => {}
        }
    }
    out.push_str(&html[kept..]);
    out.into()
}

/// The text of HTML that is too deep to be parsed, its tags and all: what a parser drops or
/// changes is left out.
pub(super) fn as_text(html: &str) -> String {
    html.chars()
        .filter(|c| *c >= ' ' && *c != '\u{feff}' || c.is_ascii_whitespace())
        .collect()
}
