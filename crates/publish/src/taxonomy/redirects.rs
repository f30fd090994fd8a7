//! What stands at the address of a tag or an entity that is none any more, or never was one of
//! its own: the way to its heir.

use super::Taxonomy;
use crate::document::attribute;
use dayfold_app::paths::{Paths, Route};
use dayfold_model::{Dir, Settings, Subjects};
use std::collections::BTreeMap;

/// An address that leads to another.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Redirect {
    /// Which list it is of.
    pub(crate) list: Subjects,
    /// The id that stands for nothing.
    pub(crate) from: String,
    /// What stands for it; `None` where nothing does: then the way is to the whole list.
    pub(crate) to: Option<String>,
}

impl Taxonomy {
    /// The ways from a list's spellings that others stand for, in the order of their ids; and
    /// from what was published once and is used no more. `has_page` tells which ids have a
    /// page: a tag that stands over a digest and on none of its stories has none.
    pub(crate) fn redirects<'a>(
        &'a self,
        list: Subjects,
        published: impl IntoIterator<Item = &'a str>,
        has_page: impl Fn(&str) -> bool,
    ) -> Vec<Redirect> {
        let known = self.list(list);
        let mut ways: BTreeMap<&str, Option<&str>> = BTreeMap::new();
        for (id, heir) in &known.heirs {
            // What is not shown leads nowhere, unless it had a page once.
            if heir.as_deref().is_some_and(&has_page) {
                ways.insert(id, heir.as_deref());
            }
        }
        for id in published {
            let key = super::fold_key(id);
            let heir = self.way(list, id, &key).id;
            let heir = (!self.is_hidden(list, &key, heir)).then_some(heir);
            ways.insert(id, heir.filter(|heir| has_page(heir)));
        }
        ways.into_iter()
            .filter(|(from, _)| !has_page(from))
            .map(|(from, to)| Redirect {
                list,
                from: from.to_owned(),
                to: to.map(str::to_owned),
            })
            .collect()
    }
}

impl Redirect {
    /// Where it leads from.
    pub(crate) fn old(&self) -> Route {
        Route::subject(self.list, self.from.clone(), None)
    }

    /// Where it leads to.
    pub(crate) fn heir(&self) -> Route {
        match &self.to {
            Some(id) => Route::subject(self.list, id.clone(), None),
            None => Route::subjects(self.list),
        }
    }

    /// The same for a host that redirects by itself: addresses under the site's path, the old
    /// and the new one of each file. Those of the feed are there where `has_feed` says that the
    /// heir has one: whoever follows the old feed goes on with the heir's. The last, with a `*`,
    /// is for what else there was: its older pages.
    pub(crate) fn pairs(&self, paths: &Paths, has_feed: bool) -> Vec<(String, String)> {
        let (old, new) = (self.old(), self.heir());
        let page = (paths.page(&old), paths.page(&new));
        let rest = (format!("{}*", page.0), page.1.clone());
        let mut pairs = vec![page];
        if self.to.is_some() {
            pairs.push((paths.subject_data(&old), paths.subject_data(&new)));
            if has_feed {
                let feeds = (paths.feed(&old), paths.feed(&new));
                let json = |path: &str| path.replace(".xml", ".json");
                pairs.push((json(&feeds.0), json(&feeds.1)));
                pairs.push(feeds);
            }
            pairs.push(rest);
        }
        pairs
    }
}

/// A page that leads to another, for hosts that cannot redirect and for browsers without
/// scripts. The leading is done by the page's head (WCAG technique H76: at once).
pub(crate) struct RedirectPage<'a> {
    /// The site's settings.
    pub(crate) settings: &'a Settings,
    /// The site's paths.
    pub(crate) paths: &'a Paths,
    /// Where it leads to.
    pub(crate) to: &'a Route,
    /// What that is called.
    pub(crate) label: &'a str,
}

impl RedirectPage<'_> {
    /// The page whole.
    pub(crate) fn html(&self) -> String {
        let Self {
            settings,
            paths,
            to,
            label,
        } = self;
        let lang = attribute(&settings.lang);
        let dir = match settings.dir {
            Dir::Rtl => " dir=\"rtl\"",
            Dir::Ltr => "",
        };
        let label = attribute(label);
        let title = attribute(&settings.title);
        let path = attribute(&paths.page(to));
        let url = settings.url.as_ref();
        let canonical = url.map_or_else(|| path.clone(), |url| attribute(&paths.absolute(url, to)));
        format!(
            "<!DOCTYPE html>\n\
             <html lang=\"{lang}\"{dir}>\n\
             <head>\n\
             <meta charset=\"utf-8\">\n\
             <meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'\">\n\
             <meta http-equiv=\"refresh\" content=\"0; url={path}\">\n\
             <meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n\
             <title>{label} · {title}</title>\n\
             <meta name=\"robots\" content=\"noindex\">\n\
             <link rel=\"canonical\" href=\"{canonical}\">\n\
             </head>\n\
             <body>\n\
             <h1><a href=\"{path}\">{label}</a></h1>\n\
             </body>\n\
             </html>\n"
        )
    }
}
