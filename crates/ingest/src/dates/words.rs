//! The words around a date, as data, and how words are looked up.

use super::tokens::{Token, fold};
use std::{collections::HashMap, sync::LazyLock};

/// Days of the week: they may stand before or behind a day. One line a language.
const WEEKDAYS: &[&str] = &[
    "monday tuesday wednesday thursday friday saturday sunday",
    "mon tue tues wed thu thur thurs fri sat sun",
    "montag dienstag mittwoch donnerstag freitag samstag sonnabend sonntag",
    "mo di mi do fr sa so",
    "lundi mardi mercredi jeudi vendredi samedi dimanche",
    "lunes martes miércoles jueves viernes sábado domingo",
    "segunda_feira terça_feira quarta_feira quinta_feira sexta_feira",
    "segunda terça quarta quinta sexta",
    "lunedì martedì mercoledì giovedì venerdì sabato domenica",
    "maandag dinsdag woensdag donderdag vrijdag zaterdag zondag",
    "poniedziałek wtorek środa czwartek piątek sobota niedziela",
    "pondělí úterý středa čtvrtek pátek sobota neděle",
    "понедельник вторник среда четверг пятница суббота воскресенье",
    "пн вт ср чт пт сб вс",
    "понеділок вівторок середа четвер п'ятниця субота неділя",
    "pazartesi salı çarşamba perşembe cuma cumartesi pazar",
    "måndag tisdag onsdag torsdag fredag lördag söndag",
    "mandag tirsdag lørdag søndag",
    "maanantai tiistai keskiviikko torstai perjantai lauantai sunnuntai",
    "luni marți miercuri joi vineri sâmbătă duminică",
    "hétfő kedd szerda csütörtök péntek szombat vasárnap",
    "Δευτέρα Τρίτη Τετάρτη Πέμπτη Παρασκευή Σάββατο Κυριακή",
    "senin selasa rabu kamis jumat sabtu minggu",
    "thứ_hai thứ_ba thứ_tư thứ_năm thứ_sáu thứ_bảy chủ_nhật",
    "الإثنين الاثنين الثلاثاء الأربعاء الخميس الجمعة السبت الأحد",
    "יום_ראשון יום_שני יום_שלישי יום_רביעי יום_חמישי יום_שישי שבת",
    "सोमवार मंगलवार बुधवार गुरुवार शुक्रवार शनिवार रविवार",
];

/// The week, before or behind its number. One line a few languages.
const WEEKS: &[&str] = &[
    "week wk w weekly kw woche kalenderwoche semaine semana settimana setmana",
    "vecka uge uke viikko vk tydzień týden týždeň hét săptămâna hafta minggu",
    "неделя неделе недели тиждень тижня седмица εβδομάδα",
    "tuần أسبوع الأسبوع שבוע सप्ताह هفته",
];

/// Between the week and its first day: `Week of March 23`, `semaine du 23 mars`.
const WEEK_OF: &[&str] = &[
    "of from beginning starting commencing the vom von der du de del da dal di van",
    "från fra od с от з від ab le",
];

/// Between a day, its month and its year.
const LINKS: &[&str] = &["of de del di d dne den năm सन yil rok do the"];

/// Behind the number of a day: `22nd`, `1er`, `14-го`.
const ORDINALS: &[&str] = &["st nd rd th er e ème º ª o го й я ого ten nin nci i"];

/// Behind a year: `2026 г.`
const AFTER_YEAR: &[&str] = &["г года год р року рік r roku година m"];

/// Between the first and the last day of a week.
const UNTIL: &[&str] =
    &["to until till through thru bis au al a à à até do po по до t m tot til till i"];

/// A word for the number of a week: `Week no. 29`.
const NUMBER: &[&str] = &["no nr n número number numéro ke số số"];

/// Words with what they mean, looked up in folded form, several words at a time.
#[derive(Debug)]
pub(super) struct Words<T> {
    known: HashMap<String, T>,
}

impl<T> Default for Words<T> {
    fn default() -> Self {
        Self {
            known: HashMap::new(),
        }
    }
}

/// The most words that one name has.
const LONGEST: usize = 3;

impl<T: Copy> Words<T> {
    /// Adds a name, in which `_` parts words; one that is there already only gives way
    /// where `replace` says so.
    pub(super) fn add(&mut self, name: &str, value: T, replace: impl Fn(&T) -> bool) {
        let name = fold(&name.replace('_', " "));
        match self.known.get(&name) {
            Some(old) if !replace(old) => {}
            _ => {
                self.known.insert(name, value);
            }
        }
    }

    /// The longest name at the start of `tokens`, and how many of them it takes.
    pub(super) fn at(&self, tokens: &[Token]) -> Option<(T, usize)> {
        let mut name = String::new();
        let mut best = None;
        for (count, token) in (1..=LONGEST).zip(tokens) {
            let Some(word) = &token.word else { break };
            if count > 1 {
                name.push(' ');
            }
            name.push_str(word);
            let known = self.known.get(&name);
            // In Hebrew the preposition is one with the name.
            let known = known.or_else(|| self.known.get(name.strip_prefix('ב')?));
            if let Some(value) = known {
                best = Some((*value, count));
            }
        }
        best
    }

    pub(super) fn has(&self, token: Option<&Token>) -> bool {
        token.is_some_and(|token| self.at(std::slice::from_ref(token)).is_some())
    }
}

fn set(lines: &[&str]) -> Words<()> {
    let mut words = Words::default();
    for word in lines.iter().flat_map(|line| line.split_whitespace()) {
        words.add(word, (), |()| false);
    }
    words
}

pub(super) static WEEKDAY: LazyLock<Words<()>> = LazyLock::new(|| set(WEEKDAYS));
pub(super) static WEEK: LazyLock<Words<()>> = LazyLock::new(|| set(WEEKS));
pub(super) static OF: LazyLock<Words<()>> = LazyLock::new(|| set(WEEK_OF));
pub(super) static LINK: LazyLock<Words<()>> = LazyLock::new(|| set(LINKS));
pub(super) static ORDINAL: LazyLock<Words<()>> = LazyLock::new(|| set(ORDINALS));
pub(super) static YEAR: LazyLock<Words<()>> = LazyLock::new(|| set(AFTER_YEAR));
pub(super) static TO: LazyLock<Words<()>> = LazyLock::new(|| set(UNTIL));
pub(super) static NO: LazyLock<Words<()>> = LazyLock::new(|| set(NUMBER));
