//! What is there for reading without a network: the service worker, the page that stands for a
//! missing one, and how much the archive is for whoever takes it along.

use super::Site;
use crate::{
    Options,
    about::Facts,
    bundle::{Bundle, WORKER},
    cache::Ingredients,
    document::{Body, attribute},
    extras::Extra,
    folder::Folder,
    output::OutputError,
    units::{SiteFile, Units},
    worker,
};
use dayfold_app::{
    content::{Content, OwnPage},
    offline::Offline,
    paths::Route,
    render,
};
use dayfold_model::{VERSION, Word};
use std::collections::BTreeSet;

/// The page that stands for a missing one, below the path of its language. The worker fills its
/// list with the days that are there.
const PAGE: &str = "offline.html";

/// Makes the worker of all languages together; where there is to be none, the script that
/// removes it.
pub(crate) fn make_worker(
    folder: &Folder,
    bundle: &Bundle,
    sites: &[Site<'_>],
    units: &Units<'_>,
    options: &Options<'_>,
) -> Result<(), OutputError> {
    let path = WORKER.to_owned();
    if !folder.is_offline(options) {
        return units.put("worker", vec![SiteFile::new(path, worker::OFF)]);
    }
    let languages = folder.place().languages;
    // What its pages are made of, as far as it stands in the folder: the same of every build.
    let (settings, own) = (&folder.settings, &folder.settings.own);
    let mut key = Ingredients::of("worker");
    key.key(bundle.key())
        .value(&settings.images)
        .value(&settings.show)
        .value(&own.names())
        .value(&languages);
    for site in sites {
        key.value(site.settings());
    }
    let key = key.done();
    match worker::script(bundle, own, &languages, key) {
        Ok(script) => units.put("worker", vec![SiteFile::new(path, script)]),
        Err(source) => Err(OutputError::Json { path, source }),
    }
}

impl Site<'_> {
    /// Makes what the site has of it in this language.
    pub(super) fn make_offline(&self, units: &Units<'_>) -> Result<(), OutputError> {
        if !self.folder.is_offline(self.options) {
            return Ok(());
        }
        units.make(self.unit("offline"), self.frame, || {
            Ok(vec![self.offline_page()?])
        })?;
        if !self.has(Extra::Data) {
            return Ok(());
        }
        let data = SiteFile::json(
            self.file(&self.paths.data("offline.json")),
            &self.archive_size(units),
        )?;
        units.put(self.unit("archive-size"), vec![data])
    }

    fn offline_page(&self) -> Result<SiteFile, OutputError> {
        let word = |word| attribute(self.settings().words.get(word));
        let html = format!(
            "<p>{}</p><p><a href=\"\">{}</a></p><section hidden><h2>{}</h2><ul></ul></section>",
            word(Word::NoNetworkText),
            word(Word::Retry),
            word(Word::NoNetworkDays),
        );
        let title = self.settings().words.get(Word::NoNetworkTitle).to_owned();
        let content = Content::Page(OwnPage { title, html });
        // Nobody is to find it by searching, and no address leads to it.
        let route = Route::NotFound;
        let site = self.about();
        let about = site.page(&route, &content, Facts::default());
        let html = render(self.settings().clone(), self.paths, &route, content);
        let page = self.document(about, Body::Plain(html))?;
        let path = self.file(&format!("{}{PAGE}", self.paths.base()));
        Ok(SiteFile { path, ..page })
    }

    /// How much whoever takes the archive along takes: every digest, and the months that lead
    /// to them. It is one number, however many days there are.
    fn archive_size(&self, units: &Units<'_>) -> Offline {
        let of = |unit: &str, path: &str| units.bytes(&self.unit(unit), &self.file(path));
        let days = self
            .edition
            .days
            .keys()
            .map(|date| of(&date.to_string(), &self.paths.day_data(*date)));
        let undated = self
            .edition
            .undated
            .keys()
            .map(|slug| of(&format!("undated/{slug}"), &self.paths.undated_data(slug)));
        let months: BTreeSet<_> = self.edition.days.keys().map(|date| date.month()).collect();
        let months = months
            .into_iter()
            .map(|month| of(&format!("month/{month}"), &self.paths.month_data(month)));
        let bytes = days.chain(undated).chain(months).sum::<u64>();
        Offline {
            version: VERSION,
            days: (self.edition.days.len() + self.edition.undated.len()) as u32,
            kilobytes: bytes.div_ceil(1000) as u32,
            words: self.settings().words.of_offline(),
        }
    }
}
