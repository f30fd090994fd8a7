//! How a tag or an entity was told of over time.

use crate::{markup::Markup, paths::Route, reader::Reader};
use dayfold_model::{Course, DayName, Word};

/// When it was told of, how often by week, what goes with it, and the way to follow it.
/// `own` is its page.
pub(super) fn course(html: &mut Markup, reader: Reader, course: &Course, own: &Route) {
    let word = |word| reader.word(word);
    html.raw("<div class=\"course\">");
    if let Some(latest) = &course.latest {
        html.raw("<dl class=\"facts\">");
        // Told on one day, that day is the last too.
        if let Some(first) = course.first.as_ref().filter(|_| course.days > 1) {
            day(html, reader, Word::FirstTold, first);
        }
        day(html, reader, Word::LastTold, latest);
        html.raw("</dl>");
    }
    // One week is no course.
    if course.weeks.len() > 1 {
        html.raw("<figure class=\"weeks\"><svg viewBox=\"0 0 208 40\" preserveAspectRatio=\"none\" aria-hidden=\"true\"><path d=\"")
            .text(&course.chart)
            .raw("\"></path></svg><figcaption>")
            .say(word(Word::ByWeek))
            .raw("</figcaption></figure><details class=\"weeks\"><summary>")
            .say(word(Word::InFigures))
            .raw("</summary><table><caption class=\"visually-hidden\">")
            .say(word(Word::ByWeek))
            .raw("</caption><thead><tr><th scope=\"col\">")
            .say(word(Word::WeekFrom))
            .raw("</th><th scope=\"col\">")
            .say(word(Word::Stories))
            .raw("</th></tr></thead><tbody>");
        for week in &course.weeks {
            html.raw("<tr><th scope=\"row\">")
                .text(&week.text)
                .raw("</th><td>")
                .say(week.count.to_string())
                .raw("</td></tr>");
        }
        html.raw("</tbody></table></details>");
    }
    if !course.with.is_empty() {
        html.raw("<div class=\"with\"><h2 id=\"df-with\">")
            .say(word(Word::OftenWith))
            .raw("</h2><ul role=\"list\" aria-labelledby=\"df-with\">");
        for tag in &course.with {
            html.raw("<li>")
                .link(reader.page(&Route::Tag(tag.id.clone())), &tag.label)
                .count(tag.count.to_string())
                .raw("</li>");
        }
        html.raw("</ul></div>");
    }
    let has_url = reader.with_settings(|settings| settings.url.is_some());
    if has_url && course.has_feed() {
        html.raw("<p class=\"follow\">")
            .open_link(reader.paths().feed(own))
            .raw("\" type=\"application/atom+xml\" rel=\"external\">")
            .say(word(Word::Follow))
            .raw("</a></p>");
    }
    html.raw("</div>");
}

fn day(html: &mut Markup, reader: Reader, label: Word, day: &DayName) {
    html.raw("<dt>")
        .say(reader.word(label))
        .raw("</dt><dd>")
        .open_link(reader.page(&Route::Day(day.date)))
        .raw("\">")
        .time(day.date, &day.text)
        .raw("</a></dd>");
}
