//! Links that a publisher sets: beside those to the site's own pages, and to wherever else the
//! site can be followed.

use super::fields::Fields;
use dayfold_ingest::Diagnostic;
use toml::de::DeValue;
use url::Url;

/// A link of the site's own.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Link {
    /// What it says.
    pub(crate) label: String,
    /// An address with its scheme, or a path in the site that begins with a slash.
    pub(crate) href: String,
    /// What it is to the site, as HTML has it in `rel`; mostly empty.
    pub(crate) rel: String,
}

/// Reads a list of links. One that is wrong costs that link alone.
pub(super) fn read(fields: &mut Fields<'_, '_, '_>, name: &'static str) -> Vec<Link> {
    let Some(value) = fields.get(name) else {
        return vec![];
    };
    let help = || format!("write {name} = [{{ label = \"…\", href = \"https://…\" }}]");
    let DeValue::Array(items) = value.get_ref() else {
        fields.wrong_kind(name, "a list of links", value, help());
        return vec![];
    };
    let mut links = vec![];
    for item in items.iter() {
        let DeValue::Table(table) = item.get_ref() else {
            fields.wrong_kind(name, "a list of links", item, help());
            continue;
        };
        let before = fields.count();
        let mut own = fields.of_list(table, name);
        let (label, href) = (own.text("label"), own.text("href"));
        let rel = match name {
            "links" => own.text("rel").map(|(rel, _)| rel),
            _ => None,
        };
        own.unknown();
        let (Some((label, _)), Some((href, span))) = (label, href) else {
            if fields.count() == before {
                let text = format!("a link in `{name}` needs a label and a href");
                fields.say(
                    Diagnostic::error("settings-link", text)
                        .help(help())
                        .at(item.span()),
                );
            }
            continue;
        };
        if !is_address(&href) {
            let text = format!("“{href}” is not where a link can lead");
            let help = "write an address that begins with https://, or a path in the site that begins with a slash, for example /about/";
            fields.say(Diagnostic::error("settings-link", text).help(help).at(span));
            continue;
        }
        links.push(Link {
            label,
            href,
            rel: words_of(&rel.unwrap_or_default()),
        });
    }
    links
}

/// Whether a link can lead there: on the web, to mail, or within the site.
fn is_address(href: &str) -> bool {
    if href.starts_with('/') {
        return !href.starts_with("//") && !href.contains('\\');
    }
    Url::parse(href).is_ok_and(|url| matches!(url.scheme(), "https" | "http" | "mailto"))
}

/// The words of a `rel`, each of letters and hyphens.
fn words_of(rel: &str) -> String {
    let is_word = |word: &&str| {
        word.bytes()
            .all(|byte| byte.is_ascii_alphabetic() || byte == b'-')
    };
    rel.split_ascii_whitespace()
        .filter(is_word)
        .collect::<Vec<_>>()
        .join(" ")
}

#[cfg(test)]
mod tests {
    use crate::settings::read;
    use rstest::rstest;
    use std::path::Path;

    fn links(text: &str) -> (Vec<(String, String, String)>, Vec<&'static str>) {
        let text = format!("url = \"https://example.org/\"\n{text}");
        let (settings, said) = read(&text, Path::new("/somewhere/news"));
        let links = settings.links.into_iter().chain(settings.navigation);
        let links = links.map(|link| (link.label, link.href, link.rel));
        (links.collect(), said.iter().map(|said| said.code).collect())
    }

    #[test]
    fn a_good_one_is_taken_as_it_is() {
        let (links, said) = links(
            "links = [{ label = \"Mastodon\", href = \"https://m.example/@a\", rel = \"me <b>\" }]",
        );
        let expected = (
            "Mastodon".into(),
            "https://m.example/@a".into(),
            "me".into(),
        );
        assert_eq!((links, said), (vec![expected], vec![]));
    }

    #[rstest]
    #[case("links = \"x\"", "settings-type")]
    #[case("links = [\"x\"]", "settings-type")]
    #[case("links = [{ label = \"x\" }]", "settings-link")]
    #[case(
        "links = [{ label = \"x\", href = \"javascript:alert(1)\" }]",
        "settings-link"
    )]
    #[case("navigation = [{ label = \"x\", href = \"about\" }]", "settings-link")]
    #[case(
        "navigation = [{ label = \"x\", href = \"//evil.example\" }]",
        "settings-link"
    )]
    fn a_wrong_one_costs_itself(#[case] text: &str, #[case] code: &str) {
        assert_eq!(links(text), (vec![], vec![code]));
    }

    #[test]
    fn what_is_not_known_of_a_link_is_passed_over() {
        let (links, said) = links("navigation = [{ label = \"x\", href = \"/x/\", rel = \"me\" }]");
        assert_eq!((links.len(), said), (1, vec!["settings-unknown"]));
    }
}
