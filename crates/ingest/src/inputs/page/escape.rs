//! Text so that Markdown shows it as it is.
//!
//! No more is escaped than has to be: what the shapes look for (`Source:`, emoji, numbers
//! before headlines) should look as a writer of Markdown would write it.

/// How far a bracket is followed to see whether it would make a link.
const BRACKET: usize = 200;

/// Adds text to a line. White space is folded; within a link's text brackets are escaped.
pub(super) fn push_text(out: &mut String, text: &str, in_link: bool) {
    for (at, c) in text.char_indices() {
        if c.is_ascii_whitespace() {
            space(out);
            continue;
        }
        let rest = &text[at + c.len_utf8()..];
        let next = rest.chars().next();
        let previous = out.chars().next_back();
        if needs_escape(c, previous, next, rest, in_link) {
            out.push('\\');
        }
        out.push(c);
    }
}

/// Adds a space where there is none yet.
pub(super) fn space(out: &mut String) {
    if !out.is_empty() && !out.ends_with([' ', '\n']) {
        out.push(' ');
    }
}

fn needs_escape(
    c: char,
    previous: Option<char>,
    next: Option<char>,
    rest: &str,
    in_link: bool,
) -> bool {
    let letter = |c: Option<char>| c.is_some_and(char::is_alphanumeric);
    match c {
        '\\' => next.is_none_or(|c| c.is_ascii_punctuation()),
        '`' => true,
        '*' => previous.is_some_and(|c| c != ' ') || next.is_some_and(|c| c != ' '),
        '_' => !(letter(previous) && letter(next)),
        '<' => next.is_none_or(|c| c.is_ascii_alphabetic() || matches!(c, '/' | '!' | '?')),
        '&' => next.is_none_or(|c| c.is_ascii_alphanumeric() || c == '#'),
        '[' if in_link => true,
        ']' => in_link || next.is_none_or(|c| matches!(c, '(' | ':' | '[')),
        '[' => {
            let window = &rest[..rest.floor_char_boundary(BRACKET)];
            ["](", "][", "]:"].iter().any(|link| window.contains(link))
        }
        '!' => next.is_none_or(|c| c == '['),
        '~' => next == Some('~') || previous == Some('~'),
        _ => false,
    }
}

/// A line of a paragraph that does not begin anything but text.
pub(super) fn line(line: &str) -> String {
    let rest = |from: usize| line[from..].starts_with([' ', '\t']) || line.len() == from;
    let run = |c: char| line.len() - line.trim_start_matches(c).len();
    let first = line.chars().next().unwrap_or(' ');
    let begins = match first {
        '#' => rest(run('#')),
        '>' => true,
        '+' => rest(1),
        '-' => rest(1) || line.chars().all(|c| matches!(c, '-' | ' ' | '|' | ':')),
        '=' => line.chars().all(|c| matches!(c, '=' | ' ')),
        '~' => run('~') >= 3,
        '|' | ':' => line.chars().all(|c| matches!(c, '-' | ' ' | '|' | ':')),
        _ => false,
    };
    if begins {
        return format!("\\{line}");
    }
    let digits = line.bytes().take_while(u8::is_ascii_digit).count();
    if (1..=9).contains(&digits) && line[digits..].starts_with(['.', ')']) && rest(digits + 1) {
        return format!("{}\\{}", &line[..digits], &line[digits..]);
    }
    line.to_owned()
}

/// The address of a link.
pub(super) fn address(url: &str) -> String {
    let mut out = String::from("<");
    for c in url.chars() {
        match c {
            '<' => out.push_str("%3C"),
            '>' => out.push_str("%3E"),
            '\\' => out.push_str("%5C"),
            '&' => out.push_str("&amp;"),
            c if c.is_control() => {}
            c => out.push(c),
        }
    }
    out.push('>');
    out
}

/// A fence or quotes of backticks that nothing in the text closes.
pub(super) fn ticks(text: &str, least: usize) -> String {
    let longest = text.split(|c| c != '`').map(str::len).max().unwrap_or(0);
    "`".repeat(least.max(longest + 1))
}
