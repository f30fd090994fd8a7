//! The lists that lead to days and stories: months, and stories in a row.

use crate::{Date, Month, from_json};
use serde::Serialize;

/// A day in a list.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct DayLink {
    /// The day.
    pub date: Date,
    /// The day written out in the site's language.
    pub date_text: String,
    /// The digest's title.
    pub title: String,
    /// How many stories it holds.
    pub stories: u32,
}

from_json!(DayLink {
    date,
    date_text,
    title,
    stories
});

/// `data/months/YYYY-MM.json`: the days of a month, the newest first.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct MonthDays {
    /// The version of this format.
    pub version: u32,
    /// The month.
    pub month: Month,
    /// The month written out in the site's language.
    pub month_text: String,
    /// Its days, the newest first.
    pub days: Vec<DayLink>,
    /// The site's last day before this month.
    pub before: Option<Date>,
    /// The site's first day after this month.
    pub after: Option<Date>,
    /// What the days of the week are called for short, from the day that weeks begin with in
    /// the site's language.
    pub weekdays: Vec<String>,
    /// Which of them the first of the month is, from 0.
    pub begins: u32,
}

from_json!(MonthDays { version, month, month_text, days; before, after, weekdays, begins });

impl MonthDays {
    /// The days before and after `date`, which may lie in the months beside this one.
    pub fn neighbours(&self, date: Date) -> (Option<Date>, Option<Date>) {
        let mut previous = self.before;
        let mut next = self.after;
        for day in self.days.iter().map(|day| day.date) {
            if day > date {
                next = Some(day);
            } else if day < date {
                previous = Some(day);
                break;
            }
        }
        (previous, next)
    }
}

/// A digest without a day in a list.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct UndatedLink {
    /// What stands for the day in its address.
    pub id: String,
    /// The digest's title.
    pub label: String,
    /// How many stories it holds.
    pub count: u32,
}

from_json!(UndatedLink { id, label, count });

/// A story in a list.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct StoryLink {
    /// The day that it was told.
    pub date: Option<Date>,
    /// What stands for the day in the address of a digest that has none.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub slug: Option<String>,
    /// That day written out in the site's language; without a day the digest's title.
    pub date_text: String,
    /// The story's id within the day.
    pub id: String,
    /// Its headline.
    pub title: String,
    /// How it begins, plain text.
    pub lead: String,
    /// The names of its sources.
    pub sources: Vec<String>,
}

from_json!(StoryLink { date_text, id, title, lead, sources; date, slug });

#[cfg(test)]
mod tests {
    use super::*;
    use rstest::rstest;

    #[rstest]
    #[case("2025-11-22", Some("2025-11-20"), Some("2025-12-01"))]
    #[case("2025-11-20", Some("2025-11-03"), Some("2025-11-22"))]
    #[case("2025-11-03", Some("2025-10-30"), Some("2025-11-20"))]
    fn a_month_knows_neighbours(
        #[case] day: &str,
        #[case] previous: Option<&str>,
        #[case] next: Option<&str>,
    ) {
        let date = |text: &str| text.parse::<Date>().unwrap();
        let link = |text| DayLink {
            date: date(text),
            date_text: String::new(),
            title: String::new(),
            stories: 0,
        };
        let month = MonthDays {
            version: crate::VERSION,
            month: date("2025-11-01").month(),
            month_text: String::new(),
            days: ["2025-11-22", "2025-11-20", "2025-11-03"].map(link).into(),
            before: Some(date("2025-10-30")),
            after: Some(date("2025-12-01")),
            weekdays: vec![],
            begins: 0,
        };
        assert_eq!(
            month.neighbours(date(day)),
            (previous.map(date), next.map(date))
        );
    }
}
