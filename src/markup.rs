//! HTML as text, for what only lists links: calendars, timelines, the stories of a tag.
//!
//! Every shape of a view is compiled by itself, and the reader downloads it. A list that
//! never changes while it stands needs nothing of what views can do; written as text it
//! weighs a fraction. What is alive (a filter, a card) is a view.

use dayfold_model::Date;

/// HTML that is being written.
#[derive(Default)]
pub(crate) struct Markup(pub(crate) String);

// Never inlined: they are called a hundred times.
impl Markup {
    /// Adds HTML as it is.
    #[inline(never)]
    pub(crate) fn raw(&mut self, html: &str) -> &mut Self {
        self.0.push_str(html);
        self
    }

    /// Adds a text, as it stands in HTML; in an attribute in double quotes, too.
    #[inline(never)]
    pub(crate) fn text(&mut self, text: &str) -> &mut Self {
        for c in text.chars() {
            match c {
                '&' => self.0.push_str("&amp;"),
                '<' => self.0.push_str("&lt;"),
                '>' => self.0.push_str("&gt;"),
                '"' => self.0.push_str("&quot;"),
                c => self.0.push(c),
            }
        }
        self
    }

    /// Adds a text and drops it.
    #[inline(never)]
    pub(crate) fn say(&mut self, text: String) -> &mut Self {
        self.text(&text)
    }

    /// Adds a link around a text.
    #[inline(never)]
    pub(crate) fn link(&mut self, address: String, text: &str) -> &mut Self {
        self.open_link(address).raw("\">").text(text).raw("</a>")
    }

    /// Begins a link, up to its address; its attribute is not ended yet.
    #[inline(never)]
    pub(crate) fn open_link(&mut self, address: String) -> &mut Self {
        self.raw("<a href=\"").say(address)
    }

    /// Adds a day, written out.
    #[inline(never)]
    pub(crate) fn time(&mut self, date: Date, text: &str) -> &mut Self {
        self.raw("<time datetime=\"").say(date.to_string());
        self.raw("\">").text(text).raw("</time>")
    }

    /// Adds how many there are, in a quieter voice.
    #[inline(never)]
    pub(crate) fn count(&mut self, text: String) -> &mut Self {
        self.raw(" <span class=\"count\">").say(text).raw("</span>")
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn text_is_escaped() {
        let mut html = Markup::default();
        html.link("/a\"b/".into(), "<i> & \"co\"");
        let expected = "<a href=\"/a&quot;b/\">&lt;i&gt; &amp; &quot;co&quot;</a>";
        assert_eq!(html.0, expected);
    }

    #[test]
    fn a_day_can_be_read_by_programs() {
        let mut html = Markup::default();
        html.time("2025-11-22".parse().unwrap(), "<Saturday>");
        assert_eq!(
            html.0,
            "<time datetime=\"2025-11-22\">&lt;Saturday&gt;</time>"
        );
    }
}
