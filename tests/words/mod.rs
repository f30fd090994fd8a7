//! A site whose words say what they are for.

use dayfold_model::{Dir, Settings, Word, Words};

/// Words that are their own keys, so that a test reads the same in any language.
pub(crate) fn settings() -> Settings {
    let words = Word::ALL.iter().map(|word| {
        let text = match word {
            Word::StoryOther => "{n} stories".to_owned(),
            Word::DayOther => "{n} days".to_owned(),
            Word::ShowingAll => "all {all}".to_owned(),
            Word::Updated => "updated {when}".to_owned(),
            word => word.key().to_owned(),
        };
        (word.key().to_owned(), text)
    });
    Settings {
        title: "Site".into(),
        tagline: Some("Every day".into()),
        url: None,
        lang: "en".into(),
        dir: Dir::Ltr,
        words: Words(words.collect()),
        languages: String::new(),
        entities: false,
        untagged: false,
        logo: String::new(),
        navigation: String::new(),
        byline: String::new(),
        disclosure: String::new(),
        footer: String::new(),
    }
}
