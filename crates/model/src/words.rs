//! The words of the interface. The reader has none of its own: they come with the page, in
//! the site's language, so that a translation costs no reader a byte.

use serde::{Serialize, Serializer};

macro_rules! words {
    (
        page { $($(#[$page_doc:meta])* $page:ident = $page_key:literal,)* }
        app { $($(#[$app_doc:meta])* $app:ident = $app_key:literal,)* }
        widgets { $($(#[$widget_doc:meta])* $widget:ident = $widget_key:literal,)* }
        offline { $($(#[$offline_doc:meta])* $offline:ident = $offline_key:literal,)* }
        file { $($(#[$file_doc:meta])* $file:ident = $file_key:literal,)* }
    ) => {
        /// A word or sentence of the interface, by what it is for.
        #[derive(Clone, Copy, Debug, PartialEq, Eq)]
        pub enum Word {
            $($(#[$page_doc])* $page,)*
            $($(#[$app_doc])* $app,)*
            $(
                $(#[$widget_doc])*
                #[cfg(any(not(target_arch = "wasm32"), feature = "later"))]
                $widget,
            )*
            $(
                $(#[$offline_doc])*
                #[cfg(any(not(target_arch = "wasm32"), feature = "later"))]
                $offline,
            )*
            $($(#[$file_doc])* #[cfg(not(target_arch = "wasm32"))] $file,)*
        }

        impl Word {
            /// Every word, for tests that no translation lacks one.
            pub const ALL: &[Self] = &[
                $(Self::$page,)*
                $(Self::$app,)*
                $(#[cfg(any(not(target_arch = "wasm32"), feature = "later"))] Self::$widget,)*
                $(#[cfg(any(not(target_arch = "wasm32"), feature = "later"))] Self::$offline,)*
                $(#[cfg(not(target_arch = "wasm32"))] Self::$file,)*
            ];

            /// The words that stand in prerendered pages or may be needed before anything
            /// has been fetched: every page carries them. The others come with
            /// `data/site.json`.
            pub const OF_PAGES: &[Self] = &[$(Self::$page,)*];

            /// The words of the page that puts widgets together, which that page alone brings
            /// along: a reader of days downloads neither them nor their keys.
            #[cfg(not(target_arch = "wasm32"))]
            pub const OF_WIDGETS: &[Self] = &[$(Self::$widget,)*];

            /// The words of what is kept for reading without a network, which come with how much
            /// that is: again nothing that a reader of days downloads.
            #[cfg(not(target_arch = "wasm32"))]
            pub const OF_OFFLINE: &[Self] = &[$(Self::$offline,)*];

            /// The words that are only ever written into files: feeds, descriptions, pages
            /// without the app. No reader downloads them, nor their keys.
            #[cfg(not(target_arch = "wasm32"))]
            pub const OF_FILES: &[Self] = &[$(Self::$file,)*];

            /// The word's key in the published JSON and in a site's settings.
            pub fn key(self) -> &'static str {
                match self {
                    $(Self::$page => $page_key,)*
                    $(Self::$app => $app_key,)*
                    $(
                        #[cfg(any(not(target_arch = "wasm32"), feature = "later"))]
                        Self::$widget => $widget_key,
                    )*
                    $(
                        #[cfg(any(not(target_arch = "wasm32"), feature = "later"))]
                        Self::$offline => $offline_key,
                    )*
                    $(#[cfg(not(target_arch = "wasm32"))] Self::$file => $file_key,)*
                }
            }
        }
    };
}

words! {
page {
    /// The link that skips to the text.
    Skip = "skip",
    /// The link to the archive, and that page's heading.
    Archive = "archive",
    /// The link to the list of tags, and that page's heading.
    Tags = "tags",
    /// The link to what the reader saved, and that page's heading.
    Saved = "saved",
    /// The link to the days since the last visit, and that page's heading.
    CatchUp = "catch_up",
    /// The link to the list of entities, that page's heading, and that of the filters by
    /// entity.
    Names = "names",
    /// In the place of what was saved where scripts do not run.
    SavedStatic = "saved_static",
    /// In the place of the days since the last visit where scripts do not run.
    CatchUpStatic = "catch_up_static",
    /// In the place of the search where scripts do not run.
    SearchStatic = "search_static",
    /// The button to the reader's own preferences, and the heading over them. The button
    /// stands in pages to keep its place, and is shown once it does something.
    Preferences = "preferences",
    /// The heading over digests without a day.
    Undated = "undated",
    /// The name of the links to the site's other languages.
    Languages = "languages",
    /// The name of the links from day to day.
    Days = "days",
    /// The link to the day before.
    PreviousDay = "previous_day",
    /// The link to the day after.
    NextDay = "next_day",
    /// The link to the newest day.
    LatestDay = "latest_day",
    /// The heading of the takeaways.
    Takeaways = "takeaways",
    /// The heading of the list of the day's topics.
    Contents = "contents",
    /// The name of the filters' group.
    Filter = "filter",
    /// The button that opens the filters on a narrow screen.
    Filters = "filters",
    /// The button that leads to where words can be found.
    Search = "search",
    /// The name of the field for words to find on a day.
    Find = "find",
    /// The button that unfilters.
    ClearFilters = "clear_filters",
    /// The heading over the filters by topic.
    Topics = "topics",
    /// The heading over the filters by source.
    SourceNames = "source_names",
    /// What unfolds more filters; `{n}` of them.
    More = "more",
    /// The button that leaves out what a filter would choose; `{label}`.
    Exclude = "exclude",
    /// The button that unfolds every card.
    ExpandAll = "expand_all",
    /// The button that folds every card.
    CollapseAll = "collapse_all",
    /// The link from a takeaway to its story.
    ReadStory = "read_story",
    /// Before the names of a story's sources.
    Sources = "sources",
    /// In the place of the sources of a story without any.
    NoSource = "no_source",
    /// Before the names of a story's entities.
    Entities = "entities",
    /// The heading over what earlier days told of a story.
    StorySoFar = "story_so_far",
    /// The heading over what later days told of it.
    ToldLater = "told_later",
    /// Before the moment of the last change; `{when}` stands for it.
    Updated = "updated",
    /// Before the moment that a story was corrected; `{when}` stands for it.
    CorrectedAt = "corrected_at",
    /// The name of the field that leads to a day.
    GoToDay = "go_to_day",
    /// Its button.
    Go = "go",
    /// What is said where no day was written in it; `{day}` is one as it may be written.
    GoUnclear = "go_unclear",
    /// A number of stories, when it is one.
    StoryOne = "story_one",
    /// A number of stories, `{n}`.
    StoryOther = "story_other",
    /// A number of days, when it is one.
    DayOne = "day_one",
    /// A number of days, `{n}`.
    DayOther = "day_other",
    /// How long a day takes to read, when it is one minute.
    MinuteOne = "minute_one",
    /// How long a day takes to read, `{n}` minutes.
    MinuteOther = "minute_other",
    /// The status line without a filter; `{all}` is a number of stories.
    ShowingAll = "showing_all",
    /// The status line with a filter; `{n}` of `{all}`, chosen by `{filters}`.
    ShowingSome = "showing_some",
    /// The status line when the filter leaves nothing; `{filters}`.
    ShowingNone = "showing_none",
    /// In the place of the text when the filter leaves nothing.
    NothingShown = "nothing_shown",
    /// The status line on a day without stories.
    NoStories = "no_stories",
    /// The title of a page that does not exist.
    NotFoundTitle = "not_found_title",
    /// What to do then.
    NotFoundText = "not_found_text",
    /// The title where a page could not be fetched.
    FailedTitle = "failed_title",
    /// Why, as far as it is known, when the network failed.
    FailedNetwork = "failed_network",
    /// Why, when what came could not be read.
    FailedFormat = "failed_format",
    /// The button that tries again.
    Retry = "retry",
    /// What assistive tools hear while a page is fetched.
    Loading = "loading",
    /// Before the first day that told of a tag or an entity.
    FirstTold = "first_told",
    /// Before the last one.
    LastTold = "last_told",
    /// The name of the chart of stories by week.
    ByWeek = "by_week",
    /// What unfolds the chart's numbers.
    InFigures = "in_figures",
    /// The heading of the column of weeks, which are named by their first day.
    WeekFrom = "week_from",
    /// The heading of the column of numbers of stories.
    Stories = "stories",
    /// Before the tags that go with a tag or an entity.
    OftenWith = "often_with",
    /// What unfolds the tags or entities that one day alone told of.
    OnOneDay = "on_one_day",
    /// The link to an entity's home page.
    HomePage = "home_page",
    /// The link to the feed of a tag or an entity.
    Follow = "follow",
    /// The link to older stories of a tag.
    OlderStories = "older_stories",
    /// The link to newer stories of a tag.
    NewerStories = "newer_stories",
}
app {
    /// The status line where something is hidden and no filter chosen; `{n}` of `{all}`.
    ShowingPart = "showing_part",
    /// How many stories are muted, `{n}`; follows the status line.
    HiddenMuted = "hidden_muted",
    /// How many stories are hidden since they were read, `{n}`; follows the status line.
    HiddenRead = "hidden_read",
    /// The button that mutes for good what the filter excludes.
    MuteExcluded = "mute_excluded",
    /// In the place of a muted story; `{why}` is the word, tag or source.
    MutedBecause = "muted_because",
    /// The button that shows a muted story.
    ShowAnyway = "show_anyway",
    /// On a story that was read and says something else now.
    Corrected = "corrected",
    /// The button that saves a story for later.
    Save = "save",
    /// The button that is pressed on a story that was read.
    Read = "read",
    /// The button that marks a topic as read.
    MarkRead = "mark_read",
    /// That button's name, which begins with what it shows; `{topic}`.
    MarkTopic = "mark_topic",
    /// The button that marks a whole day as read, or all days of a page.
    MarkAllRead = "mark_all_read",
    /// The button that hides what was read.
    HideRead = "hide_read",
    /// What unfolds to the ways of handing on.
    Share = "share",
    /// The button that opens the system's share sheet.
    ShareNatively = "share_natively",
    /// The button that copies an address.
    CopyLink = "copy_link",
    /// The button that copies Markdown.
    CopyMarkdown = "copy_markdown",
    /// The button that copies plain text.
    CopyText = "copy_text",
    /// What is said when something was copied.
    Copied = "copied",
    /// The link to where a day or a story is put into a page of one's own.
    Embed = "embed",
    /// The notice that a newer day has come; `{day}`.
    NewerDay = "newer_day",
    /// The notice that the day that is shown was corrected.
    DayCorrected = "day_corrected",
    /// The way from a notice to what it tells of.
    ShowIt = "show_it",
    /// The button that takes a story out of what is saved.
    Remove = "remove",
    /// The same button's name; `{title}` is the story's.
    RemoveNamed = "remove_named",
    /// In the place of a story that was taken out; `{title}` is its.
    Removed = "removed",
    /// The button that takes back what was done last.
    Undo = "undo",
    /// In the place of the list when nothing is saved.
    NothingSaved = "nothing_saved",
    /// The link to the newest day, where there is nothing else to read.
    ReadLatest = "read_latest",
    /// The link from the search box to a search of the whole archive for `{words}`.
    SearchArchive = "search_archive",
    /// The link from there to the stories of the day on the page that hold `{words}`.
    SearchHere = "search_here",
    /// What can be searched for: `{stories}`, the oldest of `{from}`.
    SearchHint = "search_hint",
    /// What a search found: `{stories}`, from `{from}` to `{to}`.
    SearchFound = "search_found",
    /// When no story holds all words, but `{stories}` hold most.
    SearchPart = "search_part",
    /// When nothing was found.
    SearchNothing = "search_nothing",
    /// The button that shows more of a list: of what was found, or was saved.
    ShowMore = "show_more",
    /// From which year to which the counts beside the filters are, `{from}` and `{to}`.
    SearchCounted = "search_counted",
    /// The button that counts what is older.
    SearchOlder = "search_older",
    /// The name of the filters by year and month.
    SearchTimes = "search_times",
    /// The heading over the buttons that export and import.
    TransferTitle = "transfer_title",
    /// What is exported, and why.
    TransferText = "transfer_text",
    /// The button that writes all that the browser remembers into a file.
    Export = "export",
    /// The button that writes the saved stories into a file, to be read.
    ExportMarkdown = "export_markdown",
    /// The button that reads such a file.
    Import = "import",
    /// What was new in the file; `{what}` lists it.
    Imported = "imported",
    /// When nothing was.
    ImportedNothing = "imported_nothing",
    /// When nothing but the preferences was.
    ImportedPreferences = "imported_preferences",
    /// A number of saved stories, when it is one.
    SavedOne = "saved_one",
    /// A number of saved stories, `{n}`.
    SavedOther = "saved_other",
    /// A number of things that are muted, `{n}`.
    MutedCount = "muted_count",
    /// A number of stories that were read, `{n}`.
    ReadCount = "read_count",
    /// When the file is something else.
    ImportOther = "import_other",
    /// When the file was written by a later version.
    ImportLater = "import_later",
    /// When the browser's storage is full or forbidden.
    ImportRefused = "import_refused",
    /// The name of the links to ranges of days.
    Ranges = "ranges",
    /// The link to the days since the last visit.
    SinceVisit = "since_visit",
    /// The link to the days of the newest day's month.
    ThisMonth = "this_month",
    /// The label of the first day's field.
    From = "from",
    /// The label of the last day's field.
    To = "to",
    /// The button that shows the days of the fields.
    Show = "show",
    /// What the page covers: `{days}` since the visit on `{day}`.
    CoversSince = "covers_since",
    /// When nothing came since the visit on `{day}`.
    CoversNothing = "covers_nothing",
    /// What the page covers on a first visit, `{days}`.
    CoversFirst = "covers_first",
    /// What the page covers: `{days}` between `{from}` and `{to}`.
    CoversRange = "covers_range",
    /// When no day is between `{from}` and `{to}`.
    CoversNone = "covers_none",
    /// When there are more days than the page takes, `{days}`.
    CoversMost = "covers_most",
    /// How much is unread: `{n}` of `{all}`, a number of stories.
    UnreadOf = "unread_of",
    /// The heading over what several days told.
    ToldOften = "told_often",
    /// The heading over the unread headlines.
    StillUnread = "still_unread",
    /// When nothing is unread.
    AllRead = "all_read",
    /// Beside a day of which every story was read.
    DayRead = "day_read",
    /// In the place of a day that could not be fetched, `{day}`.
    DayFailed = "day_failed",
    /// The name of the button that fetches it again, `{day}`.
    RetryNamed = "retry_named",
    /// The button that closes a panel.
    Close = "close",
    /// The button that takes all preferences back.
    Reset = "reset",
    /// The colours of paper and ink.
    Theme = "theme",
    /// The theme that the system asks for.
    ThemeSystem = "theme_system",
    /// Dark on light.
    ThemeLight = "theme_light",
    /// Light on dark.
    ThemeDark = "theme_dark",
    /// Brown on old paper.
    ThemeSepia = "theme_sepia",
    /// Black on white, or white on black.
    ThemeContrast = "theme_contrast",
    /// How large the type is.
    TextSize = "text_size",
    /// Smaller than usual.
    SizeSmall = "size_small",
    /// What is usual, of sizes, lengths and distances.
    Normal = "normal",
    /// Larger than usual.
    SizeLarge = "size_large",
    /// Larger yet.
    SizeHuge = "size_huge",
    /// How long lines are.
    LineLength = "line_length",
    /// Shorter than usual.
    LineShort = "line_short",
    /// Longer than usual.
    LineLong = "line_long",
    /// What the text is set in.
    Typeface = "typeface",
    /// Type without serifs.
    Sans = "sans",
    /// Type with serifs.
    Serif = "serif",
    /// How far things stand apart.
    Spacing = "spacing",
    /// Nearer than usual.
    SpacingCompact = "spacing_compact",
    /// Farther than usual.
    SpacingAiry = "spacing_airy",
    /// What is unfolded when a day is opened.
    OpenAtFirst = "open_at_first",
    /// Nothing is.
    OpenNothing = "open_nothing",
    /// All is.
    OpenEverything = "open_everything",
    /// That nothing moves.
    WithoutMotion = "without_motion",
    /// The heading over what is muted.
    Muted = "muted",
    /// What becomes of muted stories.
    MutedStories = "muted_stories",
    /// They stay as a line that says why.
    MutedFolded = "muted_folded",
    /// They are not shown.
    MutedHidden = "muted_hidden",
    /// In the place of the list of what is muted.
    NothingMuted = "nothing_muted",
    /// The button that mutes.
    Mute = "mute",
    /// The name of the choice between words, tags and sources.
    MuteKind = "mute_kind",
    /// The name of the field for what is to be muted.
    MuteWhat = "mute_what",
    /// A word, as a kind of what is muted.
    KindWord = "kind_word",
    /// A tag.
    KindTag = "kind_tag",
    /// A source.
    KindSource = "kind_source",
    /// The button to the list of keys, and the heading over that.
    Keyboard = "keyboard",
    /// That keys do something by themselves.
    UseKeys = "use_keys",
    /// What a key does: to the story after this one.
    KeyNextStory = "key_next_story",
    /// To the story before this one.
    KeyPreviousStory = "key_previous_story",
    /// Unfolds the story, or folds it.
    KeyFold = "key_fold",
    /// Unfolds every card, or folds all.
    KeyFoldAll = "key_fold_all",
    /// Marks the story as read, or as unread.
    KeyRead = "key_read",
    /// Saves the story, or no longer.
    KeySave = "key_save",
    /// Goes to the filters.
    KeyFilters = "key_filters",
    /// Goes to the search.
    KeySearch = "key_search",
    /// Changes the theme.
    KeyTheme = "key_theme",
    /// Shows the list of keys.
    KeyHelp = "key_help",
    /// Closes a panel, or leaves a field.
    KeyEscape = "key_escape",
}
widgets {
    /// The heading of the page that puts widgets together.
    Widgets = "widgets",
    /// What a widget is.
    WidgetsText = "widgets_text",
    /// What is said beside the snippet where scripts do not run.
    WidgetsStatic = "widgets_static",
    /// The heading over the choice of what is shown.
    WidgetWhat = "widget_what",
    /// The label of the choice between takeaways, a story and the like.
    WidgetShow = "widget_show",
    /// One story, as a choice, and the label of the choice among a day's stories.
    WidgetStory = "widget_story",
    /// The newest headlines, as a choice.
    WidgetHeadlines = "widget_headlines",
    /// What is new on a tag, as a choice, and the label of the choice among tags.
    WidgetTag = "widget_tag",
    /// What is new on an entity, as a choice, and the label of the choice among entities.
    WidgetEntity = "widget_entity",
    /// The label of the choice among days.
    WidgetDay = "widget_day",
    /// The heading over the choice of how it is shown.
    WidgetHow = "widget_how",
    /// A theme: that of the page around the widget.
    WidgetThemeAuto = "widget_theme_auto",
    /// The box that is ticked for an accent of one's own.
    WidgetOwnAccent = "widget_own_accent",
    /// The label of the field for that colour.
    WidgetAccent = "widget_accent",
    /// The label of the field for how many are shown at most.
    WidgetLimit = "widget_limit",
    /// The heading over the preview, and the name of its frame.
    WidgetPreview = "widget_preview",
    /// The name of the choice of the preview's width.
    WidgetWidth = "widget_width",
    /// A width: that of a phone.
    WidgetPhone = "widget_phone",
    /// A width: that of a column.
    WidgetColumn = "widget_column",
    /// A width: all there is.
    WidgetFull = "widget_full",
    /// The name of the choice of what is behind the preview.
    WidgetGround = "widget_ground",
    /// The heading over the snippet, and the name of its field.
    WidgetSnippet = "widget_snippet",
    /// The label of the choice between kinds of snippets.
    WidgetKind = "widget_kind",
    /// A snippet: the element with its script.
    WidgetElement = "widget_element",
    /// What that is good for.
    WidgetElementText = "widget_element_text",
    /// A snippet: a frame.
    WidgetFrame = "widget_frame",
    /// What that is good for.
    WidgetFrameText = "widget_frame_text",
    /// A snippet: a picture with a link.
    WidgetPicture = "widget_picture",
    /// What that is good for.
    WidgetPictureText = "widget_picture_text",
    /// A snippet: Markdown.
    WidgetMarkdown = "widget_markdown",
    /// What that is good for.
    WidgetMarkdownText = "widget_markdown_text",
    /// Where there is no picture of what is shown.
    WidgetNoPicture = "widget_no_picture",
    /// The box that is ticked for a script that never changes.
    WidgetPinned = "widget_pinned",
    /// The button that copies the snippet.
    WidgetCopy = "widget_copy",
}
offline {
    /// The heading over what is kept for reading without a network.
    OfflineTitle = "offline_title",
    /// What is kept.
    OfflineText = "offline_text",
    /// The box that is ticked for that.
    OfflineKeep = "offline_keep",
    /// The button that fetches every day there is.
    OfflineTake = "offline_take",
    /// How much that is: `{days}`, and `{size}` in megabytes.
    OfflineSize = "offline_size",
    /// The button that ends the fetching.
    OfflineStop = "offline_stop",
    /// How far the fetching is: `{n}` of `{all}` days.
    OfflineProgress = "offline_progress",
    /// When all of it is there.
    OfflineDone = "offline_done",
    /// When it was stopped or the network failed, with `{n}` of `{all}` days there.
    OfflineBroken = "offline_broken",
    /// When the browser takes no more, with `{n}` of `{all}` days there.
    OfflineFull = "offline_full",
    /// The button that deletes it.
    OfflineRemove = "offline_remove",
    /// When it was deleted.
    OfflineRemoved = "offline_removed",
}
file {
    /// The heading of the page that stands for one that cannot be had without a network.
    NoNetworkTitle = "no_network_title",
    /// What it says.
    NoNetworkText = "no_network_text",
    /// The heading over the days that can be had.
    NoNetworkDays = "no_network_days",
    /// What a feed is, for a person who opened one.
    FeedExplained = "feed_explained",
    /// The link from a story's own page to its day; `{day}`.
    ReadInDay = "read_in_day",
    /// What search results say of the archive; `{site}`.
    DescribeArchive = "describe_archive",
    /// What they say of a month; `{site}`, `{month}`, and the `{titles}` of its days.
    DescribeMonth = "describe_month",
    /// What they say of the list of tags; `{site}`, and the tags used most, `{names}`.
    DescribeTags = "describe_tags",
    /// What they say of the list of entities; `{site}`, and those named most, `{names}`.
    DescribeNames = "describe_names",
    /// What they say of a tag or an entity; `{name}`, `{site}`, a number of `{stories}`, and
    /// the latest one's `{title}`.
    DescribeSubject = "describe_subject",
    /// What they say of older stories of a tag or an entity; `{name}`, `{site}`, and the
    /// newest of these stories' `{title}`.
    DescribeOlder = "describe_older",
}
}

/// The interface's words by key: in JSON an object. One that is missing shows as nothing,
/// which the publisher rules out by falling back to English.
///
/// A list and no map, since the reader would download the map's code for some hundred entries.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Words(pub Vec<(String, String)>);

impl Serialize for Words {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_map(self.0.iter().map(|(key, text)| (key, text)))
    }
}

impl Words {
    /// Those alone that stand in prerendered pages.
    pub fn of_pages(&self) -> Self {
        let own = |key: &str| Word::OF_PAGES.iter().any(|word| word.key() == key);
        Self(self.0.iter().filter(|(key, _)| own(key)).cloned().collect())
    }

    /// Those alone that a live page may need: all but what only files say, what the page
    /// that puts widgets together brings along itself, and what comes with the archive's size.
    #[cfg(not(target_arch = "wasm32"))]
    pub fn of_readers(&self) -> Self {
        let others = || {
            let files = Word::OF_FILES.iter();
            files.chain(Word::OF_WIDGETS).chain(Word::OF_OFFLINE)
        };
        let other = |key: &str| others().any(|word| word.key() == key);
        let own = self.0.iter().filter(|(key, _)| !other(key));
        Self(own.cloned().collect())
    }

    /// Those alone of the page that puts widgets together.
    #[cfg(not(target_arch = "wasm32"))]
    pub fn of_widgets(&self) -> Self {
        let own = |key: &str| Word::OF_WIDGETS.iter().any(|word| word.key() == key);
        Self(self.0.iter().filter(|(key, _)| own(key)).cloned().collect())
    }

    /// Those alone of what is kept for reading without a network.
    #[cfg(not(target_arch = "wasm32"))]
    pub fn of_offline(&self) -> Self {
        let own = |key: &str| Word::OF_OFFLINE.iter().any(|word| word.key() == key);
        Self(self.0.iter().filter(|(key, _)| own(key)).cloned().collect())
    }

    /// The text of a word.
    pub fn get(&self, word: Word) -> &str {
        let known = self.0.iter().find(|(key, _)| key == word.key());
        known.map_or("", |(_, text)| text)
    }

    /// The text of a word with its places filled: each `{name}` by its value.
    pub fn fill(&self, word: Word, values: &[(&str, &str)]) -> String {
        let mut text = self.get(word).to_owned();
        for (name, value) in values {
            text = text.replace(&format!("{{{name}}}"), value);
        }
        text
    }

    /// "1 story", "5 stories".
    pub fn stories(&self, n: usize) -> String {
        self.count(n, Word::StoryOne, Word::StoryOther)
    }

    /// "1 day", "5 days".
    pub fn days(&self, n: usize) -> String {
        self.count(n, Word::DayOne, Word::DayOther)
    }

    /// "1 minute", "5 minutes".
    pub fn minutes(&self, n: usize) -> String {
        self.count(n, Word::MinuteOne, Word::MinuteOther)
    }

    fn count(&self, n: usize, one: Word, other: Word) -> String {
        let word = if n == 1 { one } else { other };
        self.fill(word, &[("n", &n.to_string())])
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn fills_places_and_counts() {
        let words = crate::parse::<Words>(
            r#"{"story_one":"{n} story","story_other":"{n} stories","showing_some":"{n} of {all}"}"#,
        )
        .unwrap();
        assert_eq!(
            crate::parse::<Words>(&serde_json::to_string(&words).unwrap()).unwrap(),
            words
        );
        assert_eq!(words.stories(1), "1 story");
        assert_eq!(words.stories(0), "0 stories");
        assert_eq!(
            words.fill(Word::ShowingSome, &[("n", "2"), ("all", "6")]),
            "2 of 6"
        );
        assert_eq!(words.get(Word::Retry), "");
    }

    #[test]
    fn keys_are_unique() {
        let mut keys: Vec<_> = Word::ALL.iter().map(|word| word.key()).collect();
        keys.sort_unstable();
        keys.dedup();
        assert_eq!(keys.len(), Word::ALL.len());
    }
}
