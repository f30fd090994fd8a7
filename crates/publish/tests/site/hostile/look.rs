//! Looks through a site for anything that somebody else got into it: files as their readers
//! parse them, against what a site of ours has.

use super::hosts;
use dayfold_app::EARLY_SCRIPT;
use scraper::{ElementRef, Html};
use serde_json::Value;
use std::{collections::BTreeSet, fs, path::Path};

/// What was found: the file, and what is wrong with it.
pub(super) type Findings = Vec<String>;

/// Elements that no page of ours has.
const NEVER: &[&str] = &[
    "applet",
    "audio",
    "base",
    "canvas",
    "embed",
    "frame",
    "frameset",
    "iframe",
    "keygen",
    "marquee",
    "math",
    "noembed",
    "noframes",
    "noscript",
    "object",
    "param",
    "plaintext",
    "portal",
    "slot",
    "source",
    "style",
    "template",
    "textarea",
    "track",
    "video",
    "xmp",
    "dayfold-digest",
    "x-y",
];

/// Attributes that hold an address.
const ADDRESSES: &[&str] = &[
    "action",
    "background",
    "cite",
    "classid",
    "codebase",
    "data",
    "formaction",
    "href",
    "icon",
    "longdesc",
    "lowsrc",
    "manifest",
    "ping",
    "poster",
    "profile",
    "src",
    "srcset",
    "usemap",
    "xlink:href",
];

/// How the names begin by which pages and scripts find each other. None may stand twice.
const OWN_IDS: &str = "df-";

/// Looks through every file below a folder.
pub(super) fn look(out: &Path, images: bool) -> Findings {
    let mut found = vec![];
    for entry in walkdir::WalkDir::new(out) {
        let entry = entry.unwrap();
        let inside = entry.path().strip_prefix(out).unwrap();
        let Some(name) = inside.to_str() else {
            found.push(format!("{}: a name that is no text", inside.display()));
            continue;
        };
        if name.chars().any(|c| c.is_control() || c == '\\') || name.contains("..") {
            found.push(format!("{name:?}: a name that leads elsewhere"));
        }
        if entry.path_is_symlink() {
            found.push(format!("{name}: a link to somewhere else"));
        }
        if !entry.file_type().is_file() || name.starts_with(".dayfold") {
            continue;
        }
        let bytes = fs::read(entry.path()).unwrap();
        let mut say = |what: String| found.push(format!("{name}: {what}"));
        let ending = name.rsplit_once('.').map_or("", |(_, ending)| ending);
        let text = String::from_utf8_lossy(&bytes);
        match ending {
            "html" => page(&text, images, &mut say),
            "json" | "webmanifest" => match serde_json::from_str(&text) {
                Ok::<Value, _>(value) => {
                    let is_feed = value.get("feed_url").is_some() || value.get("items").is_some();
                    json("", &value, images, is_feed, &mut say);
                }
                Err(error) => say(format!("no JSON: {error}")),
            },
            "xml" => feed(&text, images, &mut say),
            // The same once more, packed.
            "gz" | "br" => {
                if hosts::unpacked(ending, &bytes)
                    != fs::read(entry.path().with_extension("")).unwrap()
                {
                    say("is not what it is called after".to_owned());
                }
            }
            "txt" if name.ends_with("robots.txt") => hosts::robots(&text, &mut say),
            // What the search knows are words, and no page takes them for anything else.
            "txt" if name.contains("data/search/") => {}
            "txt" | "js" | "css" | "svg" | "wasm" | "png" | "ico" => {
                if text.contains("pwned") {
                    say("holds what is none of its business".to_owned());
                }
            }
            _ if name == "_headers" || name == "_redirects" => hosts::lines(&text, &mut say),
            _ if name == "nginx.conf" => hosts::nginx(&text, &mut say),
            _ if name == ".nojekyll" && text.is_empty() => {}
            _ if name == "CNAME" => hosts::cname(&text, &mut say),
            _ => say("a file of no known kind".to_owned()),
        }
    }
    found
}

/// An address as a browser reads it (URL Standard, 4.4): the scheme after all is left out that it
/// skips.
fn scheme(address: &str) -> Option<String> {
    let trimmed = address.trim_matches(|c: char| c <= ' ');
    let address: String = trimmed
        .chars()
        .filter(|c| !matches!(c, '\t' | '\n' | '\r'))
        .collect();
    let (scheme, _) = address.split_once(':')?;
    let is_scheme = scheme.starts_with(|c: char| c.is_ascii_alphabetic())
        && scheme
            .bytes()
            .all(|b| b.is_ascii_alphanumeric() || b"+-.".contains(&b));
    is_scheme.then(|| scheme.to_ascii_lowercase())
}

fn is_safe(address: &str) -> bool {
    scheme(address).is_none_or(|scheme| matches!(&*scheme, "http" | "https" | "mailto"))
}

/// A page whole.
fn page(html: &str, images: bool, say: &mut impl FnMut(String)) {
    let document = Html::parse_document(html);
    let mut ids = BTreeSet::new();
    let mut policies = 0;
    for element in document.root_element().descendent_elements() {
        let tag = element.value();
        let source = tag.attr("src");
        match tag.name() {
            "script" => script(&element, say),
            "meta" => match tag.attr("http-equiv") {
                Some("Content-Security-Policy") => policies += 1,
                Some("refresh")
                    if is_own_path(
                        tag.attr("content")
                            .and_then(|to| to.split_once("url="))
                            .map_or("", |(_, to)| to),
                    ) => {}
                Some(other) => say(format!("<meta http-equiv={other}>")),
                None => {}
            },
            "link"
                if matches!(
                    tag.attr("rel"),
                    Some(
                        "stylesheet"
                            | "modulepreload"
                            | "icon"
                            | "manifest"
                            | "apple-touch-icon"
                            | "preload"
                    )
                ) && !is_own_path(tag.attr("href").unwrap_or_default()) =>
            {
                say(format!("loads {tag:?}"))
            }
            "img" if !may_be_shown(source.unwrap_or_default(), images) => {
                say(format!("shows {source:?}"));
            }
            // Without an address the page's own is meant.
            "form" if !is_own_path(tag.attr("action").unwrap_or("/")) => {
                say(format!("sends to {tag:?}"))
            }
            _ => {}
        }
        common(&element, say);
        if let Some(id) = tag.attr("id")
            && !ids.insert(id.to_owned())
            && id.starts_with(OWN_IDS)
        {
            say(format!("has two #{id}"));
        }
    }
    if policies != 1 {
        say(format!("has {policies} policies"));
    }
    // What stands before its policy is not held to it.
    let (before, _) = html.split_once("http-equiv").unwrap_or_default();
    if before.matches('<').count() > 5 {
        say("has its policy behind other things".to_owned());
    }
}

/// A path on the same host: neither another host nor a scheme.
pub(super) fn is_own_path(address: &str) -> bool {
    address.starts_with('/')
        && !address.starts_with("//")
        && !address.contains('\\')
        && !address.chars().any(char::is_control)
}

fn script(element: &ElementRef<'_>, say: &mut impl FnMut(String)) {
    let tag = element.value();
    let text: String = element.text().collect();
    match (tag.attr("src"), tag.attr("type")) {
        (Some(source), _) if is_own_path(source) && text.is_empty() => {}
        (None, None) if text == EARLY_SCRIPT => {}
        (None, Some("application/json" | "application/ld+json")) => {
            if let Err(error) = serde_json::from_str::<Value>(&text) {
                say(format!("has data that is no JSON: {error}"));
            }
        }
        _ => say(format!("has a script: {tag:?} {text}")),
    }
}

/// What holds for every element, in pages and in pieces of HTML.
fn common(element: &ElementRef<'_>, say: &mut impl FnMut(String)) {
    let tag = element.value();
    let name = tag.name();
    if NEVER.contains(&name) || name.contains(':') || name.contains("pwned") {
        say(format!("has <{name}>"));
    }
    for (attribute, value) in tag.attrs() {
        if attribute.starts_with("on")
            || ["style", "srcdoc", "form", "srcset", "is", "slot", "nonce"].contains(&attribute)
            || attribute.contains(['"', '\'', '<', '`'])
            || attribute.contains("pwned")
        {
            say(format!("has <{name} {attribute}={value:?}>"));
        }
        // The page's own panels, and nothing that a text has.
        if attribute == "popovertarget" && !value.starts_with(OWN_IDS) {
            say(format!("opens #{value}"));
        }
        let is_address = ADDRESSES.contains(&attribute);
        if is_address && !is_safe(value) {
            say(format!("leads to {value:?}"));
        }
    }
}

/// A piece of HTML as it is put into a page, and once more as that page would write it.
fn piece(html: &str, images: bool, say: &mut impl FnMut(String)) {
    let parsed = Html::parse_fragment(html);
    let again = Html::parse_fragment(&parsed.root_element().inner_html());
    if parsed.root_element().inner_html() != again.root_element().inner_html() {
        say(format!("changes when it is read again: {html}"));
    }
    for element in parsed.root_element().descendent_elements().skip(1) {
        common(&element, say);
        let tag = element.value();
        if matches!(
            tag.name(),
            "script" | "meta" | "link" | "form" | "input" | "button" | "svg" | "html" | "body"
        ) {
            say(format!("has <{}> in {html}", tag.name()));
        }
        for attribute in ["id", "class", "name"] {
            if tag.attr(attribute).is_some() {
                say(format!("has an {attribute} in {html}"));
            }
        }
        if tag.name() == "img" {
            let source = tag.attr("src").unwrap_or_default();
            if !may_be_shown(source, images) {
                say(format!("shows {source}"));
            }
        }
    }
}

/// Whether a picture is the site's own, or of the web where the site shows those.
fn may_be_shown(source: &str, images: bool) -> bool {
    is_own_path(source) || (images && source.starts_with("https://"))
}

/// Data: HTML is where the model has it, and addresses are.
fn json(name: &str, value: &Value, images: bool, is_feed: bool, say: &mut impl FnMut(String)) {
    match value {
        Value::Object(fields) => {
            // Kinds of entities are called as the text calls them, and are no addresses.
            for (name, value) in fields.iter().filter(|(name, _)| *name != "kinds") {
                json(name, value, images, is_feed, say);
            }
        }
        Value::Array(items) => items
            .iter()
            .for_each(|item| json(name, item, images, is_feed, say)),
        Value::String(text) => match name {
            // In a JSON Feed it is plain text.
            "summary" if is_feed => {}
            "html" | "summary" | "content_html" | "about"
                if !text.starts_with("<iframe src=\"https://") =>
            {
                let mut inner = |what: String| say(format!("{name}: {what}"));
                // What feeds and oEmbed have is the same put together.
                if name == "content_html" {
                    feed_html(text, &mut inner);
                } else {
                    piece(text, images, &mut inner);
                }
            }
            "url" | "href" | "src" | "image" | "external_url" | "home_page_url" | "feed_url"
            | "thumbnail_url" | "start_url" | "scope"
                if !is_safe(text) =>
            {
                say(format!("{name} is {text:?}"));
            }
            // The manifest's is where the site is.
            "id" if is_own_path(text) => {}
            "id" | "slug" => {
                let is_unseen =
                    |c: char| c.is_control() || matches!(c, '"' | '<' | '>' | '&' | '\'' | '\\');
                if text.contains(is_unseen) {
                    say(format!("{name} is {text:?}"));
                }
            }
            _ => {}
        },
        _ => {}
    }
}

/// HTML in a feed, which others show.
fn feed_html(html: &str, say: &mut impl FnMut(String)) {
    for element in Html::parse_fragment(html)
        .root_element()
        .descendent_elements()
        .skip(1)
    {
        common(&element, say);
        let tag = element.value();
        if matches!(
            tag.name(),
            "script" | "meta" | "link" | "form" | "input" | "button" | "svg"
        ) {
            say(format!("has <{}> in {html}", tag.name()));
        }
    }
}

/// A feed or a sitemap.
fn feed(xml: &str, images: bool, say: &mut impl FnMut(String)) {
    let document = match roxmltree::Document::parse(xml) {
        Ok(document) => document,
        Err(error) => return say(format!("no XML: {error}")),
    };
    for node in document.descendants() {
        // The site's own style, and nothing that styles or runs from elsewhere.
        let is_ours = |value: &str| {
            value.starts_with("type=\"text/css\" href=\"/") && !value.contains("href=\"//")
        };
        if node.is_pi()
            && !node.pi().is_some_and(|pi| {
                pi.target == "xml-stylesheet" && is_ours(pi.value.unwrap_or_default())
            })
        {
            say(format!("has {node:?}"));
        }
        let name = node.tag_name().name();
        if name == "script" || name == "style" {
            say(format!("has <{name}>"));
        }
        for attribute in node.attributes() {
            if ["href", "src", "uri", "url"].contains(&attribute.name())
                && !is_safe(attribute.value())
            {
                say(format!("leads to {:?}", attribute.value()));
            }
        }
        let text = node.text().unwrap_or_default();
        if node.attribute("type") == Some("html") {
            feed_html(text, say);
        }
        if ["loc", "uri", "id"].contains(&name)
            && !is_safe(text)
            && scheme(text).as_deref() != Some("tag")
        {
            say(format!("leads to {text:?}"));
        }
    }
    _ = images;
}
