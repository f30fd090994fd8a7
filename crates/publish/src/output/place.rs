//! The order in which files are put in place: what others lead to comes before them.

use crate::bundle::WORKER;
use std::cmp::Reverse;

/// What a file is to those that lead to it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Class {
    /// What pages are drawn with.
    Asset,
    /// What the reader fetches.
    Data,
    /// A page that nobody has yet.
    NewPage,
    /// A page that leads to new ones.
    ChangedPage,
    /// What other programs read, and follow to pages.
    List,
}

/// The class of a file by its path.
pub(super) fn class(path: &str, is_new: bool) -> Class {
    // Packed ones go with what they are of.
    let path = path.strip_suffix(".br").unwrap_or(path);
    let path = path.strip_suffix(".gz").unwrap_or(path);
    let name = path.rsplit('/').next().unwrap_or(path);
    let ending = name.rsplit_once('.').map(|(_, ending)| ending);
    match ending {
        // The page of what is not there leads everywhere, and nothing leads to it.
        Some("html") if is_new && path != "index.html" => Class::NewPage,
        Some("html") => Class::ChangedPage,
        Some("xml") => Class::List,
        // A browser that finds it new asks for all the rest.
        Some("js") if path == WORKER => Class::List,
        // Where it is looked for by other programs.
        Some("txt") if name == "robots.txt" => Class::List,
        Some("json") if name == "feed.json" || !path.contains("data/") => Class::List,
        Some("json" | "txt") => Class::Data,
        _ => Class::Asset,
    }
}

/// In what order files go, the smallest first: who leads to others before those. Widgets lead to
/// pages, stories to their day.
pub(super) fn leaving(path: &str) -> impl Ord + use<> {
    let is_widget = path.split('/').any(|part| part == "embed");
    let depth = path.matches('/').count();
    (Reverse(class(path, false)), !is_widget, Reverse(depth))
}

#[cfg(test)]
mod tests {
    use super::*;
    use rstest::rstest;

    #[rstest]
    #[case("assets/a.wasm", true, Class::Asset)]
    #[case("boot.js", false, Class::Asset)]
    #[case("sw.js", false, Class::List)]
    #[case("data/2026-03-14.json", false, Class::Data)]
    #[case("de/data/site.json", false, Class::Data)]
    #[case("2026-03-14/index.html", true, Class::NewPage)]
    #[case("2026-03-14/index.html", false, Class::ChangedPage)]
    #[case("index.html", true, Class::ChangedPage)]
    #[case("feed.xml", true, Class::List)]
    #[case("tags/ai/feed.json", true, Class::List)]
    fn classes(#[case] path: &str, #[case] is_new: bool, #[case] expected: Class) {
        assert_eq!(class(path, is_new), expected);
    }

    #[test]
    fn who_leads_to_others_goes_first() {
        let gone = [
            "feed.xml",
            "embed/2026-03-14/a-story/index.html",
            "2026-03-14/a-story/index.html",
            "2026-03-14/index.html",
            "data/2026-03-14.json",
        ];
        assert!(gone.is_sorted_by_key(|path| leaving(path)));
    }

    #[test]
    fn the_order_is_that_of_who_leads_to_whom() {
        use Class::{Asset, ChangedPage, Data, List, NewPage};
        assert!([Asset, Data, NewPage, ChangedPage, List].is_sorted());
    }
}
