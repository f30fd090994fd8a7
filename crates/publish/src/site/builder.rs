//! The page that puts widgets together.

use super::Site;
use crate::{
    output::OutputError,
    units::{SiteFile, Units},
    widgets::Info,
};
use dayfold_app::{
    content::{Content, Widgets},
    paths::Route,
};

impl Site<'_> {
    /// Makes the page, and the data that it is drawn from where a live page leads there.
    pub(super) fn make_builder(&self, units: &Units<'_>) -> Result<(), OutputError> {
        if !self.has_widgets() {
            return Ok(());
        }
        let own = self.builder();
        let data = SiteFile::json(self.file(&self.paths.data("widgets.json")), &own)?;
        let key = self.ingredients("builder").bytes(&data.bytes).done();
        units.make(self.unit("builder"), key, || {
            let page = self.page(Route::Widgets, Content::Widgets(Box::new(own)))?;
            Ok(vec![data, page])
        })
    }

    fn builder(&self) -> Widgets {
        // One script serves all languages, so it is at the path that they share.
        let url = self.settings().url.as_deref();
        let info = Info::of(self.bundle, url, self.folder.base());
        Widgets {
            script: info.script,
            versioned: Some(info.versioned),
            integrity: Some(info.integrity),
            words: self.settings().words.of_widgets(),
        }
    }
}
