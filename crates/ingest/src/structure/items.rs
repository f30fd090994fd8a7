//! What the text under a heading is made of: items of news, or prose.

use super::{
    lead::{self, Follow, Lead, plain, size},
    sources,
};
use crate::markdown::{
    Ev, Kind, Node, inline, is_web,
    nodes::{self, blocks},
};
use pulldown_cmark::{Event, Tag, TagEnd};
use std::collections::HashMap;

/// A piece of the text under a heading.
#[derive(Debug)]
pub(super) enum Entry<'t> {
    /// Text of the section.
    Text(Node<'t>),
    /// A bold line over items that names them all.
    Group(String, Node<'t>),
    /// An item of news: its blocks, of which the first holds the headline.
    Story(Vec<Node<'t>>),
    /// What the columns of a table are called whose rows are news.
    Columns(String),
    /// A row of a table: its cells by column, with the columns' names.
    Row(Vec<(String, Vec<Ev<'t>>)>),
}

/// What the whole file knows of its items.
#[derive(Debug, Default)]
pub(super) struct Habits {
    /// Bold labels that several stories have: these are no headlines.
    pub(super) labels: HashMap<String, usize>,
    /// Bold lines that stand alone, by how often they do.
    pub(super) lines: HashMap<String, usize>,
    /// How many paragraphs are led by a bold headline and have a link of their own.
    pub(super) bold: usize,
    /// How many paragraphs bold words lead that run into the text.
    pub(super) leads: usize,
    /// Most items of the file have a link, so that one without is likely no news.
    pub(super) linked: bool,
}

impl Habits {
    /// Whether a bold line stands several times in the file: a label, not a headline.
    fn is_repeated(&self, lead: &Lead) -> bool {
        lead.bold
            && lead.follow == Follow::End
            && crate::vocabulary::normal(&lead.text)
                .is_some_and(|line| self.lines.get(&line).is_some_and(|count| *count > 1))
    }

    /// Whether a lead is one of the file's labels.
    pub(super) fn is_label(&self, lead: &Lead) -> bool {
        lead.label().is_some_and(|label| {
            self.labels.get(&label).is_some_and(|count| *count > 1)
                || crate::vocabulary::names_sources(&label)
        })
    }
}

/// What a block is, by its form alone.
#[derive(Clone, Debug, PartialEq)]
enum Form {
    /// A line in bold letters alone.
    Bold,
    /// A paragraph with a bold lead that runs into the text.
    Lead,
    /// A line that is a link, alone or before its paragraph.
    Link,
    /// A line of sources.
    Sources,
    Items,
    Table,
    Other,
}

/// The items of a list, or of a paragraph whose lines begin with bullets.
pub(super) fn list_items<'t>(node: &Node<'t>) -> Vec<Vec<Ev<'t>>> {
    match node.kind {
        Kind::List => nodes::items(node.inner())
            .into_iter()
            .map(<[_]>::to_vec)
            .collect(),
        Kind::Paragraph => bullets(node.inner()),
        _ => vec![],
    }
}

const BULLETS: [char; 9] = ['•', '‣', '◦', '▪', '●', '∙', '■', '►', '▸'];

/// The items of a paragraph whose lines begin with a bullet that Markdown does not know;
/// none where its first line does not.
fn bullets<'t>(events: &[Ev<'t>]) -> Vec<Vec<Ev<'t>>> {
    let lines = inline::lines(events);
    let begins = |range: &std::ops::Range<usize>| match events.get(range.start) {
        Some((Event::Text(text), _)) => text.trim_start().starts_with(BULLETS),
        _ => false,
    };
    if lines.first().is_none_or(|first| !begins(first)) {
        return vec![];
    }
    let mut items: Vec<Vec<Ev<'t>>> = Vec::new();
    for line in &lines {
        if begins(line) {
            let mut item = events[line.clone()].to_vec();
            if let Some((Event::Text(text), span)) = item.first_mut() {
                let rest = text.trim_start().trim_start_matches(BULLETS).trim_start();
                span.start += text.len() - rest.len();
                let rest = rest.to_owned();
                *text = rest.into();
            }
            items.push(item);
        } else if let Some(item) = items.last_mut() {
            item.extend_from_slice(&events[line.start - 1..line.end]);
        }
    }
    items
}

/// The blocks of an item.
pub(super) fn item_blocks<'t>(item: &[Ev<'t>]) -> Vec<Node<'t>> {
    blocks(item.iter().cloned())
}

/// The inline events of an item's first line of text.
pub(super) fn first_inline<'e, 't>(item: &'e [Ev<'t>]) -> &'e [Ev<'t>] {
    let start = usize::from(matches!(
        item.first(),
        Some((Event::Start(Tag::Paragraph), _))
    ));
    let end = item[start..]
        .iter()
        .position(|(event, _)| {
            matches!(
                event,
                Event::End(TagEnd::Paragraph)
                    | Event::Start(
                        Tag::List(_) | Tag::BlockQuote(_) | Tag::CodeBlock(_) | Tag::Paragraph
                    )
            )
        })
        .map_or(item.len(), |end| start + end);
    &item[start..end]
}

/// Whether some events have a link to the web.
pub(super) fn has_link(events: &[Ev<'_>]) -> bool {
    events.iter().any(|(event, _)| match event {
        Event::Start(Tag::Link { dest_url, .. }) => is_web(dest_url),
        Event::Text(text) => sources::address(text).is_some(),
        Event::InlineHtml(html) | Event::Html(html) => html.contains("href=\"http"),
        _ => false,
    })
}

/// Whether an item looks like one of news: led by a link or bold words, or with a link in a
/// sentence.
pub(super) fn is_news(item: &[Ev<'_>], habits: &Habits) -> bool {
    let first = first_inline(item);
    let sources = sources::line(first);
    if sources.is_some_and(|found| found.label.is_some() || found.sources.iter().all(is_bare)) {
        return false;
    }
    match lead::lead(first) {
        Some(lead) if habits.is_label(&lead) => false,
        Some(lead) if lead.is_headline() => true,
        _ => has_link(item) && size(&plain(first)) >= 4,
    }
}

/// Whether a source is named by its address alone, or by a word such as "link".
fn is_bare(source: &dayfold_model::Source) -> bool {
    let host = source.url.as_deref().map(crate::markdown::host);
    host.is_some_and(|host| source.name == host || source.name.starts_with(&format!("{host} · ")))
}

fn form(node: &Node<'_>, habits: &Habits) -> Form {
    match node.kind {
        Kind::List => Form::Items,
        Kind::Paragraph => {
            let inner = node.inner();
            let lines = inline::lines(inner);
            let first = &inner[lines[0].clone()];
            if first
                .first()
                .is_some_and(|(event, _)| matches!(event, Event::Text(text) if text.trim_start().starts_with(BULLETS)))
            {
                return Form::Items;
            }
            if sources::line(inner).is_some_and(|found| {
                // One link of many words is a headline.
                found.label.is_some() || found.sources.iter().all(|source| size(&source.name) <= 5)
            }) {
                return Form::Sources;
            }
            match lead::lead(first) {
                Some(lead) if habits.is_label(&lead) || habits.is_repeated(&lead) => Form::Other,
                Some(lead) if lead.bold && lead.follow == Follow::End && !lead.labels() => {
                    if lead.is_headline() {
                        Form::Bold
                    } else {
                        Form::Other
                    }
                }
                Some(lead) if !lead.bold && lead.is_headline() && lead.follow != Follow::Text => {
                    Form::Link
                }
                Some(lead) if lead.bold && lead.is_headline() && !lead.labels() => Form::Lead,
                Some(lead) if lead.bold && lead.is_headline() && has_link(inner) => Form::Lead,
                _ => Form::Other,
            }
        }
        Kind::Other if matches!(node.events.first(), Some((Event::Start(Tag::Table(_)), _))) => {
            Form::Table
        }
        _ => Form::Other,
    }
}

/// Whether a block is a bold line that can be a headline.
pub(super) fn is_bold_line(node: &Node<'_>, habits: &Habits) -> bool {
    form(node, habits) == Form::Bold
}

/// What the text under a heading is made of.
pub(super) fn entries<'t>(nodes: &[Node<'t>], habits: &Habits) -> Vec<Entry<'t>> {
    let mut forms: Vec<Form> = nodes.iter().map(|node| form(node, habits)).collect();
    if are_link_lines_over_text(nodes) {
        for (node, form) in nodes.iter().zip(&mut forms) {
            if is_link_line(node) {
                *form = Form::Link;
            }
        }
    }
    let count = |wanted: &Form| forms.iter().filter(|form| *form == wanted).count();
    if are_lines(nodes, &forms) {
        return by_heads(nodes, |at| forms[at] != Form::Bold);
    }
    if count(&Form::Bold) > 0 {
        return by_bold(nodes, &forms, habits);
    }
    let over_list = (1..nodes.len())
        .filter(|at| forms[*at] == Form::Items && forms[at - 1] == Form::Link)
        .count();
    if over_list > 0 && over_list * 2 >= count(&Form::Items) {
        return by_heads(nodes, |at| forms[at] == Form::Link);
    }
    if count(&Form::Items) > 0 && lists_are_news(nodes, &forms, habits) {
        return by_items(nodes, &forms);
    }
    let leads = count(&Form::Lead);
    let linked = |wanted: &Form| {
        (0..nodes.len()).any(|at| forms[at] == *wanted && has_link(&nodes[at].events))
    };
    if leads > 1 || leads == 1 && (linked(&Form::Lead) || habits.leads > 2 && habits.bold == 0) {
        return by_heads(nodes, |at| matches!(forms[at], Form::Lead | Form::Link));
    }
    if count(&Form::Link) > 0 {
        return by_heads(nodes, |at| forms[at] == Form::Link);
    }
    // Paragraphs, each followed by its own line of sources.
    let pairs = (1..nodes.len())
        .filter(|at| forms[*at] == Form::Sources && forms[at - 1] == Form::Other)
        .count();
    if pairs > 1 {
        return by_heads(nodes, |at| {
            forms[at] == Form::Other
                && nodes[at].kind == Kind::Paragraph
                && forms.get(at + 1) == Some(&Form::Sources)
        });
    }
    if count(&Form::Table) > 0 {
        return by_rows(nodes, &forms, habits);
    }
    nodes.iter().cloned().map(Entry::Text).collect()
}

/// Whether a block is one line that is a link, of words that can be a headline.
pub(super) fn is_link_line(node: &Node<'_>) -> bool {
    let inner = node.inner();
    node.kind == Kind::Paragraph
        && inline::lines(inner).len() == 1
        && lead::lead(inner).is_some_and(|lead| {
            !lead.bold && lead.is_headline() && lead.follow == Follow::End && size(&lead.text) > 1
        })
}

/// Whether a text begins with a line that is a link and has several, with text below each:
/// headlines, however short, since a line of sources stands below its text.
fn are_link_lines_over_text(nodes: &[Node<'_>]) -> bool {
    let lines: Vec<bool> = nodes.iter().map(is_link_line).collect();
    lines.first() == Some(&true)
        && lines.last() == Some(&false)
        && !lines.windows(2).any(|pair| pair == [true, true])
        && lines.iter().filter(|line| **line).count() > 1
}

/// Whether an item leads to another place in the file: navigation.
fn is_anchor(item: &[Ev<'_>]) -> bool {
    item.iter().any(|(event, _)| {
        matches!(event, Event::Start(Tag::Link { dest_url, .. }) if dest_url.starts_with('#'))
    })
}

/// Whether a text is nothing but lines, a paragraph each, with at most a bold one before.
fn are_lines(nodes: &[Node<'_>], forms: &[Form]) -> bool {
    const LEAST: usize = 6;
    nodes.len() >= LEAST
        && forms.iter().skip(1).all(|form| *form == Form::Other)
        && matches!(forms[0], Form::Bold | Form::Other)
        && nodes
            .iter()
            .all(|node| node.kind == Kind::Paragraph && inline::lines(node.inner()).len() == 1)
        && nodes.iter().skip(1).all(|node| {
            let words = plain(node.inner());
            (3..=40).contains(&size(&words)) && !words.ends_with(['.', '。', ':'])
        })
}

/// Whether the lists hold news: most of their items do, or all of the file's are alike.
fn lists_are_news(nodes: &[Node<'_>], forms: &[Form], habits: &Habits) -> bool {
    let mut news = 0;
    let mut all = 0;
    let mut links = 0;
    let mut led = 0;
    let mut anchors = 0;
    for (node, form) in nodes.iter().zip(forms) {
        if *form == Form::Items {
            for item in list_items(node) {
                all += 1;
                anchors += usize::from(is_anchor(&item));
                led += usize::from(
                    lead::lead(first_inline(&item))
                        .is_some_and(|lead| lead.is_headline() && !habits.is_label(&lead)),
                );
                news += usize::from(is_news(&item, habits));
                links += usize::from(has_link(&item));
            }
        }
    }
    if all == 0 || anchors * 2 > all {
        return false;
    }
    if links == 0 && habits.linked {
        // Where news has links, a list without any is something else, unless it has headlines.
        return led * 2 > all;
    }
    news * 2 >= all || links == 0 && !habits.linked
}

fn by_items<'t>(nodes: &[Node<'t>], forms: &[Form]) -> Vec<Entry<'t>> {
    let mut out = Vec::new();
    for (node, form) in nodes.iter().zip(forms) {
        match form {
            Form::Items => {
                for item in list_items(node) {
                    out.push(Entry::Story(item_blocks(&item)));
                }
            }
            Form::Lead | Form::Link if has_link(&node.events) => {
                out.push(Entry::Story(vec![node.clone()]));
            }
            _ => match out.last_mut() {
                // A line of sources or an image behind an item belongs to it.
                Some(Entry::Story(blocks)) if *form == Form::Sources => blocks.push(node.clone()),
                _ => out.push(Entry::Text(node.clone())),
            },
        }
    }
    out
}

/// Bold lines are headlines, or names of groups of items.
fn by_bold<'t>(nodes: &[Node<'t>], forms: &[Form], habits: &Habits) -> Vec<Entry<'t>> {
    let mut out: Vec<Entry<'t>> = Vec::new();
    let mut at = 0;
    while at < nodes.len() && forms[at] != Form::Bold {
        // Before the first bold line.
        out.extend(entries(&nodes[at..=at], habits));
        at += 1;
    }
    while at < nodes.len() {
        let mut end = at + 1;
        while end < nodes.len() && forms[end] != Form::Bold {
            end += 1;
        }
        let below = &nodes[at + 1..end];
        let alone = inline::lines(nodes[at].inner()).len() == 1;
        if alone && is_group(below, &forms[at + 1..end], habits) {
            out.push(Entry::Group(plain(nodes[at].inner()), nodes[at].clone()));
            out.extend(entries(below, habits));
        } else if let Some((name, story)) = over_link(&nodes[at]) {
            // The first item of the group stands in the paragraph of its name.
            out.push(Entry::Group(name, nodes[at].clone()));
            let mut blocks = vec![story];
            blocks.extend_from_slice(below);
            let forms = [&[Form::Link], &forms[at + 1..end]].concat();
            out.extend(by_heads(&blocks, |at| forms[at] == Form::Link));
        } else {
            out.push(Entry::Story(nodes[at..end].to_vec()));
        }
        at = end;
    }
    out
}

/// A bold line that in one paragraph stands over a headline that is a link: its words, and
/// the rest of the paragraph.
fn over_link<'t>(node: &Node<'t>) -> Option<(String, Node<'t>)> {
    let inner = node.inner();
    let lines = inline::lines(inner);
    let [first, second, ..] = &lines[..] else {
        return None;
    };
    let lead = lead::lead(&inner[second.clone()])?;
    let headline = !lead.bold
        && lead.is_headline()
        && lead.follow != Follow::Text
        && size(&lead.text) >= 4
        && lines.len() > 2;
    headline.then(|| {
        let rest = &inner[second.start..];
        let story = Node {
            kind: Kind::Paragraph,
            span: crate::markdown::span_of(rest),
            events: crate::markdown::walk::wrapped(rest),
        };
        (plain(&inner[first.clone()]), story)
    })
}

/// Whether what is below a bold line is a group of items rather than its text.
fn is_group(below: &[Node<'_>], forms: &[Form], habits: &Habits) -> bool {
    let others = below
        .iter()
        .zip(forms)
        .filter(|(node, form)| **form == Form::Other && node.kind == Kind::Paragraph)
        .count();
    let links = forms.iter().filter(|form| **form == Form::Link).count();
    if links > 1 {
        return true;
    }
    if forms.contains(&Form::Table) {
        return true;
    }
    let mut all = 0;
    let mut news = 0;
    for (node, form) in below.iter().zip(forms) {
        if *form == Form::Items {
            for item in list_items(node) {
                all += 1;
                let first = first_inline(&item);
                let led = lead::lead(first)
                    .is_some_and(|lead| lead.is_headline() && !habits.is_label(&lead));
                news += usize::from(led && has_link(&item));
            }
        }
    }
    others == 0 && all > 0 && news * 2 >= all
}

/// Stories that begin with the blocks for which `begins` holds.
fn by_heads<'t>(nodes: &[Node<'t>], begins: impl Fn(usize) -> bool) -> Vec<Entry<'t>> {
    let mut out: Vec<Entry<'t>> = Vec::new();
    for (at, node) in nodes.iter().enumerate() {
        if begins(at) {
            let lines = link_lines(node).unwrap_or_else(|| vec![node.clone()]);
            out.extend(lines.into_iter().map(|line| Entry::Story(vec![line])));
            continue;
        }
        match out.last_mut() {
            Some(Entry::Story(blocks)) if node.kind != Kind::Rule => blocks.push(node.clone()),
            _ => out.push(Entry::Text(node.clone())),
        }
    }
    out
}

/// The lines of a paragraph, where each is a headline that is a link.
fn link_lines<'t>(node: &Node<'t>) -> Option<Vec<Node<'t>>> {
    let inner = node.inner();
    let lines = inline::lines(inner);
    let led = |line: &std::ops::Range<usize>| {
        lead::lead(&inner[line.clone()]).is_some_and(|lead| {
            lead.url.is_some() && lead.is_headline() && lead.follow != Follow::Text
        })
    };
    (lines.len() > 1 && lines.iter().all(led)).then(|| {
        lines
            .into_iter()
            .map(|line| {
                let line = &inner[line];
                Node {
                    kind: Kind::Paragraph,
                    span: crate::markdown::span_of(line),
                    events: crate::markdown::walk::wrapped(line),
                }
            })
            .collect()
    })
}

/// Tables whose rows have links give a story a row.
fn by_rows<'t>(nodes: &[Node<'t>], forms: &[Form], habits: &Habits) -> Vec<Entry<'t>> {
    let mut out = Vec::new();
    for (node, form) in nodes.iter().zip(forms) {
        let rows = match form {
            Form::Table => rows(node),
            _ => vec![],
        };
        let linked = rows
            .iter()
            .filter(|row| row.iter().any(|(_, cell)| has_link(cell)))
            .count();
        let long = rows
            .iter()
            .filter(|row| row.iter().any(|(_, cell)| size(&plain(cell)) >= 4))
            .count();
        let told = rows
            .iter()
            .filter(|row| row.iter().any(|(_, cell)| size(&plain(cell)) >= 6))
            .count();
        // Without links only where every row is a sentence.
        let sentences = !habits.linked && rows.len() > 2 && told * 5 >= rows.len() * 4;
        if linked * 2 > rows.len() && long * 2 > rows.len() || sentences {
            // What the columns are called stands once.
            let names: Vec<&str> = rows
                .iter()
                .max_by_key(|row| row.len())
                .into_iter()
                .flatten()
                .map(|(name, _)| name.trim())
                .filter(|name| name.contains(char::is_alphanumeric))
                .collect();
            if !names.is_empty() {
                out.push(Entry::Columns(names.join(" · ")));
            }
            out.extend(rows.into_iter().map(Entry::Row));
        } else {
            out.push(Entry::Text(node.clone()));
        }
    }
    out
}

/// The rows of a table, each cell with the name of its column.
fn rows<'t>(node: &Node<'t>) -> Vec<Vec<(String, Vec<Ev<'t>>)>> {
    let mut names: Vec<String> = Vec::new();
    let mut rows: Vec<Vec<(String, Vec<Ev<'t>>)>> = Vec::new();
    let mut head = false;
    let mut cell: Option<Vec<Ev<'t>>> = None;
    for (event, span) in node.inner() {
        match event {
            Event::Start(Tag::TableHead) => head = true,
            Event::End(TagEnd::TableHead) => head = false,
            Event::Start(Tag::TableRow) => rows.push(vec![]),
            Event::Start(Tag::TableCell) => cell = Some(vec![]),
            Event::End(TagEnd::TableCell) => {
                let cell = cell.take().unwrap_or_default();
                if head {
                    names.push(plain(&cell));
                } else if let Some(row) = rows.last_mut() {
                    let name = names.get(row.len()).cloned().unwrap_or_default();
                    row.push((name, cell));
                }
            }
            _ => {
                if let Some(cell) = &mut cell {
                    cell.push((event.clone(), span.clone()));
                }
            }
        }
    }
    rows
}

#[cfg(test)]
mod tests {
    use super::*;
    use rstest::rstest;

    /// What becomes of a text, each entry with the words of its first block.
    fn of(markdown: &str, linked: bool) -> Vec<String> {
        let nodes = nodes::parse(markdown, 0);
        let habits = Habits {
            linked,
            ..Habits::default()
        };
        entries(&nodes, &habits)
            .into_iter()
            .map(|entry| match entry {
                Entry::Text(node) => format!("text {}", plain(&node.events)),
                Entry::Group(name, _) => format!("group {name}"),
                Entry::Story(blocks) => {
                    format!("story {} +{}", plain(&blocks[0].events), blocks.len() - 1)
                }
                Entry::Columns(names) => format!("columns {names}"),
                Entry::Row(cells) => format!("row {}", cells.len()),
            })
            .collect()
    }

    const BULLETS_: &str = "- [A boat](https://a.example/)\n- [A pier](https://b.example/)\n";

    #[rstest]
    #[case::prose("One.\n\nTwo.\n", &["text One.", "text Two."])]
    #[case::bullets(BULLETS_, &["story A boat +0", "story A pier +0"])]
    #[case::points("- one\n- two\n", &["text one two"])]
    #[case::anchors("- [A](#a)\n- [B](#b)\n", &["text A B"])]
    #[case::characters("• A [boat](https://a.example/) sails out\n• A [pier](https://b.example/) falls down\n",
        &["story A boat sails out +0", "story A pier falls down +0"])]
    #[case::bold_lines("**A boat sails**\n\nOut.\n\n**A pier falls**\n\nDown.\n",
        &["story A boat sails +1", "story A pier falls +1"])]
    #[case::groups("**Boats**\n\n- [A boat](https://a.example/)\n- [A ship](https://b.example/)\n",
        &["group Boats", "story A boat +0", "story A ship +0"])]
    #[case::run_in("**A boat sails** — out.\n\n**A pier falls** — down.\n",
        &["story A boat sails — out. +0", "story A pier falls — down. +0"])]
    #[case::one_run_in("**A boat sails** — out.\n", &["text A boat sails — out."])]
    #[case::link_lines("[A boat](https://a.example/)\n\nOut.\n\n[A pier](https://b.example/)\n\nDown.\n",
        &["story A boat +1", "story A pier +1"])]
    #[case::link_lines_below("Out it went.\n\n[A boat](https://a.example/)\n\nDown it fell.\n\n[A pier](https://b.example/)\n",
        &["story Out it went. +1", "story Down it fell. +1"])]
    #[case::over_lists("[A boat sails out to the islands](https://a.example/)\n\n- out\n- in\n", &["story A boat sails out to the islands +1"])]
    #[case::table("| News | At |\n|---|---|\n| [A boat sails out again](https://a.example/) | Quay |\n",
        &["columns News · At", "row 2"])]
    #[case::figures("| A | B |\n|---|---|\n| 1 | 2 |\n", &["text AB12"])]
    fn what_a_text_is_made_of(#[case] markdown: &str, #[case] expected: &[&str]) {
        assert_eq!(of(markdown, true), expected);
    }

    #[test]
    fn points_are_news_where_no_news_has_links() {
        assert_eq!(
            of("- one\n- two\n", false),
            ["story one +0", "story two +0"]
        );
    }

    #[rstest]
    #[case("[A boat](https://a.example/)\n", true)]
    #[case("[A boat](https://a.example/) sails\n", false)]
    #[case("[Read more](https://a.example/)\n", false)]
    #[case("**[A boat](https://a.example/)**\n", false)]
    #[case("[A boat](https://a.example/)\nsails\n", false)]
    fn link_lines_are_links_alone(#[case] markdown: &str, #[case] expected: bool) {
        assert_eq!(is_link_line(&nodes::parse(markdown, 0)[0]), expected);
    }
}
