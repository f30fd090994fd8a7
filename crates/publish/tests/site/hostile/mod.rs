//! Digests, settings and names that somebody wrote to break in: whatever is read, what is written
//! does nothing but show it.

#[path = "../../../../../tests/hostile/mod.rs"]
mod corpus;
mod hosts;
mod look;

use crate::place::bundle;
use corpus::{Shape, attacks, files};
use dayfold_publish::{Cache, Extra, Folder, Options, ReadOptions, publish};
use look::look;
use rstest::rstest;
use std::{
    collections::BTreeSet,
    fs,
    path::{Path, PathBuf},
};
use tempfile::TempDir;

/// A folder of digests and its site in a folder in which nothing else is.
struct Around {
    around: TempDir,
}

impl Around {
    fn new(files: &[(String, String)]) -> Self {
        let around = TempDir::new().unwrap();
        for (name, text) in files {
            let path = around.path().join("a/b/c/content").join(name);
            fs::create_dir_all(path.parent().unwrap()).unwrap();
            fs::write(path, text).unwrap();
        }
        Self { around }
    }

    fn out(&self) -> PathBuf {
        self.around.path().join("a/b/c/site")
    }

    fn listed(&self) -> BTreeSet<PathBuf> {
        let walk = walkdir::WalkDir::new(self.around.path()).into_iter();
        let paths = walk.map(|entry| entry.unwrap().into_path());
        paths.filter(|path| !path.starts_with(self.out())).collect()
    }

    /// Builds the site and looks through all of it.
    fn check(&self, without: &[Extra], images: bool) {
        let before = self.listed();
        let folder = Folder::read(
            &self.around.path().join("a/b/c/content"),
            ReadOptions {
                cache: Cache::in_memory(),
                ..ReadOptions::default()
            },
        );
        let options = Options {
            without,
            ..Options::default()
        };
        let summary = publish(&folder.unwrap(), &bundle(), &self.out(), &options).unwrap();
        assert!(summary.days > 0, "{summary:?}");
        assert_eq!(self.listed(), before, "something is outside of the site");
        assert_harmless(&self.out(), images);
    }
}

#[track_caller]
fn assert_harmless(out: &Path, images: bool) {
    let found = look(out, images);
    let shown: Vec<String> = found
        .iter()
        .take(40)
        .map(|one| one.chars().take(600).collect())
        .collect();
    assert!(
        found.is_empty(),
        "{} in all:\n{}",
        found.len(),
        shown.join("\n")
    );
}

/// What is left out where only days, lists, feeds and data are looked through.
const NO_STORIES: [Extra; 4] = [Extra::Cards, Extra::Stories, Extra::Widgets, Extra::Search];

/// One attack of each kind, for what takes its time.
const CHOSEN: &[&str] = &[
    "script",
    "quote-attribute",
    "script-end",
    "title-end",
    "svg-load",
    "header-break",
    "redirect-break",
    "nginx-break",
    "toml-break",
    "javascript-tab",
    "javascript-entity",
    "data-html",
    "quotes",
    "brackets",
    "protocol-relative",
    "tab-relative",
    "path-up",
    "path-absolute",
    "controls",
    "bidi-open",
    "json-surrogate",
    "line-separators",
    "style-end",
    "markdown-link",
    "noscript",
];

/// The attacks but the long ones.
fn short() -> Vec<(String, String)> {
    attacks()
        .into_iter()
        .filter(|(_, text)| text.len() < 1_000)
        .collect()
}

const SETTINGS: &str = "title = \"News\"\nurl = \"https://example.org/news/\"\nlang = \"en\"\n";

/// Every attack in every field of a shape.
#[rstest]
#[case::markdown(Shape::Markdown)]
#[case::raw(Shape::Raw)]
#[case::json(Shape::Json)]
#[case::rss(Shape::Rss)]
#[case::atom(Shape::Atom)]
#[case::json_feed(Shape::JsonFeed)]
#[case::clusters(Shape::Clusters)]
#[case::page(Shape::Page)]
#[case::pasted(Shape::Pasted)]
fn digests(#[case] shape: Shape) {
    let attacks: Vec<_> = match shape {
        Shape::Raw => attacks(),
        // The long ones are long everywhere.
        _ => short(),
    };
    let mut all = files(shape, &attacks);
    // The images of others are shown by one of them, so that both ways are tried.
    let images = shape == Shape::Markdown;
    let more = if images {
        "images = \"remote\"\nhost = \"netlify\"\n"
    } else {
        "host = \"cloudflare\"\n"
    };
    all.push(("dayfold.toml".to_owned(), format!("{SETTINGS}{more}")));
    Around::new(&all).check(&NO_STORIES, images);
}

/// What is made of each story: its page, its card, its widget, what the search and oEmbed say. It
/// is the same whatever shape the story came in.
#[test]
fn stories() {
    let chosen: Vec<_> = short()
        .into_iter()
        .filter(|(name, _)| CHOSEN.contains(&&**name))
        .collect();
    let mut all = files(Shape::Json, &chosen);
    all.push(("dayfold.toml".to_owned(), SETTINGS.to_owned()));
    Around::new(&all).check(&[], false);
}

/// A text as the name of a file, as far as there can be such a file.
fn file_name(text: &str, ending: &str) -> Option<String> {
    let name: String = text.chars().filter(|c| !matches!(c, '/' | '\0')).collect();
    let name = &name[..name.floor_char_boundary(150)];
    (!name.is_empty()).then(|| format!("{name}{ending}"))
}

/// Every attack as the name of a digest, of a folder, of a picture, and of a page.
#[test]
fn names() {
    let mut all = vec![(
        "dayfold.toml".to_owned(),
        format!("{SETTINGS}host = \"nginx\"\n"),
    )];
    let is_chosen = |name: &str| {
        name.starts_with("path") || name.starts_with("clobber") || CHOSEN.contains(&name)
    };
    let chosen = short().into_iter().filter(|(name, _)| is_chosen(name));
    for (at, (_, text)) in chosen.enumerate() {
        let Some(name) = file_name(&text, "") else {
            continue;
        };
        let digest = format!(
            "# Day\n\n## Topic\n\n### Story\n\nText ![{at}](<{name}.png>) [up](<../{name}>)\n"
        );
        all.push((format!("{name}.md"), digest.clone()));
        all.push((format!("{name}.d/2024-02-01-{at}.md"), digest));
        all.push((
            format!("pages/{name}.md"),
            format!("---\ntitle: Page {at}\n---\n\n[x](<{name}.md>)\n"),
        ));
        all.push((format!("{name}.png"), "\u{89}PNG".to_owned()));
    }
    Around::new(&all).check(&NO_STORIES, false);
}

/// Every attack as a tag, and as what `tags.toml` says of tags and entities.
#[test]
fn taxonomy() {
    let mut tags = String::new();
    let mut digest = "# Day\n\n## Topic\n".to_owned();
    for (at, (_, text)) in short().iter().enumerate() {
        let (key, value) = (
            toml::Value::from(text.as_str()),
            toml::Value::from(text.as_str()),
        );
        tags += &format!(
            "[tags.{key}]\nlabel = {value}\naliases = [{value}]\nkind = {value}\n\
             [tags.t{at}]\ninto = {value}\n\
             [entities.e{at}]\nname = {value}\naliases = [{value}]\nkind = {value}\nurl = {value}\nticker = {value}\n"
        );
        let line = text.replace(['\r', '\n', ','], " ");
        digest += &format!("\n### Story {at}\n\nText.\n\nTags: {line}, t{at}\nEntities: e{at}\n");
    }
    let files = [
        ("dayfold.toml", SETTINGS.to_owned()),
        ("tags.toml", tags),
        ("2024-01-01.md", digest.clone()),
        ("2024-01-02.md", digest),
    ];
    Around::new(&files.map(|(name, text)| (name.to_owned(), text))).check(&NO_STORIES, false);
}

/// One attack of each kind as every value of the settings. A value that cannot be used costs
/// itself, never the site.
#[test]
fn settings() {
    for (name, text) in attacks() {
        if !CHOSEN.contains(&&*name) {
            continue;
        }
        let value = toml::Value::from(text.as_str());
        let host = ["netlify", "cloudflare", "github", "nginx"][name.len() % 4];
        let all = format!(
            "title = {value}\ntagline = {value}\nlang = {value}\ntimezone = {value}\nlanguages = {value}\n\
             host = \"{host}\"\nimages = {value}\nlogo = {value}\nicon = {value}\nstylesheet = {value}\n\
             byline = {value}\ndisclosure = {value}\nfooter = {value}\nwidget-sites = [{value}, {value}]\n\
             navigation = [{{ label = {value}, href = {value} }}, {{ label = {value}, href = \"/x/\" }}]\n\
             links = [{{ label = {value}, href = {value}, rel = {value} }}, {{ label = {value}, href = \"https://a.example/\", rel = {value} }}]\n\
             {value} = {value}\n\
             [show]\nwidgets = true\n\
             [theme]\naccent = {value}\npaper = {value}\nink = {{ light = {value}, dark = {value} }}\nheadings = {value}\ntext = {value}\nmeasure = {value}\n\
             [words]\nlatest = {value}\narchive = {value}\n{value} = {value}\n[words.de]\nlatest = {value}\n\
             [sections]\n\"Topic\" = {value}\n\"Other\" = {{ icon = {value}, order = 1 }}\n{value} = {value}\n"
        );
        // An address of its own, so that the rest is built under one; and as one that there may be.
        let urls = [
            "url = \"https://example.org/news/\"\n".to_owned(),
            format!("url = {value}\n"),
            format!(
                "url = {}\n",
                toml::Value::from(format!("https://example.org/{text}"))
            ),
        ];
        for url in urls {
            let files = [
                ("dayfold.toml", format!("{url}{all}")),
                (
                    "2024-01-01.md",
                    "# Day\n\n## Topic\n\n### Story\n\nText.\n".to_owned(),
                ),
            ];
            let place = Around::new(&files.map(|(name, text)| (name.to_owned(), text)));
            place.check(&NO_STORIES, false);
        }
    }
}

/// What the looking itself is worth: a page with any of these is found out.
#[rstest]
#[case::script("<script>pwned()</script>")]
#[case::handler("<p onclick=\"x\">")]
#[case::style("<p style=\"x\">")]
#[case::address("<a href=\" java\tscript:x\">y</a>")]
#[case::frame("<iframe></iframe>")]
#[case::image("<img src=\"//evil.example/\">")]
#[case::refresh("<meta http-equiv=\"refresh\" content=\"0;url=https://evil.example/\">")]
#[case::id("<p id=\"df-root\"></p><p id=\"df-root\"></p>")]
fn is_found(#[case] bad: &str) {
    let out = TempDir::new().unwrap();
    let head = "<!DOCTYPE html><html><head><meta charset=\"utf-8\"><meta http-equiv=\"Content-Security-Policy\" content=\"x\"></head><body>";
    let write = |body: &str| {
        fs::write(
            out.path().join("a.html"),
            format!("{head}{body}</body></html>"),
        )
        .unwrap()
    };
    write("<p>Text</p>");
    assert_eq!(look(out.path(), false), Vec::<String>::new());
    write(bad);
    assert!(!look(out.path(), false).is_empty());
}
