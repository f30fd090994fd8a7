//! Tags of site generators, which their readers never see: Liquid, Hugo's shortcodes,
//! kramdown's attribute lists, MDX imports.
//!
//! They are found in the text as it is written, outside code and front matter. What a tag
//! stands around stays; of a variable that the text itself sets, its value. A backslash before
//! a brace says that the brace is text.

mod attributes;
mod lines;

use attributes::{attributes, link_attributes};
use std::{collections::HashMap, ops::Range};

/// A tag, and what a reader sees in its place.
#[derive(Debug, PartialEq)]
pub(crate) struct Tag {
    pub(crate) span: Range<usize>,
    pub(crate) shown: String,
}

/// A longer `{{ … }}` is no variable.
const LONGEST_OUTPUT: usize = 200;

/// The tags of a text, in order; they do not overlap.
pub(crate) fn tags(text: &str) -> Vec<Tag> {
    let start = behind_front_matter(text);
    let mut tags = imports(text, start);
    let start = tags.last().map_or(start, |tag| tag.span.end);
    if !text.contains(['{', '<', '[']) {
        return tags;
    }
    let mut scan = Scan {
        text,
        closers: HashMap::new(),
        values: HashMap::new(),
        tags: vec![],
    };
    scan.run(start);
    tags.append(&mut scan.tags);
    tags
}

/// Templating in front matter is not run by the generators either.
fn behind_front_matter(text: &str) -> usize {
    let start = text.len() - text.trim_start().len();
    let mark = match text[start..].get(..4) {
        Some("---\n") => "\n---",
        Some("+++\n") => "\n+++",
        _ => return 0,
    };
    let mut at = start + 3;
    while let Some(found) = text[at..].find(mark) {
        let end = at + found + mark.len();
        let rest = &text[end..];
        let line = &rest[..rest.find('\n').unwrap_or(rest.len())];
        if line.trim().is_empty() {
            return end + line.len();
        }
        at = end;
    }
    0
}

/// The imports and exports of MDX at the head of the text, up to the first other line.
fn imports(text: &str, start: usize) -> Vec<Tag> {
    let mut tags: Vec<Tag> = Vec::new();
    let mut at = start;
    let mut inside = false;
    for line in text[start..].split_inclusive('\n') {
        let content = line.trim_end();
        if content.is_empty() {
            inside = false;
        } else if inside || is_import(content) {
            let span = at..at + content.len();
            inside |= content.ends_with(['{', '[', '(', ',']);
            inside &= !matches!(content, "}" | "};" | "]" | "];" | ")" | ");");
            let shown = String::new();
            tags.push(Tag { span, shown });
        } else {
            break;
        }
        at += line.len();
    }
    tags
}

fn is_import(line: &str) -> bool {
    let line = line.trim_end_matches(';');
    let quoted = |text: &str| {
        ['"', '\''].iter().any(|quote| {
            text.strip_prefix(*quote)
                .and_then(|text| text.strip_suffix(*quote))
                .is_some_and(|text| !text.is_empty() && !text.contains(['"', '\'']))
        })
    };
    if let Some(rest) = line.strip_prefix("import ") {
        return quoted(rest.trim())
            || rest
                .rsplit_once(" from ")
                .is_some_and(|(_, from)| quoted(from.trim()));
    }
    line.strip_prefix("export ").is_some_and(|rest| {
        ["const ", "let ", "default ", "function ", "{"]
            .iter()
            .any(|word| rest.starts_with(word))
            && rest.contains(['=', '{', '('])
    })
}

struct Scan<'a> {
    text: &'a str,
    /// Where each closing mark stands next, so that no search is done twice.
    closers: HashMap<&'static str, Option<usize>>,
    /// What `{% assign %}` has set so far.
    values: HashMap<&'a str, &'a str>,
    tags: Vec<Tag>,
}

impl<'a> Scan<'a> {
    fn run(&mut self, start: usize) {
        let text = self.text;
        // The fence of the code block that is open: its mark and length.
        let mut fence: Option<(char, usize)> = None;
        // Behind what was found already: a tag or code may have several lines.
        let mut at = start;
        let mut line_start = start;
        for line in text[start..].split_inclusive('\n') {
            let span = line_start..line_start + line.len();
            line_start = span.end;
            if at >= span.end {
                continue;
            }
            if at <= span.start {
                let mark = fence_of(line);
                match (fence, mark) {
                    (Some((c, length)), Some((mark, rest)))
                        if mark.0 == c && mark.1 >= length && rest.trim().is_empty() =>
                    {
                        fence = None;
                        continue;
                    }
                    (Some(_), _) => continue,
                    (None, Some((mark, _))) => {
                        fence = Some(mark);
                        continue;
                    }
                    (None, None) => {}
                }
                if let Some(length) = lines::tag(line) {
                    at = span.start + length;
                    let span = span.start..at;
                    let shown = String::new();
                    self.tags.push(Tag { span, shown });
                }
            }
            at = self.line(at.max(span.start), &span);
        }
    }

    /// Finds the tags that begin in a line from `at` on; gives where to go on.
    fn line(&mut self, mut at: usize, line: &Range<usize>) -> usize {
        let text = self.text;
        while at < line.end {
            let Some(found) = text[at..line.end].find(['\\', '`', '{']) else {
                return line.end;
            };
            at += found;
            let rest = &text[at..];
            at = if rest.starts_with('\\') {
                let escaped = rest.chars().nth(1).map_or(0, char::len_utf8);
                at + 1 + escaped
            } else if rest.starts_with('`') {
                self.behind_code(at)
            } else {
                self.tag(at, line).unwrap_or(at + 1)
            };
        }
        at
    }

    /// Behind the code that begins with the backticks at `at`; just behind them, where they
    /// are not closed in this paragraph.
    fn behind_code(&mut self, at: usize) -> usize {
        let text = self.text;
        let count = |text: &str| text.len() - text.trim_start_matches('`').len();
        let length = count(&text[at..]);
        let mut from = at + length;
        let paragraph = self
            .closer("\n\n", from)
            .map_or(text.len(), |(start, _)| start);
        while let Some(found) = text[from..paragraph].find('`') {
            let here = count(&text[from + found..]);
            from += found + here;
            if here == length {
                return from;
            }
        }
        at + length
    }

    /// Where the mark stands next from `from` on: its start and end.
    fn closer(&mut self, mark: &'static str, from: usize) -> Option<(usize, usize)> {
        let text = self.text;
        let find = || text[from..].find(mark).map(|found| from + found);
        let known = self.closers.entry(mark).or_insert_with(find);
        if known.is_some_and(|at| at < from) {
            *known = find();
        }
        known.map(|at| (at, at + mark.len()))
    }

    /// The tag that begins with the brace at `at`; gives where to go on behind it.
    fn tag(&mut self, at: usize, line: &Range<usize>) -> Option<usize> {
        let text = self.text;
        let rest = &text[at..];
        if rest.starts_with("{%") {
            return self.liquid(at);
        }
        for (open, close) in [("{{<", ">}}"), ("{{%", "%}}")] {
            // `{{</* … */>}}` shows a shortcode.
            if rest.starts_with(open) && !rest[open.len()..].starts_with("/*") {
                let (_, end) = self.closer(close, at + open.len())?;
                return Some(self.push(at..end, String::new()));
            }
        }
        let (span, shown) = if rest.starts_with("{{") {
            self.output(at, line)?
        } else if rest.starts_with("{:") {
            (attributes(text, at, line)?, String::new())
        } else {
            (link_attributes(text, at, line)?, String::new())
        };
        Some(self.push(span, shown))
    }

    fn push(&mut self, span: Range<usize>, shown: String) -> usize {
        let end = span.end;
        self.tags.push(Tag { span, shown });
        end
    }

    /// `{% name … %}`; of a comment all that is in it.
    fn liquid(&mut self, at: usize) -> Option<usize> {
        let text = self.text;
        let (inside, mut end) = self.closer("%}", at + 2)?;
        let trim = |c: char| c == '-' || c.is_whitespace();
        let content = text[at + 2..inside].trim_matches(trim);
        let (name, value) = content
            .split_once(char::is_whitespace)
            .unwrap_or((content, ""));
        match name {
            "assign" => {
                if let Some((name, value)) = value.split_once('=')
                    && let Some(value) = literal(value.trim())
                {
                    self.values.insert(name.trim(), value);
                }
            }
            "comment" => {
                if let Some((start, _)) = self.closer("endcomment", end)
                    && let Some((_, close)) = self.closer("%}", start)
                {
                    end = close;
                }
            }
            // What is inside is meant as it stands, braces and all.
            "raw" => {
                if let Some((word, _)) = self.closer("endraw", end)
                    && let Some(start) = text[end..word].rfind("{%").map(|found| end + found)
                    && let Some((_, close)) = self.closer("%}", word)
                {
                    self.push(at..end, String::new());
                    return Some(self.push(start..close, String::new()));
                }
            }
            _ => {}
        }
        Some(self.push(at..end, String::new()))
    }

    /// `{{ page.title }}`: a variable or a text, with filters behind it.
    fn output(&self, at: usize, line: &Range<usize>) -> Option<(Range<usize>, String)> {
        let rest = reach(self.text, at, line, LONGEST_OUTPUT);
        let braces = rest.len() - rest.trim_start_matches('{').len();
        let length = rest.find("}}")?;
        if braces > 3 || braces > length {
            return None;
        }
        let closing = rest[length..].len() - rest[length..].trim_start_matches('}').len();
        let end = at + length + closing.min(braces);
        let inside = rest[braces..length].trim_matches(|c: char| c == '-' || c.is_whitespace());
        let mut parts = inside.split('|').map(str::trim);
        let value = parts.next()?;
        let filters = parts.all(|filter| {
            let name = filter.split(':').next().unwrap_or(filter).trim();
            is_path(name) && (filter.len() == name.len() || filter[name.len()..].contains(':'))
        });
        let known = literal(value).or_else(|| self.values.get(value).copied());
        (filters && (known.is_some() || is_path(value)))
            .then(|| (at..end, known.unwrap_or_default().to_owned()))
    }
}

/// The beginning of a line's rest in which a tag has to end, so that no line is read again and
/// again.
fn reach<'a>(text: &'a str, at: usize, line: &Range<usize>, longest: usize) -> &'a str {
    let mut end = line.end.min(at + longest);
    while !text.is_char_boundary(end) {
        end -= 1;
    }
    &text[at..end]
}

/// The mark of a fence that a line begins with, also in a list or quote, and what is behind.
fn fence_of(line: &str) -> Option<((char, usize), &str)> {
    let content = line.trim_start_matches(|c: char| {
        c.is_whitespace() || c.is_ascii_digit() || matches!(c, '>' | '-' | '*' | '+' | '.' | ')')
    });
    ['`', '~'].into_iter().find_map(|c| {
        let rest = content.trim_start_matches(c);
        let length = content.len() - rest.len();
        (length >= 3 && !(c == '`' && rest.contains('`'))).then_some(((c, length), rest))
    })
}

/// A text in quotes.
fn literal(value: &str) -> Option<&str> {
    ['"', '\''].iter().find_map(|quote| {
        let inside = value.strip_prefix(*quote)?.strip_suffix(*quote)?;
        (!inside.contains(*quote)).then_some(inside)
    })
}

/// `site.data.authors[0].name`.
fn is_path(text: &str) -> bool {
    text.starts_with(|c: char| c.is_ascii_alphabetic() || matches!(c, '_' | '.' | '$'))
        && text
            .chars()
            .all(|c| c.is_ascii_alphanumeric() || matches!(c, '_' | '-' | '.' | '[' | ']' | '$'))
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;
    use rstest::rstest;

    fn without(text: &str) -> String {
        let mut out = String::new();
        let mut at = 0;
        for tag in tags(text) {
            out.push_str(&text[at..tag.span.start]);
            out.push_str(&tag.shown);
            at = tag.span.end;
        }
        out + &text[at..]
    }

    #[rstest]
    #[case("a {% include ad.md when=\"x\" %} b", "a  b")]
    #[case("{% assign\n x = 1 %}\nb", "\nb")]
    #[case("{% capture x %}kept{% endcapture %}", "kept")]
    #[case("{% comment %}<!-- gone -->{% endcomment %}b", "b")]
    #[case("{% raw %}{{ shown }}{% endraw %}", "{{ shown }}")]
    #[case(
        "{% assign q = \"https://q.example/\" %}[a]({{q}}12)",
        "[a](https://q.example/12)"
    )]
    #[case("at {{ site.height | date: '%Y' }}.", "at .")]
    #[case("[off]({{{UNSUBSCRIBE_URL}}})", "[off]()")]
    #[case("{{ \"/a.png\" | relative_url }}", "/a.png")]
    #[case(
        "{{ two words }} and {{cite web|url=x}}",
        "{{ two words }} and {{cite web|url=x}}"
    )]
    #[case("{{< figure src=\"a.png\" >}}b{{% /note %}}", "b")]
    #[case("{{</* shown */>}}", "{{</* shown */>}}")]
    #[case("- item\n  {:#yard}\n", "- item\n")]
    #[case("# Head {: #id .class}", "# Head ")]
    #[case("[a](b){:target=\"_blank\"} c", "[a](b) c")]
    #[case("[a](b){target=_blank} c", "[a](b) c")]
    #[case("the {:?} sign, {:#x} too", "the {:?} sign, {:#x} too")]
    #[case(
        "## Head {#id}\n- a {story=b}\n## {icon=x}",
        "## Head {#id}\n- a {story=b}\n## {icon=x}"
    )]
    #[case("`{% a %}` and ``{{ b }} ` ``", "`{% a %}` and ``{{ b }} ` ``")]
    #[case("```\n{% a %}\n```\n{% b %}", "```\n{% a %}\n```\n")]
    #[case("\\{{ a }} \\{% b %}", "\\{{ a }} \\{% b %}")]
    #[case(
        "---\ntitle: \"{{ a }}\"\n---\n{{ b }}",
        "---\ntitle: \"{{ a }}\"\n---\n"
    )]
    #[case(
        "import A from '../a'\nexport const b = {\n  c: 1,\n}\n\n# H",
        "\n\n\n\n\n# H"
    )]
    #[case("import duties rise\n", "import duties rise\n")]
    #[case("{% open", "{% open")]
    fn shows(#[case] text: &str, #[case] shown: &str) {
        assert_eq!(without(text), shown);
    }

    proptest! {
        #[test]
        fn never_panics(text in r#"[{}%:`\\.#a-c="'<>| \n-]{0,60}"#) {
            let mut end = 0;
            for tag in tags(&text) {
                prop_assert!(tag.span.start >= end && tag.span.end > tag.span.start);
                end = tag.span.end;
            }
        }
    }
}
