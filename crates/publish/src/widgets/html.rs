//! What stands in a widget: whose it is and of when, its heading, its text, the way to the page
//! that it is taken from, and what readers are owed to know of how it is made.

use super::{Document, WidgetSite};
use crate::{addresses, document::attribute, plain_html};
use dayfold_app::{components::kicker, paths::Route};
use dayfold_model::{Date, Digest, Story, StoryLink, Takeaway, Word, label_of};

/// A list of stories.
pub(crate) struct List<'a> {
    /// What it is called.
    pub(crate) title: &'a str,
    /// The page that has more of it.
    pub(crate) page: Route,
    /// The newest first.
    pub(crate) stories: Vec<StoryLink>,
}

/// The takeaways of a day; of one that has none, its stories.
pub(crate) fn day(site: &WidgetSite<'_>, date: Date, digest: &Digest) -> String {
    let page = site.paths.page(&Route::Day(date));
    let mut body = overline(site, Some((date, &digest.date_text)));
    let title = match digest.title.is_empty() {
        true => &digest.date_text,
        false => &digest.title,
    };
    body += &format!("<h1>{}</h1>\n", link(&page, title));
    if digest.takeaways.is_empty() {
        let titles = digest.stories().take(super::STORIES).map(|story| {
            let address = site.paths.story_page(date, &story.id);
            link(&address, &story.title)
        });
        body += &items("ul", None, titles);
    } else {
        let label = label_of(&digest.labels, "takeaways");
        let label = label.unwrap_or(site.word(Word::Takeaways));
        let takeaways = digest.takeaways.iter();
        body += &items(
            "ol",
            Some(label),
            takeaways.map(|takeaway| point(site, date, takeaway)),
        );
    }
    let all = site.settings.words.stories(digest.stories().count());
    body += &onward(&page, &all);
    body += &imprint(site);
    site.write(Document {
        title,
        page: Route::Day(date),
        lang: &digest.lang,
        dir: digest.dir,
        body: addresses::in_html(&body, "", &page),
    })
}

/// A takeaway, which leads to its story as a whole.
fn point(site: &WidgetSite<'_>, date: Date, takeaway: &Takeaway) -> String {
    match &takeaway.story {
        // Links cannot stand in links.
        Some(story) => format!(
            "<a href=\"{}\"{OPENS}>{}</a>",
            attribute(&site.paths.story_page(date, story)),
            without_links(&takeaway.html)
        ),
        None => outward(&takeaway.html),
    }
}

/// A story whole.
pub(crate) fn story(site: &WidgetSite<'_>, date: Date, digest: &Digest, story: &Story) -> String {
    let route = Route::Story(date, story.id.clone());
    let day = site.paths.page(&Route::Day(date));
    let mut body = overline(site, Some((date, &digest.date_text)));
    let kicker = kicker(story, digest);
    if !kicker.is_empty() {
        body += &format!("<p class=\"kicker\">{}</p>\n", attribute(&kicker));
    }
    let heading = link(&site.paths.page(&route), &story.title);
    body += &format!("<h1>{heading}</h1>\n<div class=\"story\">");
    let mut text = String::new();
    plain_html::blocks(&mut text, &story.body);
    if let Some(sources) = plain_html::sources(story, site.word(Word::Sources)) {
        text += &format!("<p class=\"sources\">{sources}</p>");
    }
    body += &outward(&text);
    body += "</div>\n";
    let name = match digest.title.is_empty() {
        true => &digest.date_text,
        false => &digest.title,
    };
    let text = [("day", &**name)];
    let text = site.settings.words.fill(Word::ReadInDay, &text);
    body += &onward(&site.paths.story(&Route::Day(date), &story.id), &text);
    body += &imprint(site);
    site.write(Document {
        title: &story.title,
        page: route,
        lang: &digest.lang,
        dir: digest.dir,
        body: addresses::in_html(&body, "", &day),
    })
}

/// The newest stories of the site, of a tag or of an entity.
pub(crate) fn list(site: &WidgetSite<'_>, list: List<'_>) -> String {
    let page = site.paths.page(&list.page);
    let settings = site.settings;
    let mut body = String::new();
    // The site's own name is heading enough for what is the site's.
    if list.title != settings.title {
        body += &overline(site, None);
    }
    body += &format!("<h1>{}</h1>\n", link(&page, list.title));
    let stories = list.stories.iter().map(|story| {
        let address = match story.date {
            Some(date) => site.paths.story_page(date, &story.id),
            None => site
                .paths
                .story(&Route::of_digest(None, &story.slug), &story.id),
        };
        let when = match story.date {
            Some(date) => time(date, &story.date_text),
            None => attribute(&story.date_text),
        };
        let from = story.sources.iter().map(|source| attribute(source));
        let said: Vec<String> = std::iter::once(when).chain(from).collect();
        format!(
            "{}<p class=\"where\">{}</p>",
            link(&address, &story.title),
            said.join(" · ")
        )
    });
    body += &items("ul", Some(site.word(Word::Stories)), stories);
    body += &imprint(site);
    site.write(Document {
        title: list.title,
        page: list.page,
        lang: &settings.lang,
        dir: settings.dir,
        body,
    })
}

/// Links open where the page around the frame is not lost by them.
const OPENS: &str = " target=\"_blank\" rel=\"noopener\"";

fn link(address: &str, text: &str) -> String {
    format!(
        "<a href=\"{}\"{OPENS}>{}</a>",
        attribute(address),
        attribute(text)
    )
}

/// Vetted HTML whose links open elsewhere.
fn outward(html: &str) -> String {
    html.replace("<a ", &format!("<a{OPENS} "))
}

/// Vetted HTML without its links.
fn without_links(html: &str) -> String {
    let mut rest = html;
    let mut plain = String::with_capacity(html.len());
    while let Some(start) = rest.find("<a ") {
        plain += &rest[..start];
        rest = &rest[start..];
        rest = rest.find('>').map_or("", |end| &rest[end + 1..]);
    }
    (plain + rest).replace("</a>", "")
}

fn time(date: Date, text: &str) -> String {
    format!("<time datetime=\"{date}\">{}</time>", attribute(text))
}

/// Whose it is, and of when.
fn overline(site: &WidgetSite<'_>, date: Option<(Date, &str)>) -> String {
    let home = link(&site.paths.page(&Route::Home), &site.settings.title);
    let when = date.map_or_else(String::new, |(date, text)| time(date, text));
    format!("<p class=\"overline\">{home}{when}</p>\n")
}

fn items(element: &str, label: Option<&str>, items: impl Iterator<Item = String>) -> String {
    let label = label.map_or_else(String::new, |label| {
        format!(" aria-label=\"{}\"", attribute(label))
    });
    let items: String = items.map(|item| format!("<li>{item}</li>\n")).collect();
    format!("<{element} class=\"items\" role=\"list\"{label}>\n{items}</{element}>\n")
}

/// The way to the whole.
fn onward(address: &str, text: &str) -> String {
    format!("<p class=\"onward\">{}</p>\n", link(address, text))
}

/// Whose work it is, and how it is made.
fn imprint(site: &WidgetSite<'_>) -> String {
    let settings = site.settings;
    let said = [&*settings.byline, &*settings.disclosure];
    let said: Vec<&str> = said.into_iter().filter(|html| !html.is_empty()).collect();
    match said.is_empty() {
        true => String::new(),
        false => format!("<p class=\"imprint\">{}</p>\n", outward(&said.join(" "))),
    }
}

impl WidgetSite<'_> {
    fn word(&self, word: Word) -> &str {
        self.settings.words.get(word)
    }
}
