//! Writes elements and text in canonical form, as far as the allow-list has them.
//!
//! Whatever it is given, only elements, attributes and addresses of the allow-list come out,
//! and all text is escaped: what a parser read goes through it, and so does what Markdown
//! says without any HTML.

use super::{
    builder::Builder,
    escape, escape_attribute,
    image::Image,
    tokens::attribute,
    urls::{is_remote, safe_url},
    vet::{BLOCKS, INLINE, Known, Mode},
};

fn name_of(name: &str) -> Option<(&'static str, bool)> {
    let find = |list: &[&'static str]| list.binary_search(&name).ok().map(|at| list[at]);
    find(INLINE)
        .map(|name| (name, true))
        .or_else(|| find(BLOCKS).map(|name| (name, false)))
        .or(match name {
            "h1" | "h2" | "h3" => Some(("h4", false)),
            _ => None,
        })
}

/// What an open element of the source became.
enum Became {
    Inline,
    /// A block, the how-manieth open one.
    Block(usize),
    Part,
    Nothing,
}

/// Writes HTML for a place.
pub(crate) struct Writer<'k, K> {
    builder: Builder,
    mode: Mode,
    /// What became of the elements that are open.
    open: Vec<Became>,
    known: &'k K,
}

impl<'k, K: Known> Writer<'k, K> {
    pub(crate) fn new(mode: Mode, capacity: usize, known: &'k K) -> Self {
        Self {
            builder: Builder::new(mode == Mode::Block, capacity),
            mode,
            open: Vec::new(),
            known,
        }
    }

    pub(crate) fn finish(self) -> String {
        self.builder.finish()
    }

    /// Text that a serializer escaped.
    pub(super) fn escaped(&mut self, text: &str) {
        self.builder.text(text);
    }

    /// Text as it is meant to be shown.
    pub(crate) fn text(&mut self, text: &str) {
        self.builder.text(&escape(text));
    }

    pub(crate) fn line_break(&mut self) {
        self.builder.line_break("<br>");
    }

    pub(crate) fn rule(&mut self) {
        self.builder.rule();
    }

    /// A start tag, with its attributes as a serializer writes them. Each needs its
    /// [`close`](Self::close).
    pub(crate) fn open(&mut self, name: &str, attributes: &str) {
        let became = open_element(&mut self.builder, name, attributes, self.known);
        self.open.push(became);
    }

    /// The end of the element opened last.
    pub(crate) fn close(&mut self) {
        match self.open.pop() {
            Some(Became::Inline) => self.builder.close_inline(),
            Some(Became::Block(depth)) => self.builder.close_block(depth),
            Some(Became::Part) => self.builder.close_dropped(),
            Some(Became::Nothing) | None => {}
        }
    }

    /// An image, which stays among blocks where somebody decides on it later, else becomes
    /// a link.
    pub(super) fn image(&mut self, attributes: &str) {
        let may_stay = self.mode == Mode::Block;
        let keeps = |src: &str| may_stay && self.known.keeps_image(src);
        image(&mut self.builder, attributes, keeps);
    }
}

fn open_element(builder: &mut Builder, name: &str, attributes: &str, known: &impl Known) -> Became {
    let Some((name, inline)) = name_of(name) else {
        // Whatever bare text was before ends here.
        builder.close_dropped();
        return Became::Part;
    };
    let mut kept = common(attributes);
    let mut keep = |name: &str, value: Option<String>| {
        if let Some(value) = value {
            kept.push_str(&format!(" {name}=\"{}\"", escape_attribute(&value)));
        }
    };
    if !inline {
        match name {
            "ol" => keep(
                "start",
                attribute(attributes, "start")
                    .filter(|start| start.len() <= 9 && start.bytes().all(|b| b.is_ascii_digit())),
            ),
            "details" => keep("open", attribute(attributes, "open").map(|_| String::new())),
            _ => {}
        }
        return if builder.open_block(name, &kept) {
            Became::Block(builder.depth())
        } else {
            Became::Part
        };
    }
    let wanted = match name {
        "a" => {
            let href = attribute(attributes, "href").and_then(|href| safe_url(&href));
            keep("href", href.clone());
            href.is_some()
        }
        "data" => {
            let id = attribute(attributes, "value").and_then(|id| known.id(&id));
            keep("value", id.clone());
            id.is_some()
        }
        "abbr" => {
            keep("title", attribute(attributes, "title"));
            true
        }
        "span" => !kept.is_empty(),
        _ => true,
    };
    if wanted && builder.takes_inline(name) {
        builder.open_inline(name, format!("<{name}{kept}>"));
        Became::Inline
    } else {
        Became::Nothing
    }
}

/// `lang` and `dir`, where they are well formed.
fn common(attributes: &str) -> String {
    let mut out = String::new();
    if attributes.is_empty() {
        return out;
    }
    if let Some(lang) = attribute(attributes, "lang")
        && (2..=35).contains(&lang.len())
        && lang.bytes().all(|b| b.is_ascii_alphanumeric() || b == b'-')
    {
        out.push_str(&format!(" lang=\"{lang}\""));
    }
    if let Some(dir) = attribute(attributes, "dir")
        && matches!(dir.as_str(), "ltr" | "rtl" | "auto")
    {
        out.push_str(&format!(" dir=\"{dir}\""));
    }
    out
}

fn image(builder: &mut Builder, attributes: &str, keeps: impl Fn(&str) -> bool) {
    let alt = attribute(attributes, "alt").unwrap_or_default();
    let src = attribute(attributes, "src").and_then(|src| safe_url(&src));
    match src {
        Some(src) if keeps(&src) && !src.starts_with("mailto:") => {
            builder.replaced(&Image::written(src, alt, attributes).tag());
        }
        Some(src) if is_remote(&src) && !builder.in_link() && builder.takes_inline("a") => {
            builder.open_inline("a", format!("<a href=\"{}\">", escape_attribute(&src)));
            builder.text(&escape(&alt));
            builder.close_inline();
        }
        _ => builder.text(&escape(&alt)),
    }
}
