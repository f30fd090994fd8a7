//! Folders in several languages.

use crate::place::{Place, day};
use dayfold_ingest::Severity;
use dayfold_model::Digest;
use dayfold_publish::Folder;
use rstest::rstest;

/// Every digest of the main language, in the order of the days.
fn digests(folder: &Folder) -> Vec<Digest> {
    let edition = &folder.editions[0];
    let digests = edition
        .days()
        .map(|day| folder.digest(edition, day).unwrap());
    digests.collect()
}

const SETTINGS: (&str, &str) = (
    "dayfold.toml",
    "title = \"News\"\nurl = \"https://example.org/news/\"\n",
);

fn written(lang: &str, title: &str) -> String {
    day(title).replacen("---\n", &format!("---\nlang: {lang}\n"), 1)
}

/// English has most files.
fn three() -> Place {
    Place::new(&[
        SETTINGS,
        ("2025-11-20.md", &written("en", "One")),
        ("2025-11-21.md", &written("en", "Two")),
        ("2025-11-22.md", &written("en", "Three")),
        ("2025-11-21.de.md", &written("de", "Zwei")),
        ("2025-11-19.de.md", &written("de-AT", "Nichts")),
        ("2025-11-22.he.md", &written("he", "שלוש")),
    ])
}

#[test]
fn each_language_is_a_site() {
    let place = three();
    let summary = place.publish();
    assert_eq!((summary.days, summary.stories), (4, 6));
    let files = place.files();
    for file in [
        "index.html",
        "de/index.html",
        "de/2025-11-21/index.html",
        "de/archive/index.html",
        "de/tags/index.html",
        "de/data/site.json",
        "de/data/2025-11-19.json",
        "de/data/months/2025-11.json",
        "he/2025-11-22/index.html",
    ] {
        assert!(files.contains(file), "{file} in {files:#?}");
    }
    assert!(!files.iter().any(|file| file.contains("/assets/")));

    let german = place.page("de/2025-11-21/index.html");
    assert!(german.contains("<html lang=\"de\">") && german.contains("21. November 2025"));
    assert!(german.contains("data-base=\"/news/de/\" data-route=\"/news/de/2025-11-21/\""));
    assert!(german.contains("href=\"/news/de/2025-11-19/\" rel=\"prev\""));
    assert!(german.contains("data-js=\"/news/assets/"));
    assert!(german.contains("Zum Text") && german.contains("Voriger Tag"));
    let hebrew = place.page("he/index.html");
    assert!(hebrew.contains("<html lang=\"he\" dir=\"rtl\">"));
    assert!(hebrew.contains("דילוג לטקסט") && !hebrew.contains("Skip to the text"));
}

#[test]
fn twins_know_each_other() {
    let place = three();
    place.publish();
    let middle = place.page("2025-11-21/index.html").replace("<!---->", "");
    for link in [
        "<link rel=\"alternate\" hreflang=\"en\" href=\"https://example.org/news/2025-11-21/\">",
        "<link rel=\"alternate\" hreflang=\"de\" href=\"https://example.org/news/de/2025-11-21/\">",
        "<a href=\"/news/de/2025-11-21/\" lang=\"de\" hreflang=\"de\" rel=\"external\">Deutsch</a>",
        // Not told in Hebrew: its front page.
        "<a href=\"/news/he/\" lang=\"he\" hreflang=\"he\" rel=\"external\">עברית</a>",
    ] {
        assert!(middle.contains(link), "{link} in {middle}");
    }
    assert!(!middle.contains("hreflang=\"he\" href="));
    let home = place.page("de/index.html");
    assert!(home.contains("<link rel=\"canonical\" href=\"https://example.org/news/de/\">"));
    assert!(home.contains("hreflang=\"en\" href=\"https://example.org/news/\">"));
    assert!(home.contains("<a href=\"/news/2025-11-21/\" lang=\"en\""));
    assert!(
        place
            .page("de/archive/index.html")
            .contains("<a href=\"/news/\" lang=\"en\"")
    );
}

#[test]
fn what_lacks_words_is_said_once() {
    let place = three();
    assert_eq!(place.codes(), []);
    place.write("2025-11-21.eo.md", written("eo", "Du"));
    place.write("2025-11-21.sw.md", written("sw", "Mbili"));
    assert_eq!(place.codes(), [("settings-words", Severity::Warning)]);
    place.publish();
    assert!(place.page("eo/index.html").contains("Skip to the text"));
}

#[test]
fn each_language_has_words_of_its_own() {
    let place = three();
    let words =
        "[words]\narchive = \"Past days\"\n[words.de]\narchive = \"<Früher> & \\\"mehr\\\"\"\n";
    place.write("dayfold.toml", [SETTINGS.1, words].concat());
    assert_eq!(place.codes(), []);
    place.publish();
    let page = |lang: &str| place.page(&format!("{lang}archive/index.html"));
    assert!(page("").contains("Past days"));
    assert!(!page("he/").contains("Past days"));
    let german = page("de/");
    assert!(german.contains("&lt;Früher&gt; &amp; \"mehr\"") && !german.contains("<Früher>"));
    assert!(!german.contains("Past days"));

    // The one for all languages speaks the main one.
    place.write(
        "dayfold.toml",
        [SETTINGS.1, "languages = \"one\"\n", words].concat(),
    );
    place.publish();
    assert!(page("").contains("Past days"));
}

#[test]
fn the_stated_language_is_the_main_one() {
    let place = three();
    place.write(
        "dayfold.toml",
        "lang = \"de\"\nurl = \"https://example.org/\"\n",
    );
    // Says no language, so it is in that of the site.
    place.write("2025-11-23.md", day("Neu"));
    place.publish();
    assert!(place.page("index.html").contains("<html lang=\"de\">"));
    assert!(place.page("index.html").contains("Story of Neu"));
    assert!(place.page("en/index.html").contains("Story of Three"));
}

#[rstest]
#[case("", "en")]
#[case("lang = \"fr\"\n", "fr")]
fn files_that_say_no_language_are_in_the_main_one(#[case] settings: &str, #[case] lang: &str) {
    let place = Place::new(&[("2025-11-22.md", &day("Today"))]);
    place.write(
        "dayfold.toml",
        format!("url = \"https://example.org/\"\n{settings}"),
    );
    let folder = place.read();
    assert_eq!(folder.editions.len(), 1);
    assert!(digests(&folder).iter().all(|day| day.lang == lang));
}

#[test]
fn the_files_tell_the_main_language() {
    let place = three();
    for number in 10..14 {
        place.write(&format!("2025-10-{number}.md"), written("de", "Alt"));
    }
    place.write("2025-10-14.md", day("Stumm"));
    place.publish();
    assert!(place.page("index.html").contains("<html lang=\"de\">"));
    assert!(
        place
            .page("2025-10-14/index.html")
            .contains("14. Oktober 2025")
    );
    assert!(place.files().contains("en/index.html"));
}

#[test]
fn one_site_for_all_languages() {
    let place = three();
    place.write(
        "dayfold.toml",
        "languages = \"one\"\nurl = \"https://example.org/\"\n",
    );
    place.publish();
    assert!(!place.files().iter().any(|file| file.starts_with("de/")));
    let html = place.page("2025-11-19/index.html");
    assert!(html.contains("<html lang=\"en\">") && html.contains("lang=\"de-AT\""));
    assert!(!html.contains("hreflang"));
}

#[test]
fn short_texts_tell_their_language_together() {
    let place = Place::new(&[SETTINGS]);
    for (number, title) in [
        "Der Hafen bekommt seine Fähren wieder zurück",
        "Was die Stadt im Winter mit dem Schnee gemacht hat",
        "Kein Zug fährt heute nach Norden, und keiner weiß warum",
        "Ein Museum öffnet seine Türen für alle, die lange gewartet haben",
        "Die Brücke über den Fluss ist endlich fertig geworden",
    ]
    .iter()
    .enumerate()
    {
        let text = format!("# {title}\n\n### {title}\n\nMehr ist nicht bekannt.\n");
        place.write(&format!("2025-11-2{number}.md"), text);
    }
    let folder = place.read();
    assert_eq!(folder.editions.len(), 1);
    let digests = digests(&folder);
    assert!(digests.iter().all(|day| day.lang == "de"));
    assert_eq!(digests[0].date_text, "Donnerstag, 20. November 2025");
}

#[test]
fn every_file_is_on_record() {
    let place = three();
    // Now most files are in German, as many as in English, and first by name.
    place.write("notizen.md", written("de", "Notizen"));
    place.write(
        "entwurf.md",
        day("Entwurf").replacen("---\n", "---\ndraft: true\n", 1),
    );
    let records = place.read().files;
    let records: Vec<_> = records
        .iter()
        .map(|file| (&*file.name, file.draft, &*file.digests[0].lang))
        .collect();
    assert_eq!(
        records,
        [
            ("2025-11-19.de.md", false, "de-AT"),
            ("2025-11-20.md", false, "en"),
            ("2025-11-21.md", false, "en"),
            ("2025-11-21.de.md", false, "de"),
            ("2025-11-22.md", false, "en"),
            ("2025-11-22.he.md", false, "he"),
            ("entwurf.md", true, "de"),
            ("notizen.md", false, "de"),
        ]
    );
}
