//! Escaping: what HTML escapes is resolved, and what Markdown would take for a mark is
//! escaped.

/// A text of vetted HTML without its entities.
pub(super) fn unescaped(html: &str) -> String {
    // The ampersand last, so that nothing is resolved twice.
    html.replace("&lt;", "<")
        .replace("&gt;", ">")
        .replace("&quot;", "\"")
        .replace("&#39;", "'")
        .replace("&nbsp;", "\u{a0}")
        .replace("&amp;", "&")
}

/// A text as Markdown, where it goes on within a line. As little as possible is escaped: it
/// is read as it is, too.
pub(super) fn escaped(text: &str, in_cell: bool) -> String {
    let mut out = String::with_capacity(text.len());
    let mut before = ' ';
    let mut rest = text.chars();
    while let Some(c) = rest.next() {
        let after = rest.clone().next().unwrap_or(' ');
        let is_mark = match c {
            '\\' | '`' | '*' | '[' | ']' | '<' => true,
            // Within a word it is no mark.
            '_' => !before.is_alphanumeric() || !after.is_alphanumeric(),
            '~' => before == '~' || after == '~',
            '&' => is_entity(rest.as_str()),
            '|' => in_cell,
            _ => false,
        };
        if is_mark {
            out.push('\\');
        }
        out.push(c);
        before = c;
    }
    out
}

/// Whether what follows an ampersand would make it an entity.
fn is_entity(text: &str) -> bool {
    let name = text.trim_start_matches('#');
    let end = name.find(|c: char| !c.is_ascii_alphanumeric());
    end.is_some_and(|end| end > 0 && name[end..].starts_with(';'))
}

/// Escaped text where it begins a line: what would make it a heading, a list's item, a quote
/// or a rule is escaped, too.
pub(super) fn escaped_start(text: &str) -> String {
    let letters = |marks: &[char]| text.find(|c| !marks.contains(&c)).unwrap_or(text.len());
    let is_followed = |at: usize| text[at..].chars().next().is_none_or(|c| c == ' ');
    let digits = letters(&['0', '1', '2', '3', '4', '5', '6', '7', '8', '9']);
    let escape = match text.chars().next() {
        Some('#') => is_followed(letters(&['#'])),
        Some('-') => is_followed(letters(&['-'])),
        Some('=') => is_followed(letters(&['='])),
        Some('+') => is_followed(1),
        Some('>') => true,
        _ => digits > 0 && text[digits..].starts_with(['.', ')']) && is_followed(digits + 1),
    };
    if escape {
        let (before, behind) = text.split_at(digits);
        [before, "\\", behind].concat()
    } else {
        text.to_owned()
    }
}
