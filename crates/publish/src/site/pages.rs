//! The publisher's own pages.

use super::Site;
use crate::{about, document::Body, output::OutputError, units::Units};
use dayfold_app::render;

impl Site<'_> {
    /// Makes the pages: each of its own text and the frame. They are complete without the app.
    pub(crate) fn make_pages(&self, units: &Units<'_>) -> Result<(), OutputError> {
        for page in &self.edition.pages {
            let route = page.route();
            let alternates = self.alternates(&route);
            let key = self
                .ingredients("page")
                .value(&page)
                .value(&alternates)
                .done();
            units.make(self.unit(&format!("page/{}", page.slug)), key, || {
                let content = page.content();
                let facts = about::Facts {
                    alternates,
                    ..about::Facts::default()
                };
                let site = self.about();
                let about = site.page(&route, &content, facts);
                let html = render(self.settings().clone(), self.paths, &route, content);
                Ok(vec![self.document(about, Body::Plain(html))?])
            })?;
        }
        Ok(())
    }
}
