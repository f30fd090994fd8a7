//! Writes vetted HTML in its canonical form.
//!
//! Canonical means: white space folded and none between blocks; text in blocks, never bare;
//! inline elements never empty, never around a block, never in one of their own kind, with
//! no space just inside their ends. HTML of that form parses back to itself, whatever
//! tag soup it came from, which is what makes vetting idempotent.

/// How the insides of a block are to be read.
#[derive(Clone, Copy, PartialEq)]
enum Holds {
    /// Blocks; bare text gets a block of this name around it.
    Blocks(&'static str),
    /// Text, and blocks too.
    Both,
    /// Text alone: a block inside ends it.
    Text,
    /// Text as it is, with every space and line end.
    Verbatim,
}

fn holds(block: &str) -> Holds {
    match block {
        "ul" | "ol" => Holds::Blocks("li"),
        "dl" => Holds::Blocks("dd"),
        "blockquote" | "details" => Holds::Blocks("p"),
        "li" | "dd" | "td" | "th" => Holds::Both,
        "table" | "thead" | "tbody" | "tfoot" | "tr" => Holds::Both,
        "pre" => Holds::Verbatim,
        _ => Holds::Text,
    }
}

/// Blocks that make sense only directly within certain others.
fn belongs(block: &str, parent: Option<&str>) -> bool {
    match block {
        "li" => matches!(parent, Some("ul" | "ol")),
        "dt" | "dd" => parent == Some("dl"),
        "summary" => parent == Some("details"),
        _ => true,
    }
}

/// An inline element that is open in the source.
struct Inline {
    name: &'static str,
    /// The start tag.
    tag: String,
    /// Whether the start tag was written and not closed yet.
    written: bool,
}

/// Open inline elements beyond this depth lose their tags.
const DEEPEST_INLINE: usize = 12;
/// Open blocks beyond this depth lose their tags.
const DEEPEST_BLOCK: usize = 24;

/// What is being written.
pub(super) struct Builder {
    out: String,
    /// Whether text outside any block gets a paragraph, or blocks are dropped altogether.
    blocks_allowed: bool,
    /// The open blocks.
    blocks: Vec<&'static str>,
    /// The last of them was put around bare text, and ends with it.
    wrapped: bool,
    inlines: Vec<Inline>,
    /// White space was read and is written before what comes next, if that is text.
    space: bool,
    /// Nothing was written since the last end of a block or line.
    fresh: bool,
}

impl Builder {
    pub(super) fn new(blocks_allowed: bool, capacity: usize) -> Self {
        Self {
            out: String::with_capacity(capacity),
            blocks_allowed,
            blocks: Vec::new(),
            wrapped: false,
            inlines: Vec::new(),
            space: false,
            fresh: true,
        }
    }

    pub(super) fn finish(mut self) -> String {
        self.boundary();
        while let Some(block) = self.blocks.pop() {
            self.write_close(block);
        }
        self.out
    }

    /// Escaped text.
    pub(super) fn text(&mut self, text: &str) {
        if self
            .blocks
            .last()
            .is_some_and(|block| holds(block) == Holds::Verbatim)
        {
            // A parser drops the first line end of a `pre`: write none.
            let text = if self.fresh {
                text.trim_start_matches('\n')
            } else {
                text
            };
            if !text.is_empty() {
                self.prepare();
                self.out.push_str(text);
            }
            return;
        }
        let mut prepared = false;
        for (number, word) in text.split(|c: char| c.is_ascii_whitespace()).enumerate() {
            self.space |= number > 0;
            if word.is_empty() {
                continue;
            }
            if !prepared {
                self.prepare();
                prepared = true;
            } else if std::mem::take(&mut self.space) {
                self.out.push(' ');
            }
            self.out.push_str(word);
        }
    }

    /// Before text: the block it needs, the space before it, the inline elements it is in.
    fn prepare(&mut self) {
        let parent = self.blocks.last().copied();
        let wrap = match parent.map(holds) {
            None if self.blocks_allowed => Some("p"),
            Some(Holds::Blocks(name)) => Some(name),
            _ => None,
        };
        if let Some(name) = wrap {
            self.blocks.push(name);
            self.write_open(name, "");
            self.wrapped = true;
        }
        if self.space && !self.fresh {
            self.out.push(' ');
        }
        self.space = false;
        self.fresh = false;
        let link = self.inlines.iter().rposition(|inline| inline.name == "a");
        for (at, inline) in self.inlines.iter_mut().enumerate() {
            if !inline.written && (inline.name != "a" || Some(at) == link) {
                inline.written = true;
                self.out.push_str(&inline.tag);
            }
        }
    }

    /// A line break.
    pub(super) fn line_break(&mut self, tag: &str) {
        self.space = false;
        if self.fresh && self.out.is_empty() {
            return;
        }
        self.prepare();
        self.out.push_str(tag);
        self.fresh = true;
    }

    /// Something without content that stands in a line like a word: an image.
    pub(super) fn replaced(&mut self, tag: &str) {
        self.prepare();
        self.out.push_str(tag);
    }

    /// A start tag within text; `tag` is the whole tag.
    pub(super) fn open_inline(&mut self, name: &'static str, tag: String) {
        if name == "a" {
            // A link within a link: the outer one pauses.
            self.pause();
        }
        self.inlines.push(Inline {
            name,
            tag,
            written: false,
        });
    }

    /// Whether such an element may open here: not within its like, not too deep.
    pub(super) fn takes_inline(&self, name: &str) -> bool {
        self.inlines.len() < DEEPEST_INLINE
            && (name == "a" || self.inlines.iter().all(|inline| inline.name != name))
    }

    /// Whether text here is in a link.
    pub(super) fn in_link(&self) -> bool {
        self.inlines.iter().any(|inline| inline.name == "a")
    }

    /// The end tag of the element opened last.
    pub(super) fn close_inline(&mut self) {
        if let Some(inline) = self.inlines.pop()
            && inline.written
        {
            self.close_tag(inline.name);
        }
    }

    /// Closes the written inline elements; they open again before the next text.
    fn pause(&mut self) {
        for at in (0..self.inlines.len()).rev() {
            if std::mem::take(&mut self.inlines[at].written) {
                let name = self.inlines[at].name;
                self.close_tag(name);
            }
        }
    }

    fn close_tag(&mut self, name: &str) {
        self.out.push_str("</");
        self.out.push_str(name);
        self.out.push('>');
    }

    /// The end or beginning of a block: what is inline ends, and so does a block of text.
    pub(super) fn boundary(&mut self) {
        if !self.blocks_allowed {
            self.space = true;
            return;
        }
        self.pause();
        self.space = false;
        self.fresh = true;
    }

    /// A start tag of a block; false where its tags are dropped.
    pub(super) fn open_block(&mut self, name: &'static str, attributes: &str) -> bool {
        self.boundary();
        if !self.blocks_allowed {
            return false;
        }
        self.end_text();
        let parent = self.blocks.last().copied();
        if !belongs(name, parent) || self.blocks.len() >= DEEPEST_BLOCK {
            return false;
        }
        self.blocks.push(name);
        self.write_open(name, attributes);
        true
    }

    /// A horizontal rule.
    pub(super) fn rule(&mut self) {
        self.boundary();
        if self.blocks_allowed {
            self.end_text();
            self.out.push_str("<hr>");
        }
    }

    /// The end tag of a block that [`open_block`](Self::open_block) wrote and that was the
    /// `depth`th to open; whatever is open within it ends with it.
    pub(super) fn close_block(&mut self, depth: usize) {
        self.boundary();
        while self.blocks.len() >= depth {
            if let Some(block) = self.blocks.pop() {
                self.write_close(block);
            }
        }
    }

    /// The end of a block whose tags were dropped.
    pub(super) fn close_dropped(&mut self) {
        self.boundary();
        if self.blocks_allowed && self.blocks.last() == Some(&"p") {
            self.end_text();
        }
    }

    /// How many blocks are open.
    pub(super) fn depth(&self) -> usize {
        self.blocks.len()
    }

    /// Ends a block that holds text alone, and one that was put around bare text.
    pub(super) fn end_text(&mut self) {
        while let Some(block) = self.blocks.last().copied()
            && (self.wrapped || matches!(holds(block), Holds::Text | Holds::Verbatim))
        {
            self.blocks.pop();
            self.write_close(block);
        }
    }

    fn write_open(&mut self, name: &str, attributes: &str) {
        self.out.push('<');
        self.out.push_str(name);
        self.out.push_str(attributes);
        self.out.push('>');
        self.fresh = true;
        self.space = false;
    }

    fn write_close(&mut self, name: &str) {
        self.wrapped = false;
        self.close_tag(name);
        self.fresh = true;
    }
}
