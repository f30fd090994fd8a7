//! Writes lines of Markdown or of plain text: what leads a line and how many empty ones come
//! before it is kept here, so that whoever writes thinks of blocks alone.

use super::{
    Form,
    escape::{escaped, escaped_start},
};

/// What stands before each line within a block that is open.
pub(super) struct Indent {
    /// Before the first line, until that is written: the mark of a list's item.
    pub(super) mark: Option<String>,
    /// Before every other line.
    pub(super) rest: String,
}

/// The table that is open.
#[derive(Default)]
pub(super) struct Table {
    /// How many cells the row has so far.
    pub(super) cells: usize,
    /// Whether its first row is done.
    pub(super) headed: bool,
    /// A cell is open: whatever is in it stays on the line.
    pub(super) in_cell: bool,
}

/// Writes texts and HTML, one block after the other.
pub(super) struct Writer<'a> {
    form: Form,
    /// The page that the HTML is of: links within the site are made whole by it.
    address: &'a str,
    out: String,
    /// How many line ends come before whatever is written next.
    pub(super) ends: usize,
    /// Nothing stands on this line yet but what leads it.
    fresh: bool,
    /// A label stands there, and the paragraph that follows goes on behind it.
    pub(super) run_in: bool,
    pub(super) indents: Vec<Indent>,
    /// The lists that are open: the number of the next item, where they are numbered.
    lists: Vec<Option<u32>>,
    /// The links that are open: where their texts begin, and where they lead.
    pub(super) links: Vec<(usize, String)>,
    pub(super) table: Table,
    /// What marks the code that is open.
    pub(super) fence: &'static str,
    /// Lines are kept as they are.
    pub(super) verbatim: bool,
}

impl<'a> Writer<'a> {
    pub(super) fn new(form: Form, address: &'a str) -> Self {
        Self {
            form,
            address,
            out: String::new(),
            ends: 0,
            fresh: true,
            run_in: false,
            indents: vec![],
            lists: vec![],
            links: vec![],
            table: Table::default(),
            fence: "",
            verbatim: false,
        }
    }

    /// All that was written, with one line end behind it.
    pub(super) fn finish(mut self) -> String {
        self.out.truncate(self.out.trim_end().len());
        self.out.push('\n');
        self.out
    }

    pub(super) fn is_markdown(&self) -> bool {
        self.form == Form::Markdown
    }

    /// What comes next is a block of its own.
    pub(super) fn paragraph(&mut self) {
        self.end_line(2);
    }

    /// What comes next stands on a line of its own.
    pub(super) fn line_break(&mut self) {
        self.end_line(1);
    }

    /// A heading, which may be a link.
    pub(super) fn heading(&mut self, level: usize, url: Option<&str>, text: &str) {
        self.paragraph();
        self.mark_up(&["######".get(..level).unwrap_or_default(), " "].concat());
        match url.filter(|_| self.is_markdown()) {
            Some(url) => self.link(text, url),
            None => self.text(text),
        }
        self.paragraph();
    }

    /// A label, behind which the next paragraph goes on.
    pub(super) fn run_in(&mut self, label: &str) {
        self.mark_up("**");
        self.text(label);
        self.mark_up("**");
        self.run_in = true;
    }

    /// A link.
    pub(super) fn link(&mut self, name: &str, url: &str) {
        if name == url {
            self.mark_up("<");
            self.put(url);
            self.mark_up(">");
        } else {
            self.open_link(url.to_owned());
            self.text(name);
            self.close_link();
        }
    }

    /// A list, numbered from there or not at all.
    pub(super) fn open_list(&mut self, number: Option<u32>) {
        self.end_line(if self.lists.is_empty() { 2 } else { 1 });
        self.lists.push(number);
    }

    pub(super) fn close_list(&mut self) {
        self.lists.pop();
        self.end_line(if self.lists.is_empty() { 2 } else { 1 });
    }

    pub(super) fn open_item(&mut self) {
        self.end_line(1);
        let mark = match self.lists.last_mut() {
            Some(Some(number)) => {
                let mark = [&number.to_string(), ". "].concat();
                *number = number.saturating_add(1);
                mark
            }
            _ => "- ".to_owned(),
        };
        self.indents.push(Indent {
            rest: " ".repeat(mark.len()),
            mark: Some(mark),
        });
    }

    pub(super) fn close_item(&mut self) {
        self.indents.pop();
        self.end_line(1);
    }

    /// Text as it is meant to be shown.
    pub(super) fn text(&mut self, text: &str) {
        let starts = self.fresh || self.ends > 0 || self.waits();
        let text = if starts { text.trim_start() } else { text };
        if !self.is_markdown() || !self.fence.is_empty() {
            self.put(text);
        } else if starts {
            self.put(&escaped_start(&escaped(text, self.table.in_cell)));
        } else {
            self.put(&escaped(text, self.table.in_cell));
        }
    }

    pub(super) fn open_link(&mut self, url: String) {
        self.mark_up("[");
        self.begin_line();
        self.links.push((self.out.len(), url));
    }

    pub(super) fn close_link(&mut self) {
        let Some((start, url)) = self.links.pop() else {
            return;
        };
        if self.is_markdown() {
            // Spaces and brackets would end the address.
            let wild = url.contains([' ', '(', ')']);
            let (open, close) = if wild { ("](<", ">)") } else { ("](", ")") };
            self.put(&[open, &url, close].concat());
        } else if !url.is_empty() && self.out.get(start..) != Some(&*url) {
            self.put(&[" (", &url, ")"].concat());
        }
    }

    /// A link of the page as a whole address.
    pub(super) fn absolute(&self, url: &str) -> String {
        let host = self.address.find("//").map_or(0, |at| at + 2);
        let host = self.address[host..]
            .find('/')
            .map_or(self.address.len(), |at| host + at);
        if url.starts_with('#') {
            [self.address, url].concat()
        } else if url.starts_with('/') && !url.starts_with("//") {
            [&self.address[..host], url].concat()
        } else {
            url.to_owned()
        }
    }

    /// Whether an item's mark is still to come: what is first in it stands behind that.
    fn waits(&self) -> bool {
        self.indents
            .last()
            .is_some_and(|indent| indent.mark.is_some())
    }

    /// The line ends here; at least so many line ends come before whatever is next.
    pub(super) fn end_line(&mut self, ends: usize) {
        self.run_in = false;
        if self.table.in_cell {
            self.trim();
            self.out.push(' ');
        } else if !self.out.is_empty() && !self.waits() {
            self.ends = self.ends.max(ends);
        }
    }

    /// Writes the line ends that are due, and what leads the line.
    fn begin_line(&mut self) {
        if self.ends == 0 && !self.out.is_empty() && !self.waits() {
            return;
        }
        self.trim();
        self.out
            .push_str(&"\n".repeat(std::mem::take(&mut self.ends)));
        for indent in &mut self.indents {
            match indent.mark.take() {
                Some(mark) => self.out.push_str(&mark),
                None => self.out.push_str(&indent.rest),
            }
        }
        self.fresh = true;
    }

    /// Writes on the line, as it is.
    pub(super) fn put(&mut self, text: &str) {
        if !text.is_empty() {
            self.begin_line();
            self.out.push_str(text);
            self.fresh = false;
        }
    }

    /// The same in Markdown alone.
    pub(super) fn mark_up(&mut self, mark: &str) {
        if self.is_markdown() && !self.verbatim {
            self.put(mark);
        }
    }

    pub(super) fn trim(&mut self) {
        self.out.truncate(self.out.trim_end_matches(' ').len());
    }
}
