//! The attacks in every field of every shape of file that is read.

use serde_json::{Value, json};

/// A shape of file.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Shape {
    /// Markdown with fields in front of it.
    Markdown,
    /// The same with TOML in front of it, and nothing escaped below.
    Raw,
    /// Dayfold's own JSON.
    Json,
    /// RSS 2.0.
    Rss,
    /// Atom.
    Atom,
    /// JSON Feed.
    JsonFeed,
    /// Clusters of news.
    Clusters,
    /// A page that was saved.
    Page,
    /// Text that was pasted.
    Pasted,
}

impl Shape {
    /// All there are.
    pub(crate) const ALL: [Self; 9] = [
        Self::Markdown,
        Self::Raw,
        Self::Json,
        Self::Rss,
        Self::Atom,
        Self::JsonFeed,
        Self::Clusters,
        Self::Page,
        Self::Pasted,
    ];

    fn ending(self) -> &'static str {
        match self {
            Self::Markdown | Self::Raw => "md",
            Self::Json | Self::JsonFeed | Self::Clusters => "json",
            Self::Rss | Self::Atom => "xml",
            Self::Page => "html",
            Self::Pasted => "txt",
        }
    }

    /// A digest of that day with a text wherever there is room for one.
    fn write(self, day: &str, text: &str) -> String {
        match self {
            Self::Markdown => markdown(day, text),
            Self::Raw => raw(day, text),
            Self::Json => post(day, text).to_string(),
            Self::Rss => rss(day, text),
            Self::Atom => atom(day, text),
            Self::JsonFeed => json_feed(day, text).to_string(),
            Self::Clusters => clusters(day, text).to_string(),
            Self::Page => page(day, text),
            Self::Pasted => pasted(day, text),
        }
    }
}

/// A day for each attack, from the first of 2024 on: names and contents of files.
pub(crate) fn files(shape: Shape, attacks: &[(String, String)]) -> Vec<(String, String)> {
    let days = attacks.iter().enumerate().map(|(at, (_, text))| {
        let day = format!(
            "{}-{:02}-{:02}",
            2024 + at / 336,
            1 + at % 336 / 28,
            1 + at % 28
        );
        (format!("{day}.{}", shape.ending()), shape.write(&day, text))
    });
    days.collect()
}

/// The same with several digests to a day, which become one: fewer pages say as much.
pub(crate) fn days(
    shapes: &[Shape],
    attacks: &[(String, String)],
    to_a_day: usize,
) -> Vec<(String, String)> {
    let mut files = vec![];
    for (day, attacks) in attacks.chunks(to_a_day).enumerate() {
        let day = format!("2024-05-{:02}", day + 1);
        for (name, text) in attacks {
            files.extend(shapes.iter().map(|shape| {
                (
                    format!("{day} {name}.{}", shape.ending()),
                    shape.write(&day, text),
                )
            }));
        }
    }
    files
}

/// A text in double quotes, as JSON has it and YAML, too.
fn quoted(text: &str) -> String {
    Value::from(text).to_string()
}

/// On one line, so that it stays in its place.
fn line(text: &str) -> String {
    text.replace(['\r', '\n'], " ")
}

fn markdown(day: &str, text: &str) -> String {
    let (value, line) = (quoted(text), line(text));
    format!(
        "---\ntitle: {value}\ndate: {day}\npublication: {value}\nsummary: {value}\n\
         tags: [{value}, {{id: {value}, label: {value}}}]\n\
         entities: [{{id: {value}, name: {value}, kind: {value}}}]\n\
         labels: [{{part: takeaways, label: {value}}}]\n---\n\n\
         {text}\n\n## Takeaways\n\n- {line} {{story=one}}\n- {line}\n\n\
         ## {line}\n\n{text}\n\n### {line} {{#one}}\n\nKicker: {line} | 1\n\n\
         **{line}:** {text}\n\nNvidia [{line}:{line}] [x]({line}) ![{line}]({line})\n\n\
         Source: [{line}]({line}) | {line}\nTags: {line}\nEntities: {line}\n\
         Labels: sources={line}\n\n\
         ### [{line}](https://a.example/) {{#{line}}}\n\nText.\n\n\
         #### {line}\n\n> {line}\n\n| {line} | b |\n| --- | --- |\n| {line} | c |\n\n\
         ```{line}\n{text}\n```\n\n## Footer\n\n{text}\n"
    )
}

fn raw(day: &str, text: &str) -> String {
    let line = line(text);
    format!(
        "+++\ntitle = '''{text}'''\ndate = {day}\npublication = \"{line}\"\ntags = ['''{line}''']\n+++\n\n\
         {line}\n\n## Topic\n\n- **{line}** — {line} ([{line}]({line}))\n\
         - [{line}](https://a.example/{line}): text\n\n<!-- html --> {line}\n\n{text}\n"
    )
}

/// The post JSON. In it everything may be HTML.
fn post(day: &str, text: &str) -> Value {
    let rich = json!([{ "label": text, "html": text }, { "label": text, "md": text }, text]);
    let story = json!({
        "id": text, "title": text, "url": text, "kicker": [text, text], "body": rich,
        "sources": [text, { "name": text, "url": text }, { "name": text, "url": "https://a.example/\"x" }],
        "tags": [text], "entities": [text, { "id": text, "name": text, "kind": text }],
        "labels": [{ "part": "sources", "label": text }], "earlier": [{ "date": day, "id": text }],
        "repeats": { "date": day, "id": text }, "corrected": text, "corrected_text": text,
    });
    json!({
        "version": 1, "date": day, "date_text": text, "slug": text, "lang": text, "dir": text, "title": text,
        "publication": text, "summary": { "html": text }, "updated": text, "updated_text": text,
        "takeaways": [{ "html": text, "story": text }, { "md": text }, text],
        "sections": [{ "id": text, "title": text, "icon": text, "body": rich, "stories": [story, text] }],
        "stories": [{ "title": "Another", "body": text }],
        "footer": rich, "tags": [{ "id": text, "label": text }, text],
        "entities": [{ "id": text, "name": text, "kind": text, "url": text, "ticker": text }],
        "labels": [{ "part": "takeaways", "label": text }], "translations": [text],
        "__proto__": { "html": text }, (text): text,
    })
}

/// As it stands between tags, or in an attribute.
fn xml(text: &str) -> String {
    text.replace('&', "&amp;")
        .replace('<', "&lt;")
        .replace('>', "&gt;")
        .replace('"', "&quot;")
}

fn rss(day: &str, text: &str) -> String {
    let value = xml(text);
    format!(
        "<?xml version=\"1.0\"?><rss version=\"2.0\" xmlns:content=\"http://purl.org/rss/1.0/modules/content/\" \
         xmlns:dc=\"http://purl.org/dc/elements/1.1/\" xmlns:media=\"http://search.yahoo.com/mrss/\">\
         <channel><title>{value}</title><link>{value}</link><description>{value}</description>\
         <language>{value}</language><image><url>{value}</url></image>\
         <item><title>{value}</title><link>{value}</link><guid>{value}</guid><pubDate>{day}T06:00:00Z</pubDate>\
         <dc:creator>{value}</dc:creator><category domain=\"{value}\">{value}</category><author>{value}</author>\
         <source url=\"{value}\">{value}</source><enclosure url=\"{value}\" type=\"{value}\"/>\
         <description>{value}</description><content:encoded><![CDATA[{text}]]></content:encoded>\
         <media:thumbnail url=\"{value}\"/></item>\
         <item><title><![CDATA[{text}]]></title><link>https://a.example/{value}</link>\
         <pubDate>{day}T07:00:00Z</pubDate><description>{text}</description></item></channel></rss>"
    )
}

fn atom(day: &str, text: &str) -> String {
    let value = xml(text);
    format!(
        "<?xml version=\"1.0\"?><feed xmlns=\"http://www.w3.org/2005/Atom\" xml:base=\"{value}\" xml:lang=\"{value}\">\
         <title type=\"html\">{value}</title><id>{value}</id><link href=\"{value}\"/><updated>{day}T06:00:00Z</updated>\
         <entry><title type=\"html\">{value}</title><id>{value}</id><link href=\"{value}\" title=\"{value}\"/>\
         <updated>{day}T06:00:00Z</updated><author><name>{value}</name><uri>{value}</uri></author>\
         <category term=\"{value}\" label=\"{value}\" scheme=\"{value}\"/><source><title>{value}</title></source>\
         <summary type=\"html\">{value}</summary><content type=\"html\">{value}</content></entry>\
         <entry><title>{value}</title><id>2</id><link href=\"https://a.example/\"/><updated>{day}T07:00:00Z</updated>\
         <content type=\"xhtml\"><div xmlns=\"http://www.w3.org/1999/xhtml\">{text}</div></content></entry></feed>"
    )
}

fn json_feed(day: &str, text: &str) -> Value {
    let item = |hour: u32, url: &str| {
        json!({
            "id": text, "url": url, "external_url": text, "title": text, "content_html": text,
            "content_text": text, "summary": text, "image": text, "banner_image": text,
            "date_published": format!("{day}T{hour:02}:00:00Z"), "authors": [{ "name": text, "url": text, "avatar": text }],
            "tags": [text], "language": text, "attachments": [{ "url": text, "mime_type": text, "title": text }],
        })
    };
    json!({
        "version": "https://jsonfeed.org/version/1.1", "title": text, "home_page_url": text, "feed_url": text,
        "description": text, "icon": text, "favicon": text, "language": text, "authors": [{ "name": text }],
        "items": [item(6, text), item(7, "https://a.example/\"x")],
    })
}

fn clusters(day: &str, text: &str) -> Value {
    json!({
        "category": text, "timestamp": format!("{day}T06:00:00Z"), "language": text,
        "clusters": [{
            "title": text, "short_summary": format!("{text} [a.example#1] [{text}#1]"), "emoji": text, "category": text,
            "location": text, "talking_points": [text], "quote": text, "quote_author": text,
            "quote_attribution": text, "quote_source_url": text, "quote_source_domain": text,
            "perspectives": [{ "text": text, "sources": [{ "name": text, "url": text }] }], "timeline": [text],
            "primary_image": { "url": text, "caption": text, "credit": text, "link": text },
            "secondary_image": { "url": "https://a.example/i.png\"onerror=pwned()", "caption": text },
            "suggested_qna": [{ "question": text, "answer": text }], (text): text,
            "articles": [
                { "title": text, "link": text, "domain": text, "date": text, "image": text },
                { "title": text, "link": "https://a.example/'\"><b", "domain": text },
            ],
        }],
        "events": [{ "year": text, "content": text, "sort_year": 1, "type": text }],
    })
}

fn page(day: &str, text: &str) -> String {
    let value = xml(text);
    format!(
        "<!DOCTYPE html><html lang=\"{value}\"><head><title>{value}</title><base href=\"{value}\">\
         <meta property=\"og:title\" content=\"{value}\"><meta name=\"description\" content=\"{value}\">\
         <meta property=\"article:published_time\" content=\"{day}\"><meta property=\"og:site_name\" content=\"{value}\">\
         </head><body><nav>{text}</nav><article><h1>{value}</h1><p>{text}</p><h2 id=\"{value}\">{value}</h2>\
         <h3><a href=\"{value}\" title=\"{value}\">{value}</a></h3><p onclick=\"{value}\">{value}</p>\
         <img src=\"{value}\" alt=\"{value}\"><pre><code class=\"{value}\">{value}</code></pre>\
         <table><tr><td>{text}</td></tr></table><h3>Another</h3><p>Source: <a href=\"{value}\">{value}</a></p>\
         {text}</article></body></html>"
    )
}

fn pasted(day: &str, text: &str) -> String {
    let line = line(text);
    format!(
        "{line}: {line} | {day}\n{line}\n📋 Quick Takeaways\n- {line}\n- {line}\n⛴️ {line}\n{line}\n\
         {line}: {text}\nMore:\n- {line}\nSource: {line} | {line}\n🔋 Topic\nA headline that stands alone\n\
         What happened: Nvidia [{line}:{line}] said {line}.\nSource: {line}\n"
    )
}
