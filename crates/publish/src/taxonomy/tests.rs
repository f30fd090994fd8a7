//! What becomes of tags and entities, by what is written and by what is said of them.

use super::*;
use dayfold_ingest::{Context, Severity, position, tag_id};
use dayfold_model::Digest;
use proptest::prelude::*;
use rstest::rstest;

/// A taxonomy of days, each with the labels of its tags in order.
fn taxonomy(toml: &str, days: &[&[&str]]) -> Taxonomy {
    let (rules, said) = read(toml);
    assert_eq!(said, []);
    let mut spellings = Spellings::default();
    for day in days {
        let tags: Vec<_> = day.iter().map(|label| (tag_id(label), *label)).collect();
        spellings.day(tags.iter().map(|(id, label)| (&**id, *label)), []);
    }
    Taxonomy::new(&rules, spellings)
}

/// What stands for a tag of that label, and what that is called.
fn shown(taxonomy: &Taxonomy, label: &str) -> Option<(String, String)> {
    let id = tag_id(label);
    let heir = taxonomy.heir(Subjects::Tags, &id)?;
    let facts = taxonomy.facts(Subjects::Tags, heir);
    Some((heir.to_owned(), facts.unwrap().label.clone()))
}

fn is(taxonomy: &Taxonomy, label: &str, id: &str, called: &str) {
    let expected = Some((id.to_owned(), called.to_owned()));
    assert_eq!(shown(taxonomy, label), expected, "{label}");
}

#[test]
fn spellings_are_one_tag_by_the_first() {
    let days: &[&[&str]] = &[&["Open AI", "Chips"], &["OpenAI"], &["openai", "open_ai"]];
    let taxonomy = taxonomy("", days);
    for spelling in ["Open AI", "OpenAI", "openai", "open_ai"] {
        is(&taxonomy, spelling, "open-ai", "Open AI");
    }
    is(&taxonomy, "Chips", "chips", "Chips");
}

#[test]
fn an_entry_gives_address_label_and_other_names() {
    let toml =
        "[tags.openai]\nlabel = \"OpenAI\"\naliases = [\"OpenAI Inc.\", \"ChatGPT maker\"]\n";
    let taxonomy = taxonomy(
        toml,
        &[&["open ai", "ChatGPT Maker"], &["openai-inc", "AI"]],
    );
    for spelling in ["open ai", "ChatGPT maker", "OpenAI, Inc"] {
        is(&taxonomy, spelling, "openai", "OpenAI");
    }
    is(&taxonomy, "AI", "ai", "AI");
}

#[test]
fn merges_follow_each_other_and_spellings() {
    let toml = "[tags.ml]\ninto = \"machine-learning\"\naliases = [\"M.L. stuff\"]\n[tags.learning]\ninto = \"ml\"\n";
    let taxonomy = taxonomy(
        toml,
        &[&["ML", "Learning"], &["Machine Learning"], &["ml stuff"]],
    );
    for spelling in ["ML", "Learning", "machine learning", "ML stuff"] {
        is(&taxonomy, spelling, "machine-learning", "Machine Learning");
    }
}

#[test]
fn entries_that_are_alike_stay_apart() {
    let days: &[&[&str]] = &[&["Marché", "Marche", "MARCHE"]];
    is(&taxonomy("", days), "Marche", "marché", "Marché");
    let apart = taxonomy("[tags.marche]\n[tags.\"marché\"]\n", days);
    is(&apart, "Marché", "marché", "Marché");
    is(&apart, "Marche", "marche", "Marche");
}

#[test]
fn what_is_ignored_is_not_shown_in_any_spelling() {
    let taxonomy = taxonomy(
        "ignore = [\"News\", \"daily\"]\n[tags.daily]\naliases = [\"every day\"]\n",
        &[&["news", "N-e-w-s", "Every Day", "newsletters"]],
    );
    for spelling in ["news", "N-e-w-s", "Every Day"] {
        assert_eq!(shown(&taxonomy, spelling), None, "{spelling}");
    }
    is(&taxonomy, "newsletters", "newsletters", "newsletters");
}

#[test]
fn what_was_published_keeps_its_address() {
    let mut spellings = Spellings::default();
    spellings.published(Subjects::Tags, "openai");
    spellings.published(Subjects::Tags, "open-ai");
    spellings.published(Subjects::Tags, "gone");
    // An older day that was added later.
    spellings.day([("open-ai", "Open AI")], []);
    spellings.day([("openai", "OpenAI")], []);
    let taxonomy = Taxonomy::new(&Rules::default(), spellings);
    is(&taxonomy, "Open AI", "openai", "Open AI");
    let published = ["openai", "open-ai", "gone"];
    let is_used = |id: &str| taxonomy.facts(Subjects::Tags, id).is_some();
    let redirects = taxonomy.redirects(Subjects::Tags, published, is_used);
    let ways: Vec<_> = redirects
        .iter()
        .map(|way| (&*way.from, way.to.as_deref()))
        .collect();
    assert_eq!(ways, [("gone", None), ("open-ai", Some("openai"))]);
    let paths = dayfold_app::paths::Paths::new("/news/");
    let told = |redirect: &Redirect| -> Vec<String> {
        let pairs = redirect.pairs(&paths, true).into_iter();
        pairs.map(|(from, to)| format!("{from} {to}")).collect()
    };
    assert_eq!(
        told(&redirects[1]),
        [
            "/news/tags/open-ai/ /news/tags/openai/",
            "/news/data/tags/open-ai.json /news/data/tags/openai.json",
            "/news/tags/open-ai/feed.json /news/tags/openai/feed.json",
            "/news/tags/open-ai/feed.xml /news/tags/openai/feed.xml",
            "/news/tags/open-ai/* /news/tags/openai/",
        ]
    );
    assert_eq!(told(&redirects[0]), ["/news/tags/gone/ /news/tags/"]);
}

#[rstest]
#[case::syntax("[tags.a\nlabel = 1", "tags-syntax", Severity::Error, 1)]
#[case::part("[tag.a]\nlabel = \"A\"", "tags-unknown", Severity::Warning, 1)]
#[case::field("[tags.a]\ntitle = \"A\"", "tags-unknown", Severity::Warning, 2)]
#[case::ticker_of_tag("[tags.a]\nticker = \"X:A\"", "tags-unknown", Severity::Warning, 2)]
#[case::label("[tags.a]\nlabel = 3", "tags-type", Severity::Error, 2)]
#[case::aliases("[tags.a]\naliases = \"b\"", "tags-type", Severity::Error, 2)]
#[case::alias("[tags.a]\naliases = [\"b\", 4]", "tags-type", Severity::Error, 2)]
#[case::ignore("ignore = \"news\"", "tags-type", Severity::Error, 1)]
#[case::entry("[tags]\na = \"A\"", "tags-type", Severity::Error, 2)]
#[case::list("tags = []", "tags-type", Severity::Error, 1)]
#[case::kinds("[kinds]\nfinance = 1", "tags-type", Severity::Error, 2)]
#[case::name("[tags.\" \"]\nlabel = \"A\"", "tags-name", Severity::Error, 1)]
#[case::twice("[tags.open-ai]\n[tags.\"Open AI\"]", "tags-twice", Severity::Error, 2)]
#[case::alias_twice(
    "[tags.a]\naliases = [\"c\"]\n[tags.b]\naliases = [\"C\"]",
    "tags-alias",
    Severity::Error,
    4
)]
#[case::alias_is_entry(
    "[tags.a]\naliases = [\"b\"]\n[tags.b]",
    "tags-alias",
    Severity::Error,
    2
)]
#[case::cycle_of_one("[tags.a]\ninto = \"A\"", "tags-cycle", Severity::Error, 2)]
#[case::excess(
    "[tags.a]\nlabel = \"A\"\ninto = \"b\"\n[tags.b]",
    "tags-merge-excess",
    Severity::Warning,
    3
)]
#[case::url("[entities.a]\nurl = \"nvidia.com\"", "tags-url", Severity::Error, 2)]
#[case::script(
    "[entities.a]\nurl = \"javascript:x()\"",
    "tags-url",
    Severity::Error,
    2
)]
#[case::ticker_without_symbol(
    "[entities.a]\nticker = \"NYSE:\"",
    "tags-ticker",
    Severity::Error,
    2
)]
#[case::ticker(
    "[entities.a]\nticker = \"NVDA, of course\"",
    "tags-ticker",
    Severity::Error,
    2
)]
fn says_where_and_goes_on(
    #[case] toml: &str,
    #[case] code: &str,
    #[case] severity: Severity,
    #[case] line: usize,
) {
    let toml = format!("{toml}\n[entities.later]\nname = \"Later\"\n");
    let (rules, said) = read(&toml);
    let [first, ..] = &*said else {
        panic!("nothing was said of {toml}");
    };
    assert_eq!((first.code, first.severity), (code, severity), "{said:?}");
    assert!(first.help.is_some());
    let span = first.span.clone().unwrap();
    assert_eq!(position(&toml, span.start).line, line);
    let later = rules.entities.entries.get("later");
    assert_eq!(
        later.and_then(|entry| entry.label.as_deref()),
        Some("Later")
    );
}

#[test]
fn a_cycle_costs_its_merges_alone() {
    let toml = "[tags.a]\ninto = \"b\"\n[tags.b]\ninto = \"C\"\n[tags.c]\ninto = \"a\"\n[tags.d]\ninto = \"a\"\n";
    let (rules, said) = read(toml);
    let lines: Vec<_> = said
        .iter()
        .map(|said| {
            (
                said.code,
                position(toml, said.span.clone().unwrap().start).line,
            )
        })
        .collect();
    assert_eq!(
        lines,
        [("tags-cycle", 2), ("tags-cycle", 4), ("tags-cycle", 6)]
    );
    let mut spellings = Spellings::default();
    spellings.day([("a", "A"), ("d", "D"), ("b", "B")], []);
    let taxonomy = Taxonomy::new(&rules, spellings);
    is(&taxonomy, "d", "a", "A");
    is(&taxonomy, "b", "b", "B");
}

#[test]
fn a_merge_into_nothing_is_told_where_no_language_has_it() {
    let toml = "[tags.ml]\ninto = \"machine learning\"\n[entities.a]\ninto = \"b\"\n";
    let english = taxonomy(toml, &[&["ML"]]);
    let said = missing([&english].into_iter());
    let codes: Vec<_> = said.iter().map(|said| said.code).collect();
    assert_eq!(codes, ["tags-merge-missing", "tags-merge-missing"]);
    assert_eq!(position(toml, said[0].span.clone().unwrap().start).line, 2);
    is(&english, "ML", "ml", "ML");

    let other = taxonomy(toml, &[&["Machine Learning"]]);
    let said = missing([&english, &other].into_iter());
    assert_eq!(said.len(), 1, "{said:?}");
    assert!(said[0].message.contains("entity “b”"));
}

fn digest(text: &str) -> Digest {
    let context = Context::default();
    let mut reading = dayfold_ingest::read(text.as_bytes(), "2025-11-22.md", &context);
    reading.digests.remove(0)
}

fn of(rules: &Rules, digests: &[&Digest]) -> Taxonomy {
    let mut spellings = Spellings::default();
    for digest in digests {
        let tags = digest.tags.iter().map(|tag| (&*tag.id, &*tag.label));
        let entities = digest.entities.iter();
        let entities = entities.map(|entity| (&*entity.id, &*entity.name, &*entity.kind));
        spellings.day(tags, entities);
    }
    Taxonomy::new(rules, spellings)
}

#[test]
fn a_digest_is_brought_to_the_taxonomy() {
    let before = digest(
        "# Day\n\n- Nvidia [finance:NVIDIA Corporation] leads.\n\n## Topic\n\n### One\n\nNvidia [finance:NVIDIA Corporation] and NVDA [finance:Nvidia Corp] rose.\n\nTags: Open AI, News, openai, Chips\n\n### Two\n\nText.\n\nTags: News\n",
    );
    let (rules, said) = read(
        "ignore = [\"news\"]\n[kinds]\nfinance = \"company\"\n[entities.nvidia]\nname = \"Nvidia\"\naliases = [\"NVIDIA Corporation\", \"Nvidia Corp\"]\nurl = \"https://www.nvidia.com\"\nticker = \"NASDAQ:NVDA\"\n",
    );
    assert_eq!(said, []);
    let taxonomy = of(&rules, &[&before]);
    let mut after = before.clone();
    taxonomy.apply(&mut after);
    let tags: Vec<_> = after
        .tags
        .iter()
        .map(|tag| (&*tag.id, &*tag.label))
        .collect();
    assert_eq!(tags, [("open-ai", "Open AI"), ("chips", "Chips")]);
    let stories: Vec<_> = after.stories().collect();
    assert_eq!(stories[0].tags, ["open-ai", "chips"]);
    // What is shown as a tag is not shown once more over the story.
    assert_eq!(stories[0].kicker, ["Open AI", "Open AI", "Chips"]);
    assert!(stories[1].tags.is_empty() && stories[1].kicker.is_empty());
    assert_eq!(stories[0].entities, ["nvidia"]);
    let [nvidia] = &*after.entities else {
        panic!("{:?}", after.entities);
    };
    assert_eq!((&*nvidia.name, &*nvidia.kind), ("Nvidia", "company"));
    assert_eq!(nvidia.url.as_deref(), Some("https://www.nvidia.com/"));
    assert_eq!(nvidia.ticker.as_deref(), Some("NASDAQ:NVDA"));
    let json = serde_json::to_string(&after).unwrap();
    let mark =
        "<data value=\\\"nvidia\\\">Nvidia</data> and <data value=\\\"nvidia\\\">NVDA</data>";
    assert!(json.contains(mark), "{json}");
    assert!(!json.contains("nvidia-corp"), "{json}");

    let once = after.clone();
    taxonomy.apply(&mut after);
    assert_eq!(after, once);
}

#[test]
fn a_mark_changes_with_what_applies_and_with_nothing_else() {
    let one =
        digest("# Day\n\n## Topic\n\n### One\n\nNvidia [finance:Nvidia] rose.\n\nTags: Chips\n");
    let mark = |toml: &str, others: &[&Digest]| {
        let (rules, _) = read(toml);
        of(&rules, &[&[&one], others].concat()).mark(
            one.tags.iter().map(|tag| &*tag.id),
            one.entities.iter().map(|entity| &*entity.id),
        )
    };
    let plain = mark("", &[]);
    let later = digest("# Day\n\n## Topic\n\n### Two\n\nText.\n\nTags: chips, C-H-I-P-S, Steel\n");
    assert_eq!(mark("", &[&later]), plain);
    assert_eq!(mark("[tags.steel]\nlabel = \"Iron\"\n", &[&later]), plain);
    for toml in [
        "[tags.chips]\nlabel = \"Semiconductors\"\n",
        "[tags.semiconductors]\naliases = [\"chips\"]\n",
        "ignore = [\"chips\"]\n",
        "[kinds]\nfinance = \"company\"\n",
        "[entities.nvidia]\nticker = \"NASDAQ:NVDA\"\n",
        "[entities.nvidia]\nurl = \"https://www.nvidia.com/\"\n",
    ] {
        assert_ne!(mark(toml, &[]), plain, "{toml}");
    }
}

#[test]
fn the_page_at_an_old_address_leads_on() {
    let settings = dayfold_model::Settings {
        title: "News & \"views\"".into(),
        tagline: None,
        url: Some("https://example.org/news/".into()),
        lang: "he".into(),
        dir: dayfold_model::Dir::Rtl,
        words: dayfold_model::Words::default(),
        languages: String::new(),
        entities: false,
        untagged: false,
        logo: String::new(),
        navigation: String::new(),
        byline: String::new(),
        disclosure: String::new(),
        footer: String::new(),
    };
    let page = RedirectPage {
        settings: &settings,
        paths: &dayfold_app::paths::Paths::new("/news/"),
        to: &dayfold_app::paths::Route::Tag("a-b".into()),
        label: "A & B",
    };
    let html = page.html();
    for part in [
        "<html lang=\"he\" dir=\"rtl\">",
        "<meta http-equiv=\"refresh\" content=\"0; url=/news/tags/a-b/\">",
        "<meta name=\"robots\" content=\"noindex\">",
        "<link rel=\"canonical\" href=\"https://example.org/news/tags/a-b/\">",
        "<title>A &amp; B · News &amp; &quot;views&quot;</title>",
        "<a href=\"/news/tags/a-b/\">A &amp; B</a>",
    ] {
        assert!(html.contains(part), "{part} in {html}");
    }
    assert!(!html.contains("<script") && !html.contains("style"));
}

/// Labels of which many are alike.
fn labels() -> impl Strategy<Value = Vec<Vec<String>>> {
    let label = "[aAéB]{1,2}[ ._-]?[aAeB1]{0,2}[ -]?[12]?";
    prop::collection::vec(prop::collection::vec(label, 0..4), 1..8)
}

proptest! {
    /// Adding later days renames nothing, gives nothing another label, and changes no mark.
    #[test]
    fn later_days_change_nothing(days in labels(), cut in 0usize..8) {
        let toml = "[tags.a-b]\nlabel = \"A B\"\n[tags.aa]\ninto = \"a-b\"\n";
        let days: Vec<Vec<&str>> = days.iter().map(|day| day.iter().map(String::as_str).collect()).collect();
        let days: Vec<&[&str]> = days.iter().map(Vec::as_slice).collect();
        let earlier = &days[..cut.min(days.len())];
        let (before, after) = (taxonomy(toml, earlier), taxonomy(toml, &days));
        for label in earlier.iter().copied().flatten() {
            prop_assert_eq!(shown(&before, label), shown(&after, label));
            let id = tag_id(label);
            let tags = || std::iter::once(&*id);
            prop_assert_eq!(before.mark(tags(), std::iter::empty()), after.mark(tags(), std::iter::empty()));
        }
        // What stands for something stands for itself, and what leads away is no page.
        for label in days.iter().copied().flatten() {
            let (heir, _) = shown(&after, label).unwrap();
            prop_assert_eq!(after.heir(Subjects::Tags, &heir), Some(&*heir));
        }
        let is_used = |id: &str| after.facts(Subjects::Tags, id).is_some();
        for redirect in after.redirects(Subjects::Tags, [], is_used) {
            prop_assert!(after.facts(Subjects::Tags, &redirect.from).is_none());
            let to = redirect.to.unwrap();
            prop_assert!(after.facts(Subjects::Tags, &to).is_some());
        }
    }

    #[test]
    fn no_text_takes_it_down(toml in "(\\[(tags|entities)\\.[ab\"]{1,3}\\]\n|(into|aliases|label|url) = (\"[ab]\"|\\[\"a\", \"b\"\\]|1)\n){0,12}") {
        let (rules, _) = read(&toml);
        let mut spellings = Spellings::default();
        spellings.day([("a", "A"), ("b", "B"), ("ab", "AB")], [("a", "A", "x")]);
        let taxonomy = Taxonomy::new(&rules, spellings);
        _ = missing([&taxonomy].into_iter());
        _ = taxonomy.redirects(Subjects::Tags, ["c"], |_| true);
    }
}
