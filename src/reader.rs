//! What every component may ask for: the site's settings and words, its URLs, and whether
//! the page is alive yet.

use crate::{
    api::{self, Failure},
    content::Content,
    erased::{effect, spawn},
    navigation,
    paths::{Paths, Route},
    piecewise::step,
    reading::Reading,
};
use dayfold_model::{Settings, Site, Word, Words};
use leptos::{
    prelude::*,
    reactive::graph::{ReactiveNode, ToAnySource},
};
use leptos_router::location::Url;
use std::sync::Arc;

/// What can be done to a story from anywhere: by its card or by a key.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum StoryAct {
    /// Marks it as read, or as unread.
    Read,
    /// Saves it, or takes it out of what is saved.
    Save,
}

/// The context of the whole app.
#[derive(Clone, Copy)]
pub struct Reader {
    settings: StoredValue<Settings>,
    paths: StoredValue<Paths>,
    first: StoredValue<Option<Content>>,
    /// False while the first render must match the prerendered page; then true for good.
    /// Whatever depends on the browser (query, fragment, clock, storage) waits for it.
    pub alive: RwSignal<bool>,
    /// What the site says of itself as of now, once it has been fetched: the words that only
    /// a live page needs are there from then on.
    pub site: RwSignal<Option<Arc<Site>>>,
    /// What the reader's browser remembers.
    pub reading: Reading,
    /// Does something to the story with that id on the page that is shown; nothing where
    /// that tells no stories.
    pub act: RwSignal<Option<Callback<(StoryAct, String)>>>,
}

impl Reader {
    /// The context for a page that shows `content` first.
    pub fn prerendered(settings: Settings, paths: Paths, content: Content) -> Self {
        Self::new(settings, paths, Some(content))
    }

    /// The context for a page that is drawn by the browser alone.
    pub fn drawn(site: Site, paths: Paths) -> Self {
        let reader = Self::new(site.settings.clone(), paths, None);
        reader.site.set(Some(Arc::new(site)));
        reader
    }

    fn new(settings: Settings, paths: Paths, first: Option<Content>) -> Self {
        Self {
            alive: RwSignal::new(first.is_none()),
            settings: StoredValue::new(settings),
            paths: StoredValue::new(paths),
            first: StoredValue::new(first),
            site: RwSignal::new(None),
            reading: Reading::default(),
            act: RwSignal::new(None),
        }
    }

    /// Asks what the site says of itself by now.
    pub(crate) fn ask(self) {
        spawn(async move {
            match api::site(&self.paths()).await {
                Ok(site) => self.learn(site),
                // Of a later version: so are its pages.
                Err(Failure::Format) => navigation::note_programs("later"),
                Err(_) => {}
            }
        });
    }

    /// Takes in what the site says of itself as of now.
    pub fn learn(self, site: Site) {
        navigation::note_programs(&site.programs);
        self.settings
            .update_value(|settings| settings.words = site.settings.words.clone());
        self.site.set(Some(Arc::new(site)));
    }

    /// Lets go of what has watched what outlives a page, and is gone with it. A signal keeps a note
    /// of each effect and memo that read it, also of those that are no more, and the note keeps
    /// their memory: a kilobyte a day shown. Notifying does not help, it goes through a copy of
    /// the list; only a source as the graph knows it takes the list for good. Whatever still
    /// watches looks again, finds nothing new, and is noted again.
    pub(crate) fn forget_watchers(self, url: ReadSignal<Url>) {
        let own = [
            self.alive.to_any_source(),
            self.site.to_any_source(),
            url.to_any_source(),
        ];
        let all = own.into_iter().chain(self.reading.sources());
        all.for_each(|source| source.mark_dirty());
    }

    /// Whether the page is alive. Whoever asks before is told when it is; nobody is listed who
    /// asks later: it stays so, and the list would grow with every page that is shown.
    pub fn is_alive(self) -> bool {
        self.alive.get_untracked() || self.alive.get()
    }

    /// Whether the page is alive, told to one who takes some time over it: by a step of its own, so
    /// that it is no part of a longer task.
    pub fn is_alive_in_turn(self) -> RwSignal<bool> {
        let ready = RwSignal::new(self.alive.get_untracked());
        effect(move || {
            if self.is_alive() && !ready.get_untracked() {
                step(move || _ = ready.try_set(true));
            }
        });
        ready
    }

    /// Whether all words are there, told in the same way.
    pub fn is_worded(self) -> bool {
        self.site.with_untracked(Option::is_some) || self.site.with(Option::is_some)
    }

    /// What the first render shows: given out once, to whichever route is first.
    pub fn take_first(self) -> Option<Content> {
        self.first.try_update_value(Option::take)?
    }

    /// Looks into the site's settings.
    pub fn with_settings<T>(self, look: impl FnOnce(&Settings) -> T) -> T {
        self.settings.with_value(look)
    }

    /// Puts a text together from the words of the interface.
    pub fn with_words<T>(self, look: impl FnOnce(&Words) -> T) -> T {
        self.with_settings(|settings| look(&settings.words))
    }

    /// A word of the interface.
    pub fn word(self, word: Word) -> String {
        self.with_words(|words| words.get(word).to_owned())
    }

    /// "5 stories"
    pub fn stories(self, n: usize) -> String {
        self.with_words(|words| words.stories(n))
    }

    /// The site's URLs.
    pub fn paths(self) -> Paths {
        self.paths.get_value()
    }

    /// Where a page is.
    pub fn page(self, route: &Route) -> String {
        self.paths.with_value(|paths| paths.page(route))
    }

    /// Where a story is.
    pub fn story(self, digest: &Route, id: &str) -> String {
        self.paths.with_value(|paths| paths.story(digest, id))
    }
}

/// The app's context.
pub fn use_reader() -> Reader {
    expect_context()
}
