//! Rows of tables as stories.

use crate::{
    html::Mode,
    markdown::{Ev, Kind as Block, Node, is_web, lines::is_blank, span_of, walk::wrapped},
    structure::{
        build::Builder,
        headline,
        items::has_link,
        lead::{plain, size},
        sources::{self, Found},
    },
    vocabulary,
};
use dayfold_model::Source;

impl<'t> Builder<'_, 't, '_> {
    /// A row of a table: the cell with most words is the headline.
    pub(in crate::structure) fn row(
        &mut self,
        cells: Vec<(String, Vec<Ev<'t>>)>,
        group: Option<&str>,
    ) {
        let weight = |cell: &[Ev<'_>]| size(&plain(cell)) * 2 + usize::from(has_link(cell));
        let Some(best) = (0..cells.len())
            .rev()
            .max_by_key(|at| weight(&cells[*at].1))
        else {
            return;
        };
        // The one link is the headline's, unless it is called "link" or its column "source".
        let named = |(name, cell): &(String, Vec<Ev<'t>>)| {
            let words = plain(cell);
            has_link(cell)
                && !vocabulary::is_call(&words)
                && !is_web(&words)
                && !vocabulary::names_sources(name)
                && words.contains(char::is_alphabetic)
        };
        let best = match cells.iter().filter(|cell| named(cell)).count() {
            1 => cells.iter().position(named).unwrap_or(best),
            _ => best,
        };
        let mut found = headline::take(&cells[best].1, self.walk.text);
        if let Some(group) = group {
            found.kicker.insert(0, group.to_owned());
        }
        let rest = std::mem::take(&mut found.rest);
        let span = span_of(&cells[best].1);
        self.open(found, &span);
        let all: Vec<Ev<'t>> = cells.iter().flat_map(|(_, cell)| cell.clone()).collect();
        if !is_blank(&rest) {
            let html = self.walk.html(&wrapped(&rest), Mode::Block);
            self.walk.push(None, html);
        }
        for (at, (name, cell)) in cells.into_iter().enumerate() {
            let words = plain(&cell);
            if at == best || words.is_empty() {
                continue;
            }
            if let Some(found) = sources::line(&cell) {
                self.add_sources(found);
            } else if vocabulary::names_sources(&name) && size(&words) <= 5 && !has_link(&cell) {
                self.add_sources(Found {
                    sources: vec![Source {
                        name: words,
                        url: None,
                    }],
                    ..Found::default()
                });
            } else if size(&words) <= 5 && !has_link(&cell) {
                if let Some(story) = self.walk.story() {
                    story.kicker.push(words);
                }
            } else {
                let html = self.walk.html(&wrapped(&cell), Mode::Block);
                self.walk.push(None, html);
            }
        }
        let node = Node {
            kind: Block::Paragraph,
            span,
            events: all,
        };
        self.harvest(&[node]);
    }
}
