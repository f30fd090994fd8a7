//! A day: its takeaways, then what concerns the reader, then the sources.

use crate::{
    components::{Blocks, Contents, DayNav, Filters, Takeaways, Topic},
    content::Day,
    filter::Filter,
    paths::{Route, decoded},
    reader::use_reader,
};
use dayfold_model::Word;
use leptos::prelude::*;
use leptos_router::{
    NavigateOptions,
    hooks::{use_location, use_navigate},
};
use std::sync::Arc;

/// A day's digest, with its filters.
#[component]
pub fn DayPage(day: Arc<Day>) -> impl IntoView {
    let reader = use_reader();
    let date = day.digest.date;
    let own = Route::of_digest(date, &day.digest.slug);
    let address = reader.page(&own);
    let digest = StoredValue::new(day.digest.clone());

    // The state of the filters is the query's; the first render knows no query.
    let location = use_location();
    let alive = reader.alive;
    let filter = Memo::new(move |before: Option<&Filter>| {
        let route = location
            .pathname
            .with(|path| reader.paths().route(&decoded(path)));
        match route {
            _ if !alive.get() => Filter::default(),
            there if there == Route::Home || there == own => {
                location.search.with(|query| Filter::parse(query))
            }
            // The address is the next page's already, and this one stands until that has come.
            _ => before.cloned().unwrap_or_default(),
        }
    });
    let shown: Memo<Vec<String>> =
        Memo::new(move |_| filter.with(|filter| digest.with_value(|digest| filter.shown(digest))));
    let navigate = use_navigate();
    let choose = Callback::new(move |filter: Filter| {
        // On the newest day too its own address: what is shared must show the same tomorrow.
        let options = NavigateOptions {
            resolve: false,
            replace: true,
            scroll: false,
            ..Default::default()
        };
        navigate(&format!("{address}{}", filter.query()), options);
    });

    let sections = day
        .digest
        .sections
        .iter()
        .map(|section| {
            view! { <Topic section=section.clone() digest filter shown/> }
        })
        .collect_view();

    let head = &day.digest;
    // Only where they are not the page's own.
    let (lang, dir) = reader.with_settings(|settings| {
        let lang = (head.lang != settings.lang).then(|| head.lang.clone());
        (lang, (head.dir != settings.dir).then(|| head.dir.as_str()))
    });
    // A digest without a title has its day for one.
    let date = date.filter(|_| head.title != head.date_text).map(|date| {
        view! { <time datetime=date.to_string()>{head.date_text.clone()}</time> }
    });
    let publication = head
        .publication
        .clone()
        .map(|name| view! { <span class="publication">{name}</span> });
    let summary = head
        .summary
        .clone()
        .map(|html| view! { <div class="summary" inner_html=html></div> });
    let updated = head.updated_text.as_ref().map(|text| {
        let text = reader.with_words(|words| words.fill(Word::Updated, &[("when", text)]));
        view! { <p class="updated"><time datetime=head.updated.clone()>{text}</time></p> }
    });
    // Said where the reader looks, too; for those who listen the status line has said it.
    let nothing = move || {
        let none = filter.with(|filter| !filter.is_empty()) && shown.with(Vec::is_empty);
        none.then(|| view! { <p class="nothing">{reader.word(Word::NothingShown)}</p> })
    };
    let footer = (!head.footer.is_empty()).then(|| {
        view! { <footer class="sign-off"><Blocks blocks=head.footer.clone() level=3/></footer> }
    });
    view! {
        <div class="day">
            <header class="day-head">
                <p class="overline">
                    {date} {publication}
                </p>
                <h1 tabindex="-1" lang=lang.clone() dir=dir>{head.title.clone()}</h1>
                <DayNav day=day.clone()/>
            </header>
            <Contents digest shown/>
            <div class="day-lead" lang=lang.clone() dir=dir>
                {summary}
                <Takeaways digest shown/>
            </div>
            <Filters digest filter shown choose/>
            <div class="day-text" lang=lang dir=dir>
                {nothing}
                {sections}
                {footer}
                {updated}
            </div>
        </div>
    }
}
