//! A month as a calendar.

use crate::erased::any;
use crate::{paths::Route, reader::use_reader};
use dayfold_model::{DayLink, MonthDays};
use leptos::prelude::*;

/// The month's days in weeks. Those that are there are links; how many stories each holds is
/// in its name, and in its shade for those who see it.
#[component]
pub fn Calendar(
    month: MonthDays,
    /// What stands over it.
    caption: AnyView,
) -> impl IntoView {
    let most = month.days.iter().map(|day| day.stories).max();
    let most = most.unwrap_or_default();
    let day = |number: u32| {
        let mut days = month.days.iter();
        days.find(|day| u32::from(day.date.day()) == number)
    };
    let names = month
        .weekdays
        .iter()
        .map(|name| any(view! { <th scope="col">{name.clone()}</th> }))
        .collect::<Vec<_>>();
    // Cells before the first of the month are empty, and so are those behind the last.
    let cells = month.begins + u32::from(month.month.length());
    let weeks = (0..cells.div_ceil(7))
        .map(|week| {
            let cells = (1..=7).map(|column| {
                let number = (week * 7 + column).saturating_sub(month.begins);
                match day(number) {
                    Some(link) => any(view! { <td><Cell link=link.clone() most/></td> }),
                    None if (1..=u32::from(month.month.length())).contains(&number) => {
                        any(view! { <td>{number}</td> })
                    }
                    None => any(view! { <td></td> }),
                }
            });
            any(view! { <tr>{cells.collect::<Vec<_>>()}</tr> })
        })
        .collect::<Vec<_>>();
    any(view! {
        <table class="calendar">
            <caption>{caption}</caption>
            <thead>
                <tr>{names}</tr>
            </thead>
            <tbody>{weeks}</tbody>
        </table>
    })
}

#[component]
fn Cell(link: DayLink, most: u32) -> impl IntoView {
    let reader = use_reader();
    let name = link.date_text + ", " + &reader.stories(link.stories as usize);
    any(view! {
        <a class=shade(link.stories, most) href=reader.page(&Route::Day(link.date)) aria-label=name>
            {link.date.day()}
        </a>
    })
}

/// One of four shades, by how much there is of what there could be.
pub fn shade(count: u32, most: u32) -> &'static str {
    match (4 * count).div_ceil(most.max(1)) {
        0 | 1 => "shade-1",
        2 => "shade-2",
        3 => "shade-3",
        _ => "shade-4",
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use rstest::rstest;

    #[rstest]
    #[case(0, 0, "shade-1")]
    #[case(1, 16, "shade-1")]
    #[case(4, 16, "shade-1")]
    #[case(5, 16, "shade-2")]
    #[case(12, 16, "shade-3")]
    #[case(13, 16, "shade-4")]
    #[case(16, 16, "shade-4")]
    #[case(1, 1, "shade-4")]
    fn shades(#[case] count: u32, #[case] most: u32, #[case] expected: &str) {
        assert_eq!(shade(count, most), expected);
    }
}
