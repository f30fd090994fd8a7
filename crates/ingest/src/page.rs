//! A page that is no digest, such as the one about a site: Markdown with a title, as HTML that
//! went through the same vetting as that of digests.

use crate::{
    Context, Diagnostic,
    entities::Entities,
    front_matter::{self, PageFields},
    html::{Linked, Resolve},
    markdown::{self, Kind, Node, nodes},
    source::Source,
};
use dayfold_model::{Block, Digest, VERSION};
use pulldown_cmark::{Event, HeadingLevel, Tag, TagEnd};

/// A page as it was read.
#[derive(Clone, Debug, PartialEq)]
pub struct Page {
    /// Its title: that of the front matter, else its first heading. Empty where it has none.
    pub title: String,
    /// The language that it states.
    pub lang: Option<String>,
    /// Where it stands among the others; those without a number come last.
    pub order: Option<i64>,
    /// It says that it is not to be published yet.
    pub draft: bool,
    /// Its text, in the form in which [`references`](crate::html::references) and
    /// [`resolve`](crate::html::resolve) decide on images and links: the one block of a
    /// digest's footer. Headings in it are two levels lower than they were written, since
    /// nothing in a digest's blocks may be higher; [`raised`] puts them back.
    pub digest: Digest,
}

/// Reads a page. `None` where it is no text, and then a diagnostic says why.
pub fn read_page(bytes: &[u8], context: &Context) -> (Option<Page>, Vec<Diagnostic>) {
    let mut said = Vec::new();
    let source = match Source::new(bytes, &mut said) {
        Ok(source) => source,
        Err(error) => return (None, vec![error]),
    };
    let mut own = Vec::new();
    let front = front_matter::read(&source.text, 0, &mut own);
    let start = front.as_ref().map_or(0, |front| front.end);
    let fields = front.map_or_else(PageFields::default, |front| {
        front_matter::page(&front, &mut own)
    });
    for diagnostic in &mut own {
        diagnostic.span = diagnostic.span.take().map(|span| source.original(&span));
    }
    said.extend(own);

    let mut entities = Entities::default();
    let mut nodes = nodes::parse(&source.text, start);
    let first = nodes.first();
    let leads = first.is_some_and(|node| node.kind == Kind::Heading(1));
    let heading = leads.then(|| {
        let node = nodes.remove(0);
        markdown::plain(node.inner(), &source.text, &mut entities, &mut vec![])
    });
    let html: String = nodes
        .into_iter()
        .map(|node| markdown::block(&lowered(node), &source.text, &mut entities))
        .collect();
    let block = Block { label: None, html };
    let mut digest = empty(context);
    digest.footer.push(block);
    if context.images == crate::Images::Linked {
        crate::html::resolve(&mut digest, &mut Linked);
    }
    let page = Page {
        title: fields.title.or(heading).unwrap_or_default(),
        lang: fields.lang,
        order: fields.order,
        draft: fields.draft,
        digest,
    };
    (Some(page), said)
}

/// One line of Markdown as vetted HTML, for a text that stands within another: emphasis, code
/// and links, of which `by` decides on those without a scheme, and on images.
pub fn inline_markdown(text: &str, by: &mut impl Resolve) -> String {
    let mut digest = empty(&Context::default());
    let html = markdown::inline_fragment(text, &mut Entities::default());
    digest
        .takeaways
        .push(dayfold_model::Takeaway { html, story: None });
    crate::html::resolve(&mut digest, by);
    digest
        .takeaways
        .pop()
        .map_or_else(String::new, |takeaway| takeaway.html)
}

/// The text of a page with its headings where they were written: the second level is the
/// highest, since the first is the page's title.
pub fn raised(page: &Digest) -> String {
    // In vetted HTML every `<` begins a tag, and tags are in lower case.
    let html = page.footer.iter().map(|block| &*block.html);
    let mut html = html.collect::<String>();
    for (low, high) in [("h4", "h2"), ("h5", "h3"), ("h6", "h4")] {
        for bracket in ["<", "</"] {
            html = html.replace(&[bracket, low].concat(), &[bracket, high].concat());
        }
    }
    html
}

/// A heading two levels lower.
fn lowered(mut node: Node<'_>) -> Node<'_> {
    let Kind::Heading(level) = node.kind else {
        return node;
    };
    let new = match level {
        1 | 2 => HeadingLevel::H4,
        3 => HeadingLevel::H5,
        _ => HeadingLevel::H6,
    };
    for (event, _) in &mut node.events {
        match event {
            Event::Start(Tag::Heading { level, .. }) => *level = new,
            Event::End(TagEnd::Heading(level)) => *level = new,
            _ => {}
        }
    }
    node
}

fn empty(context: &Context) -> Digest {
    Digest {
        version: VERSION,
        date: None,
        slug: None,
        date_text: String::new(),
        lang: context.lang.clone(),
        dir: crate::direction(&context.lang),
        translations: vec![],
        title: String::new(),
        publication: None,
        summary: None,
        updated: None,
        updated_text: None,
        minutes: 0,
        takeaways: vec![],
        sections: vec![],
        footer: vec![],
        tags: vec![],
        entities: vec![],
        labels: vec![],
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use rstest::rstest;

    fn page(text: &str) -> Page {
        let (page, said) = read_page(text.as_bytes(), &Context::default());
        assert_eq!(said, []);
        page.unwrap()
    }

    #[test]
    fn a_page_has_a_title_and_its_headings() {
        let page = page(
            "---\ntitle: About us\norder: 2\nlang: de\n---\n## Who\n\nWe *write*.\n\n### Where\n\n- Here\n",
        );
        assert_eq!(page.title, "About us");
        assert_eq!((page.order, page.lang.as_deref()), (Some(2), Some("de")));
        assert_eq!(
            raised(&page.digest),
            "<h2>Who</h2><p>We <em>write</em>.</p><h3>Where</h3><ul><li>Here</li></ul>"
        );
    }

    #[test]
    fn the_first_heading_is_the_title_where_none_is_stated() {
        let page = page("# About [us](https://example.org/)\n\nText.\n\n# More\n");
        assert_eq!(page.title, "About us");
        assert_eq!(raised(&page.digest), "<p>Text.</p><h2>More</h2>");
    }

    #[test]
    fn what_is_dangerous_is_gone() {
        let page = page("Hi <script>alert(1)</script> [x](javascript:alert(1)) `<h4>`\n");
        let html = raised(&page.digest);
        assert!(
            !html.contains("script") && html.contains("&lt;h4&gt;"),
            "{html}"
        );
    }

    #[test]
    fn an_order_that_is_no_number_is_told() {
        let (page, said) = read_page(b"---\norder: first\n---\nText\n", &Context::default());
        assert_eq!(page.unwrap().order, None);
        assert_eq!(said[0].code, "wrong-field");
        assert_eq!(said[0].span, Some(11..16));
    }

    #[rstest]
    #[case("By *us*", "By <em>us</em>")]
    #[case(
        "See [here](https://example.org/)",
        "See <a href=\"https://example.org/\">here</a>"
    )]
    #[case("<b onclick=x>a</b> & b", "<b>a</b> &amp; b")]
    #[case(
        "![cat](https://example.org/c.png)",
        "<a href=\"https://example.org/c.png\">cat</a>"
    )]
    #[case("", "")]
    fn a_line_of_markdown(#[case] text: &str, #[case] html: &str) {
        assert_eq!(inline_markdown(text, &mut Linked), html);
    }
}
