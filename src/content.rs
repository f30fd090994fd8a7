//! What a page shows: the data that its components are rendered from.
//!
//! The publisher inlines it into the page that it renders, and the reader hydrates from
//! that, so the two renderings cannot differ; for every later page the reader puts it
//! together from the published JSON.

use crate::paths::Route;
#[cfg(feature = "later")]
use dayfold_model::Words;
use dayfold_model::{
    Course, Date, Digest, MonthCount, MonthDays, Settings, SubjectList, SubjectPage, Subjects,
    UndatedLink, Word, from_json, parse,
};
use serde::Serialize;
use std::sync::Arc;

/// What a page shows.
#[derive(Clone, Debug, PartialEq)]
pub enum Content {
    /// A day's digest.
    Day(Arc<Day>),
    /// The months, and the days of the latest.
    Archive(Archive),
    /// The days of a month.
    Month(MonthDays),
    /// Every tag or every entity.
    Subjects(SubjectList),
    /// A page of the stories of one of them.
    Subject(Box<SubjectPage>),
    /// What the reader saved: the browser alone knows.
    Saved,
    /// The days since the last visit: what they are, the browser alone knows.
    CatchUp,
    /// Searching the archive: for what, the address alone says.
    Search,
    /// Putting a widget together.
    #[cfg(feature = "later")]
    Widgets(Box<Widgets>),
    /// A page of the publisher's own.
    #[cfg(feature = "ssr")]
    Page(OwnPage),
    /// There is no such page.
    NotFound,
}

/// A page of the publisher's own, such as one about the site.
#[cfg(feature = "ssr")]
#[derive(Clone, Debug, PartialEq)]
pub struct OwnPage {
    /// Its title.
    pub title: String,
    /// Its text, as vetted HTML with headings from the second level on.
    pub html: String,
}

/// A day and the dates of its neighbours, which is all that its page depends on.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Day {
    /// The digest.
    pub digest: Digest,
    /// The day before, if the site has one.
    pub previous: Option<Date>,
    /// The day after, if the site has one.
    pub next: Option<Date>,
}

from_json!(Day { digest; previous, next });

/// The archive's front page.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Archive {
    /// The latest months with their days, the newest first, at most
    /// [`Archive::MONTHS_SHOWN`].
    pub latest: Vec<MonthDays>,
    /// The months before those.
    pub earlier: Vec<MonthCount>,
    /// The digests without a day.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub undated: Vec<UndatedLink>,
}

from_json!(Archive { latest, earlier; undated });

impl Archive {
    /// How many months show their days on the archive's front page; earlier ones are links.
    pub const MONTHS_SHOWN: usize = 3;
}

/// `data/widgets.json`: what putting a widget together takes, beside what is published anyway.
#[cfg(feature = "later")]
#[derive(Clone, Debug, Default, PartialEq, Serialize)]
pub struct Widgets {
    /// Where the widgets' script is: a whole address, or a path on the same host where the
    /// site's address is not known.
    pub script: String,
    /// Where it is for good, under a name that tells what is in it.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub versioned: Option<String>,
    /// The checksum of that one, as the attribute `integrity` has it.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub integrity: Option<String>,
    /// The words that this page alone has.
    pub words: Words,
}

#[cfg(feature = "later")]
from_json!(Widgets { script, words; versioned, integrity });

impl Content {
    /// The content as it is inlined into its page. Of which kind it is, the page's route
    /// tells, so that is not said again.
    #[cfg(feature = "ssr")]
    pub fn to_json(&self) -> serde_json::Result<String> {
        match self {
            Self::Day(day) => serde_json::to_string(day),
            Self::Archive(archive) => serde_json::to_string(archive),
            Self::Month(month) => serde_json::to_string(month),
            Self::Subjects(list) => serde_json::to_string(list),
            Self::Subject(page) => serde_json::to_string(page),
            Self::Widgets(widgets) => serde_json::to_string(widgets),
            // A page of the publisher's own is a document without the app.
            #[cfg(feature = "ssr")]
            Self::Page(_) => Ok("null".to_owned()),
            Self::Saved | Self::CatchUp | Self::Search | Self::NotFound => Ok("null".to_owned()),
        }
    }

    /// Reads what was inlined into the page at `route`; what is published as one file is
    /// read the same way.
    pub fn from_json(route: &Route, json: &str) -> Option<Self> {
        let day = || parse(json).map(|day| Self::Day(Arc::new(day)));
        let archive = || parse(json).map(Self::Archive);
        match route {
            // A site without a single day opens with its archive.
            Route::Home => day().or_else(archive),
            Route::Day(_) | Route::Undated(_) => day(),
            Route::Archive => archive(),
            Route::Month(_) => parse(json).map(Self::Month),
            Route::Tags | Route::Entities => parse(json).map(Self::Subjects),
            Route::Tag(_) | Route::TagPage(..) | Route::Entity(_) | Route::EntityPage(..) => {
                parse(json).map(|page| Self::Subject(Box::new(page)))
            }
            Route::Saved => Some(Self::Saved),
            Route::CatchUp => Some(Self::CatchUp),
            Route::Search => Some(Self::Search),
            #[cfg(feature = "later")]
            Route::Widgets => parse(json).map(|widgets| Self::Widgets(Box::new(widgets))),
            #[cfg(feature = "ssr")]
            Route::Page(_) => None,
            Route::NotFound => Some(Self::NotFound),
            // What stands there is no page of the app.
            #[cfg(feature = "ssr")]
            Route::Story(..) => None,
        }
    }

    /// Whether a feed goes with the page, on a site that knows its address.
    pub fn has_feed(&self) -> bool {
        let course = match self {
            Self::Subject(page) => page.course.as_ref(),
            _ => None,
        };
        course.is_some_and(Course::has_feed)
    }

    /// The heading of the page, which is also the first part of its title.
    pub fn title(&self, settings: &Settings) -> String {
        let words = &settings.words;
        match self {
            Self::Day(day) => day.digest.title.clone(),
            Self::Archive(_) => words.get(Word::Archive).to_owned(),
            Self::Month(month) => month.month_text.clone(),
            Self::Subjects(list) => words.get(list_name(list.list)).to_owned(),
            Self::Subject(page) => page.label.clone(),
            Self::Saved => words.get(Word::Saved).to_owned(),
            Self::CatchUp => words.get(Word::CatchUp).to_owned(),
            Self::Search => words.get(Word::Search).to_owned(),
            #[cfg(feature = "later")]
            Self::Widgets(own) => own.words.get(Word::Widgets).to_owned(),
            #[cfg(feature = "ssr")]
            Self::Page(page) => page.title.clone(),
            Self::NotFound => words.get(Word::NotFoundTitle).to_owned(),
        }
    }

    /// The page's title, as tabs and bookmarks show it.
    pub fn document_title(&self, settings: &Settings) -> String {
        document_title(&self.title(settings), settings)
    }
}

/// What a list of subjects is called.
pub fn list_name(list: Subjects) -> Word {
    match list {
        Subjects::Tags => Word::Tags,
        Subjects::Entities => Word::Names,
    }
}

/// A page's title: its heading, then the site's.
pub fn document_title(heading: &str, settings: &Settings) -> String {
    if heading == settings.title {
        heading.to_owned()
    } else {
        format!("{heading} · {}", settings.title)
    }
}
