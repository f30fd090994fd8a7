//! What a publisher puts around every page, as the HTML that the reader's frame shows: links
//! in the masthead, who makes the site and how, and what stands at a page's end.

use crate::{
    document::attribute,
    editions::Edition,
    pages::EditionPage,
    settings::{Link, SiteSettings},
};
use dayfold_app::paths::Paths;
use dayfold_ingest::{
    html::{Becomes, Resolve},
    inline_markdown,
};

/// Puts it into the settings of each edition, once their pages are known.
pub(crate) fn put(settings: &SiteSettings, editions: &mut [Edition]) {
    let Some(main) = editions.first() else { return };
    let (main, pages) = (main.paths.clone(), main.pages.clone());
    for edition in editions {
        let mut place = Place {
            main: &main,
            main_pages: &pages,
            paths: &edition.paths,
            pages: &edition.pages,
        };
        let lang = edition.settings.lang.clone();
        let own = &mut edition.settings;
        own.logo.clone_from(&settings.published.logo);
        own.navigation = links(settings.navigation.iter(), &place);
        own.byline = inline_markdown(settings.byline.of(&lang), &mut place);
        own.disclosure = inline_markdown(settings.disclosure.of(&lang), &mut place);
        let text = inline_markdown(settings.footer.of(&lang), &mut place);
        own.footer = footer(&settings.links, &text, &place);
    }
}

/// Where an edition is.
struct Place<'a> {
    main: &'a Paths,
    main_pages: &'a [EditionPage],
    paths: &'a Paths,
    pages: &'a [EditionPage],
}

impl Place<'_> {
    /// An address as it is set. A path in the site is one in the same language, unless it is
    /// of a page that only the main one has.
    fn address(&self, href: &str) -> String {
        let Some(path) = href.strip_prefix('/') else {
            return href.to_owned();
        };
        let first = path.split(['/', '?', '#']).next().unwrap_or_default();
        let has = |pages: &[EditionPage]| pages.iter().any(|page| page.slug == first);
        let paths = match has(self.main_pages) && !has(self.pages) {
            true => self.main,
            false => self.paths,
        };
        format!("{}{path}", paths.base())
    }
}

impl Resolve for Place<'_> {
    fn image(&mut self, _: &str) -> Becomes {
        Becomes::Link
    }

    fn link(&mut self, href: &str) -> Option<String> {
        href.starts_with('/').then(|| self.address(href))
    }
}

/// Links, one after the other.
fn links<'l>(links: impl Iterator<Item = &'l Link>, place: &Place<'_>) -> String {
    links.map(|own| link(own, place)).collect()
}

fn link(link: &Link, place: &Place<'_>) -> String {
    let rel = match &*link.rel {
        "" => String::new(),
        rel => format!(" rel=\"{}\"", attribute(rel)),
    };
    format!(
        "<a href=\"{}\"{rel}>{}</a>",
        attribute(&place.address(&link.href)),
        attribute(&link.label)
    )
}

/// What stands at a page's end: pages, then where to follow the site, then its own line.
/// Empty where there is none of them.
fn footer(follow: &[Link], text: &str, place: &Place<'_>) -> String {
    let pages = place.pages.iter().map(|page| {
        format!(
            "<a href=\"{}\">{}</a>",
            attribute(&place.paths.page(&page.route())),
            attribute(&page.title)
        )
    });
    let follow = follow.iter().map(|own| link(own, place));
    let items: String = pages
        .chain(follow)
        .map(|link| format!("<li>{link}</li>"))
        .collect();
    let mut html = String::new();
    if !items.is_empty() {
        html = format!("<ul role=\"list\">{items}</ul>");
    }
    if !text.is_empty() {
        html.push_str(&format!("<p>{text}</p>"));
    }
    html
}
