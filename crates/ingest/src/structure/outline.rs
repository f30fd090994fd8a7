//! How a file's headings are nested, and which of them name the file.

use super::{items::has_link, lead::plain};
use crate::{
    dates,
    markdown::{Kind, Node},
    vocabulary::{self, Part},
};
use std::ops::Range;

/// A heading that opens a part.
#[derive(Debug)]
pub(super) struct Head {
    /// Its index among the nodes.
    pub(super) node: usize,
    pub(super) level: u8,
    /// Its words, without markup.
    pub(super) text: String,
    /// What the words say.
    pub(super) part: Option<Part>,
    /// It is a link, or has one.
    pub(super) linked: bool,
    pub(super) parent: Option<usize>,
    pub(super) children: Vec<usize>,
    /// The nodes under it, up to the next heading of any level.
    pub(super) own: Range<usize>,
    /// The nodes under it, those of deeper headings too.
    pub(super) all: Range<usize>,
}

/// The headings of a file.
#[derive(Debug, Default)]
pub(super) struct Outline {
    pub(super) heads: Vec<Head>,
    /// The headings that stand under none.
    pub(super) roots: Vec<usize>,
    /// The nodes that are headings naming the file, the first of them its title.
    pub(super) mastheads: Vec<usize>,
    /// The nodes before the first part, without mastheads' own nodes.
    pub(super) intro: Range<usize>,
}

impl Outline {
    /// Leaves out the nodes from there on, which close the file.
    pub(super) fn end_at(&mut self, closing: usize) {
        for head in &mut self.heads {
            for range in [&mut head.own, &mut head.all] {
                range.end = range.end.min(closing).max(range.start);
            }
        }
    }

    /// `known`: the title, if the front matter has one.
    pub(super) fn new(nodes: &[Node<'_>], known: Option<&str>) -> Self {
        let headings: Vec<(usize, u8)> = nodes
            .iter()
            .enumerate()
            .filter_map(|(at, node)| match node.kind {
                Kind::Heading(level) => Some((at, level)),
                _ => None,
            })
            .collect();
        let mastheads = mastheads(nodes, &headings, known);
        let mut outline = Self {
            intro: 0..headings
                .iter()
                .map(|(at, _)| *at)
                .find(|at| !mastheads.contains(at))
                .unwrap_or(nodes.len()),
            mastheads,
            ..Self::default()
        };
        let mut open: Vec<usize> = Vec::new();
        for (index, (at, level)) in headings.iter().enumerate() {
            if outline.mastheads.contains(at) {
                continue;
            }
            while open
                .last()
                .is_some_and(|head| outline.heads[*head].level >= *level)
            {
                open.pop();
            }
            let end_of = |deeper: bool| {
                headings[index + 1..]
                    .iter()
                    .find(|(_, next)| !deeper || *next <= *level)
                    .map_or(nodes.len(), |(at, _)| *at)
            };
            let text = plain(nodes[*at].inner());
            let this = outline.heads.len();
            outline.heads.push(Head {
                node: *at,
                level: *level,
                part: vocabulary::part(&text),
                linked: has_link(&nodes[*at].events),
                text,
                parent: open.last().copied(),
                children: vec![],
                own: at + 1..end_of(false),
                all: at + 1..end_of(true),
            });
            match open.last() {
                Some(parent) => outline.heads[*parent].children.push(this),
                None => outline.roots.push(this),
            }
            open.push(this);
        }
        outline
    }
}

/// The headings that name the file: its title, and lines below that repeat it or its day.
fn mastheads(nodes: &[Node<'_>], headings: &[(usize, u8)], known: Option<&str>) -> Vec<usize> {
    let mut out: Vec<usize> = Vec::new();
    // A title that comes late: what is before it is a preamble, banners and all.
    let ones: Vec<usize> = (0..headings.len())
        .filter(|at| headings[*at].1 == 1)
        .collect();
    let late = match ones[..] {
        [only] if only > 0 && only <= LATEST => {
            let words = plain(nodes[headings[only].0].inner());
            let named = dates::find(&words).is_some() || vocabulary::names_digest(&words);
            let linked = headings[..only]
                .iter()
                .any(|(at, _)| has_link(&nodes[*at].events));
            (named && !linked).then_some(only)
        }
        _ => None,
    };
    let skipped = late.unwrap_or(0);
    let Some((first, level)) = headings.get(skipped) else {
        return out;
    };
    let text = |at: usize| plain(nodes[at].inner());
    let of_level = |level: u8| headings.iter().filter(|(_, other)| *other == level).count();
    let next = headings.get(skipped + 1).map_or(nodes.len(), |(at, _)| *at);
    let words = text(*first);
    let dated = dates::find(&words).is_some();
    let named = dated || vocabulary::names_digest(&words);
    // Below the highest level only what says all of the title does.
    let alike = known.is_some_and(|known| {
        similar(known, &words) && (*level == 1 || words.len() * 3 >= known.len() * 2)
    });
    let holds_list = nodes[first + 1..next]
        .iter()
        .any(|node| matches!(node.kind, Kind::List));
    let is_title = match level {
        1 if of_level(1) == 1 => true,
        // Several of the highest level: sections, unless the first is plainly a name.
        1 => named || alike || known.is_none() && !holds_list,
        // Where there is no higher level, a heading that names the day or the file.
        _ => {
            vocabulary::part(&words).is_none()
                && (alike || named && !holds_list)
                && !has_link(&nodes[*first].events)
                && (of_level(*level) == 1
                    || dated
                    || alike
                    || next == first + 1
                        && headings
                            .get(skipped + 1)
                            .is_some_and(|(_, next)| next > level))
        }
    };
    if !is_title {
        return out;
    }
    out.push(*first);
    out.extend(headings[..skipped].iter().map(|(at, _)| *at));
    // A line with the day below the title.
    for (index, (at, _)) in headings.iter().enumerate().skip(skipped + 1).take(2) {
        let words = text(*at);
        let end = headings
            .get(index + 1)
            .map_or(nodes.len(), |(next, _)| *next);
        let leaf = headings
            .get(index + 1)
            .is_none_or(|(_, next)| *next <= headings[index].1);
        let short = nodes[at + 1..end]
            .iter()
            .all(|node| matches!(node.kind, Kind::Paragraph | Kind::Rule))
            && end - at <= 4
            && !nodes[at + 1..end].iter().any(|node| has_link(&node.events));
        let dated = dates::find(&words).is_some()
            || words.contains(|c: char| c.is_ascii_digit()) && similar_days(&words);
        let alone = is_only_day(&words)
            && !nodes[at + 1..end]
                .iter()
                .any(|node| matches!(node.kind, Kind::List));
        if vocabulary::part(&words).is_none() && dated && leaf && short || alone {
            out.push(*at);
        } else {
            break;
        }
    }
    out
}

/// A title comes behind at most so many other headings.
const LATEST: usize = 4;

/// Whether a heading is nothing but a day: `3 月 14 日（週五）`, `2026-03-14`.
fn is_only_day(words: &str) -> bool {
    const OF_DAYS: &str = "年月日号號第週周末星期一二三四五六년월일요화수목금토주말";
    if let Some(found) = dates::find(words) {
        let rest = [&words[..found.span.start], &words[found.span.end..]].concat();
        return !rest.contains(char::is_alphabetic);
    }
    words.contains(|c: char| c.is_ascii_digit())
        && words.contains(['日', '일'])
        && words
            .chars()
            .all(|c| !c.is_alphabetic() || OF_DAYS.contains(c))
}

/// Whether a heading is a span of days: "Week of March 23 - March 30, 2026".
fn similar_days(words: &str) -> bool {
    let words = words.to_lowercase();
    ["week of", "week ", "semaine", "woche", "semana", "неделя"]
        .iter()
        .any(|word| words.contains(word))
}

/// Whether two titles say the same.
pub(super) fn similar(one: &str, other: &str) -> bool {
    let words = |text: &str| -> Vec<String> {
        text.split(|c: char| !c.is_alphanumeric())
            .filter(|word| !word.is_empty())
            .map(str::to_lowercase)
            .collect()
    };
    let (one, other) = (words(one), words(other));
    let least = one.len().min(other.len());
    let same = one.iter().filter(|word| other.contains(word)).count();
    least > 0 && same * 3 >= least * 2
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::markdown::nodes;
    use rstest::rstest;

    #[rstest]
    #[case::title("# The Tide\n\n## A\n\nx\n", None, &["The Tide"])]
    #[case::day_below("# The Tide\n\n## March 14, 2026\n\n## A\n\n- x\n", None, &["The Tide", "March 14, 2026"])]
    #[case::late("## About\n\nx\n\n# The Tide, 2026-03-14\n\n## A\n\n- x\n", None, &["The Tide, 2026-03-14", "About"])]
    #[case::late_but_news("## [A](https://a.example/)\n\nx\n\n# The Tide, 2026-03-14\n", None, &[])]
    #[case::sections("# Harbour\n\n- x\n\n# Town\n\n- y\n", None, &[])]
    #[case::sections_with_name("# Daily Digest\n\n# Harbour\n\n- x\n\n# Town\n\n- y\n", None, &["Daily Digest"])]
    #[case::known("## The winter fleet is home\n\nx\n", Some("The winter fleet is home"), &["The winter fleet is home"])]
    #[case::not_known("## The winter fleet is home\n\nx\n", Some("Marlin"), &[])]
    fn names_of_a_file(
        #[case] markdown: &str,
        #[case] known: Option<&str>,
        #[case] expected: &[&str],
    ) {
        let nodes = nodes::parse(markdown, 0);
        let outline = Outline::new(&nodes, known);
        let got: Vec<String> = outline
            .mastheads
            .iter()
            .map(|at| plain(nodes[*at].inner()))
            .collect();
        assert_eq!(got, expected);
    }

    #[test]
    fn headings_are_nested_by_level() {
        let nodes = nodes::parse("# T\n\n## A\n\n#### B\n\nx\n\n### C\n\n## D\n", 0);
        let outline = Outline::new(&nodes, None);
        let got: Vec<_> = outline
            .heads
            .iter()
            .map(|head| (&*head.text, head.parent, head.own.len(), head.all.len()))
            .collect();
        assert_eq!(
            got,
            [
                ("A", None, 0, 3),
                ("B", Some(0), 1, 1),
                ("C", Some(0), 0, 0),
                ("D", None, 0, 0)
            ]
        );
        assert_eq!(outline.roots, [0, 3]);
    }

    #[rstest]
    #[case("2026-03-14", true)]
    #[case("3 月 14 日（週五）", true)]
    #[case("3월 14일 토요일", true)]
    #[case("March 14, 2026: ferries", false)]
    #[case("14 ferries", false)]
    fn only_days(#[case] words: &str, #[case] expected: bool) {
        assert_eq!(is_only_day(words), expected);
    }

    #[rstest]
    #[case("The winter fleet is home", "Winter fleet: home!", true)]
    #[case("The winter fleet", "The summer house by the sea", false)]
    #[case("", "The winter fleet", false)]
    fn alike(#[case] one: &str, #[case] other: &str, #[case] expected: bool) {
        assert_eq!(similar(one, other), expected);
    }
}
