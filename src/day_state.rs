//! The state of a day's page: what the address, the reader's memory and the reader's hands
//! make of a digest. Everything on the page reads it; nothing on the page keeps its own.

use crate::{
    content::Day,
    erased::{effect, memo},
    filter::Filter,
    navigation,
    paths::{Route, decoded},
    reader::{Reader, StoryAct, use_reader},
    reading::{Reason, SavedStory},
    selection::{Known, Selection},
};
use dayfold_model::{Digest, Story, StoryRef};
use leptos::prelude::*;
use leptos_router::{
    NavigateOptions,
    hooks::{use_navigate, use_url},
    location::Url,
};

/// Whether a story was read.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Mark {
    /// Not yet.
    #[default]
    Unread,
    /// As it stands.
    Read,
    /// It was, and says something else now.
    Corrected,
}

/// The state of a day's page. The first render has the default of everything: it knows no
/// query, no fragment and no storage.
#[derive(Clone, Copy)]
pub struct DayState {
    /// The app's context.
    pub reader: Reader,
    /// The digest.
    pub digest: StoredValue<Digest>,
    /// The digest's own page.
    pub route: StoredValue<Route>,
    /// What is chosen by the query.
    pub filter: Memo<Filter>,
    /// What is shown, and why the rest is not.
    pub selection: Memo<Selection>,
    /// Whether a line says why in the place of a muted story.
    pub folds_muted: Memo<bool>,
    /// Whether what was read is hidden.
    pub hides_read: Memo<bool>,
    /// Takes the filter that the reader chose.
    pub choose: Callback<Filter>,
    /// The id of the topic that is being read, for the table of contents.
    pub current: RwSignal<String>,
    /// Flips whenever what is muted changes. Stories watch this instead of the list itself, which
    /// outlives them and would go on knowing of them.
    pub muting: RwSignal<bool>,
    muted: Memo<Vec<Option<Reason>>>,
    /// Of each story whether it was read and whether it is saved; in one, since every type of
    /// memo is code.
    marks: Memo<Vec<(Mark, bool)>>,
    /// The ids of stories that are shown although they are muted.
    shown_anyway: RwSignal<Vec<String>>,
    /// The ids of stories that are hidden since they were read. What is read from now on
    /// stays where it is: nothing moves what one is reading.
    set_aside: RwSignal<Vec<String>>,
}

impl DayState {
    /// The state for a day, under the owner that its page has.
    pub fn new(day: &Day) -> Self {
        let reader = use_reader();
        let route = Route::of_digest(day.digest.date, &day.digest.slug);
        let address = reader.page(&route);
        let digest = StoredValue::new(day.digest.clone());
        let reading = reader.reading;

        let url = use_url();
        let own = route.clone();
        let filter = memo(move |before: Option<&Filter>| {
            if !reader.is_alive() {
                return Filter::default();
            }
            url.with(|url| match reader.paths().route(&decoded(url.path())) {
                there if there == Route::Home || there == own => Filter::parse(url.search()),
                // The address is the next page's already, and this one stands until that
                // has come.
                _ => before.cloned().unwrap_or_default(),
            })
        });
        let asked_for = memo(move |_| {
            if !reader.is_alive() {
                return String::new();
            }
            url.with(|url| Url::unescape(url.hash().trim_start_matches('#')))
        });
        let navigate = use_navigate();
        let choose = Callback::new(move |filter: Filter| {
            // On the newest day too its own address: what is shared must show the same
            // tomorrow.
            let options = NavigateOptions {
                resolve: false,
                replace: true,
                scroll: false,
                ..Default::default()
            };
            navigate(&[address.as_str(), &filter.query()].concat(), options);
        });

        let route = StoredValue::new(route);
        let page = move || route.with_value(|route| reading.page(&reader.paths(), route));
        let prefers = move |name: &'static str, value: &'static str| {
            memo(move |_| reading.preferences.with(|chosen| chosen.is(name, value)))
        };
        let hides_muted = prefers("muted", "hide");
        let hides_read = prefers("read", "hide");
        let folds_muted = memo(move |_| !hides_muted.get());
        let muted: Memo<Vec<Option<Reason>>> = memo(move |_| {
            reading.muted.with(|muted| {
                let reason = |digest: &Digest| {
                    let stories = digest.stories();
                    stories.map(|story| muted.reason(story, digest)).collect()
                };
                digest.with_value(reason)
            })
        });
        let marks = memo(move |_| {
            if !reader.is_alive() {
                return vec![];
            }
            let page = page();
            reading.marks.with(|marks| {
                // What an earlier day told already, and the reader has read there.
                let is_known = |first: &StoryRef| marks.has(&day_page(reader, first), &first.id);
                let mark = |story: &Story| match marks.has(&page, &story.id) {
                    true if marks.is_corrected(&page, story) => Mark::Corrected,
                    true => Mark::Read,
                    false if story.repeats.as_ref().is_some_and(is_known) => Mark::Read,
                    false => Mark::Unread,
                };
                reading.saved.with(|saved| {
                    let both = |story: &Story| (mark(story), saved.has(&page, &story.id));
                    digest.with_value(|digest| digest.stories().map(both).collect())
                })
            })
        });
        let shown_anyway = RwSignal::new(Vec::<String>::new());
        let set_aside = RwSignal::new(Vec::<String>::new());
        let ids: StoredValue<Vec<String>> = StoredValue::new({
            let stories = day.digest.stories();
            stories.map(|story| story.id.clone()).collect()
        });
        let selection = memo(move |_| {
            if !reader.is_alive() {
                return Selection::default();
            }
            let (asked_for, anyway) = (asked_for.get(), shown_anyway.get());
            let (aside, muted) = (set_aside.get(), muted.get());
            let known = |at: usize| {
                ids.with_value(|ids| Known {
                    muted: muted[at].clone().filter(|_| !anyway.contains(&ids[at])),
                    set_aside: aside.contains(&ids[at]),
                    asked_for: ids[at] == asked_for,
                })
            };
            let folds = folds_muted.get();
            filter.with(|filter| {
                digest.with_value(|digest| Selection::new(digest, filter, folds, known))
            })
        });
        let state = Self {
            reader,
            digest,
            route,
            filter,
            selection,
            folds_muted,
            hides_read,
            choose,
            current: RwSignal::default(),
            muting: RwSignal::new(false),
            muted,
            marks,
            shown_anyway,
            set_aside,
        };
        state.come_alive();
        state
    }

    /// What waits for the browser.
    fn come_alive(self) {
        let reader = self.reader;
        let hydrated = !reader.alive.get_untracked();
        let mut arrives = true;
        effect(move || {
            if !reader.is_alive() {
                return;
            }
            let arrives = std::mem::take(&mut arrives);
            if arrives {
                reader.reading.know(&self.page());
                self.first_tellings().iter().for_each(|first| {
                    reader.reading.know(&day_page(reader, first));
                });
                reader
                    .act
                    .set(Some(Callback::new(move |(act, id): (_, String)| {
                        self.act(act, &id);
                    })));
            }
            let hides = self.hides_read.get();
            let read = self.ids(|mark| hides && mark == Mark::Read);
            // A page that has been on the screen already keeps what is on it.
            let stays = |id: &String| arrives && hydrated && !navigation::is_below(id);
            let aside = read.into_iter().filter(|id| !stays(id)).collect();
            self.set_aside.set(aside);
        });
        let mut before = false;
        effect(move || {
            reader.reading.muted.with(|_| ());
            // What stands when the page comes is known to whoever is drawn with it.
            if std::mem::replace(&mut before, true) {
                self.muting.update(|flip| *flip = !*flip);
            }
        });
        on_cleanup(move || reader.act.set(None));
    }

    /// The name of the page in what is remembered.
    fn page(self) -> String {
        let reader = self.reader;
        let name = |route: &Route| reader.reading.page(&reader.paths(), route);
        self.route.with_value(name)
    }

    /// Where the stories were told first that are told again.
    fn first_tellings(self) -> Vec<StoryRef> {
        let firsts = |digest: &Digest| {
            let stories = digest.stories();
            stories.filter_map(|story| story.repeats.clone()).collect()
        };
        self.digest.with_value(firsts)
    }

    /// The ids of the stories whose mark is such.
    fn ids(self, is: impl Fn(Mark) -> bool) -> Vec<String> {
        let marks = self.marks.get_untracked();
        self.digest.with_value(|digest| {
            let stories = digest.stories().zip(marks);
            let such = stories.filter(|(_, (mark, _))| is(*mark));
            such.map(|(story, _)| story.id.clone()).collect()
        })
    }

    /// Where a story stands among all of the day.
    pub fn position(self, id: &str) -> Option<usize> {
        self.digest
            .with_value(|digest| digest.stories().position(|story| story.id == id))
    }

    /// Whether the story at an index was read.
    pub fn mark(self, at: usize) -> Mark {
        self.known(at).0
    }

    fn known(self, at: usize) -> (Mark, bool) {
        self.marks
            .with(|marks| marks.get(at).copied().unwrap_or_default())
    }

    /// Whether the story at an index is saved.
    pub fn is_saved(self, at: usize) -> bool {
        self.known(at).1
    }

    /// Why the story at an index is muted.
    pub fn reason(self, at: usize) -> Reason {
        self.muted
            .with(|muted| muted.get(at).cloned().flatten().unwrap_or_default())
    }

    /// Shows a muted story for as long as the page stands.
    pub fn show_anyway(self, id: &str) {
        self.shown_anyway.update(|shown| shown.push(id.to_owned()));
    }

    /// Marks stories as read or as unread.
    pub fn mark_stories(self, read: bool, such: impl Fn(&Story) -> bool) {
        let page = self.page();
        self.digest.with_value(|digest| {
            let stories: Vec<_> = digest.stories().filter(|story| such(story)).collect();
            self.reader.reading.mark(&page, &stories, read);
            // What is told again and was read is read wherever it is told: the mark is with
            // its first telling, where every later one looks.
            for story in stories {
                if let Some(first) = &story.repeats {
                    let page = day_page(self.reader, first);
                    self.reader.reading.mark_telling(&page, &first.id, read);
                }
            }
        });
    }

    /// Marks those stories as read that are not yet. One that was corrected stays so until
    /// it is opened.
    pub fn pass(self, ids: &[String]) {
        let unread = self.ids(|mark| mark == Mark::Unread);
        let new = |id: &String| ids.contains(id) && unread.contains(id);
        if ids.iter().any(new) {
            self.mark_stories(true, |story| new(&story.id));
        }
    }

    /// Does something to a story.
    pub fn act(self, act: StoryAct, id: &str) {
        let Some(at) = self.position(id) else { return };
        match act {
            StoryAct::Read => {
                let read = untrack(|| self.mark(at)) == Mark::Unread;
                self.mark_stories(read, |story| story.id == id);
            }
            StoryAct::Save => {
                let page = self.page();
                let story = self.digest.with_value(|digest| {
                    digest.story(id).map(|story| SavedStory {
                        page,
                        id: story.id.clone(),
                        title: story.title.clone(),
                        date_text: digest.date_text.clone(),
                        lead: crate::components::story_lead(&story.body),
                    })
                });
                if let Some(story) = story {
                    self.reader.reading.save(|saved| saved.toggle(story));
                }
            }
        }
    }
}

/// The name of a day's page in what is remembered.
fn day_page(reader: Reader, story: &StoryRef) -> String {
    let route = Route::Day(story.date);
    reader.reading.page(&reader.paths(), &route)
}
