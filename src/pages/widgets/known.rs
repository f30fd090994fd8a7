//! What can be chosen: the days, the stories of one, the tags and the names, as far as they
//! have been fetched.

use crate::{
    api,
    content::Content,
    embedding::{Show, Widget},
    erased::{effect, spawn},
    paths::{Paths, Route},
    reader::Reader,
};
use dayfold_model::{Date, DayLink};
use leptos::prelude::*;

/// Ids, and what each is called.
type List = Vec<(String, String)>;

/// The lists, which fill as they are asked for.
#[derive(Clone, Copy)]
pub(super) struct Known {
    /// The days of the latest months, the newest first.
    pub(super) days: RwSignal<Vec<DayLink>>,
    /// The stories of a day.
    pub(super) stories: RwSignal<(Option<Date>, List)>,
    /// The tags.
    pub(super) tags: RwSignal<List>,
    /// What stories name.
    pub(super) entities: RwSignal<List>,
}

impl Known {
    pub(super) fn new(reader: Reader, asked: Memo<Widget>) -> Self {
        let known = Self {
            days: RwSignal::default(),
            stories: RwSignal::default(),
            tags: RwSignal::default(),
            entities: RwSignal::default(),
        };
        let paths = StoredValue::new(reader.paths());
        effect(move || {
            let paths = paths.get_value();
            spawn(async move {
                if let Ok(Content::Archive(archive)) = api::content(&paths, &Route::Archive).await {
                    let days = archive.latest.into_iter().flat_map(|month| month.days);
                    known.days.try_set(days.collect());
                }
            });
        });
        effect(move || {
            let widget = asked.get();
            let newest = known
                .days
                .with(|days| days.first().map(|newest| newest.date));
            let paths = paths.get_value();
            match widget.show {
                Show::Story => {
                    if let Some(date) = widget.date.or(newest) {
                        spawn(async move { known.learn_stories(&paths, date).await });
                    }
                }
                Show::Tag => known.learn(paths, Route::Tags, known.tags),
                Show::Entity => known.learn(paths, Route::Entities, known.entities),
                Show::Takeaways | Show::Headlines => {}
            }
        });
        known
    }

    async fn learn_stories(self, paths: &Paths, date: Date) {
        let is_known = self.stories.try_with_untracked(|known| known.0);
        if is_known == Some(Some(date)) {
            return;
        }
        // Of a day that is not there, there are none.
        let stories = match api::digest(paths, date).await {
            Ok(digest) => digest
                .stories()
                .map(|story| (story.id.clone(), story.title.clone()))
                .collect(),
            Err(_) => vec![],
        };
        self.stories.try_set((Some(date), stories));
    }

    fn learn(self, paths: Paths, route: Route, list: RwSignal<List>) {
        if list.with_untracked(|list| !list.is_empty()) {
            return;
        }
        spawn(async move {
            if let Ok(Content::Subjects(all)) = api::content(&paths, &route).await {
                // Of what one day alone told of, there is nothing new.
                let often = all.subjects.into_iter().take(all.often as usize);
                let often = often.filter(|one| one.count > 1);
                list.try_set(often.map(|one| (one.id, one.label)).collect());
            }
        });
    }

    /// What is asked for, with what it leaves open: the newest day that has stories, the first
    /// of these, the first tag. Nothing where that has not come yet, or there is none.
    pub(super) fn complete(self, mut widget: Widget) -> Option<Widget> {
        let list = match widget.show {
            Show::Takeaways | Show::Headlines => return Some(widget),
            Show::Story => {
                let (date, stories) = self.stories.get();
                widget.date = widget.date.or(date);
                if widget.date != date {
                    return None;
                }
                stories
            }
            Show::Tag => self.tags.get(),
            Show::Entity => self.entities.get(),
        };
        if widget.id.is_empty() {
            widget.id.clone_from(&list.first()?.0);
        }
        Some(widget)
    }

    /// What a widget is called; nothing where that is what the site is called.
    pub(super) fn title(self, widget: &Widget) -> Option<String> {
        let named = |list: &[(String, String)]| {
            let own = list.iter().find(|(id, _)| *id == widget.id)?;
            Some(own.1.clone())
        };
        match widget.show {
            Show::Takeaways => {
                let date = widget.date?;
                self.days.with(|days| {
                    let day = days.iter().find(|day| day.date == date)?;
                    Some(day_text(day, false))
                })
            }
            Show::Headlines => None,
            Show::Story => self.stories.with(|(_, stories)| named(stories)),
            Show::Tag => self.tags.with(|tags| named(tags)),
            Show::Entity => self.entities.with(|entities| named(entities)),
        }
    }
}

/// What a day is called, and which it is; in a list that comes first.
pub(super) fn day_text(day: &DayLink, in_list: bool) -> String {
    let (date, title) = (day.date_text.as_str(), day.title.as_str());
    match in_list {
        _ if title == date || title.is_empty() => date.to_owned(),
        true => [date, " · ", title].concat(),
        false => [title, " · ", date].concat(),
    }
}
