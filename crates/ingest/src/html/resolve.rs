//! What becomes of a digest's images and of its links within the site, once it is known what
//! stands beside its file.
//!
//! Reading a file knows nothing of the files beside it. So its images stay as they were
//! written, and this decides on each: whoever publishes by [`resolve`] with what is in the
//! folder, whoever reads a file alone by links and words.

use super::{
    Mode, escape, escape_attribute,
    image::Image,
    tokens::{Token, attribute, tokens},
    urls::{is_remote, safe_url},
    vet::{Known, vet_as},
};
use dayfold_model::{Block, Digest};

/// What becomes of an image.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Becomes {
    /// An image at that address.
    Image {
        /// Its address.
        src: String,
        /// Its width and height in pixels; as the text says where this does not.
        size: Option<(u32, u32)>,
    },
    /// A link to it where it is on the web, named by its alternative text.
    Link,
    /// Its alternative text.
    Text,
}

/// Whoever knows where images and links lead.
pub trait Resolve {
    /// What becomes of an image at that address.
    fn image(&mut self, src: &str) -> Becomes;

    /// Where a link leads, which has no scheme; `None` where it leads nowhere, and then its
    /// text stays without it.
    fn link(&mut self, href: &str) -> Option<String>;
}

/// Images become links and words, links stay.
pub(crate) struct Linked;

impl Resolve for Linked {
    fn image(&mut self, _: &str) -> Becomes {
        Becomes::Link
    }

    fn link(&mut self, href: &str) -> Option<String> {
        Some(href.to_owned())
    }
}

/// Any `<data>` stays: it has been vetted before.
struct All;

impl Known for All {
    fn id(&self, written: &str) -> Option<String> {
        Some(written.to_owned())
    }
}

/// Something that [`resolve`] asks about.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub enum Reference {
    /// An image, by its address.
    Image(String),
    /// A link without a scheme, by where it leads.
    Link(String),
}

/// All that [`resolve`] will ask about a digest, each once, in the order in which it asks.
pub fn references(digest: &Digest) -> Vec<Reference> {
    #[derive(Default)]
    struct Noted(Vec<Reference>);

    impl Noted {
        fn note(&mut self, reference: Reference) {
            if !self.0.contains(&reference) {
                self.0.push(reference);
            }
        }
    }

    impl Resolve for Noted {
        fn image(&mut self, src: &str) -> Becomes {
            self.note(Reference::Image(src.to_owned()));
            Becomes::Text
        }

        fn link(&mut self, href: &str) -> Option<String> {
            self.note(Reference::Link(href.to_owned()));
            Some(href.to_owned())
        }
    }

    let sections = digest.sections.iter().flat_map(|section| {
        let stories = section.stories.iter().flat_map(|story| &story.body);
        section.body.iter().chain(stories)
    });
    let blocks = digest.footer.iter().chain(sections);
    let takeaways = digest.takeaways.iter().map(|takeaway| &takeaway.html);
    let mut noted = Noted::default();
    for html in blocks
        .map(|block| &block.html)
        .chain(&digest.summary)
        .chain(takeaways)
    {
        resolved(html, &mut noted);
    }
    noted.0
}

/// Decides on all images of a digest, and on all its links without a scheme. What comes out
/// is vetted.
pub fn resolve(digest: &mut Digest, by: &mut impl Resolve) {
    let mut html = |html: &mut String, mode| {
        if let Some(new) = resolved(html, by) {
            // An image that nobody described leaves nothing.
            *html = vet_as(&new, mode, &All).replace("<p></p>", "");
        }
    };
    let mut blocks = |blocks: &mut Vec<Block>| {
        for block in blocks.iter_mut() {
            html(&mut block.html, Mode::Block);
        }
        blocks.retain(|block| block.label.is_some() || !block.html.is_empty());
    };
    blocks(&mut digest.footer);
    for section in &mut digest.sections {
        blocks(&mut section.body);
        for story in &mut section.stories {
            blocks(&mut story.body);
        }
    }
    if let Some(summary) = &mut digest.summary {
        html(summary, Mode::Block);
    }
    digest.summary.take_if(|summary| summary.is_empty());
    for takeaway in &mut digest.takeaways {
        html(&mut takeaway.html, Mode::Inline);
    }
}

/// HTML with its images and links resolved, not vetted yet; `None` where nothing changed.
fn resolved(html: &str, by: &mut impl Resolve) -> Option<String> {
    if !html.contains("<img ") && !html.contains("<a ") {
        return None;
    }
    let mut out = String::with_capacity(html.len());
    // Of each open link, whether its tags stay.
    let mut links: Vec<bool> = Vec::new();
    for token in tokens(html) {
        match token {
            Token::Text(text) => out.push_str(text),
            Token::Close("a") => {
                if links.pop().unwrap_or(true) {
                    out.push_str("</a>");
                }
            }
            Token::Close(name) => out.push_str(&format!("</{name}>")),
            Token::Open("a", attributes) => {
                let href = attribute(attributes, "href").unwrap_or_default();
                let new = if has_scheme(&href) {
                    Some(href.clone())
                } else {
                    by.link(&href)
                };
                links.push(new.is_some());
                match new {
                    Some(new) if new == href => out.push_str(&format!("<a {attributes}>")),
                    Some(new) => {
                        let old = format!("href=\"{}\"", escape_attribute(&href));
                        let new = format!("href=\"{}\"", escape_attribute(&new));
                        out.push_str(&format!("<a {}>", attributes.replacen(&old, &new, 1)));
                    }
                    None => {}
                }
            }
            Token::Open("img", attributes) => {
                out.push_str(&image(attributes, links.contains(&true), by));
            }
            Token::Open(name, "") => out.push_str(&format!("<{name}>")),
            Token::Open(name, attributes) => out.push_str(&format!("<{name} {attributes}>")),
        }
    }
    (out != html).then_some(out)
}

fn image(attributes: &str, in_link: bool, by: &mut impl Resolve) -> String {
    let src = attribute(attributes, "src").unwrap_or_default();
    let alt = attribute(attributes, "alt").unwrap_or_default();
    match by.image(&src) {
        Becomes::Image { src, size } => {
            let mut image = Image::written(src, alt, attributes);
            image.size = size.or(image.size);
            image.tag()
        }
        Becomes::Link if is_remote(&src) && !in_link => {
            format!(
                "<a href=\"{}\">{}</a>",
                escape_attribute(&src),
                escape(&alt)
            )
        }
        Becomes::Link | Becomes::Text => escape(&alt),
    }
}

/// Whether a vetted address leads anywhere by itself.
fn has_scheme(href: &str) -> bool {
    is_remote(href) || href.starts_with("mailto:") || safe_url(href).is_none()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{Context, Images, read};

    fn digest(markdown: &str) -> Digest {
        let context = Context {
            images: Images::Kept,
            ..Context::default()
        };
        read(markdown.as_bytes(), "2025-11-22.md", &context)
            .digests
            .remove(0)
    }

    /// A folder with one picture and one page.
    struct Folder;

    impl Resolve for Folder {
        fn image(&mut self, src: &str) -> Becomes {
            match src {
                "a.png" => Becomes::Image {
                    src: "/assets/1.png".into(),
                    size: Some((4, 3)),
                },
                src if src.starts_with("https:") => Becomes::Image {
                    src: src.into(),
                    size: None,
                },
                _ => Becomes::Text,
            }
        }

        fn link(&mut self, href: &str) -> Option<String> {
            (href == "b.md").then(|| "/b/?x=1&y".into())
        }
    }

    fn body(markdown: &str) -> String {
        let mut digest = digest(&format!("# T\n\n## S\n\n### A\n\n{markdown}\n"));
        resolve(&mut digest, &mut Folder);
        let body = &digest.sections[0].stories[0].body;
        let html: String = body.iter().map(|block| block.html.as_str()).collect();
        let mut again = digest.clone();
        resolve(&mut again, &mut Same);
        assert_eq!(again, digest);
        assert_eq!(vet_as(&html, Mode::Block, &All), html);
        html
    }

    /// Changes nothing.
    struct Same;

    impl Resolve for Same {
        fn image(&mut self, src: &str) -> Becomes {
            Becomes::Image {
                src: src.into(),
                size: None,
            }
        }

        fn link(&mut self, href: &str) -> Option<String> {
            Some(href.into())
        }
    }

    #[rstest::rstest]
    #[case::local(
        "Before ![A \"cat\"](a.png) behind.",
        "<p>Before <img src=\"/assets/1.png\" alt=\"A &quot;cat&quot;\" width=\"4\" height=\"3\" loading=\"lazy\" decoding=\"async\"> behind.</p>"
    )]
    #[case::html(
        "<figure><img src='a.png' onerror=x() class=y width=9999999 alt></figure>",
        "<p><img src=\"/assets/1.png\" alt=\"\" width=\"4\" height=\"3\" loading=\"lazy\" decoding=\"async\"></p>"
    )]
    #[case::remote(
        "<img src=https://x.org/a.png alt=A width=10 height=20>",
        "<p><img src=\"https://x.org/a.png\" alt=\"A\" width=\"10\" height=\"20\" loading=\"lazy\" decoding=\"async\" referrerpolicy=\"no-referrer\"></p>"
    )]
    #[case::missing("See ![a dog](dog.png) run.", "<p>See a dog run.</p>")]
    #[case::unnamed("![](dog.png)", "")]
    #[case::linked(
        "[![A](a.png)](b.md)",
        "<p><a href=\"/b/?x=1&amp;y\"><img src=\"/assets/1.png\" alt=\"A\" width=\"4\" height=\"3\" loading=\"lazy\" decoding=\"async\"></a></p>"
    )]
    #[case::links(
        "[One](b.md), [two](c.md), [three](https://x.org/).",
        "<p><a href=\"/b/?x=1&amp;y\">One</a>, two, <a href=\"https://x.org/\">three</a>.</p>"
    )]
    #[case::data("![x](data:image/png;base64,AAAA) y", "<p>x y</p>")]
    fn resolves(#[case] markdown: &str, #[case] html: &str) {
        assert_eq!(body(markdown), html);
    }

    #[test]
    fn says_beforehand_what_it_will_ask() {
        let digest = digest("# T\n\n![x](a.png) [y](b.md) [z](https://example.org/) [y](b.md)\n");
        let image = Reference::Image("a.png".into());
        assert_eq!(references(&digest), [image, Reference::Link("b.md".into())]);
    }

    #[test]
    fn a_file_alone_has_links_and_words() {
        let text = "# T\n\n## S\n\n### A\n\n![Far](https://x.org/a.png), ![near](a.png).\n";
        let reading = read(text.as_bytes(), "2025-11-22.md", &Context::default());
        assert_eq!(
            reading.digests[0].sections[0].stories[0].body[0].html,
            "<p><a href=\"https://x.org/a.png\">Far</a>, near.</p>"
        );
    }
}
