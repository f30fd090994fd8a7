//! Text as Markdown.

use crate::source::is_dropped;

/// How much is escaped.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) enum Style {
    /// What usually needs it.
    Light,
    /// All punctuation.
    Full,
    /// Everything but letters, digits and inner spaces, and the first letter too, as
    /// character references: nothing is recognised in it.
    Numeric,
}

/// A text within a line of Markdown. `also` are characters that mean something in this line.
pub(super) fn text(text: &str, style: Style, also: &str) -> String {
    let mut out = String::with_capacity(text.len() + text.len() / 8);
    let mut previous = ' ';
    let start = text.len() - text.trim_start().len();
    let end = text.trim_end().len();
    let ahead = Ahead::of(text);
    for (at, c) in text.char_indices() {
        let edge = c.is_whitespace() && (at >= end || at < start);
        if is_dropped(c) || c.is_control() || edge || matches!(c, '\u{2028}' | '\u{2029}') {
            number(&mut out, c);
        } else {
            match style {
                Style::Numeric if at == 0 || !(c.is_alphanumeric() || c == ' ') => {
                    number(&mut out, c)
                }
                Style::Full if c.is_ascii_punctuation() => {
                    out.push('\\');
                    out.push(c);
                }
                Style::Light if also.contains(c) || needs_escape(c, previous, text, at, &ahead) => {
                    out.push('\\');
                    out.push(c);
                }
                _ => out.push(c),
            }
        }
        previous = c;
    }
    out
}

fn number(out: &mut String, c: char) {
    out.push_str(&format!("&#{};", u32::from(c)));
}

/// Where the last marks are that make a bracket before them mean something.
struct Ahead {
    /// What goes on behind the text of a link.
    link: Option<usize>,
    bracket: Option<usize>,
}

impl Ahead {
    fn of(text: &str) -> Self {
        Self {
            link: text.rfind("](").max(text.rfind("][")),
            bracket: text.rfind(']'),
        }
    }
}

/// Whether the character at `at` of a text needs a backslash.
fn needs_escape(c: char, previous: char, text: &str, at: usize, ahead: &Ahead) -> bool {
    let rest = &text[at + c.len_utf8()..];
    let first = at == 0;
    let next = rest.chars().next().unwrap_or(' ');
    match c {
        '\\' => next.is_ascii_punctuation() || rest.is_empty(),
        '`' => true,
        '*' => !(previous == ' ' && next == ' '),
        '_' => !(previous.is_alphanumeric() && next.is_alphanumeric()),
        '<' => next.is_ascii_alphabetic() || matches!(next, '/' | '!' | '?'),
        '&' => {
            let name = rest.trim_start_matches('#');
            let length = name.bytes().take_while(u8::is_ascii_alphanumeric).count();
            length > 0 && name[length..].starts_with(';')
        }
        '[' => ahead.link > Some(at) || ahead.bracket > Some(at) && is_entity_like(rest),
        '~' => next == '~' || previous == '~',
        // What would be a tag of a site generator.
        '{' => matches!(next, '{' | '%' | ':') || previous == ')',
        '#' | '>' | '+' | '-' | '=' | '|' => first,
        _ => false,
    }
}

/// `kind:Name`, which with a bracket behind it the reader might take for an entity.
fn is_entity_like(rest: &str) -> bool {
    let letters = rest.trim_start_matches(char::is_alphabetic);
    letters.len() < rest.len() && letters.starts_with(':')
}

/// The address of a link, in parentheses or not.
pub(super) fn url(url: &str, style: Style) -> String {
    let plain = |c: char| c.is_ascii_alphanumeric() || "/:.-_~?=%,;+@!$'".contains(c);
    if style == Style::Light
        && url
            .chars()
            .all(|c| plain(c) || c == '&' || c == '#' || c.is_alphabetic())
    {
        return url.to_owned();
    }
    let mut out = String::from("<");
    for c in url.chars() {
        if c.is_alphanumeric() || matches!(c, '/' | ':' | '.' | '-') {
            out.push(c);
        } else {
            number(&mut out, c);
        }
    }
    out.push('>');
    out
}

#[cfg(test)]
mod tests {
    use super::*;
    use rstest::rstest;

    #[rstest]
    #[case(
        "Plain text, with $5 (and more): yes!",
        "Plain text, with $5 (and more): yes!"
    )]
    #[case("snake_case and 2 * 3", "snake_case and 2 * 3")]
    #[case("*stars* and `code`", "\\*stars\\* and \\`code\\`")]
    #[case("AT&T &amp; R&D", "AT&T \\&amp; R&D")]
    #[case("a < b, <b>", "a < b, \\<b>")]
    #[case("# no heading", "\\# no heading")]
    #[case("{{ a }} {% b %} {c}", "\\{{ a }} \\{% b %} {c}")]
    #[case("see [1] there", "see [1] there")]
    #[case("A [kind:B]", "A \\[kind:B]")]
    #[case("a\u{200b}b ", "a&#8203;b&#32;")]
    fn light(#[case] plain: &str, #[case] markdown: &str) {
        assert_eq!(text(plain, Style::Light, ""), markdown);
    }

    #[test]
    fn more() {
        assert_eq!(text("a: b", Style::Full, ""), "a\\: b");
        assert_eq!(text("a: b", Style::Numeric, ""), "&#97;&#58; b");
    }
}
