//! A month as a calendar.

use crate::{markup::Markup, paths::Route, reader::Reader};
use dayfold_model::MonthDays;

/// The month's days in weeks, from behind the table's caption on. Those that are there are
/// links; how many stories each holds is in its name, and in its shade for those who see it.
pub(super) fn weeks(html: &mut Markup, reader: Reader, month: &MonthDays) {
    let most = month.days.iter().map(|day| day.stories).max();
    let most = most.unwrap_or_default();
    let length = u32::from(month.month.length());
    html.raw("<thead><tr>");
    for name in &month.weekdays {
        html.raw("<th scope=\"col\">").text(name).raw("</th>");
    }
    html.raw("</tr></thead><tbody><tr>");
    // Cells before the first of the month are empty, and so are those behind the last.
    for cell in 0..(month.begins + length).next_multiple_of(7) {
        if cell > 0 && cell % 7 == 0 {
            html.raw("</tr><tr>");
        }
        html.raw("<td>");
        let number = (cell + 1).saturating_sub(month.begins);
        let mut days = month.days.iter();
        if let Some(day) = days.find(|day| u32::from(day.date.day()) == number) {
            html.open_link(reader.page(&Route::Day(day.date)));
            let stories = reader.stories(day.stories as usize);
            shade(html, day.stories, most, &day.date_text, stories);
            html.say(number.to_string()).raw("</a>");
        } else if (1..=length).contains(&number) {
            html.say(number.to_string());
        }
        html.raw("</td>");
    }
    html.raw("</tr></tbody>");
}

/// Ends the tag of a link with a name of its own, and with one of four shades, by how much
/// there is of what there could be.
pub(super) fn shade(html: &mut Markup, count: u32, most: u32, name: &str, amount: String) {
    let shade = match (4 * count).div_ceil(most.max(1)) {
        0 | 1 => "1",
        2 => "2",
        3 => "3",
        _ => "4",
    };
    html.raw("\" class=\"shade-").raw(shade);
    html.raw("\" aria-label=\"")
        .text(name)
        .raw(", ")
        .say(amount);
    html.raw("\">");
}

#[cfg(test)]
mod tests {
    use super::*;
    use rstest::rstest;

    #[rstest]
    #[case(0, 0, 1)]
    #[case(1, 16, 1)]
    #[case(4, 16, 1)]
    #[case(5, 16, 2)]
    #[case(12, 16, 3)]
    #[case(13, 16, 4)]
    #[case(16, 16, 4)]
    #[case(1, 1, 4)]
    fn shades(#[case] count: u32, #[case] most: u32, #[case] expected: u32) {
        let mut html = Markup::default();
        shade(&mut html, count, most, "A", "1 story".into());
        let expected = format!("\" class=\"shade-{expected}\" aria-label=\"A, 1 story\">");
        assert_eq!(html.0, expected);
    }
}
