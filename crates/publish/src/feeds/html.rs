//! A day and a story as HTML that is read anywhere: no classes, no scripts, addresses whole.

use super::FeedSite;
use crate::{addresses, document::attribute, plain_html};
use dayfold_app::paths::Route;
use dayfold_model::{Date, Digest, Story, Word, label_of};

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
        plain_html::blocks(&mut html, &section.body);
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
        plain_html::blocks(&mut html, &digest.footer);
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
    plain_html::blocks(html, &story.body);
    if let Some(sources) = plain_html::sources(story, site.word(Word::Sources)) {
        *html += &format!("<p>{sources}</p>");
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
