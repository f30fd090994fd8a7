//! The files of oEmbed, beside the pages that name them.

use super::Site;
use crate::{
    oembed::{Provider, Response},
    output::OutputError,
    units::SiteFile,
};
use dayfold_app::paths::Route;
use dayfold_model::Date;

impl Site<'_> {
    /// Whether other pages can show a day and its stories. None can where the site's address is
    /// not known, since nothing could name it.
    pub(super) fn has_oembed(&self, date: Date) -> bool {
        let has_any = self.has_widgets() && self.settings().url.is_some();
        has_any && self.widgets_since.is_some_and(|since| since <= date)
    }

    /// The file of a page; none where that is of no day that other pages can show.
    pub(super) fn oembed(
        &self,
        route: &Route,
        response: impl FnOnce(&Provider<'_>) -> Result<Response, OutputError>,
    ) -> Result<Option<SiteFile>, OutputError> {
        let (page, has_any) = match route {
            Route::Home => (String::new(), self.has_widgets()),
            Route::Day(date) | Route::Story(date, _) => {
                let page = self.paths.page(route);
                let page = page[self.paths.base().len()..].to_owned();
                (page, self.has_oembed(*date))
            }
            _ => return Ok(None),
        };
        let Some(url) = self.settings().url.as_deref().filter(|_| has_any) else {
            return Ok(None);
        };
        let provider = Provider {
            settings: self.settings(),
            url,
        };
        let path = self.file(&self.paths.oembed(&page));
        SiteFile::json(path, &response(&provider)?).map(Some)
    }
}
