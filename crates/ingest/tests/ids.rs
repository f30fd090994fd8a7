//! Ids: what they are made of, what becomes of given ones, and what finds them again.

#![allow(clippy::unwrap_used, reason = "a test that cannot go on has failed")]

use dayfold_ingest::{Context, merge, position, read, to_markdown};
use dayfold_model::Digest;
use rstest::rstest;

/// The digest of a text, and what is said of it: `line:column code message`.
fn reading(text: &str) -> (Digest, Vec<String>) {
    let reading = read(text.as_bytes(), "2026-03-14.md", &Context::default());
    let said = reading.diagnostics.iter().map(|said| {
        let place = said.span.as_ref().map(|span| position(text, span.start));
        let place = place.map_or("-".to_owned(), |place| place.to_string());
        format!("{place} {} {}", said.code, said.message)
    });
    let digest = reading.digests[0].clone();
    let markdown = to_markdown(&digest);
    let back = read(markdown.as_bytes(), "", &Context::default());
    assert_eq!(back.diagnostics, [], "{markdown}");
    assert_eq!(back.digests.first(), Some(&digest), "{markdown}");
    (digest, said.collect())
}

fn tags(text: &str) -> Vec<(String, String)> {
    let (digest, _) = reading(&format!("# T\n\n### S\n\n{text}\n"));
    let tags = digest.tags.into_iter();
    tags.map(|tag| (tag.id, tag.label)).collect()
}

fn entities(digest: &Digest) -> Vec<(&str, &str, &str)> {
    let entities = digest.entities.iter();
    entities
        .map(|entity| {
            (
                entity.id.as_str(),
                entity.kind.as_str(),
                entity.name.as_str(),
            )
        })
        .collect()
}

#[rstest]
#[case("AI", "ai")]
#[case("C", "c")]
#[case("C++", "c-plus-plus")]
#[case("C++17", "c-plus-plus-17")]
#[case("C#", "c-sharp")]
#[case("F＃", "f-sharp")]
#[case("Notepad++ & C♯", "notepad-plus-plus-c-sharp")]
#[case("A+B", "a-plus-b")]
#[case("+1 # 2 C ++", "1-2-c")]
#[case("Über uns", "über-uns")]
#[case("🚀", "tag-1f680")]
#[case("❤️", "tag-2764")]
#[case("👩‍🔬 🇪🇺", "tag-1f469-1f52c-1f1ea-1f1fa")]
#[case("!?", "tag-21-3f")]
#[case("df-root", "tag-df-root")]
#[case("Con", "tag-con")]
#[case("LPT¹", "tag-lpt¹")]
#[case("Console", "console")]
#[case(
    "one two three four five six seven eight nine",
    "one-two-three-four-five-six-seven-eight-nine"
)]
fn a_tag_has_its_id_of_its_label_alone(#[case] label: &str, #[case] id: &str) {
    let tag = (id.to_owned(), label.to_owned());
    assert_eq!(tags(&format!("Tags: {label}")), std::slice::from_ref(&tag));
    // Whatever other tags the day has.
    let among = tags(&format!("Tags: 🔥, D--, K, {label}, D++, ♪"));
    assert!(among.contains(&tag), "{among:?}");
}

#[test]
fn labels_of_one_id_are_one_tag() {
    let (digest, said) = reading(
        "---\ntags:\n  - AI\n  - {id: robots, label: Robots}\n  - {id: robots, label: Droids}\n---\n# T\n\n### A\n\nTags: ai, Droids\n\n### B\n\nTags: Ai!, #ROBOTS\n",
    );
    assert_eq!(said, [""; 0]);
    let tags: Vec<_> = digest
        .tags
        .iter()
        .map(|tag| (&*tag.id, &*tag.label))
        .collect();
    assert_eq!(tags, [("ai", "AI"), ("robots", "Robots")]);
    for story in digest.stories() {
        assert_eq!(story.tags, ["ai", "robots"]);
    }
}

#[test]
fn a_tag_keeps_the_id_that_it_is_given() {
    let (digest, _) = reading(
        "---\ntags:\n  - {id: cpp, label: C++}\n  - {id: other, label: Same}\n  - {id: same, label: Same}\n---\n# T\n\n### A\n\nTags: C++\n\n### B\n\nTags: #same\n",
    );
    let ids: Vec<_> = digest.tags.iter().map(|tag| &*tag.id).collect();
    assert_eq!(ids, ["cpp", "other", "same"]);
    let of: Vec<_> = digest.stories().map(|story| story.tags.join(" ")).collect();
    assert_eq!(of, ["cpp", "same"]);
}

#[test]
fn given_ids_become_fit_for_addresses_and_files() {
    let long = "ü".repeat(50);
    let text = format!(
        "---
tags:
  - {{id: Heat_Storage, label: Heat}}
  - {{id: aux, label: Wells}}
  - {{id: a/../b, label: Paths}}
  - {{id: 🚀, label: Space}}
entities:
  - {{id: Acme Ltd., name: Acme Limited, kind: org}}
  - {{id: Nul, name: Nil, kind: org}}
---
# T

## Takeaways

- One {{story=Bridge_One}}
- Two {{story=COM1}}
- Three {{story=🚀}}
- Four {{story={long}}}

## A {{#Topic}}

### Bridge {{#Bridge_One}}

With <data value=\"Acme Ltd.\">Acme</data>.

Tags: #Heat_Storage, #aux, #A/../B, #🚀
Entities: Acme Ltd., NUL

### Port {{#COM1}}

Acme it is: <data value=\"Acme Ltd.\">Acme</data>.

### Rocket {{#🚀}}

### Long {{#{long}}}
"
    );
    let (digest, said) = reading(&text);
    let ids: Vec<_> = digest.tags.iter().map(|tag| &*tag.id).collect();
    assert_eq!(ids, ["heat-storage", "tag-aux", "a-b", "tag-1f680"]);
    let ids: Vec<_> = digest.entities.iter().map(|entity| &*entity.id).collect();
    assert_eq!(ids, ["acme-ltd", "entity-nul"]);
    assert_eq!(digest.sections[0].id, "topic");
    let cut = "ü".repeat(40);
    let ids: Vec<_> = digest.stories().map(|story| &*story.id).collect();
    assert_eq!(ids, ["bridge-one", "story-com1", "story-1f680", &cut]);
    let told: Vec<_> = digest
        .takeaways
        .iter()
        .map(|t| t.story.as_deref())
        .collect();
    assert_eq!(told, ids.into_iter().map(Some).collect::<Vec<_>>());
    let story = &digest.sections[0].stories[0];
    assert_eq!(story.tags, ["heat-storage", "tag-aux", "a-b", "tag-1f680"]);
    assert_eq!(story.entities, ["acme-ltd", "entity-nul"]);
    let html = "<p>Acme it is: <data value=\"acme-ltd\">Acme</data>.</p>";
    assert_eq!(digest.sections[0].stories[1].body[0].html, html);
    assert_eq!(
        said,
        [
            "3:10 bad-id `Heat_Storage` cannot be an id; this became `heat-storage`".to_owned(),
            "4:10 bad-id `aux` cannot be an id; this became `tag-aux`".to_owned(),
            "5:10 bad-id `a/../b` cannot be an id; this became `a-b`".to_owned(),
            "6:10 bad-id `🚀` cannot be an id; this became `tag-1f680`".to_owned(),
            "8:10 bad-id `Acme Ltd.` cannot be an id; this became `acme-ltd`".to_owned(),
            "9:10 bad-id `Nul` cannot be an id; this became `entity-nul`".to_owned(),
            "20:6 bad-id `Topic` cannot be an id; this became `topic`".to_owned(),
            "22:12 bad-id `Bridge_One` cannot be an id; this became `bridge-one`".to_owned(),
            "29:10 bad-id `COM1` cannot be an id; this became `story-com1`".to_owned(),
            "33:12 bad-id `🚀` cannot be an id; this became `story-1f680`".to_owned(),
            format!("35:10 bad-id `{long}` cannot be an id; this became `{cut}`"),
        ]
    );
}

#[test]
fn an_id_stays_short_where_it_is_taken() {
    let long = "a".repeat(80);
    let (digest, _) = reading(&format!(
        "# T\n\n### {long}\n\n### {long}\n\n### df-{long}\n\n### CON\n\n### X {{#{long}}}\n"
    ));
    let ids: Vec<_> = digest.stories().map(|story| &*story.id).collect();
    let (cut, start) = (&long[..78], format!("story-df-{}", &long[..71]));
    let (two, three) = (format!("{cut}-2"), format!("{cut}-3"));
    assert_eq!(ids, [&*two, &*three, &*start, "story-con", &*long]);
}

#[test]
fn entities_of_one_name_and_several_kinds_are_several() {
    let text = "# T\n\n### A\n\nAcme [org:Acme] of Acme [place:Acme], Acme [org:Acme] and ACME [Org:ACME].\n\nC++ [language:C++] is not C [language:C].\n";
    let (digest, said) = reading(text);
    assert_eq!(said, [""; 0]);
    assert_eq!(
        entities(&digest),
        [
            ("acme", "org", "Acme"),
            ("acme-place", "place", "Acme"),
            ("c-plus-plus", "language", "C++"),
            ("c", "language", "C"),
        ]
    );
    assert_eq!(
        digest.sections[0].stories[0].body[0].html,
        "<p><data value=\"acme\">Acme</data> of <data value=\"acme-place\">Acme</data>, <data value=\"acme\">Acme</data> and <data value=\"acme\">ACME</data>.</p>"
    );
}

#[test]
fn several_files_name_entities_as_one_file_does() {
    let file = |text: &str| reading(&format!("# T\n\n### A\n\n{text}\n")).0;
    let parts = ["Acme [org:Acme].", "Acme [place:Acme] of ACME [Org:ACME]."];
    let both = merge(parts.map(file).to_vec()).unwrap();
    assert_eq!(both.entities, file(&parts.join(" ")).entities);
    let second = both.stories().nth(1).unwrap();
    assert_eq!(second.entities, ["acme-place", "acme"]);
}

#[test]
fn long_names_that_begin_alike_are_several() {
    let start = "a".repeat(85);
    let (digest, _) = reading(&format!(
        "# T\n\n### A\n\nOne [org:{start} one] and two [org:{start} two] and one [org:{start} one].\n"
    ));
    let ids: Vec<_> = digest.entities.iter().map(|entity| &*entity.id).collect();
    let (first, second) = (&start[..80], format!("{}-org", &start[..76]));
    assert_eq!(ids, [first, &*second]);
}
