//! A day and a story as HTML that is read anywhere: no classes, no scripts, addresses whole.

use super::FeedSite;
use crate::{addresses, document::attribute};
use dayfold_app::{
    components::{labelled, sources_label, story_sources},
    paths::Route,
};
use dayfold_model::{Block, Date, Digest, Story, Word, label_of};

/// A day whole: summary, takeaways, every section with its stories and where they are from.
/// The page's title is left to the entry.
pub(super) fn day(site: &FeedSite<'_>, date: Date, digest: &Digest) -> String {
    let mut html = digest.summary.clone().unwrap_or_default();
    if !digest.takeaways.is_empty() {
        let label = label_of(&digest.labels, "takeaways");
        heading(&mut html, 2, label.unwrap_or(site.word(Word::Takeaways)));
        html += "<ol>";
        for takeaway in &digest.takeaways {
            html += &format!("<li>{}</li>", takeaway.html);
        }
        html += "</ol>";
    }
    for section in &digest.sections {
        match (&section.title, &section.icon) {
            (Some(title), Some(icon)) => heading(&mut html, 2, &format!("{icon} {title}")),
            (Some(title), None) => heading(&mut html, 2, title),
            (None, _) => {}
        }
        blocks(&mut html, &section.body);
        for story in &section.stories {
            let page = Route::Story(date, story.id.clone());
            let address = addresses::absolute(site.paths, site.url, &page);
            html += &format!(
                "<h3><a href=\"{}\">{}</a></h3>",
                attribute(&address),
                attribute(&story.title)
            );
            body(&mut html, site, story);
        }
    }
    if !digest.footer.is_empty() {
        html += "<hr>";
        blocks(&mut html, &digest.footer);
    }
    finish(site, date, digest, html)
}

/// A story whole. Its headline is left to the entry.
pub(super) fn story(site: &FeedSite<'_>, date: Date, digest: &Digest, story: &Story) -> String {
    let mut html = String::new();
    body(&mut html, site, story);
    finish(site, date, digest, html)
}

fn heading(html: &mut String, level: u8, text: &str) {
    *html += &format!("<h{level}>{}</h{level}>", attribute(text));
}

fn body(html: &mut String, site: &FeedSite<'_>, story: &Story) {
    if !story.kicker.is_empty() {
        *html += &format!(
            "<p><small>{}</small></p>",
            attribute(&story.kicker.join(" · "))
        );
    }
    blocks(html, &story.body);
    let sources = story_sources(story).into_iter().map(|source| {
        let name = attribute(&source.name);
        match source.url {
            Some(url) => format!("<a href=\"{}\">{name}</a>", attribute(&url)),
            None => name,
        }
    });
    let sources: Vec<String> = sources.collect();
    if !sources.is_empty() {
        let lead_in = sources_label(story).map(|label| labelled(&label));
        let lead_in = attribute(lead_in.as_deref().unwrap_or(site.word(Word::Sources)));
        *html += &format!("<p>{lead_in} {}</p>", sources.join(" · "));
    }
}

fn blocks(html: &mut String, blocks: &[Block]) {
    for block in blocks {
        let Some(label) = &block.label else {
            *html += &block.html;
            continue;
        };
        let label = format!("<strong>{}</strong>", attribute(&labelled(label)));
        // It leads the first line, as on the page.
        match block.html.strip_prefix("<p>") {
            Some(rest) => *html += &format!("<p>{label} {rest}"),
            None => *html += &format!("<p>{label}</p>{}", block.html),
        }
    }
}

/// Makes addresses whole, adds what is said at the end of every entry, and says how the text
/// runs: many programs that show feeds do not look at the feed for that.
fn finish(site: &FeedSite<'_>, date: Date, digest: &Digest, mut html: String) -> String {
    let page = addresses::absolute(site.paths, site.url, &Route::Day(date));
    html = addresses::in_html(&html, site.origin(), &page);
    if let Some(note) = site.note {
        html += &format!("<p><small>{}</small></p>", attribute(note));
    }
    let settings = site.settings;
    let is_usual = digest.dir.as_str() == "ltr" && digest.lang == settings.lang;
    if is_usual {
        return html;
    }
    format!(
        "<div lang=\"{}\" dir=\"{}\">{html}</div>",
        attribute(&digest.lang),
        digest.dir.as_str()
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_label_leads_its_text() {
        let block = |label: Option<&str>, html: &str| Block {
            label: label.map(str::to_owned),
            html: html.to_owned(),
        };
        let mut html = String::new();
        blocks(
            &mut html,
            &[
                block(None, "<p>a</p>"),
                block(Some("Why <now>?"), "<p>b</p>"),
                block(Some("Next"), "<ul><li>c</li></ul>"),
            ],
        );
        assert_eq!(
            html,
            "<p>a</p><p><strong>Why &lt;now&gt;?</strong> b</p>\
             <p><strong>Next:</strong></p><ul><li>c</li></ul>"
        );
    }
}
