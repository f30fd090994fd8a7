//! The files that the search asks for.

use super::Site;
use crate::{
    cache::Ingredients,
    output::OutputError,
    search::{self, Plan},
    units::{SiteFile, Units},
};
use dayfold_search::{FRONT, Part, facets, front};
use rayon::prelude::*;
use std::collections::BTreeMap;

impl Site<'_> {
    pub(super) fn make_search(&self, units: &Units<'_>) -> Result<(), OutputError> {
        let plans = search::plans(&self.known, self.cache());
        let Some((newest, sealed)) = plans.split_last() else {
            return Ok(());
        };
        let part = |plan: &Plan<'_>| plan.part(self.cache(), |known| self.text_of(known));
        let parts = |plans: &[Plan<'_>]| -> Result<Vec<Part>, OutputError> {
            plans.par_iter().map(part).collect()
        };
        let file = |(name, text): dayfold_search::File| {
            SiteFile::new(self.file(&self.paths.search_data(&name)), text)
        };

        let mut key = Ingredients::of("sealed");
        key.text(self.paths.base());
        for plan in sealed {
            key.key(plan.key);
        }
        let key = key.done();
        units.make(self.unit("search/sealed"), key, || {
            let made = search::sealed(&parts(sealed)?, key, self.cache());
            Ok(made.files.into_iter().map(file).collect())
        })?;

        let front_key = Ingredients::of("front").key(key).key(newest.key).done();
        units.make(self.unit("search/front"), front_key, || {
            let summary = match search::summary(key, self.cache()) {
                Some(summary) => summary,
                None => search::sealed(&parts(sealed)?, key, self.cache()).summary,
            };
            let text = front(&summary, &part(newest)?);
            Ok(vec![file((FRONT.to_owned(), text))])
        })?;

        let mut years: BTreeMap<u16, Vec<&Plan<'_>>> = BTreeMap::new();
        for plan in &plans {
            if let Some(month) = plan.month {
                years.entry(month.year()).or_default().push(plan);
            }
        }
        years.into_par_iter().try_for_each(|(year, plans)| {
            let mut key = Ingredients::of("facets");
            key.text(self.paths.base());
            for plan in &plans {
                key.key(plan.key);
            }
            units.make(self.unit(&format!("search/{year}")), key.done(), || {
                let parts = plans.iter().map(|plan| part(plan));
                let parts = parts.collect::<Result<Vec<Part>, _>>()?;
                Ok(vec![file(facets(year, &parts))])
            })
        })
    }
}
