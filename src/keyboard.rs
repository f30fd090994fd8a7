//! Keys that do something by themselves: the table of them, and what they do.
//!
//! One listener on the document. It comes last: whatever a component or the browser has a use
//! for is not a key of ours. A key that can do nothing on the page that is shown does nothing,
//! and is left to the browser.

mod acts;

pub(crate) use acts::install;

use dayfold_model::Word;

/// What a key can be for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Command {
    /// To the story after the current one.
    NextStory,
    /// To the story before it.
    PreviousStory,
    /// Folds or unfolds the current card.
    Fold,
    /// Unfolds every card, or folds all.
    FoldAll,
    /// Marks the current story as read, or as unread.
    Read,
    /// Saves it, or no longer.
    Save,
    /// To the day after.
    NextDay,
    /// To the day before.
    PreviousDay,
    /// To the filters.
    Filters,
    /// To the box for searching.
    Search,
    /// Another theme.
    Theme,
    /// The list of keys.
    Help,
    /// Leaves a field.
    Leave,
}

/// Every key, as `KeyboardEvent.key` has it, with what it is for and what that is called.
pub const KEYS: &[(&str, Command, Word)] = &[
    ("j", Command::NextStory, Word::KeyNextStory),
    ("k", Command::PreviousStory, Word::KeyPreviousStory),
    ("o", Command::Fold, Word::KeyFold),
    ("x", Command::FoldAll, Word::KeyFoldAll),
    ("m", Command::Read, Word::KeyRead),
    ("s", Command::Save, Word::KeySave),
    ("n", Command::NextDay, Word::NextDay),
    ("p", Command::PreviousDay, Word::PreviousDay),
    ("f", Command::Filters, Word::KeyFilters),
    ("/", Command::Search, Word::KeySearch),
    ("t", Command::Theme, Word::KeyTheme),
    ("?", Command::Help, Word::KeyHelp),
    ("Escape", Command::Leave, Word::KeyEscape),
];

/// The panel of the filters, where they are in one.
const FILTERS: &str = "df-filters";

/// A key that was pressed, and where.
#[derive(Clone, Copy, Debug, Default)]
pub struct Press<'a> {
    /// What it writes.
    pub key: &'a str,
    /// Which key it is, wherever its letter is on the keyboard in use.
    pub code: &'a str,
    /// With Ctrl, Alt or Cmd, which are the browser's and the system's.
    pub is_modified: bool,
    /// It has been down for a while.
    pub is_repeated: bool,
    /// While a character is put together of several keys.
    pub is_composing: bool,
    /// In a field that takes text.
    pub is_typing: bool,
    /// The id of the panel that is open.
    pub panel: Option<&'a str>,
}

impl Press<'_> {
    /// What it is for.
    pub fn command(self) -> Option<Command> {
        if self.is_modified || self.is_composing {
            return None;
        }
        // On a keyboard for another script, the key at the letter's place.
        let latin = self.code.strip_prefix("Key").unwrap_or_default();
        let latin = latin.to_ascii_lowercase();
        let key = if self.key.is_ascii() {
            self.key
        } else {
            &latin
        };
        let (_, command, _) = KEYS.iter().find(|(known, ..)| *known == key)?;
        let is_due = match command {
            Command::Leave => self.is_typing && self.panel.is_none(),
            _ if self.is_typing => false,
            Command::NextStory | Command::PreviousStory => self.panel.is_none(),
            _ if self.is_repeated => false,
            Command::Theme | Command::Help => true,
            Command::Filters | Command::Search => self.panel.is_none_or(|id| id == FILTERS),
            // What an open panel covers is not touched.
            _ => self.panel.is_none(),
        };
        is_due.then_some(*command)
    }
}

/// Where the stories of a page are, in pixels from the top of the window.
#[derive(Clone, Debug, Default)]
struct Places {
    /// Where each begins and ends.
    stories: Vec<[f64; 2]>,
    /// How high the window is.
    window: f64,
    /// Which of them the focus is in.
    focus: Option<usize>,
}

impl Places {
    fn is_seen(&self, at: usize) -> bool {
        let [top, bottom] = self.stories[at];
        bottom > 0.0 && top < self.window
    }

    /// The one that the focus is in, as long as it is in sight.
    fn focused(&self) -> Option<usize> {
        self.focus.filter(|at| self.is_seen(*at))
    }

    /// The one that is meant: with the focus, or else the first in sight.
    fn current(&self) -> Option<usize> {
        let first = || (0..self.stories.len()).find(|at| self.is_seen(*at));
        self.focused().or_else(first)
    }

    /// The one after that. Without the focus in any, the first that begins in sight or below.
    fn next(&self) -> Option<usize> {
        match self.focused() {
            Some(at) => Some(at + 1).filter(|at| *at < self.stories.len()),
            None => self.stories.iter().position(|[top, _]| *top >= 0.0),
        }
    }

    /// The one before that.
    fn previous(&self) -> Option<usize> {
        match self.focused() {
            Some(at) => at.checked_sub(1),
            None => self.stories.iter().rposition(|[top, _]| *top < 0.0),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use rstest::rstest;

    fn press(key: &str) -> Press<'_> {
        Press {
            key,
            ..Press::default()
        }
    }

    #[test]
    fn every_key_is_for_one_thing() {
        for (key, command, _) in KEYS {
            let press = Press {
                is_typing: *command == Command::Leave,
                ..press(key)
            };
            assert_eq!(press.command(), Some(*command), "{key}");
        }
    }

    #[rstest]
    #[case::another("q")]
    #[case::a_capital("J")]
    #[case::nothing("")]
    #[case::a_name("Enter")]
    fn other_keys_are_for_nothing(#[case] key: &str) {
        assert_eq!(press(key).command(), None);
    }

    #[rstest]
    #[case::modified(Press { is_modified: true, ..press("j") })]
    #[case::composing(Press { is_composing: true, ..press("j") })]
    #[case::typing(Press { is_typing: true, ..press("j") })]
    #[case::typing_a_slash(Press { is_typing: true, ..press("/") })]
    #[case::held(Press { is_repeated: true, ..press("x") })]
    #[case::under_a_panel(Press { panel: Some("df-preferences"), ..press("j") })]
    #[case::under_another_panel(Press { panel: Some("df-preferences"), ..press("f") })]
    #[case::leaving_a_panel(Press { panel: Some("df-preferences"), is_typing: true, ..press("Escape") })]
    #[case::leaving_nothing(press("Escape"))]
    fn keys_that_are_not_ours(#[case] press: Press<'_>) {
        assert_eq!(press.command(), None);
    }

    #[rstest]
    #[case::held(Press { is_repeated: true, ..press("j") }, Command::NextStory)]
    #[case::help_closes_itself(Press { panel: Some("df-keys"), ..press("?") }, Command::Help)]
    #[case::filters_close(Press { panel: Some("df-filters"), ..press("f") }, Command::Filters)]
    #[case::cyrillic(Press { code: "KeyJ", ..press("о") }, Command::NextStory)]
    #[case::hebrew(Press { code: "KeyT", ..press("א") }, Command::Theme)]
    // On a Dvorak keyboard, the letter counts.
    #[case::dvorak(Press { code: "KeyC", ..press("j") }, Command::NextStory)]
    fn keys_that_are(#[case] press: Press<'_>, #[case] command: Command) {
        assert_eq!(press.command(), Some(command));
    }

    /// Three stories of 100 pixels, the page scrolled so that the first begins at `top`.
    fn places(top: f64, focus: Option<usize>) -> Places {
        Places {
            stories: (0..3)
                .map(|at| {
                    let top = top + 100.0 * f64::from(at);
                    [top, top + 100.0]
                })
                .collect(),
            window: 150.0,
            focus,
        }
    }

    #[rstest]
    #[case::from_the_top(places(400.0, None), None, Some(0), None)]
    #[case::in_the_middle(places(-120.0, None), Some(1), Some(2), Some(1))]
    #[case::at_the_end(places(-250.0, None), Some(2), None, Some(2))]
    #[case::with_the_focus(places(0.0, Some(1)), Some(1), Some(2), Some(0))]
    #[case::with_the_focus_last(places(-200.0, Some(2)), Some(2), None, Some(1))]
    #[case::scrolled_away_from_the_focus(places(-250.0, Some(0)), Some(2), None, Some(2))]
    #[case::without_stories(Places::default(), None, None, None)]
    fn stories_are_gone_through(
        #[case] places: Places,
        #[case] current: Option<usize>,
        #[case] next: Option<usize>,
        #[case] previous: Option<usize>,
    ) {
        assert_eq!(places.current(), current, "current");
        assert_eq!(places.next(), next, "next");
        assert_eq!(places.previous(), previous, "previous");
    }
}
