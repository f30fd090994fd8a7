//! What a new site begins with, to be written over.

/// What no repository should hold.
pub(super) const IGNORED: &str = "/site/\n/.dayfold-cache/\n";

/// The settings: what nearly every site sets, and a look at the rest.
pub(super) fn settings(title: &str, url: Option<&str>, lang: &str, zone: Option<&str>) -> String {
    let quoted = |text: &str| toml_text(text);
    let url = match url {
        Some(url) => format!("url = {}", quoted(url)),
        None => "# url = \"https://…\"   # the site's address, with its path".to_owned(),
    };
    let zone = zone.unwrap_or("UTC");
    format!(
        "\
#:schema ./dayfold.schema.json

title = {title}
{url}
lang = {lang}
timezone = {zone}

# One line under the name.
# tagline = \"One day, folded small\"

# Shown on every day: who makes the site, and how. Readers are owed the word where machines write.
# byline = \"Edited by [Ada](/about/).\"
# disclosure = \"Summaries are written by a language model and checked by people.\"

# At the end of every page.
# footer = \"© Ada\"
# links = [{{ label = \"Mastodon\", href = \"https://…\", rel = \"me\" }}]

# [theme]
# accent = \"#0b5394\"

# [sections]
# \"Markets\" = {{ icon = \"📈\", order = 1 }}
",
        title = quoted(title),
        lang = quoted(lang),
        zone = quoted(zone),
    )
}

/// A basic string of TOML (1.0, "String").
fn toml_text(text: &str) -> String {
    let mut out = String::from("\"");
    for c in text.chars() {
        match c {
            '"' | '\\' => out.extend(['\\', c]),
            c if c.is_control() => out.push(' '),
            c => out.push(c),
        }
    }
    out.push('"');
    out
}

/// The page about the site: its title, and what to write there.
pub(super) fn about(lang: &str) -> String {
    let primary = lang.split('-').next().unwrap_or(lang);
    let (title, text) = match primary {
        "de" => (
            "Über diese Seite",
            "Wer diese Seite macht, woher die Nachrichten kommen, und wie man uns erreicht.",
        ),
        "es" => (
            "Acerca de",
            "Quién hace este sitio, de dónde vienen las noticias y cómo contactarnos.",
        ),
        "fr" => (
            "À propos",
            "Qui fait ce site, d’où viennent les nouvelles, et comment nous joindre.",
        ),
        "he" => ("אודות", "מי עושה את האתר, מאין החדשות, ואיך ליצור קשר."),
        "ja" => (
            "このサイトについて",
            "だれが作り、ニュースはどこから来て、どう連絡できるか。",
        ),
        "zh" => ("关于", "谁在做这个网站，新闻从哪里来，怎样联系我们。"),
        _ => (
            "About",
            "Who makes this site, where the news comes from, and how to reach us.",
        ),
    };
    format!("# {title}\n\n{text}\n")
}

#[cfg(test)]
mod tests {
    use super::*;
    use rstest::rstest;

    #[rstest]
    #[case("A \"B\" \\ C", "\"A \\\"B\\\" \\\\ C\"")]
    #[case("two\nlines", "\"two lines\"")]
    fn texts_are_quoted(#[case] text: &str, #[case] quoted: &str) {
        assert_eq!(toml_text(text), quoted);
    }
}
