//! Whether a summary in the front matter only repeats the text.
//!
//! Site generators and pipelines fill `description` with the first words of the body, for
//! search engines. Shown above that body, they would be read twice.

use super::names;

/// A summary with fewer letters and digits than this is never taken for a copy.
const SHORTEST: usize = 20;
/// So much of a text that is cut off tells where it is from.
const BEGINNING: usize = 60;
/// How much of the text is searched beyond the length of the summary, in bytes.
const SEARCHED: usize = 6_000;

/// Whether the field's value says nothing that the text does not say at its beginning.
pub(super) fn is_copy(name: &str, summary: &str, body: &str) -> bool {
    let cut = summary
        .strip_suffix('…')
        .or_else(|| summary.strip_suffix("..."))
        .map(str::trim_end);
    if cut.is_some() && names::CUT_OFF.contains(&names::normal(name).as_str()) {
        return true;
    }
    let wanted = letters(cut.unwrap_or(summary));
    let count = wanted.chars().count();
    if count < SHORTEST {
        return false;
    }
    let mut end = (summary.len() * 2 + SEARCHED).min(body.len());
    while !body.is_char_boundary(end) {
        end -= 1;
    }
    let beginning = letters(&body[..end]);
    if cut.is_some() && count > BEGINNING {
        let wanted: String = wanted.chars().take(BEGINNING).collect();
        return beginning.contains(&wanted);
    }
    beginning.contains(&wanted)
}

/// The letters and digits of a text in lower case, without those of its links' addresses.
fn letters(markdown: &str) -> String {
    let mut out = String::with_capacity(markdown.len());
    let mut rest = markdown;
    while let Some(at) = rest.find("](") {
        push(&mut out, &rest[..at]);
        rest = &rest[at + 2..];
        let end = rest.find([')', ' ', '\n']).unwrap_or(rest.len());
        rest = &rest[end..];
    }
    push(&mut out, rest);
    out
}

fn push(out: &mut String, text: &str) {
    let letters = text.chars().filter(|c| c.is_alphanumeric());
    out.extend(letters.flat_map(char::to_lowercase));
}

#[cfg(test)]
mod tests {
    use super::*;
    use rstest::rstest;

    const BODY: &str = "## Today\n\n**The yard** [got an order](https://yard.example) for twelve hulls of 48 metres, the largest in years.";

    #[rstest]
    #[case("summary", "The yard got an order for twelve hulls", true)]
    #[case("summary", "The yard got an order for twelve hu…", true)]
    #[case("summary", "A quiet day at the harbour, but for the yard", false)]
    #[case("summary", "And so it goes ...", false)]
    #[case("description", "And so it goes ...", true)]
    #[case("summary", "The yard", false)]
    fn copies(#[case] name: &str, #[case] summary: &str, #[case] expected: bool) {
        assert_eq!(is_copy(name, summary, BODY), expected);
    }
}
