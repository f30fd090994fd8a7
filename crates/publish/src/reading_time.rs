//! How long a day takes to read.

use dayfold_model::{Digest, plain_text};

/// Words a minute: what adults read silently in English, and about that in other languages
/// that write words apart (Brysbaert 2019, 238).
const WORDS: usize = 238;

/// Characters a minute in scripts without spaces: Chinese and Japanese lie between 250 and
/// 360 words of some 1.5 characters (Trauzettel-Klosinski and Dietz 2012: 255 and 357
/// characters aloud; silently about a third more).
const CHARACTERS: usize = 400;

/// How many minutes a digest takes to read, rounded up; 0 without any text.
pub(crate) fn minutes(digest: &Digest) -> u32 {
    let html = digest.summary.iter();
    let html = html.chain(digest.takeaways.iter().map(|takeaway| &takeaway.html));
    let bodies = digest.sections.iter().flat_map(|section| {
        let stories = section.stories.iter().flat_map(|story| &story.body);
        section.body.iter().chain(stories)
    });
    let html = html.chain(bodies.map(|block| &block.html));
    let titles = digest.stories().map(|story| story.title.clone());
    let mut milliseconds = 0;
    for text in html.map(|html| plain_text(html)).chain(titles) {
        let dense = text.chars().filter(|c| is_dense(*c)).count();
        let words = text.split(|c: char| c.is_whitespace() || is_dense(c));
        let words = words.filter(|word| word.contains(char::is_alphanumeric));
        milliseconds += dense * 60_000 / CHARACTERS + words.count() * 60_000 / WORDS;
    }
    u32::try_from(milliseconds.div_ceil(60_000)).unwrap_or(u32::MAX)
}

/// Whether a character is a word or a large part of one: Han, kana, and scripts of South East
/// Asia that put no spaces.
fn is_dense(c: char) -> bool {
    matches!(c,
        '\u{0e01}'..='\u{0eff}' | '\u{1000}'..='\u{109f}' | '\u{1780}'..='\u{17ff}'
        | '\u{3041}'..='\u{30ff}' | '\u{3400}'..='\u{9fff}' | '\u{f900}'..='\u{faff}'
        | '\u{20000}'..='\u{3ffff}')
}

#[cfg(test)]
mod tests {
    use dayfold_ingest::{Context, read};
    use rstest::rstest;

    #[rstest]
    #[case::a_line("One line.", 1)]
    #[case::four_minutes(&"word ".repeat(900), 4)]
    #[case::chinese(&"字".repeat(1000), 3)]
    #[case::both(&format!("{} {}", "word ".repeat(230), "字".repeat(390)), 2)]
    fn counts_words_and_characters(#[case] text: &str, #[case] minutes: u32) {
        let markdown = format!("# 2025-11-22\n\n## News\n\n### A\n\n{text}\n");
        let context = Context::default();
        let reading = read(markdown.as_bytes(), "2025-11-22.md", &context);
        let digest = &reading.digests[0];
        assert_eq!(crate::reading_time::minutes(digest), minutes, "{digest:?}");
    }
}
