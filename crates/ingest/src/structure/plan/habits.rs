//! What repeats throughout a file.

use crate::{
    markdown::{Ev, Kind as Block, Node, inline},
    structure::{
        items::{self, Habits, has_link, list_items},
        lead,
        outline::Outline,
    },
    vocabulary,
};
use std::collections::{HashMap, HashSet};

/// The headings that stand under two or more others.
pub(super) fn repeated_headings(outline: &Outline) -> HashSet<String> {
    let mut parents: HashMap<String, HashSet<Option<usize>>> = HashMap::new();
    for head in &outline.heads {
        if let (Some(word), Some(_)) = (vocabulary::normal(&head.text), head.parent) {
            parents.entry(word).or_default().insert(head.parent);
        }
    }
    parents
        .into_iter()
        .filter(|(_, parents)| parents.len() > 1)
        .map(|(word, _)| word)
        .collect()
}

/// The labels that repeat, and whether items have links.
pub(super) fn habits(nodes: &[Node<'_>]) -> Habits {
    let mut habits = Habits::default();
    let mut seen: HashMap<String, HashSet<usize>> = HashMap::new();
    let mut lines: HashMap<String, usize> = HashMap::new();
    let mut all = 0;
    let mut linked = 0;
    let mut bold = 0;
    let mut leads = 0;
    for (at, node) in nodes.iter().enumerate() {
        let mut note = |events: &[Ev<'_>]| {
            let Some(lead) = lead::lead(events) else {
                return;
            };
            if let Some(label) = lead.label() {
                seen.entry(label).or_default().insert(at);
            } else if lead.bold
                && lead.follow == lead::Follow::End
                && let Some(line) = vocabulary::normal(&lead.text)
            {
                *lines.entry(line).or_insert(0) += 1;
            }
        };
        match node.kind {
            Block::List | Block::Paragraph => {
                let items = list_items(node);
                for item in &items {
                    let first = items::first_inline(item);
                    note(first);
                    // Labels of the lines and sub-items within an item.
                    for line in inline::lines(first).into_iter().skip(1) {
                        note(&first[line]);
                    }
                    all += 1;
                    linked += usize::from(has_link(item));
                }
                if items.is_empty() {
                    let inner = node.inner();
                    let lines = inline::lines(inner);
                    let led = lead::lead(&inner[lines[0].clone()])
                        .filter(|lead| lead.bold && lead.is_headline() && !lead.labels());
                    bold += usize::from(has_link(inner) && led.is_some());
                    leads += usize::from(led.is_some_and(|lead| lead.follow != lead::Follow::End));
                    for line in lines {
                        note(&inner[line]);
                    }
                }
            }
            Block::Heading(_) if has_link(&node.events) => {
                all += 1;
                linked += 1;
            }
            _ => {}
        }
    }
    habits.labels = seen
        .into_iter()
        .map(|(label, places)| (label, places.len()))
        .collect();
    habits.lines = lines;
    habits.bold = bold;
    habits.leads = leads;
    habits.linked = all > 0 && linked * 2 >= all;
    habits
}
