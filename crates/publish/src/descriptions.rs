//! What a page is about in a line, for search results and for the cards of shared links.

use dayfold_app::{components::story_lead, content::OwnPage};
use dayfold_model::{
    Digest, MonthDays, Settings, Story, SubjectList, SubjectPage, Subjects, Word, lead, plain_text,
};
use std::cmp::Reverse;

/// How long a description is, in characters: about what a search result shows.
const CHARS: usize = 200;

/// How many names stand for a list of tags or of entities.
const NAMES: usize = 12;

/// Of a day: its summary, else its takeaways, else its first story.
pub(crate) fn day(digest: &Digest) -> String {
    let takeaways = || {
        let points: Vec<_> = digest
            .takeaways
            .iter()
            .map(|takeaway| plain_text(&takeaway.html))
            .collect();
        (!points.is_empty()).then(|| points.join(" · "))
    };
    let first = || digest.stories().next().map(|story| story_lead(&story.body));
    let text = digest
        .summary
        .as_deref()
        .map(plain_text)
        .filter(|text| !text.is_empty());
    let text = text.or_else(takeaways).or_else(first).unwrap_or_default();
    lead(&text, CHARS)
}

/// Of a page of the publisher's own: how it begins.
pub(crate) fn own_page(page: &OwnPage) -> String {
    lead(&plain_text(&page.html), CHARS)
}

/// Of a story: how it begins; its headline where it says no more.
pub(crate) fn story(story: &Story) -> String {
    Some(story_lead(&story.body))
        .filter(|text| !text.is_empty())
        .unwrap_or_else(|| story.title.clone())
}

/// Of the archive's front page.
pub(crate) fn archive(settings: &Settings) -> String {
    let site = [("site", &*settings.title)];
    settings.words.fill(Word::DescribeArchive, &site)
}

/// Of a month: what its days are called, the newest first.
pub(crate) fn month(settings: &Settings, month: &MonthDays) -> String {
    let titles: Vec<_> = month.days.iter().map(|day| &*day.title).collect();
    let values = [
        ("site", &*settings.title),
        ("month", &*month.month_text),
        ("titles", &*titles.join(" · ")),
    ];
    cut(&settings.words.fill(Word::DescribeMonth, &values), CHARS)
}

/// Of the list of tags or of entities: those that most stories are of.
pub(crate) fn subjects(settings: &Settings, list: &SubjectList) -> String {
    let mut subjects: Vec<_> = list.subjects.iter().collect();
    subjects.sort_by_key(|subject| Reverse(subject.count));
    let names = subjects.iter().take(NAMES).map(|subject| &*subject.label);
    let names = names.collect::<Vec<_>>().join(" · ");
    let word = match list.list {
        Subjects::Tags => Word::DescribeTags,
        Subjects::Entities => Word::DescribeNames,
    };
    let values = [("site", &*settings.title), ("names", &*names)];
    cut(&settings.words.fill(word, &values), CHARS)
}

/// Of a page of the stories of a tag or of an entity.
pub(crate) fn subject(settings: &Settings, page: &SubjectPage) -> String {
    let title = page.stories.first().map_or("", |story| &story.title);
    let stories = page.count.unwrap_or_default() as usize;
    let stories = settings.words.stories(stories);
    let values = [
        ("name", &*page.label),
        ("site", &*settings.title),
        ("stories", &*stories),
        ("title", title),
    ];
    let word = match page.count {
        Some(_) => Word::DescribeSubject,
        None => Word::DescribeOlder,
    };
    cut(&settings.words.fill(word, &values), CHARS)
}

/// Cuts a text down to so many characters, between words, with an ellipsis. Not at the end
/// of a sentence, as [`lead`] does: a title may hold one.
pub(crate) fn cut(text: &str, limit: usize) -> String {
    if text.chars().nth(limit).is_none() {
        return text.to_owned();
    }
    let mut ends = text.char_indices().skip(limit.saturating_sub(1));
    let kept = &text[..ends.next().map_or(0, |(end, _)| end)];
    // Where spaces are rare they part no words: Chinese has them around names in Latin letters.
    let space = kept.rfind(' ').filter(|space| *space > kept.len() / 2);
    let kept = space.map_or(kept, |space| &kept[..space]);
    format!("{}…", kept.trim_end_matches([' ', '·', ',', ':']))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::samples;
    use dayfold_model::{SubjectCount, VERSION};

    #[test]
    fn of_days_and_stories() {
        let mut digest = samples::digest();
        assert_eq!(day(&digest), "It was a day.");
        digest.summary = None;
        assert_eq!(day(&digest), "A chip is out.");
        digest.takeaways.clear();
        assert_eq!(day(&digest), "It is out at last.");
        let mut told = digest.stories().next().unwrap().clone();
        assert_eq!(story(&told), "It is out at last.");
        told.body.clear();
        assert_eq!(story(&told), "A chip & more");
    }

    #[test]
    fn of_lists_the_most_used_first() {
        let subject = |label: &str, count| SubjectCount {
            id: label.to_lowercase(),
            label: label.to_owned(),
            count,
        };
        let list = SubjectList {
            often: 0,
            kinds: vec![],
            version: VERSION,
            list: Subjects::Tags,
            subjects: vec![subject("Art", 1), subject("Chips", 7), subject("Zinc", 2)],
        };
        assert_eq!(
            subjects(&samples::settings(), &list),
            "What News & \"views\" writes about, by tag: Chips · Zinc · Art"
        );
    }

    #[test]
    fn long_ones_end_between_words() {
        let text = "word. ".repeat(80);
        let short = cut(&text, CHARS);
        assert!(short.chars().count() <= CHARS, "{short}");
        assert!(short.ends_with("word.…"), "{short}");
        assert_eq!(cut("short · enough", CHARS), "short · enough");
        assert_eq!(
            cut("发布 AI 模型的新版本已经上线", 12),
            "发布 AI 模型的新版…"
        );
    }
}
