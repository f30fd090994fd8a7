//! `[words]`: the words of the interface that a site has in place of the shipped ones. One
//! that is wrong costs that word alone.

use super::fields::{is_language, nearest};
use crate::{
    languages::is_traditional,
    words::{places, primary, words},
};
use dayfold_ingest::Diagnostic;
use dayfold_model::{Word, Words};
use std::collections::{BTreeMap, BTreeSet};
use toml::{
    Spanned,
    de::{DeTable, DeValue},
};

/// Texts by the keys of the words that they are for.
type Texts = BTreeMap<&'static str, String>;

/// The words of a site's own.
#[derive(Clone, Debug, Default)]
pub(crate) struct OwnWords {
    /// Those of the main language, whichever that is.
    main: Texts,
    /// Those of languages, the less exact tags first.
    by_language: Vec<(String, Texts)>,
}

impl OwnWords {
    /// Reads the table, and tells of what is wrong in it.
    pub(super) fn read(table: &DeTable<'_>, diagnostics: &mut Vec<Diagnostic>) -> Self {
        let mut own = Self::default();
        for (key, value) in table.iter() {
            let name = key.get_ref();
            match value.get_ref() {
                DeValue::Table(table) if names_language(name) => {
                    let mut texts = Texts::new();
                    for (key, value) in table.iter() {
                        read_text(&mut texts, key, value, diagnostics);
                    }
                    own.by_language.push((name.to_string(), texts));
                }
                _ => read_text(&mut own.main, key, value, diagnostics),
            }
        }
        own.by_language
            .sort_by_key(|(lang, _)| lang.split('-').count());
        own
    }

    /// The words for a language, which may be the site's main one: the site's own, else the
    /// shipped ones.
    pub(crate) fn words(&self, lang: &str, is_main: bool) -> Words {
        let own = self.of(lang, is_main);
        let mut words = words(lang);
        for (key, text) in &mut words.0 {
            if let Some(own) = own.get(key.as_str()) {
                (*own).clone_into(text);
            }
        }
        words
    }

    /// Whether a language has every word from the site.
    pub(crate) fn has_all(&self, lang: &str, is_main: bool) -> bool {
        self.of(lang, is_main).len() == Word::ALL.len()
    }

    fn of(&self, lang: &str, is_main: bool) -> BTreeMap<&'static str, &str> {
        let main = is_main.then_some(&self.main);
        let by_language = self.by_language.iter();
        let by_language = by_language.filter(|(own, _)| is_of(own, lang));
        let texts = main
            .into_iter()
            .chain(by_language.map(|(_, texts)| texts))
            .flatten();
        texts.map(|(key, text)| (*key, &**text)).collect()
    }
}

/// Whether a table under that name is of a language, and no slip in the place of a text: some
/// words' keys are language tags, too.
fn names_language(name: &str) -> bool {
    let is_code = |primary: &str| (2..=3).contains(&primary.len());
    is_language(name) && is_code(&primary(name))
}

/// Whether the words of a language are for a site in another: the one in all its regions, and
/// Chinese that names its script or place for that script alone.
fn is_of(own: &str, lang: &str) -> bool {
    let tells_script = own.contains('-') && primary(own) == "zh";
    primary(own) == primary(lang) && (!tells_script || is_traditional(own) == is_traditional(lang))
}

fn read_text(
    texts: &mut Texts,
    key: &Spanned<impl AsRef<str>>,
    value: &Spanned<DeValue<'_>>,
    diagnostics: &mut Vec<Diagnostic>,
) {
    let name = key.get_ref().as_ref();
    let Some(word) = Word::ALL.iter().find(|word| word.key() == name) else {
        diagnostics.push(unknown(name).at(key.span()));
        return;
    };
    let DeValue::String(text) = value.get_ref() else {
        let kind = value.get_ref().type_str();
        let text = format!("the word `{name}` is a text, and this is of the kind {kind}");
        diagnostics.push(
            Diagnostic::error("settings-type", text)
                .help(format!("put it in quotes: {name} = \"…\""))
                .at(value.span()),
        );
        return;
    };
    let text = text.trim();
    // As anywhere in the settings: blank is absent.
    if text.is_empty() {
        return;
    }
    match misplaced(*word, text) {
        Some(error) => diagnostics.push(error.at(value.span())),
        None => _ = texts.insert(word.key(), text.to_owned()),
    }
}

/// What is wrong with a text's places.
fn misplaced(word: Word, text: &str) -> Option<Diagnostic> {
    let english = words("en");
    let english = english.get(word);
    let known: BTreeSet<_> = places(english).into_iter().collect();
    let given: BTreeSet<_> = places(text).into_iter().collect();
    let list = |names: &mut dyn Iterator<Item = &&str>| {
        let names: Vec<_> = names.map(|name| format!("{{{name}}}")).collect();
        (!names.is_empty()).then(|| names.join(" and "))
    };
    let key = word.key();
    let lacks = list(&mut known.difference(&given));
    let lacks = lacks.map(|names| format!("the word `{key}` lacks {names}"));
    let excess = list(&mut given.difference(&known));
    let message =
        lacks.or_else(|| excess.map(|names| format!("nothing stands for {names} in `{key}`")))?;
    let help = format!("in English it is “{english}”; the shipped word stays");
    Some(Diagnostic::error("settings-word-place", message).help(help))
}

fn unknown(name: &str) -> Diagnostic {
    let keys = Word::ALL.iter().map(|word| word.key());
    let help = match nearest(name, keys) {
        Some(key) => format!("did you mean `{key}`?"),
        None => "every word stands by its key in the site's data/site.json".to_owned(),
    };
    let text = format!("there is no word `{name}`; it is passed over");
    Diagnostic::warning("settings-word-unknown", text).help(help)
}

#[cfg(test)]
mod tests {
    use crate::settings::{SiteSettings, read};
    use dayfold_ingest::{Diagnostic, Severity, position};
    use dayfold_model::Word;
    use rstest::rstest;
    use std::path::Path;

    fn parse(text: &str) -> (SiteSettings, Vec<Diagnostic>) {
        let text = format!("url = \"https://example.org/\"\n{text}");
        read(&text, Path::new("/somewhere/news"))
    }

    #[test]
    fn a_site_has_its_own_words() {
        let (settings, diagnostics) = parse(
            "lang = \"de\"\n[words]\narchive = \"Alle Ausgaben\"\nstory_other = \"{n} Notizen\"\n",
        );
        assert_eq!(diagnostics, []);
        let words = &settings.published.words;
        assert_eq!(words.get(Word::Archive), "Alle Ausgaben");
        assert_eq!(words.stories(3), "3 Notizen");
        assert_eq!(words.stories(1), "1 Meldung");
        assert_eq!(words.get(Word::Tags), "Schlagwörter");
    }

    #[test]
    fn each_language_has_its_own() {
        let (settings, diagnostics) = parse(
            "[words]\narchive = \"Past days\"\n[words.de]\narchive = \"Früher\"\n\
             [words.de-CH]\ntags = \"Stichworte\"\n[words.to]\nto = \"Ki he\"\n",
        );
        assert_eq!(diagnostics, []);
        let get = |lang, is_main, word| {
            let words = settings.own_words.words(lang, is_main);
            words.get(word).to_owned()
        };
        assert_eq!(get("en", true, Word::Archive), "Past days");
        assert_eq!(get("en", false, Word::Archive), "Archive");
        assert_eq!(get("fr", true, Word::Archive), "Past days");
        assert_eq!(get("fr", false, Word::Archive), "Archives");
        assert_eq!(get("de", false, Word::Archive), "Früher");
        assert_eq!(get("de-AT", true, Word::Archive), "Früher");
        // A site in German has files from everywhere.
        assert_eq!(get("de", false, Word::Tags), "Stichworte");
        assert_eq!(get("to", false, Word::To), "Ki he");
    }

    #[test]
    fn chinese_is_told_apart_by_script() {
        let (settings, _) = parse(
            "[words.zh-Hant]\narchive = \"過往\"\ntags = \"標籤\"\n\
             [words.zh]\narchive = \"旧闻\"\nsaved = \"收存\"\n[words.zh-CN]\nnames = \"人名\"\n",
        );
        let get = |lang, word| settings.own_words.words(lang, false).get(word).to_owned();
        let words = [Word::Archive, Word::Tags, Word::Saved, Word::Names];
        let of = |lang| words.map(|word| get(lang, word));
        assert_eq!(of("zh-TW"), ["過往", "標籤", "收存", "名录"]);
        assert_eq!(of("zh"), ["旧闻", "标签", "收存", "人名"]);
    }

    #[rstest]
    #[case::unknown(
        "previos_day = \"Back\"",
        "settings-word-unknown",
        "previos_day",
        "did you mean `previous_day`?"
    )]
    #[case::far(
        "weather = \"Rain\"",
        "settings-word-unknown",
        "weather",
        "every word stands by its key in the site's data/site.json"
    )]
    #[case::lacks(
        "showing_some = \"{n}: {filters}\"",
        "settings-word-place",
        "\"{n}: {filters}\"",
        "in English it is “Showing {n} of {all}: {filters}.”; the shipped word stays"
    )]
    #[case::excess(
        "archive = \"All {n} days\"",
        "settings-word-place",
        "\"All {n} days\"",
        "in English it is “Archive”; the shipped word stays"
    )]
    #[case::number("tags = 3", "settings-type", "3", "put it in quotes: tags = \"…\"")]
    #[case::table(
        "tags = { a = \"b\" }",
        "settings-type",
        "{ a = \"b\" }",
        "put it in quotes: tags = \"…\""
    )]
    fn what_is_wrong_costs_that_word(
        #[case] line: &str,
        #[case] code: &str,
        #[case] place: &str,
        #[case] help: &str,
        #[values("[words]", "[words.en]")] table: &str,
    ) {
        let text = format!("{table}\n{line}\nskip = \"Down\"\n");
        let (settings, diagnostics) = parse(&text);
        let [said] = &*diagnostics else {
            panic!("{diagnostics:?}");
        };
        let is_warning = code == "settings-word-unknown";
        assert_eq!(said.severity == Severity::Warning, is_warning);
        assert_eq!((said.code, said.help.as_deref()), (code, Some(help)));
        let text = format!("url = \"https://example.org/\"\n{text}");
        let span = said.span.clone().unwrap();
        assert_eq!(&text[span.clone()], place);
        assert_eq!(position(&text, span.start).line, 3);
        let mut words = settings.published.words;
        assert_eq!(words.get(Word::Skip), "Down");
        words.0[0].1 = "Skip to the text".to_owned();
        assert_eq!(words, crate::words::words("en"));
    }

    #[test]
    fn both_lacking_and_excess_places_are_named() {
        let said = |line: &str| parse(&format!("[words]\n{line}")).1.remove(0).message;
        assert_eq!(
            said("showing_some = \"{filters}\""),
            "the word `showing_some` lacks {all} and {n}"
        );
        assert_eq!(
            said("archive = \"All {n}\""),
            "nothing stands for {n} in `archive`"
        );
        assert_eq!(
            said("archive = 1"),
            "the word `archive` is a text, and this is of the kind integer"
        );
    }

    #[rstest]
    #[case("words = \"Archive\"", "settings-type")]
    #[case("[words.german]\narchive = \"Archiv\"", "settings-word-unknown")]
    #[case("[words.de]\nfr = { archive = \"Archives\" }", "settings-word-unknown")]
    fn tables_stand_where_they_should(#[case] text: &str, #[case] code: &str) {
        let (settings, diagnostics) = parse(text);
        let codes: Vec<_> = diagnostics.iter().map(|said| said.code).collect();
        assert_eq!(codes, [code]);
        assert_eq!(settings.published.words, crate::words::words("en"));
    }

    #[test]
    fn a_blank_is_no_word_and_a_brace_no_place() {
        let (settings, diagnostics) =
            parse("[words]\narchive = \" \"\ntags = \"{Tags} { }\"\nskip = \" Down \"\n");
        assert_eq!(diagnostics, []);
        let words = settings.published.words;
        assert_eq!(words.get(Word::Archive), "Archive");
        assert_eq!(words.get(Word::Tags), "{Tags} { }");
        assert_eq!(words.get(Word::Skip), "Down");
    }

    #[test]
    fn who_gives_every_word_of_a_language_is_not_told_that_it_has_none() {
        let english = crate::words::words("en");
        let all: String = english
            .0
            .iter()
            .map(|(key, text)| format!("{key} = '''{text}'''\n"))
            .collect();
        let codes = |text: &str| {
            let (_, diagnostics) = parse(text);
            diagnostics.iter().map(|said| said.code).collect::<Vec<_>>()
        };
        assert_eq!(codes("lang = \"tlh\"\n"), ["settings-words"]);
        assert_eq!(
            codes("lang = \"tlh\"\n[words]\nskip = \"nuqneH\"\n"),
            ["settings-words"]
        );
        assert!(codes(&format!("lang = \"tlh\"\n[words]\n{all}")).is_empty());
        assert!(codes(&format!("lang = \"tlh\"\n[words.tlh]\n{all}")).is_empty());
    }
}
