//! `_headers` and `_redirects`, which Netlify and Cloudflare Pages read alike.
//!
//! Both send a request the headers of every rule that its path matches, and join those of one
//! name with a comma. So no two rules here set the same header for any file of the site, but for
//! one: of policies a list with commas is what it is to be, and each of them holds (CSP 3, 2.2).
//! So all files have the pages' policy, and widgets one more, which says who may show them in a
//! frame; where no policy says that, the older header does, which all have. What both send anyway is left to them: `max-age=0, must-revalidate` for what no rule speaks of,
//! and `/day/` for `/day`. A `*` stands at the end of a path alone, and `:id` for one part of
//! it, which is what both understand.

use super::{
    Host, Place,
    headers::{FOR_ALL, FOR_EVERY_FILE, KEPT_FOR_EVER, OWN_FRAMES, POLICY, framed_by, policy},
};
use crate::{addresses::escaped, policy::policy_with_frames};

/// The most rules that Cloudflare takes, of `_headers`.
const MOST_RULES: usize = 100;

/// The most lines that Cloudflare takes, of `_redirects`: those of one address, and those with a
/// `*`, which it wants behind the others.
const MOST_MOVED: usize = 1_900;
const MOST_MOVED_PARTS: usize = 90;

/// Paths that readers and their programs try for a feed.
const FEED_GUESSES: &[&str] = &["feed", "rss", "rss.xml", "atom.xml", "index.xml"];

/// `_headers`.
pub(super) fn headers(place: &Place<'_>) -> String {
    let base = place.base;
    let own = match place.framed_by {
        Some(_) => policy_with_frames(place.images).to_owned(),
        None => policy(place.images),
    };
    let framed = place.framed_by.is_some().then_some(OWN_FRAMES);
    let all = [(POLICY, &*own)].into_iter().chain(framed);
    let mut rules = vec![
        Rule::new(format!("{base}*"), all.chain(FOR_EVERY_FILE)),
        Rule::new(
            format!("{base}assets/*"),
            [("Cache-Control", KEPT_FOR_EVER), FOR_ALL],
        ),
    ];
    for (others, language) in place.framed_by.iter().flat_map(|others| {
        let languages = place.languages.iter();
        languages.map(move |language| (others, language))
    }) {
        let path = format!("{base}{language}embed/*");
        rules.push(Rule::new(path, [(POLICY, &*framed_by(others))]));
    }
    // Those of subjects last: where a site has so many languages that not all rules are
    // taken, the rest is still whole.
    let own = &["data/*", "oembed/*", "feed/*", "feed.xml", "feed.json"];
    let of_subjects = &[
        "tags/:id/feed.xml",
        "tags/:id/feed.json",
        "entities/:id/feed.xml",
        "entities/:id/feed.json",
    ];
    for paths in [own as &[&str], of_subjects] {
        for language in &place.languages {
            let paths = paths.iter().map(|path| format!("{base}{language}{path}"));
            rules.extend(paths.map(|path| Rule::new(path, [FOR_ALL])));
        }
    }
    rules.truncate(MOST_RULES);
    rules.iter().map(|rule| rule.text.as_str()).collect()
}

struct Rule {
    text: String,
}

impl Rule {
    fn new<'a>(path: String, headers: impl IntoIterator<Item = (&'a str, &'a str)>) -> Self {
        let headers = headers.into_iter();
        let headers = headers.map(|(name, value)| format!("  {name}: {value}\n"));
        Self {
            text: std::iter::once(format!("{path}\n"))
                .chain(headers)
                .collect(),
        }
    }
}

/// `_redirects`.
pub(super) fn redirects(host: Host, place: &Place<'_>, moved: &[(String, String)]) -> String {
    let base = place.base;
    let mut lines = String::new();
    // Without an address there is no feed.
    for guess in FEED_GUESSES.iter().filter(|_| place.url.is_some()) {
        lines += &format!("{base}{guess} {base}feed.xml 301\n");
    }
    // There is a page at the old address, too, which Netlify would otherwise prefer.
    let status = match host {
        Host::Netlify => "301!",
        _ => "301",
    };
    let is_part = |from: &str| from.ends_with('*');
    let whole = moved.iter().filter(|(from, _)| !is_part(from));
    let parts = moved.iter().filter(|(from, _)| is_part(from));
    for (from, to) in whole.take(MOST_MOVED).chain(parts.take(MOST_MOVED_PARTS)) {
        lines += &format!("{} {} {status}\n", escaped(from), escaped(to));
    }
    // Cloudflare looks for the nearest 404.html; Netlify for that of the root alone.
    if host == Host::Netlify && base != "/" {
        lines += &format!("{base}* {base}404.html 404\n");
    }
    lines
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::settings::RemoteImages;
    use std::collections::BTreeSet;

    fn place<'a>(base: &'a str, languages: &[String]) -> Place<'a> {
        Place {
            url: Some("https://example.org/"),
            base,
            languages: languages.to_vec(),
            images: RemoteImages::Shown,
            framed_by: Some("*".to_owned()),
        }
    }

    /// The rules of a file, as paths and the names of headers.
    fn rules(text: &str) -> Vec<(&str, Vec<&str>)> {
        let mut rules: Vec<(&str, Vec<&str>)> = vec![];
        for line in text.lines() {
            match line.strip_prefix("  ") {
                None => rules.push((line, vec![])),
                Some(header) => rules
                    .last_mut()
                    .unwrap()
                    .1
                    .push(header.split(": ").next().unwrap()),
            }
        }
        rules
    }

    fn matches(rule: &str, path: &str) -> bool {
        if let Some(start) = rule.strip_suffix('*') {
            return path.starts_with(start);
        }
        let (rule, path): (Vec<_>, Vec<_>) = (rule.split('/').collect(), path.split('/').collect());
        rule.len() == path.len()
            && rule
                .iter()
                .zip(path)
                .all(|(rule, part)| rule.starts_with(':') || *rule == part)
    }

    #[test]
    fn no_file_is_sent_a_header_twice() {
        let languages = ["".to_owned(), "de/".to_owned()];
        for base in ["/", "/news/"] {
            let text = headers(&place(base, &languages));
            let rules = rules(&text);
            for file in [
                "",
                "2025-11-22/",
                "2025-11-22/a-story/",
                "assets/dayfold-0123456789abcdef.css",
                "assets/cards/0123.png",
                "data/site.json",
                "data/2025-11-22.json",
                "de/data/site.json",
                "oembed/2025-11-22.json",
                "oembed/2025-11-22/a-story.json",
                "feed.xml",
                "feed/2025-11.xml",
                "de/feed.json",
                "tags/ai/",
                "tags/ai/feed.xml",
                "de/entities/nvidia/feed.json",
                "embed.js",
                "embed/latest/",
                "de/embed/2025-11-22/a-story/",
                "embed/tags/ai/",
            ] {
                let path = format!("{base}{file}");
                let matching = rules.iter().filter(|(rule, _)| matches(rule, &path));
                let mut names: Vec<_> = matching.flat_map(|(_, names)| names).collect();
                let policies = names.iter().filter(|name| **name == &POLICY).count();
                let is_widget = file.split('/').any(|part| part == "embed");
                assert_eq!(policies, if is_widget { 2 } else { 1 }, "{path}");
                names.retain(|name| *name != &POLICY);
                let distinct: BTreeSet<_> = names.iter().collect();
                assert_eq!(distinct.len(), names.len(), "{path}: {names:?}");
                assert!(names.contains(&&OWN_FRAMES.0), "{path}");
                let is_asset = file.starts_with("assets/");
                assert_eq!(names.contains(&&"Cache-Control"), is_asset, "{path}");
                let open = ["data/", "oembed/", "feed"];
                let is_open = is_asset || open.iter().any(|part| file.contains(part));
                assert_eq!(names.contains(&&FOR_ALL.0), is_open, "{path}");
            }
        }
    }

    /// The policies of one name become a list, of which each holds: so the one for all says
    /// nothing of frames where another is to say it.
    #[test]
    fn widgets_can_be_framed_and_nothing_else() {
        let mut place = place("/", &["".to_owned(), "de/".to_owned()]);
        let text = headers(&place);
        assert_eq!(text.matches("frame-ancestors").count(), 2);
        for path in ["/embed/*", "/de/embed/*"] {
            let rule = format!("\n{path}\n  {POLICY}: frame-ancestors *\n");
            assert!(text.contains(&rule), "{text}");
        }
        place.framed_by = Some("'self' https://example.com".to_owned());
        let text = headers(&place);
        assert!(
            text.contains(
                "  Content-Security-Policy: frame-ancestors 'self' https://example.com\n"
            )
        );
        place.framed_by = None;
        let text = headers(&place);
        assert!(!text.contains("/embed/") && !text.contains(OWN_FRAMES.0));
        assert!(text.contains("; frame-ancestors 'self'\n"));
    }

    /// Cloudflare: 100 rules, and 2,000 characters a line.
    #[test]
    fn keeps_to_the_limits_of_hosts() {
        let languages: Vec<_> = (0..40).map(|number| format!("l{number}/")).collect();
        let text = headers(&place("/a/long/path/", &languages));
        assert_eq!(rules(&text).len(), MOST_RULES);
        assert!(text.lines().all(|line| line.chars().count() <= 2_000));
        assert!(text.contains("/a/long/path/l9/feed.json\n"));
    }

    #[test]
    fn leads_to_the_feed_and_to_the_page_for_what_is_missing() {
        let languages = ["".to_owned()];
        let moved = [
            ("/news/tags/ü/*", "/news/tags/u/"),
            ("/news/tags/ü/", "/news/tags/u/"),
        ];
        let moved = moved.map(|(from, to)| (from.to_owned(), to.to_owned()));
        let netlify = redirects(Host::Netlify, &place("/news/", &languages), &moved);
        assert!(netlify.contains("/news/rss.xml /news/feed.xml 301\n"));
        assert!(netlify.ends_with("/news/* /news/404.html 404\n"));
        let cloudflare = redirects(Host::Cloudflare, &place("/news/", &languages), &moved);
        assert!(!cloudflare.contains("404"));
        // Whole addresses first, in ASCII.
        let ways = "/news/tags/%C3%BC/ /news/tags/u/ 301\n/news/tags/%C3%BC/* /news/tags/u/ 301\n";
        assert!(cloudflare.ends_with(ways), "{cloudflare}");
        assert!(netlify.contains("/news/tags/%C3%BC/ /news/tags/u/ 301!\n"));
        let mut silent = place("/", &languages);
        silent.url = None;
        assert_eq!(redirects(Host::Netlify, &silent, &[]), "");
    }
}
