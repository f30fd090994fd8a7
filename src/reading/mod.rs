//! What the reader's browser remembers, and nobody else ever learns: preferences, what was
//! read, saved and muted.
//!
//! All of it is in the browser's own storage, under one prefix a site. Storage that is full,
//! blocked or broken changes nothing but that nothing is remembered: every value has a
//! signal, which is what the app reads, and storage only fills it and follows it. Other tabs
//! of the site are kept in step by the `storage` event.

mod attributes;
mod marks;
mod muted;
mod preferences;
mod record;
mod saved;
mod store;
mod visit;

pub use marks::Marks;
pub use muted::{Muted, Reason, Rule, RuleKind};
pub use preferences::Preferences;
pub use record::{Added, Record, Unreadable};
pub use saved::{Saved, SavedStory};
use store::Store;
pub use visit::Visit;

use crate::paths::Route;
use dayfold_model::{Date, Story};
use leptos::{
    prelude::*,
    reactive::graph::{AnySource, ToAnySource},
};

/// What is remembered, each part as a signal.
#[derive(Clone, Copy)]
pub struct Reading {
    store: StoredValue<Store>,
    /// How the reader wants the app to be.
    pub preferences: RwSignal<Preferences>,
    /// What the reader does not want to see.
    pub muted: RwSignal<Muted>,
    /// What the reader keeps for later.
    pub saved: RwSignal<Saved>,
    /// Which stories were read.
    pub marks: RwSignal<Marks>,
    /// When the reader was here, as far as it is known.
    pub visit: RwSignal<Option<Visit>>,
}

impl Default for Reading {
    /// Nothing remembered, as the first render has it.
    fn default() -> Self {
        Self {
            store: StoredValue::new(Store::default()),
            preferences: RwSignal::default(),
            muted: RwSignal::default(),
            saved: RwSignal::default(),
            marks: RwSignal::default(),
            visit: RwSignal::default(),
        }
    }
}

impl Reading {
    /// Everything of it that is watched.
    pub(crate) fn sources(self) -> [AnySource; 5] {
        [
            self.preferences.to_any_source(),
            self.muted.to_any_source(),
            self.saved.to_any_source(),
            self.marks.to_any_source(),
            self.visit.to_any_source(),
        ]
    }

    /// Reads what is stored, once the app is alive, and keeps in step with other tabs from
    /// then on.
    pub fn open(self) {
        self.store.set_value(Store::open());
        self.load(None);
        attributes::follow(self.preferences);
        store::on_change(move |key| {
            self.store
                .with_value(|store| store.own(key.as_deref()))
                .into_iter()
                .for_each(|key| self.load(key.as_deref()));
        });
    }

    /// Reads anew what stands under that key; everything without one.
    fn load(self, key: Option<&str>) {
        let is = |name: &str| key.is_none_or(|key| key == name);
        let text = |name: &str| self.store.with_value(|store| store.get(name));
        if is(Preferences::KEY) {
            let stored = text(Preferences::KEY).unwrap_or_default();
            self.preferences.set(Preferences::from_text(&stored));
        }
        if is(Muted::KEY) {
            let stored = text(Muted::KEY).unwrap_or_default();
            self.muted.set(Muted::from_text(&stored));
        }
        if is(Saved::KEY) {
            let stored = text(Saved::KEY).unwrap_or_default();
            self.saved.set(Saved::from_text(&stored));
        }
        if is(Visit::KEY) {
            let stored = text(Visit::KEY).unwrap_or_default();
            self.visit.set(Visit::from_text(&stored));
        }
        match key {
            None => self.marks.set(Marks::default()),
            Some(key) => {
                if let Some(page) = key.strip_prefix(Marks::PREFIX) {
                    let stored = text(key).unwrap_or_default();
                    self.marks.update(|marks| marks.put(page, &stored));
                }
            }
        }
    }

    /// Changes a preference and remembers it. An empty value is the default.
    pub fn prefer(self, name: &str, value: &str) {
        self.preferences.update(|known| known.set(name, value));
        let text = self.preferences.with_untracked(Preferences::to_text);
        self.keep(Preferences::KEY, &text);
    }

    /// Takes all preferences back.
    pub fn reset(self) {
        self.preferences.set(Preferences::default());
        self.keep(Preferences::KEY, "");
    }

    /// Changes what is muted, and remembers it.
    pub fn mute(self, change: impl FnOnce(&mut Muted)) {
        self.muted.update(change);
        let text = self.muted.with_untracked(Muted::to_text);
        self.keep(Muted::KEY, &text);
    }

    /// Changes what is saved, and remembers it.
    pub fn save(self, change: impl FnOnce(&mut Saved)) {
        self.saved.update(change);
        let text = self.saved.with_untracked(Saved::to_text);
        self.keep(Saved::KEY, &text);
    }

    /// Sees to it that the marks of a page are known. They are read when its day is first
    /// shown: a year's marks would be slow to read at every start.
    pub fn know(self, page: &str) {
        if !self.marks.with_untracked(|marks| marks.knows(page)) {
            let key = Marks::key(page);
            let stored = self.store.with_value(|store| store.get(&key));
            self.marks
                .update(|marks| marks.put(page, &stored.unwrap_or_default()));
        }
    }

    /// Marks stories of a page as read or as unread, and remembers it.
    pub fn mark(self, page: &str, stories: &[&Story], read: bool) {
        self.know(page);
        self.marks.update(|marks| marks.mark(page, stories, read));
        let text = self.marks.with_untracked(|marks| marks.to_text(page));
        self.keep(&Marks::key(page), &text);
    }

    /// Marks a story of which only the id is known, unless it is marked so already.
    pub fn mark_telling(self, page: &str, id: &str, read: bool) {
        self.know(page);
        if self.marks.with_untracked(|marks| marks.has(page, id)) != read {
            self.marks.update(|marks| marks.mark_id(page, id, read));
            let text = self.marks.with_untracked(|marks| marks.to_text(page));
            self.keep(&Marks::key(page), &text);
        }
    }

    /// The pages whose stories are marked.
    pub fn marked_pages(self) -> Vec<String> {
        let keys = self.store.with_value(|store| store.keys(Marks::PREFIX));
        let pages = keys
            .iter()
            .filter_map(|key| key.strip_prefix(Marks::PREFIX));
        pages.map(str::to_owned).collect()
    }

    /// Remembers that a page is shown now which tells what the days told, while the site's
    /// newest day is `newest`. With a new visit, marks of long ago go.
    pub fn shown(self, newest: Date) {
        let before = self.visit.get_untracked();
        let visit = Visit::after(before, newest, visit::now());
        self.visit.set(Some(visit));
        self.keep(Visit::KEY, &visit.to_text());
        if visit.is_new(before) {
            for page in self.marked_pages() {
                if visit::is_old(&page, newest) {
                    self.marks.update(|marks| marks.forget(&page));
                    self.keep(&Marks::key(&page), "");
                }
            }
        }
    }

    /// All that is remembered.
    pub fn record(self) -> Record {
        // Those of the signal, too, which storage may have refused.
        let mut marks = self.marks.get_untracked();
        for page in self.marked_pages() {
            if !marks.knows(&page) {
                let stored = self.kept(&Marks::key(&page));
                marks.put(&page, &stored.unwrap_or_default());
            }
        }
        Record {
            site: self.store.with_value(|store| store.root().to_owned()),
            preferences: self.preferences.get_untracked(),
            muted: self.muted.get_untracked(),
            saved: self.saved.get_untracked(),
            marks,
            visit: self.visit.get_untracked(),
        }
    }

    /// Adds a record to what is remembered: what was new in it, and whether all of it could
    /// be stored.
    pub fn import(self, record: Record) -> (Added, bool) {
        let mut all = self.record();
        let added = all.merge(record);
        let mut stored = self.keep(Preferences::KEY, &all.preferences.to_text());
        stored &= self.keep(Muted::KEY, &all.muted.to_text());
        stored &= self.keep(Saved::KEY, &all.saved.to_text());
        if let Some(visit) = all.visit {
            stored &= self.keep(Visit::KEY, &visit.to_text());
        }
        for page in all.marks.pages() {
            stored &= self.keep(&Marks::key(page), &all.marks.to_text(page));
        }
        self.preferences.set(all.preferences);
        self.muted.set(all.muted);
        self.saved.set(all.saved);
        self.marks.set(all.marks);
        self.visit.set(all.visit);
        (added, stored)
    }

    /// Remembers a value; false where the browser does not.
    pub fn keep(self, key: &str, text: &str) -> bool {
        self.store.with_value(|store| store.set(key, text))
    }

    /// Such a value.
    pub fn kept(self, key: &str) -> Option<String> {
        self.store.with_value(|store| store.get(key))
    }

    /// Where the site lives, all its languages together.
    pub fn root(self) -> String {
        self.store.with_value(|store| store.root().to_owned())
    }

    /// Where a page is by what it is called there.
    pub fn address(self, page: &str) -> String {
        self.store.with_value(|store| store.address(page))
    }

    /// What a digest's page is called in what is remembered: its path on the site, with the
    /// language where that is not the main one.
    pub fn page(self, paths: &crate::paths::Paths, route: &Route) -> String {
        let address = paths.page(route);
        self.store.with_value(|store| store.page(&address))
    }
}
