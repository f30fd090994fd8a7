//! What pages of other people show of a site, each as a document for a frame: a day's takeaways,
//! a story, the newest stories. They are read without scripts, have a small script and small
//! styles of their own, and load nothing else.
//!
//! The element that puts such a frame into a page is `public/embed.js`; what stands in the
//! frame is told how to look by `public/embed-frame.js`, out of its fragment.

mod html;
mod info;

pub(crate) use html::{List, day, list, story};
pub(crate) use info::Info;

use crate::{
    addresses::absolute,
    bundle::WidgetFiles,
    document::attribute,
    policy::REFERRER,
    settings::{OwnFiles, RemoteImages},
};
use dayfold_app::paths::{Paths, Route};
use dayfold_model::{Dir, Settings};

/// How many stories a list holds: the largest `limit` there is.
pub(crate) const STORIES: usize = 20;

/// For how many days back from the newest there are widgets, at least.
pub(crate) const DAYS: u32 = 90;

/// What the widgets of a site in one language have in common.
pub(crate) struct WidgetSite<'a> {
    /// With all words.
    pub(crate) settings: &'a Settings,
    pub(crate) paths: &'a Paths,
    /// The path that the files stand at which all languages share.
    pub(crate) root: &'a str,
    pub(crate) images: RemoteImages,
    pub(crate) files: &'a WidgetFiles,
    pub(crate) own: &'a OwnFiles,
    /// The shipped icon.
    pub(crate) icon: &'a str,
}

/// A document about to be written.
struct Document<'a> {
    /// What it is called, without the site's name.
    title: &'a str,
    /// The page that it is taken from.
    page: Route,
    lang: &'a str,
    dir: Dir,
    /// What stands in it.
    body: String,
}

/// The policy of these pages: nothing but the site's own script, styles and images. They are
/// given no more than they need, since they stand in pages of others.
pub(crate) fn policy(images: RemoteImages) -> &'static str {
    match images {
        RemoteImages::Linked => {
            "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; \
             base-uri 'none'; form-action 'none'"
        }
        RemoteImages::Shown => {
            "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' https:; \
             base-uri 'none'; form-action 'none'"
        }
    }
}

impl WidgetSite<'_> {
    fn write(&self, document: Document<'_>) -> String {
        let Document {
            title,
            page,
            lang,
            dir,
            body,
        } = document;
        let root = attribute(self.root);
        let lang = attribute(lang);
        let dir = match dir {
            Dir::Rtl => " dir=\"rtl\"",
            Dir::Ltr => "",
        };
        let name = match title == self.settings.title {
            true => title.to_owned(),
            false => format!("{title} · {}", self.settings.title),
        };
        let canonical = self
            .settings
            .url
            .as_deref()
            .map_or_else(String::new, |url| {
                let address = absolute(self.paths, url, &page);
                format!(
                    "<link rel=\"canonical\" href=\"{}\">\n",
                    attribute(&address)
                )
            });
        // The site's colours, not its own stylesheet, which is written for its pages.
        let theme = self.own.theme.as_ref().map_or_else(String::new, |theme| {
            format!("<link rel=\"stylesheet\" href=\"{root}{}\">\n", theme.path)
        });
        // The script behind the styles, which it waits for: what it measures has them.
        format!(
            "<!DOCTYPE html>\n\
             <html lang=\"{lang}\"{dir}>\n\
             <head>\n\
             <meta charset=\"utf-8\">\n\
             <meta http-equiv=\"Content-Security-Policy\" content=\"{}\">\n\
             <meta name=\"referrer\" content=\"{REFERRER}\">\n\
             <meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n\
             <meta name=\"color-scheme\" content=\"light dark\">\n\
             <title>{}</title>\n\
             <meta name=\"robots\" content=\"noindex\">\n\
             {canonical}\
             <link rel=\"icon\" href=\"{root}{}\" type=\"image/svg+xml\">\n\
             <link rel=\"stylesheet\" href=\"{root}{}\">\n\
             {theme}\
             <script src=\"{root}{}\"></script>\n\
             </head>\n\
             <body>\n\
             <main>\n{body}</main>\n\
             </body>\n\
             </html>\n",
            policy(self.images),
            attribute(&name),
            self.own.icon.as_ref().map_or(self.icon, |icon| &icon.path),
            self.files.styles,
            self.files.frame,
        )
    }
}

#[cfg(test)]
mod tests;
