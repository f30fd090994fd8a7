//! XML 1.0 as text, for feeds and sitemaps.

/// XML that is being written: what is begun is ended, what is text is escaped.
#[derive(Default)]
pub(crate) struct Xml(String);

impl Xml {
    /// A document, up to its root element.
    pub(crate) fn new() -> Self {
        Self("<?xml version=\"1.0\" encoding=\"utf-8\"?>\n".to_owned())
    }

    /// Adds markup as it is.
    pub(crate) fn raw(&mut self, markup: &str) -> &mut Self {
        self.0.push_str(markup);
        self
    }

    /// Begins an element, on a line of its own. `tag` is its name; attributes follow as pairs.
    pub(crate) fn open(&mut self, tag: &str, attributes: &[(&str, &str)]) -> &mut Self {
        self.start(tag, attributes).raw(">\n")
    }

    /// Ends one.
    pub(crate) fn close(&mut self, tag: &str) -> &mut Self {
        self.raw("</").raw(tag).raw(">\n")
    }

    /// Adds an element without content.
    pub(crate) fn empty(&mut self, tag: &str, attributes: &[(&str, &str)]) -> &mut Self {
        self.start(tag, attributes).raw("/>\n")
    }

    /// Adds an element with a text in it.
    pub(crate) fn element(
        &mut self,
        tag: &str,
        attributes: &[(&str, &str)],
        text: &str,
    ) -> &mut Self {
        self.start(tag, attributes).raw(">");
        self.0.push_str(&escaped(text, false));
        self.close(tag)
    }

    fn start(&mut self, tag: &str, attributes: &[(&str, &str)]) -> &mut Self {
        self.raw("<").raw(tag);
        for (name, value) in attributes {
            self.raw(" ").raw(name).raw("=\"");
            self.0.push_str(&escaped(value, true));
            self.raw("\"");
        }
        self
    }

    /// The document.
    pub(crate) fn finish(self) -> String {
        self.0
    }
}

/// A text as it stands in an element, or, `quoted`, in double quotes. What XML 1.0 has no way
/// to write, not even as a reference (section 2.2), is left out.
pub(crate) fn escaped(text: &str, quoted: bool) -> String {
    let mut escaped = String::with_capacity(text.len());
    for c in text.chars() {
        match c {
            '&' => escaped.push_str("&amp;"),
            '<' => escaped.push_str("&lt;"),
            // By itself it is only forbidden behind `]]`.
            '>' => escaped.push_str("&gt;"),
            '"' if quoted => escaped.push_str("&quot;"),
            // Else a parser makes a line feed of it.
            '\r' => escaped.push_str("&#13;"),
            '\t' | '\n' => escaped.push(c),
            '\0'..='\u{1f}' | '\u{fffe}' | '\u{ffff}' => {}
            _ => escaped.push(c),
        }
    }
    escaped
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn whatever_is_said_stays_a_text() {
        assert_eq!(
            escaped("a]]> & <b> \"c\"\u{0}\u{8}\u{b}\u{fffe}\t\r\n", true),
            "a]]&gt; &amp; &lt;b&gt; &quot;c&quot;\t&#13;\n"
        );
        assert_eq!(escaped("\"<\"", false), "\"&lt;\"");
    }

    #[test]
    fn writes_elements() {
        let mut xml = Xml::new();
        xml.open("a", &[("href", "x?y&z")])
            .element("b", &[], "1 < 2")
            .empty("c", &[])
            .close("a");
        assert_eq!(
            xml.finish(),
            "<?xml version=\"1.0\" encoding=\"utf-8\"?>\n<a href=\"x?y&amp;z\">\n<b>1 &lt; 2</b>\n<c/>\n</a>\n"
        );
    }
}
