//! What a snippet says by itself, until its frame has answered and where that never does: the
//! takeaways or headlines as they are now, as text.

use super::Builder;
use crate::{
    api,
    content::Content,
    embedding::{Fallback, ITEMS, Show, Widget},
    erased::{effect, memo, spawn},
    paths::{Paths, Route},
};
use dayfold_model::{Date, Digest, plain_text};
use leptos::prelude::*;

/// The fallback of what is chosen: the link at once, its lines when they have come.
pub(super) fn fallback(builder: Builder) -> Memo<Fallback> {
    let lines = RwSignal::new(vec![]);
    let dated = memo(move |_| builder.widget.get().map(|widget| dated(builder, widget)));
    effect(move || {
        lines.set(vec![]);
        if let Some(wanted) = dated.get() {
            spawn(async move {
                let paths = builder.reader.paths();
                let found = all_lines(&paths, &wanted).await.unwrap_or_default();
                // Something else may be chosen by then.
                if dated.try_get_untracked() == Some(Some(wanted)) {
                    lines.try_set(found);
                }
            });
        }
    });
    memo(move |_| {
        let site = || {
            builder
                .reader
                .with_settings(|settings| settings.title.clone())
        };
        let Some(widget) = dated.get() else {
            return Fallback::default();
        };
        // Headlines are the site's; all else has a name.
        let named = (widget.show != Show::Headlines).then_some(&widget);
        let title = named.and_then(|widget| builder.known.title(widget));
        let most = widget.limit.unwrap_or(ITEMS) as usize;
        Fallback {
            page: named.map(Widget::page).unwrap_or_default(),
            title: title.unwrap_or_else(site),
            lines: lines.with(|lines| lines.iter().take(most).cloned().collect()),
        }
    })
}

/// The widget on the day that is the latest now, where it names none: what is written down is
/// that day's.
fn dated(builder: Builder, mut widget: Widget) -> Widget {
    if matches!(widget.show, Show::Takeaways | Show::Headlines) && widget.date.is_none() {
        let newest = |days: &Vec<dayfold_model::DayLink>| days.first().map(|day| day.date);
        widget.date = builder.known.days.with(newest);
    }
    widget
}

/// All that there is to say, of which a snippet takes as much as its widget shows.
async fn all_lines(paths: &Paths, widget: &Widget) -> Option<Vec<String>> {
    let route = match widget.show {
        Show::Takeaways => return Some(takeaways(&day(paths, widget.date?).await?)),
        Show::Headlines => return Some(headlines(&day(paths, widget.date?).await?)),
        Show::Story => return beginning(&day(paths, widget.date?).await?, &widget.id),
        Show::Tag => Route::Tag(widget.id.clone()),
        Show::Entity => Route::Entity(widget.id.clone()),
    };
    match api::content(paths, &route).await.ok()? {
        Content::Subject(page) => Some(page.stories.into_iter().map(|story| story.title).collect()),
        _ => None,
    }
}

async fn day(paths: &Paths, date: Date) -> Option<Digest> {
    api::digest(paths, date).await.ok()
}

fn takeaways(digest: &Digest) -> Vec<String> {
    let said: Vec<_> = digest.takeaways.iter().map(|one| line(&one.html)).collect();
    if said.is_empty() {
        headlines(digest)
    } else {
        said
    }
}

fn headlines(digest: &Digest) -> Vec<String> {
    digest.stories().map(|story| story.title.clone()).collect()
}

/// The first paragraphs of a story.
fn beginning(digest: &Digest, id: &str) -> Option<Vec<String>> {
    let story = digest.stories().find(|story| story.id == id)?;
    Some(vec![line(&story.body.first()?.html)])
}

fn line(html: &str) -> String {
    let text = plain_text(html);
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}
