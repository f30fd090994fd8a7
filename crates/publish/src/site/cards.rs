//! The pictures that links are shown with.

use super::Site;
use crate::{
    addresses::origin,
    cache::{Key, Kind},
    cards,
    extras::Extra,
    facts::Facts,
    head::CardImage,
    output::OutputError,
    units::Units,
};
use dayfold_cards::Drawing;
use dayfold_model::Digest;
use std::sync::Arc;

impl Site<'_> {
    /// Makes the card of a digest, and tells where it is; none where the site's address is not
    /// known, since nothing could name it. It is drawn again only when its words change.
    pub(super) fn make_card(
        &self,
        units: &Units<'_>,
        name: &str,
        facts: &Facts,
        digest: impl Fn() -> Result<Arc<Digest>, OutputError>,
    ) -> Result<Option<CardImage>, OutputError> {
        if self.settings().url.is_none() || !self.has(Extra::Cards) {
            return Ok(None);
        }
        let key = self.card_key(facts);
        let drawing = || -> Result<Drawing, OutputError> {
            Ok(cards::day(&self.settings().title, &*digest()?).lay_out())
        };
        units.make_named(self.unit(&format!("card/{name}")), key, || {
            let drawing = drawing()?;
            let path = cards::file(&drawing);
            self.cache()
                .put(Kind::Facts, key.as_bytes(), path.clone().into_bytes());
            let bytes = move || {
                drawing.png().map_err(|source| OutputError::Card {
                    of: name.to_owned(),
                    source,
                })
            };
            Ok((path, bytes))
        })?;
        let path = self
            .card_path(key)
            .map_or_else(|| Ok(cards::file(&drawing()?)), Ok::<String, OutputError>)?;
        Ok(self.card_image(&path, facts))
    }

    /// Where the card of a digest is that has been made.
    pub(super) fn card(&self, facts: &Facts) -> Option<CardImage> {
        let path = self.has(Extra::Cards).then(|| self.card_key(facts));
        self.card_image(&self.card_path(path?)?, facts)
    }

    fn card_key(&self, facts: &Facts) -> Key {
        let mut all = self.cache().ingredients("card");
        all.text(&self.settings().title).key(facts.key).done()
    }

    fn card_path(&self, key: Key) -> Option<String> {
        String::from_utf8(self.cache().get(Kind::Facts, key.as_bytes())?).ok()
    }

    fn card_image(&self, path: &str, facts: &Facts) -> Option<CardImage> {
        let origin = origin(self.settings().url.as_deref()?);
        Some(CardImage {
            address: format!("{origin}{}{path}", self.folder.base()),
            alt: facts.title.clone(),
        })
    }
}
