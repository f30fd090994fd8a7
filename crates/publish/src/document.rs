//! The HTML document around what the reader's components render.

use crate::{
    Bundle, Options,
    bundle::WORKER,
    content_security_policy,
    head::{self, About, script_data},
    icons::{APPLE_TOUCH_ICON, MANIFEST},
    policy::{REFERRER, policy_with_frames},
    settings::{OwnFiles, RemoteImages},
};
use dayfold_app::{
    EARLY_SCRIPT,
    content::{Content, document_title},
    paths::{Paths, Route},
    render,
};
use dayfold_model::{Dir, Settings};
use std::fmt::Write;

/// A page about to be written.
pub(crate) struct Document<'a> {
    pub(crate) about: About<'a>,
    /// The path that the files stand at which all languages share.
    pub(crate) root: &'a str,
    pub(crate) images: RemoteImages,
    /// The files of the site's own.
    pub(crate) own: &'a OwnFiles,
    pub(crate) bundle: &'a Bundle,
    pub(crate) options: &'a Options<'a>,
    /// Whether browsers keep what is read for when there is no network.
    pub(crate) offline: bool,
    pub(crate) body: Body,
}

/// What stands in a page.
pub(crate) enum Body {
    /// A page that the app takes over, with what it shows.
    Live(Content),
    /// A page that stays as it is, as the HTML of its root element.
    Plain(String),
}

/// Renders the page whole. Fails only where its data cannot be written as JSON.
pub(crate) fn write_document(document: Document<'_>) -> serde_json::Result<String> {
    let head = head(&document);
    let About {
        settings,
        paths,
        route,
        ..
    } = document.about;
    let lang = attribute(&settings.lang);
    let dir = if settings.dir == Dir::Rtl {
        " dir=\"rtl\""
    } else {
        ""
    };
    // What only the app can do is not offered there; the pages that are the app, and the search
    // box, whose form leads to one of them, are.
    let class = match &document.body {
        Body::Live(_) => "",
        Body::Plain(_) => " class=\"df-plain\"",
    };
    let root = match document.body {
        Body::Live(content) => live(settings, paths, route, content)?,
        // The marks between nodes are for a page that comes alive.
        Body::Plain(html) => format!("<div id=\"df-root\">{}</div>\n", html.replace("<!>", "")),
    };
    let extra = document.options.extra_script.as_ref();
    let extra = extra.map_or_else(String::new, |script| {
        format!("<script src=\"{}\" defer></script>\n", attribute(script))
    });
    Ok(format!(
        "<!DOCTYPE html>\n\
         <html lang=\"{lang}\"{dir}{class}>\n\
         <head>\n{head}</head>\n\
         <body>\n\
         {root}\
         {extra}</body>\n\
         </html>\n"
    ))
}

/// The root element of a page of the app, and the data that it comes alive with.
fn live(
    settings: &Settings,
    paths: &Paths,
    route: &Route,
    content: Content,
) -> serde_json::Result<String> {
    let base = attribute(paths.base());
    let own = attribute(&paths.page(route));
    let data = script_data(&content.to_json()?);
    let settings_data = script_data(&serde_json::to_string(settings)?);
    // The marks that hydration goes by, as HTML has them: the renderer's short form makes the
    // same node, but is an error to whoever checks a page.
    let html = render(settings.clone(), paths, route, content).replace("<!>", "<!---->");
    Ok(format!(
        "<div id=\"df-root\" data-base=\"{base}\" data-route=\"{own}\">{html}</div>\n\
         <script type=\"application/json\" id=\"df-settings\">{settings_data}</script>\n\
         <script type=\"application/json\" id=\"df-content\">{data}</script>\n"
    ))
}

fn head(document: &Document<'_>) -> String {
    let Document {
        about,
        root,
        images,
        own,
        bundle,
        offline,
        body,
        ..
    } = document;
    let base = attribute(about.paths.base());
    let root = attribute(root);
    let title = attribute(&document_title(&about.title, about.settings));
    let mut head = String::new();
    let mut line = |text: std::fmt::Arguments<'_>| {
        // Writing into a string cannot fail.
        _ = head.write_fmt(text);
        head.push('\n');
    };
    line(format_args!("<meta charset=\"utf-8\">"));
    let policy = match about.route {
        Route::Widgets => policy_with_frames(*images),
        _ => content_security_policy(*images).to_owned(),
    };
    line(format_args!(
        "<meta http-equiv=\"Content-Security-Policy\" content=\"{policy}\">"
    ));
    line(format_args!(
        "<meta name=\"referrer\" content=\"{REFERRER}\">"
    ));
    line(format_args!(
        "<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">"
    ));
    line(format_args!(
        "<meta name=\"color-scheme\" content=\"light dark\">"
    ));
    line(format_args!("<title>{title}</title>"));
    // Before the styles: it waits for none, and they are then laid out by what it sets.
    line(format_args!(
        "<script data-root=\"{root}\">{EARLY_SCRIPT}</script>"
    ));
    line(format_args!(
        "<link rel=\"stylesheet\" href=\"{root}{}\">",
        bundle.styles
    ));
    for styles in own.styles() {
        line(format_args!(
            "<link rel=\"stylesheet\" href=\"{root}{styles}\">"
        ));
    }
    line(format_args!(
        "<link rel=\"icon\" href=\"{root}{}\" type=\"image/svg+xml\">",
        own.icon.as_ref().map_or(&bundle.icon, |icon| &icon.path)
    ));
    line(format_args!(
        "<link rel=\"apple-touch-icon\" href=\"{root}{APPLE_TOUCH_ICON}\">"
    ));
    line(format_args!(
        "<link rel=\"manifest\" href=\"{base}{MANIFEST}\">"
    ));
    if let Body::Live(_) = body {
        // Nothing that makes the page alive has a preload: it would share the line with the
        // styles, and be fetched for those too who have scripts switched off. The loader asks
        // for it once the text is there.
        let program = match about.route {
            Route::Saved | Route::CatchUp | Route::Search | Route::Widgets => &bundle.whole,
            _ => &bundle.days,
        };
        let worker = match offline {
            true => format!(" data-worker=\"{root}{WORKER}\""),
            false => String::new(),
        };
        line(format_args!(
            "<script type=\"module\" src=\"{root}{}\" data-base=\"{base}\" data-js=\"{root}{}\" data-wasm=\"{root}{}\"{worker}></script>",
            bundle.loader, program.glue, program.wasm
        ));
    }
    // Last, since nothing on the screen waits for it.
    head + &head::write(about)
}

/// Escapes a text for an attribute in double quotes, and for an element's text too.
pub(crate) fn attribute(text: &str) -> String {
    text.replace('&', "&amp;")
        .replace('<', "&lt;")
        .replace('>', "&gt;")
        .replace('"', "&quot;")
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{
        about::{AboutSite, Facts},
        bundle, samples,
    };
    use base64::{Engine, prelude::BASE64_STANDARD};
    use dayfold_model::{SubjectList, Subjects, VERSION};
    use sha2::{Digest, Sha256};

    fn page(route: Route, content: Content) -> String {
        let paths = Paths::new("/news/");
        let settings = samples::settings();
        let site = AboutSite {
            settings: &settings,
            paths: &paths,
            root: "/",
            has_feed: true,
        };
        write_document(Document {
            about: site.page(&route, &content, Facts::default()),
            root: "/",
            images: RemoteImages::Linked,
            own: &OwnFiles::default(),
            bundle: &bundle::tests::sample(),
            options: &Options::default(),
            offline: true,
            body: Body::Live(content),
        })
        .unwrap()
    }

    #[test]
    fn the_head_says_what_the_page_is() {
        let tags = SubjectList {
            version: VERSION,
            list: Subjects::Tags,
            often: 0,
            kinds: vec![],
            subjects: vec![],
        };
        let html = page(Route::Tags, Content::Subjects(tags));
        assert!(
            html.contains("<title>Tags · News &amp; &quot;views&quot;</title>"),
            "{html}"
        );
        assert!(html.contains("<link rel=\"canonical\" href=\"https://example.org/news/tags/\">"));
        assert!(html.contains("<meta name=\"description\" content=\"What News &amp; &quot;views"));
        assert!(html.contains("data-base=\"/news/\" data-route=\"/news/tags/\""));
        assert!(html.contains("src=\"/assets/boot-"), "{html}");
        assert!(html.contains("<link rel=\"manifest\" href=\"/news/manifest.webmanifest\">"));
    }

    /// As a browser does it: what stands between the tags, against what the policy allows.
    #[test]
    fn the_inline_script_is_the_one_that_the_policy_allows() {
        let html = page(Route::NotFound, Content::NotFound);
        let (_, rest) = html.split_once("<script data-root=\"/\">").unwrap();
        let (script, rest) = rest.split_once("</script>").unwrap();
        let hash = BASE64_STANDARD.encode(Sha256::digest(script));
        assert!(html.contains(&format!(" 'sha256-{hash}';")), "{html}");
        assert!(rest.contains("<link rel=\"stylesheet\""), "{html}");
        // No other is inline: the rest is data, or comes from a file.
        let others = rest.split("<script").skip(1);
        for other in others {
            assert!(
                other.contains(" src=\"") || other.contains("application/"),
                "{other}"
            );
        }
    }

    #[test]
    fn a_page_that_is_not_there_is_not_indexed() {
        let html = page(Route::NotFound, Content::NotFound);
        assert!(html.contains("noindex") && !html.contains("canonical") && !html.contains("og:"));
        assert!(html.contains("data-route=\"/news/404.html\""));
    }

    #[test]
    fn a_page_that_stays_as_it_is_loads_no_app() {
        let (settings, paths) = (samples::settings(), Paths::new("/news/"));
        let digest = samples::digest();
        let (date, story) = (digest.date.unwrap(), digest.stories().next().unwrap());
        let site = AboutSite {
            settings: &settings,
            paths: &paths,
            root: "/news/",
            has_feed: true,
        };
        let route = Route::Story(date, story.id.clone());
        let html = crate::story_page::render(&settings, &paths, date, &digest, story);
        let html = write_document(Document {
            about: site.story(&route, date, &digest, story, Facts::default()),
            root: "/news/",
            images: RemoteImages::Linked,
            own: &OwnFiles::default(),
            bundle: &bundle::tests::sample(),
            options: &Options::default(),
            offline: true,
            body: Body::Plain(html),
        })
        .unwrap();
        assert!(html.contains("<html lang=\"en\" class=\"df-plain\">"));
        assert!(
            !html.contains(".wasm") && !html.contains("boot.js") && !html.contains("df-content")
        );
        assert_eq!(html.matches("<script").count(), 1, "{html}");
        insta::assert_snapshot!(html.split_once("<main").unwrap().1);
    }
}
