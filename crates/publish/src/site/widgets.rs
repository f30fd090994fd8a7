//! What other pages can show of the site.

use super::{Site, lists::SubjectsOf};
use crate::{
    cache::Key,
    extras::Extra,
    facts::Known,
    output::OutputError,
    units::{SiteFile, Units},
    widgets::{self, List, WidgetSite},
};
use dayfold_app::paths::{Route, Widget};
use dayfold_model::{Date, StoryLink};
use rayon::prelude::*;

impl Site<'_> {
    /// The first day that there are widgets of: those of the newest days, and of all for which
    /// there were some before, since somebody's page may show them.
    pub(super) fn first_of_widgets(&self) -> Option<Date> {
        let mut days = self.edition.days.keys();
        let newest = days.clone().next_back().map(|newest| newest.serial());
        let first =
            days.find(|day| newest.is_some_and(|newest| newest < day.serial() + widgets::DAYS));
        let first = first.copied().filter(|_| self.has_widgets());
        let before = self.published.widgets.as_ref();
        let before = before.and_then(|date| date.parse().ok());
        first.into_iter().chain(before).min()
    }

    /// Whether other pages can show anything of the site.
    pub(super) fn has_widgets(&self) -> bool {
        self.folder.settings.widgets() && self.has(Extra::Widgets)
    }

    /// Makes all widgets of the site in this language.
    pub(super) fn make_widgets(
        &self,
        units: &Units<'_>,
        lists: &[SubjectsOf<'_>],
    ) -> Result<(), OutputError> {
        let Some(since) = self.widgets_since.filter(|_| self.has_widgets()) else {
            return Ok(());
        };
        let days = self
            .known
            .iter()
            .filter_map(|known| Some((known.date?, known)));
        let days: Vec<_> = days.filter(|(date, _)| *date >= since).collect();
        days.par_iter()
            .try_for_each(|(date, known)| self.make_widgets_of(units, *date, known))?;
        let Some((newest, known)) = days.last() else {
            return Ok(());
        };
        let key = self
            .ingredients("widget")
            .key(known.facts.key)
            .value(newest)
            .done();
        self.make_widget(units, &Widget::Latest, key, || {
            Ok(widgets::day(
                &self.widget_site(),
                *newest,
                &*self.text_of(known)?,
            ))
        })?;
        self.make_headlines(units, &days)?;
        for (list, subjects) in lists {
            // Of what has but one day there is nothing new.
            let lively = subjects.par_iter().filter(|subject| {
                let newest = subject.dated().next_back();
                subject.is_often() && newest.is_some_and(|(date, ..)| date >= since)
            });
            lively.try_for_each(|subject| {
                let newest: Vec<_> = subject.dated().rev().take(widgets::STORIES).collect();
                let mut key = self.ingredients("widget");
                key.text(subject.label());
                for (_, digest, story) in &newest {
                    key.key(self.known[*digest].facts.key).number(*story as u64);
                }
                let id = subject.id();
                let widget = Widget::Subject(*list, id.to_owned());
                self.make_widget(units, &widget, key.done(), || {
                    let stories = newest
                        .iter()
                        .filter_map(|(_, digest, story)| self.link(&self.known[*digest], *story));
                    let list = List {
                        title: subject.label(),
                        page: Route::subject(*list, id.to_owned(), None),
                        stories: in_order(stories),
                    };
                    Ok(widgets::list(&self.widget_site(), list))
                })
            })?;
        }
        Ok(())
    }

    /// Makes those of a day: its takeaways, and each of its stories.
    fn make_widgets_of(
        &self,
        units: &Units<'_>,
        date: Date,
        known: &Known,
    ) -> Result<(), OutputError> {
        let mut key = self.ingredients("widgets");
        key.key(known.facts.key).value(&date);
        units.make(self.unit(&format!("widgets/{date}")), key.done(), || {
            let (site, digest) = (self.widget_site(), self.text_of(known)?);
            let day = widgets::day(&site, date, &digest);
            let stories = digest.stories().map(|story| {
                let widget = Widget::Story(date, story.id.clone());
                self.widget_file(&widget, widgets::story(&site, date, &digest, story))
            });
            let day = self.widget_file(&Widget::Day(date), day);
            Ok(std::iter::once(day).chain(stories).collect())
        })
    }

    /// Makes the list of the newest stories, of whatever.
    fn make_headlines(
        &self,
        units: &Units<'_>,
        days: &[(Date, &Known)],
    ) -> Result<(), OutputError> {
        let stories = days.iter().rev().flat_map(|(_, known)| {
            let places = 0..known.facts.stories.len();
            places.map(move |at| (*known, at))
        });
        let newest: Vec<_> = stories.take(widgets::STORIES).collect();
        let mut key = self.ingredients("widget");
        for (known, at) in &newest {
            key.key(known.facts.key).number(*at as u64);
        }
        self.make_widget(units, &Widget::Headlines, key.done(), || {
            let stories = newest
                .iter()
                .filter_map(|(known, at)| self.link(known, *at));
            let list = List {
                title: &self.settings().title,
                page: Route::Home,
                stories: stories.collect(),
            };
            Ok(widgets::list(&self.widget_site(), list))
        })
    }

    fn make_widget(
        &self,
        units: &Units<'_>,
        widget: &Widget,
        key: Key,
        html: impl FnOnce() -> Result<String, OutputError>,
    ) -> Result<(), OutputError> {
        units.make(self.unit(&self.paths.widget(widget)), key, || {
            Ok(vec![self.widget_file(widget, html()?)])
        })
    }

    fn widget_file(&self, widget: &Widget, html: String) -> SiteFile {
        let path = self.file(&self.paths.widget(widget));
        SiteFile::new(format!("{path}index.html"), html)
    }

    fn widget_site(&self) -> WidgetSite<'_> {
        WidgetSite {
            settings: self.settings(),
            paths: self.paths,
            root: self.folder.base(),
            images: self.folder.settings.images,
            files: &self.bundle.widgets,
            own: &self.folder.settings.own,
            icon: &self.bundle.icon,
        }
    }
}

/// The newest day first; within a day in the order of the text.
fn in_order(newest_first: impl Iterator<Item = StoryLink>) -> Vec<StoryLink> {
    let mut stories: Vec<_> = newest_first.collect();
    stories.reverse();
    stories.sort_by_key(|story| std::cmp::Reverse(story.date));
    stories
}
