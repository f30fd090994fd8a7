//! The archive: the latest months as calendars, earlier ones by year, and the days of each.

use super::calendar::{shade, weeks};
use crate::erased::any;
use crate::{
    content::Archive,
    go_to_day,
    markup::Markup,
    paths::Route,
    reader::{Reader, use_reader},
};
use dayfold_model::{MonthCount, MonthDays, Word};
use leptos::prelude::*;

/// The months that have days; the latest show theirs.
#[component]
pub fn ArchivePage(archive: Archive) -> impl IntoView {
    let reader = use_reader();
    let mut html = Markup::default();
    html.raw("<h1 tabindex=\"-1\">")
        .say(reader.word(Word::Archive))
        .raw("</h1>");
    let newest = archive.latest.first().and_then(|month| month.days.first());
    if let Some(day) = newest {
        go_to_day::field(&mut html, reader, day.date);
    }
    html.raw("<div class=\"calendars\">");
    for month in &archive.latest {
        html.raw("<table class=\"calendar\"><caption><h2>")
            .link(reader.page(&Route::Month(month.month)), &month.month_text)
            .raw("</h2></caption>");
        weeks(&mut html, reader, month);
        html.raw("</table>");
    }
    html.raw("</div>");
    for months in archive
        .earlier
        .chunk_by(|a, b| a.month.year() == b.month.year())
    {
        year(&mut html, reader, months);
    }
    if !archive.undated.is_empty() {
        html.raw("<section class=\"month\"><h2>")
            .say(reader.word(Word::Undated))
            .raw("</h2><ul class=\"months\" role=\"list\">");
        for digest in archive.undated {
            html.raw("<li>")
                .link(reader.page(&Route::Undated(digest.id)), &digest.label)
                .count(reader.stories(digest.count as usize))
                .raw("</li>");
        }
        html.raw("</ul></section>");
    }
    any(view! { <div class="list-page" inner_html=html.0></div> })
}

/// The months of a year.
fn year(html: &mut Markup, reader: Reader, months: &[MonthCount]) {
    html.raw("<section class=\"month\"><h2>");
    if let Some(month) = months.first() {
        html.say(month.month.year().to_string());
    }
    html.raw("</h2><ul class=\"year\" role=\"list\">");
    for month in months {
        let days = || reader.with_words(|words| words.days(month.days as usize));
        html.raw("<li>")
            .open_link(reader.page(&Route::Month(month.month)));
        let length = u32::from(month.month.length());
        shade(html, month.days, length, &month.text, days());
        html.text(&month.text).raw(" <span>").say(days());
        html.raw("</span></a></li>");
    }
    html.raw("</ul></section>");
}

/// The days of one month, with their titles below its calendar.
#[component]
pub fn MonthPage(month: MonthDays) -> impl IntoView {
    let reader = use_reader();
    let mut html = Markup::default();
    html.raw("<p class=\"overline\">")
        .link(reader.page(&Route::Archive), &reader.word(Word::Archive))
        .raw("</p><h1 tabindex=\"-1\">")
        .text(&month.month_text)
        .raw("</h1><div class=\"calendars\"><table class=\"calendar\"><caption><span class=\"visually-hidden\">")
        .text(&month.month_text)
        .raw("</span></caption>");
    weeks(&mut html, reader, &month);
    html.raw("</table></div><ul class=\"days\" role=\"list\">");
    for day in month.days {
        html.raw("<li>")
            .time(day.date, &day.date_text)
            .raw(" ")
            .link(reader.page(&Route::Day(day.date)), &day.title)
            .count(reader.stories(day.stories as usize))
            .raw("</li>");
    }
    html.raw("</ul>");
    any(view! { <div class="list-page" inner_html=html.0></div> })
}
