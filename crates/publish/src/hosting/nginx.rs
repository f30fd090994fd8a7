//! A part of nginx's configuration, to be included in a `server`.
//!
//! What nginx inherits decides its shape: a location with any `add_header` of its own has none
//! of those around it, so each names all.

use super::{
    Place,
    headers::{ASKED_ABOUT, FOR_ALL, FOR_EVERY_FILE, KEPT_FOR_EVER, POLICY, policy, widget_policy},
};
use percent_encoding::percent_decode_str;
use std::fmt::Write;

/// Its path in the output. nginx does not serve it.
pub(super) const FILE: &str = "nginx.conf";

/// What a site consists of; nginx's own list lacks some of these, or names them as of old.
const TYPES: &[(&str, &str)] = &[
    ("application/json", "json"),
    ("application/manifest+json", "webmanifest"),
    ("application/wasm", "wasm"),
    ("application/xml", "xml"),
    ("image/avif", "avif"),
    ("image/gif", "gif"),
    ("image/jpeg", "jpeg jpg"),
    ("image/png", "png"),
    ("image/svg+xml", "svg"),
    ("image/vnd.microsoft.icon", "ico"),
    ("image/webp", "webp"),
    ("text/css", "css"),
    ("text/html", "html"),
    ("text/javascript", "js mjs"),
    ("text/plain", "txt"),
];

/// The configuration; none where the site's path holds signs that nginx would take for its own.
pub(super) fn configuration(place: &Place<'_>) -> Option<String> {
    // nginx compares paths without their escapes.
    let base = percent_decode_str(place.base).decode_utf8().ok()?;
    if base
        .chars()
        .any(|c| c.is_whitespace() || c.is_control() || "\"'\\${};#".contains(c))
    {
        return None;
    }
    let pattern = pattern(&base);
    let mut text = String::new();
    let mut line = |line: std::fmt::Arguments<'_>| {
        // Writing into a string cannot fail.
        _ = text.write_fmt(line);
        text.push('\n');
    };
    line(format_args!(
        "# The site at {base}, for a server block whose root has it there:\n\
         #\n\
         #     root /srv/www;                      # {base} is the folder /srv/www{base}\n\
         #     include /srv/www{base}{FILE};\n"
    ));
    if base != "/" {
        line(format_args!(
            "location = {} {{\n    absolute_redirect off;\n    return 301 {base};\n}}\n",
            base.trim_end_matches('/')
        ));
    }
    line(format_args!("location {base} {{"));
    line(format_args!("    types {{"));
    for (kind, endings) in TYPES {
        line(format_args!("        {kind} {endings};"));
    }
    line(format_args!("    }}"));
    line(format_args!("    default_type application/octet-stream;"));
    line(format_args!("    charset utf-8;"));
    line(format_args!(
        "    charset_types application/json application/manifest+json application/xml text/css \
         text/javascript text/plain;"
    ));
    line(format_args!("    index index.html;"));
    line(format_args!(
        "    # Behind a proxy nginx does not know the host's name."
    ));
    line(format_args!("    absolute_redirect off;\n"));
    line(format_args!(
        "    # Texts are packed beside the files. For brotli, install nginx's module"
    ));
    line(format_args!(
        "    # (Debian: libnginx-mod-http-brotli-static), and take the # away."
    ));
    line(format_args!("    gzip_static on;"));
    line(format_args!("    gzip_vary on;"));
    line(format_args!("    #brotli_static on;\n"));
    line(format_args!(
        "    # A folder without a page is nothing to be forbidden."
    ));
    line(format_args!(
        "    error_page 403 404 =404 {base}404.html;\n"
    ));
    let own = policy(place.images);
    let mut location = |head: &str, cached: &str, more: &[(&str, &str)], policy: &str| {
        let always = if head.ends_with("404.html") {
            " always"
        } else {
            ""
        };
        let indent = if head.is_empty() { "    " } else { "        " };
        if !head.is_empty() {
            line(format_args!("\n    location {head} {{"));
        }
        if !always.is_empty() {
            line(format_args!("{indent}internal;"));
        }
        let own = [("Cache-Control", cached), (POLICY, policy)].into_iter();
        for (name, value) in own.chain(more.iter().copied()).chain(FOR_EVERY_FILE) {
            line(format_args!(
                "{indent}add_header {name} \"{value}\"{always};"
            ));
        }
        if !head.is_empty() {
            line(format_args!("    }}"));
        }
    };
    location("", ASKED_ABOUT, &[], &own);
    // Pictures and cards too: every name in it tells what is in the file.
    location(
        &format!("^~ {base}assets/"),
        KEPT_FOR_EVER,
        &[FOR_ALL],
        &own,
    );
    let open = format!(
        "~ ^{pattern}([^/]+/)?(data/|feed/|oembed/|((tags|entities)/[^/]+/)?feed\\.(xml|json)$)"
    );
    location(&open, ASKED_ABOUT, &[FOR_ALL], &own);
    if let Some(others) = &place.framed_by {
        let framed = format!("~ ^{pattern}([^/]+/)?embed/");
        location(
            &framed,
            ASKED_ABOUT,
            &[],
            &widget_policy(place.images, others),
        );
    }
    location(&format!("= {base}404.html"), ASKED_ABOUT, &[], &own);
    line(format_args!(
        "\n    # This file, and what a build notes for the next one.\n    \
         location ~ ^{pattern}({}|\\.[^/]+)$ {{\n        return 404;\n    }}\n}}",
        FILE.replace('.', "\\.")
    ));
    Some(text)
}

/// A path as a regular expression. nginx takes it to its white space or brace.
fn pattern(path: &str) -> String {
    let special = |c: char| ".+*?()[]^|".contains(c);
    path.chars().fold(String::new(), |mut pattern, c| {
        if special(c) {
            pattern.push('\\');
        }
        pattern.push(c);
        pattern
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::settings::RemoteImages;
    use rstest::rstest;

    fn at(base: &str) -> Option<String> {
        configuration(&Place {
            url: None,
            base,
            languages: vec![],
            images: RemoteImages::Linked,
            framed_by: Some("*".to_owned()),
        })
    }

    #[test]
    fn every_location_names_every_header() {
        let text = at("/news/").unwrap();
        let names = FOR_EVERY_FILE.iter().map(|(name, _)| *name);
        for name in names.chain([POLICY]) {
            assert_eq!(
                text.matches(&format!("add_header {name} \"")).count(),
                5,
                "{name}"
            );
        }
        assert_eq!(text.matches("frame-ancestors 'self'").count(), 4);
        assert_eq!(text.matches("frame-ancestors *\"").count(), 1);
        assert_eq!(text.matches('{').count(), text.matches('}').count());
    }

    #[rstest]
    #[case("/zeitung-%C3%BC/", Some("location /zeitung-ü/ {"))]
    #[case("/a.b/", Some("location ~ ^/a\\.b/(nginx\\.conf|"))]
    #[case("/a%20b/", None)]
    #[case("/a$b/", None)]
    fn paths_are_written_as_nginx_reads_them(#[case] base: &str, #[case] part: Option<&str>) {
        let text = at(base);
        match part {
            Some(part) => assert!(text.unwrap().contains(part)),
            None => assert_eq!(text, None),
        }
    }
}
