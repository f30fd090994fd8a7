//! Vetted HTML written out as Markdown or as plain text, in one walk for both.
//!
//! This is no HTML parser: it reads only what the publisher's allow-list writes, in which
//! every `<` opens a tag, quotes are balanced, white space is folded, and inline elements end
//! within their block.

use super::{
    escape::unescaped,
    writer::{Indent, Table, Writer},
};

impl Writer<'_> {
    /// Vetted HTML.
    pub(super) fn html(&mut self, html: &str) {
        let mut rest = html;
        while !rest.is_empty() {
            let end = if rest.starts_with('<') {
                rest.find('>').map_or(rest.len(), |at| at + 1)
            } else {
                rest.find('<').unwrap_or(rest.len())
            };
            let (piece, behind) = rest.split_at(end);
            rest = behind;
            match piece.strip_prefix('<') {
                None if self.verbatim => self.lines(&unescaped(piece)),
                None => self.text(&unescaped(piece)),
                Some(tag) => {
                    let tag = tag.trim_end_matches('>');
                    match tag.strip_prefix('/') {
                        Some(name) => self.close(name),
                        None => {
                            let (name, attributes) = tag.split_once(' ').unwrap_or((tag, ""));
                            self.open(name, attributes, behind);
                        }
                    }
                }
            }
        }
        self.run_in = false;
    }

    /// Text whose lines are kept.
    fn lines(&mut self, text: &str) {
        for (at, line) in text.split('\n').enumerate() {
            self.ends += usize::from(at > 0);
            self.put(line);
        }
    }

    fn open(&mut self, name: &str, attributes: &str, behind: &str) {
        match name {
            "p" | "summary" | "caption" if self.run_in => {
                self.run_in = false;
                self.put(" ");
            }
            "p" | "summary" | "caption" => self.paragraph(),
            "dt" => {
                self.paragraph();
                self.mark_up("**");
            }
            "h4" | "h5" | "h6" => {
                self.paragraph();
                self.mark_up("###### ");
            }
            "ul" => self.open_list(None),
            "ol" => {
                let start = attribute(attributes, "start").and_then(|start| start.parse().ok());
                self.open_list(Some(start.unwrap_or(1)));
            }
            "li" => self.open_item(),
            "blockquote" => {
                self.paragraph();
                self.indents.push(Indent {
                    mark: None,
                    rest: "> ".to_owned(),
                });
            }
            "pre" => {
                self.paragraph();
                self.mark_up("```");
                self.end_line(1);
                self.verbatim = true;
            }
            "hr" => {
                self.paragraph();
                self.put("---");
                self.paragraph();
            }
            "br" => {
                if !self.table.in_cell {
                    self.mark_up("\\");
                }
                self.end_line(1);
            }
            "table" => {
                self.paragraph();
                self.table = Table::default();
            }
            "tr" => self.table.cells = 0,
            "td" | "th" => {
                if self.table.cells > 0 {
                    self.put(" | ");
                } else {
                    self.mark_up("| ");
                }
                self.table.cells += 1;
                self.table.in_cell = true;
            }
            "img" => {
                let alt = attribute(attributes, "alt").unwrap_or_default();
                if self.is_markdown() {
                    let src = attribute(attributes, "src").unwrap_or_default();
                    self.put("!");
                    self.open_link(self.absolute(&src));
                    self.text(&alt);
                    self.close_link();
                } else {
                    self.text(&alt);
                }
            }
            "a" => {
                let url = attribute(attributes, "href").unwrap_or_default();
                self.open_link(self.absolute(&url));
            }
            "q" => self.put("“"),
            "code" | "kbd" | "samp" if self.is_markdown() && !self.verbatim => {
                let code = behind.split('<').next().unwrap_or_default();
                // A backtick within needs two around it, and a space between.
                let ticks = code.contains('`');
                self.put(if ticks { "`` " } else { "`" });
                self.fence = if ticks { " ``" } else { "`" };
            }
            _ => self.mark_up(emphasis(name)),
        }
    }

    fn close(&mut self, name: &str) {
        match name {
            "p" | "summary" | "caption" | "h4" | "h5" | "h6" | "dd" | "table" => self.paragraph(),
            "dt" => {
                self.mark_up("**");
                self.end_line(1);
            }
            "ul" | "ol" => self.close_list(),
            "li" => self.close_item(),
            "blockquote" => {
                self.indents.pop();
                self.paragraph();
            }
            "pre" => {
                self.verbatim = false;
                self.end_line(1);
                self.mark_up("```");
                self.paragraph();
            }
            "td" | "th" => {
                self.table.in_cell = false;
                self.trim();
            }
            "tr" => {
                self.mark_up(" |");
                self.end_line(1);
                if !std::mem::replace(&mut self.table.headed, true) {
                    self.mark_up(&["|", &" --- |".repeat(self.table.cells)].concat());
                    self.end_line(1);
                }
            }
            "a" => self.close_link(),
            "q" => self.put("”"),
            "code" | "kbd" | "samp" => {
                let fence = std::mem::take(&mut self.fence);
                self.put(fence);
            }
            _ => self.mark_up(emphasis(name)),
        }
    }
}

/// What Markdown puts around the text of an element.
fn emphasis(name: &str) -> &'static str {
    match name {
        "strong" | "b" => "**",
        "em" | "i" | "cite" | "dfn" | "var" => "*",
        "del" | "s" => "~~",
        _ => "",
    }
}

/// An attribute's value.
fn attribute(attributes: &str, name: &str) -> Option<String> {
    let mut rest = attributes;
    while let Some((key, behind)) = rest.split_once("=\"") {
        let (value, after) = behind.split_once('"')?;
        // Attributes without a value stand before it, too.
        if key.rsplit(' ').next() == Some(name) {
            return Some(unescaped(value));
        }
        rest = after;
    }
    None
}
