//! The HTML document around what the reader's components render.

use crate::{Bundle, Options, content_security_policy, settings::RemoteImages};
use dayfold_app::{
    EARLY_SCRIPT,
    content::Content,
    paths::{Paths, Route},
    render,
};
use dayfold_model::{Dir, Settings};
use std::fmt::Write;

/// A page about to be written.
pub(crate) struct Document<'a> {
    pub(crate) settings: &'a Settings,
    pub(crate) paths: &'a Paths,
    /// The path that the files stand at which all languages share.
    pub(crate) root: &'a str,
    /// The same in each language, this one too: language and address.
    pub(crate) alternates: Vec<(&'a str, String)>,
    pub(crate) images: RemoteImages,
    pub(crate) bundle: &'a Bundle,
    pub(crate) options: &'a Options<'a>,
    pub(crate) route: Route,
    pub(crate) content: Content,
    pub(crate) description: String,
}

/// Renders the page whole. Fails only where its data cannot be written as JSON.
pub(crate) fn write_document(document: Document<'_>) -> serde_json::Result<String> {
    let head = head(&document);
    let Document {
        settings,
        paths,
        options,
        route,
        content,
        ..
    } = document;
    let base = attribute(paths.base());
    let lang = attribute(&settings.lang);
    let dir = if settings.dir == Dir::Rtl {
        " dir=\"rtl\""
    } else {
        ""
    };
    let own = attribute(&paths.page(&route));
    let data = inline_json(&content.to_json()?);
    let settings_data = inline_json(&serde_json::to_string(settings)?);
    let body = render(settings.clone(), paths, &route, content);
    let extra = options
        .extra_script
        .as_ref()
        .map_or_else(String::new, |script| {
            format!(
                "<script src=\"{}\" defer></script>
",
                attribute(script)
            )
        });
    Ok(format!(
        "<!DOCTYPE html>\n\
         <html lang=\"{lang}\"{dir}>\n\
         <head>\n{head}</head>\n\
         <body>\n\
         <div id=\"df-root\" data-base=\"{base}\" data-route=\"{own}\">{body}</div>\n\
         <script type=\"application/json\" id=\"df-settings\">{settings_data}</script>\n\
         <script type=\"application/json\" id=\"df-content\">{data}</script>\n\
         {extra}</body>\n\
         </html>\n"
    ))
}

fn head(document: &Document<'_>) -> String {
    let Document {
        settings,
        paths,
        root,
        alternates,
        images,
        bundle,
        route,
        content,
        description,
        ..
    } = document;
    let base = attribute(paths.base());
    let root = attribute(root);
    let title = attribute(&content.document_title(settings));
    let mut head = String::new();
    let mut line = |text: std::fmt::Arguments<'_>| {
        // Writing into a string cannot fail.
        _ = head.write_fmt(text);
        head.push('\n');
    };
    line(format_args!("<meta charset=\"utf-8\">"));
    line(format_args!(
        "<meta http-equiv=\"Content-Security-Policy\" content=\"{}\">",
        content_security_policy(*images)
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
    if !description.is_empty() {
        line(format_args!(
            "<meta name=\"description\" content=\"{}\">",
            attribute(description)
        ));
    }
    // What only the reader's own browser can fill is nothing to be found by searching.
    if matches!(route, Route::NotFound | Route::Saved | Route::CatchUp) {
        line(format_args!("<meta name=\"robots\" content=\"noindex\">"));
    } else {
        let kind = if matches!(route, Route::Home | Route::Day(_)) {
            "article"
        } else {
            "website"
        };
        line(format_args!(
            "<meta property=\"og:type\" content=\"{kind}\">"
        ));
        line(format_args!(
            "<meta property=\"og:title\" content=\"{}\">",
            attribute(&content.title(settings))
        ));
        line(format_args!(
            "<meta property=\"og:site_name\" content=\"{}\">",
            attribute(&settings.title)
        ));
        line(format_args!(
            "<meta property=\"og:locale\" content=\"{}\">",
            attribute(&settings.lang.replace('-', "_"))
        ));
        if !description.is_empty() {
            line(format_args!(
                "<meta property=\"og:description\" content=\"{}\">",
                attribute(description)
            ));
        }
        if let Some(url) = &settings.url {
            let address = attribute(&paths.absolute(url, route));
            line(format_args!(
                "<meta property=\"og:url\" content=\"{address}\">"
            ));
            line(format_args!("<link rel=\"canonical\" href=\"{address}\">"));
        }
        if let Some(url) = &settings.url
            && content.has_feed()
        {
            line(format_args!(
                "<link rel=\"alternate\" type=\"application/atom+xml\" href=\"{}\">",
                attribute(&format!("{}feed.xml", paths.absolute(url, route)))
            ));
        }
        for (lang, address) in alternates {
            line(format_args!(
                "<link rel=\"alternate\" hreflang=\"{}\" href=\"{}\">",
                attribute(lang),
                attribute(address)
            ));
        }
    }
    line(format_args!(
        "<link rel=\"icon\" href=\"{root}{}\" type=\"image/svg+xml\">",
        bundle.icon
    ));
    // The text does not wait for this: it comes behind the styles, in low priority. The wasm
    // has no preload, which would fetch it for those too who have scripts switched off; the
    // loader asks for it before anything else.
    let program = match route {
        Route::Saved | Route::CatchUp => &bundle.whole,
        _ => &bundle.days,
    };
    line(format_args!(
        "<link rel=\"modulepreload\" href=\"{root}{}\" fetchpriority=\"low\">",
        program.glue
    ));
    line(format_args!(
        "<script type=\"module\" src=\"{root}{}\" data-base=\"{base}\" data-js=\"{root}{}\" data-wasm=\"{root}{}\"></script>",
        bundle.loader, program.glue, program.wasm
    ));
    head
}

/// Escapes a text for an attribute in double quotes, and for an element's text too.
pub(crate) fn attribute(text: &str) -> String {
    text.replace('&', "&amp;")
        .replace('<', "&lt;")
        .replace('>', "&gt;")
        .replace('"', "&quot;")
}

/// JSON that can stand in a script element: no `<` is left that could end it, or open a
/// comment in it (HTML Standard, 4.12.1.3).
fn inline_json(json: &str) -> String {
    json.replace('<', "\\u003c")
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{bundle, words};
    use base64::{Engine, prelude::BASE64_STANDARD};
    use dayfold_model::{SubjectList, Subjects, VERSION};
    use sha2::{Digest, Sha256};

    fn settings() -> Settings {
        Settings {
            title: "News & \"views\"".into(),
            tagline: None,
            url: Some("https://example.org/news/".into()),
            lang: "en".into(),
            dir: Dir::Ltr,
            words: words::words("en"),
            languages: String::new(),
            entities: false,
        }
    }

    fn page(route: Route, content: Content, description: &str) -> String {
        write_document(Document {
            settings: &settings(),
            paths: &Paths::new("/news/"),
            root: "/",
            alternates: vec![("de", "https://example.org/de/tags/".into())],
            images: RemoteImages::Linked,
            bundle: &bundle::tests::sample(),
            options: &Options::default(),
            route,
            content,
            description: description.into(),
        })
        .unwrap()
    }

    #[test]
    fn the_head_says_what_the_page_is() {
        let tags = SubjectList {
            version: VERSION,
            list: Subjects::Tags,
            subjects: vec![],
        };
        let html = page(Route::Tags, Content::Subjects(tags), "Said <so>");
        assert!(
            html.contains("<title>Tags · News &amp; &quot;views&quot;</title>"),
            "{html}"
        );
        assert!(html.contains("<link rel=\"canonical\" href=\"https://example.org/news/tags/\">"));
        assert!(html.contains("<meta name=\"description\" content=\"Said &lt;so&gt;\">"));
        assert!(html.contains("data-base=\"/news/\" data-route=\"/news/tags/\""));
        assert!(html.contains("src=\"/boot.js?v="), "{html}");
        assert!(html.contains(
            "<link rel=\"alternate\" hreflang=\"de\" href=\"https://example.org/de/tags/\">"
        ));
    }

    /// As a browser does it: what stands between the tags, against what the policy allows.
    #[test]
    fn the_inline_script_is_the_one_that_the_policy_allows() {
        let html = page(Route::NotFound, Content::NotFound, "");
        let (_, rest) = html.split_once("<script data-root=\"/\">").unwrap();
        let (script, rest) = rest.split_once("</script>").unwrap();
        let hash = BASE64_STANDARD.encode(Sha256::digest(script));
        assert!(html.contains(&format!(" 'sha256-{hash}';")), "{html}");
        assert!(rest.contains("<link rel=\"stylesheet\""), "{html}");
        // No other is inline: the rest is data, or comes from a file.
        let others = rest.split("<script").skip(1);
        for other in others {
            assert!(
                other.contains(" src=\"") || other.contains("application/json"),
                "{other}"
            );
        }
    }

    #[test]
    fn a_page_that_is_not_there_is_not_indexed() {
        let html = page(Route::NotFound, Content::NotFound, "");
        assert!(html.contains("noindex") && !html.contains("canonical") && !html.contains("og:"));
        assert!(html.contains("data-route=\"/news/404.html\""));
    }

    #[test]
    fn data_cannot_end_its_script() {
        assert_eq!(
            inline_json("\"</script><!--\""),
            "\"\\u003c/script>\\u003c!--\""
        );
    }
}
