//! Plain text out of vetted HTML.
//!
//! This is no HTML parser: it reads only what the publisher's allow-list writes, in which
//! every `<` opens a tag and quotes are balanced. The reader uses it for the first lines of
//! a story on a folded card, the publisher for descriptions.

/// The text of a piece of vetted HTML: tags dropped, the five entities resolved, white
/// space folded to single spaces. Ends of blocks count as white space; items of a list and
/// cells of a table are parted by a dot.
pub fn plain_text(html: &str) -> String {
    let mut text = String::with_capacity(html.len());
    let mut rest = html;
    let mut space = false;
    let mut item = false;
    while let Some(first) = rest.chars().next() {
        if first == '<' {
            let end = rest.find('>').map_or(rest.len(), |at| at + 1);
            let tag = &rest[..end];
            space |= !is_inline(tag);
            item |= matches!(tag, "</li>" | "</td>" | "</th>");
            rest = &rest[end..];
            continue;
        }
        let (c, length) = match first {
            '&' => entity(rest).unwrap_or(('&', 1)),
            c => (c, c.len_utf8()),
        };
        rest = &rest[length..];
        if c.is_whitespace() {
            space = true;
            continue;
        }
        if space && !text.is_empty() {
            text.push_str(if item { " · " } else { " " });
        }
        space = false;
        item = false;
        text.push(c);
    }
    text
}

/// Whether a tag stands within a word or sentence, so that nothing separates its neighbours.
fn is_inline(tag: &str) -> bool {
    let name = tag.trim_start_matches(['<', '/']);
    let end = name
        .find(|c: char| !c.is_ascii_alphanumeric())
        .unwrap_or(name.len());
    !matches!(
        &name[..end],
        "p" | "li"
            | "ul"
            | "ol"
            | "br"
            | "div"
            | "blockquote"
            | "pre"
            | "table"
            | "tr"
            | "td"
            | "th"
            | "h1"
            | "h2"
            | "h3"
            | "h4"
            | "h5"
            | "h6"
            | "details"
            | "summary"
            | "caption"
            | "thead"
            | "tbody"
            | "tfoot"
            | "dd"
            | "dt"
            | "dl"
            | "hr"
    )
}

/// The entity at the start of `text` and its length in bytes.
fn entity(text: &str) -> Option<(char, usize)> {
    [
        ("&amp;", '&'),
        ("&lt;", '<'),
        ("&gt;", '>'),
        ("&quot;", '"'),
        ("&#39;", '\''),
        ("&nbsp;", '\u{a0}'),
    ]
    .into_iter()
    .find(|(name, _)| text.starts_with(name))
    .map(|(name, c)| (c, name.len()))
}

/// Whether a character is of a script that puts no spaces between words: Chinese, Japanese,
/// Thai, Lao, Khmer, Burmese. Such text may be cut before any of its letters.
fn is_unspaced(c: char) -> bool {
    matches!(c,
        '\u{0e01}'..='\u{0e30}' | '\u{0e40}'..='\u{0e46}' | '\u{0e81}'..='\u{0eb0}'
        | '\u{1000}'..='\u{102a}' | '\u{1780}'..='\u{17b3}'
        | '\u{2e80}'..='\u{3007}' | '\u{3041}'..='\u{9fff}' | '\u{f900}'..='\u{faff}'
        | '\u{20000}'..='\u{3ffff}')
}

/// How a text begins: its first sentence where that is at most `limit` characters, else as
/// many whole words as fit, with an ellipsis.
pub fn lead(text: &str, limit: usize) -> String {
    let mut word_end = 0;
    let mut previous = ' ';
    for (count, (at, c)) in text.char_indices().enumerate() {
        if c == ' ' && matches!(previous, '.' | '!' | '?' | '…') && count > limit / 3 {
            return text[..at].to_owned();
        }
        if matches!(previous, '。' | '！' | '？') && count > limit / 6 {
            return text[..at].to_owned();
        }
        if c == ' ' || is_unspaced(c) {
            word_end = at;
        }
        if count >= limit {
            let end = if word_end == 0 { at } else { word_end };
            return format!(
                "{}…",
                text[..end].trim_end_matches([' ', ',', ';', ':', '，', '、'])
            );
        }
        previous = c;
    }
    text.to_owned()
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;
    use rstest::rstest;

    #[rstest]
    #[case("<p>One</p><p>two</p>", "One two")]
    #[case("<p>A <em>long</em>er word</p>", "A longer word")]
    #[case("<ul><li>a</li><li>b</li></ul><p>c</p>", "a · b · c")]
    #[case("a &amp; b &lt;c&gt; &amp;amp;", "a & b <c> &amp;")]
    #[case("<a href=\"x\">link</a>, text", "link, text")]
    #[case("a<br>b", "a b")]
    #[case("<details><summary>a</summary>b</details>", "a b")]
    #[case("", "")]
    fn text_of_html(#[case] html: &str, #[case] text: &str) {
        assert_eq!(plain_text(html), text);
    }

    #[rstest]
    #[case("Short.", 20, "Short.")]
    #[case(
        "A first sentence. A second one that is long.",
        30,
        "A first sentence."
    )]
    #[case("No sentence ends here before the limit", 20, "No sentence ends…")]
    #[case("第一句话在这里。第二句话。", 20, "第一句话在这里。")]
    #[case("这是一句没有句号的很长的话而且还在继续", 8, "这是一句没有句号…")]
    #[case("החברה הודיעה על שבב חדש", 12, "החברה הודיעה…")]
    #[case("सरकार ने नई नीति की घोषणा की", 12, "सरकार ने नई…")]
    fn begins(#[case] text: &str, #[case] limit: usize, #[case] expected: &str) {
        assert_eq!(lead(text, limit), expected);
    }

    proptest! {
        #[test]
        fn never_panics_nor_grows(html in "\\PC{0,80}", limit in 1usize..60) {
            let text = plain_text(&html);
            prop_assert!(lead(&text, limit).chars().count() <= limit + 1);
        }
    }
}
