use super::*;
use dayfold_model::{Dir, PartLabel, Section, Takeaway, VERSION};
use rstest::rstest;

const ADDRESS: &str = "https://example.org/news/2025-11-22/";

fn block(label: Option<&str>, html: &str) -> Block {
    Block {
        label: label.map(Into::into),
        html: html.into(),
    }
}

fn story() -> Story {
    Story {
        id: "h200".into(),
        title: "H200 * \"maybe\"".into(),
        url: Some("https://paper.example/h200".into()),
        kicker: vec![],
        body: vec![
            block(
                Some("What happened"),
                "<p>The <strong>H200</strong> may be <a href=\"/news/tags/sold/\">sold</a> &amp; \
                 shipped.</p>",
            ),
            block(
                Some("Who?"),
                "<ul><li>One</li><li>Two<ul><li>and a <em>half</em></li></ul></li></ul>",
            ),
            block(None, "<blockquote><p>1. is no list</p></blockquote>"),
        ],
        sources: vec![
            Source {
                name: "Wiki".into(),
                url: Some("https://wiki.example/H200_(chip)".into()),
            },
            Source {
                name: "Radio".into(),
                url: None,
            },
        ],
        tags: vec![],
        entities: vec![],
        labels: vec![],
        earlier: vec![],
        repeats: None,
        corrected: None,
        corrected_text: None,
    }
}

fn digest() -> Digest {
    Digest {
        version: VERSION,
        date: "2025-11-22".parse().ok(),
        slug: None,
        date_text: "Saturday, November 22, 2025".into(),
        lang: "en".into(),
        dir: Dir::Ltr,
        translations: vec![],
        title: "The day".into(),
        publication: Some("Daily".into()),
        minutes: 0,
        summary: Some("<p>In short.</p>".into()),
        updated: None,
        updated_text: None,
        takeaways: vec![
            Takeaway {
                html: "It is <b>told</b>".into(),
                story: None,
            },
            Takeaway {
                html: "Nvidia may".into(),
                story: Some("h200".into()),
            },
        ],
        sections: vec![Section {
            id: "chips".into(),
            title: Some("Chips".into()),
            icon: Some("🏭".into()),
            body: vec![],
            stories: vec![story()],
        }],
        footer: vec![block(None, "<p>Follow us.</p>")],
        tags: vec![],
        entities: vec![],
        labels: vec![PartLabel {
            part: "takeaways".into(),
            label: "TL;DR".into(),
        }],
    }
}

#[test]
fn a_story() {
    let (story, digest) = (story(), digest());
    insta::assert_snapshot!("story_markdown", story_markdown(&story, &digest, ADDRESS));
    insta::assert_snapshot!("story_text", story_text(&story, &digest, ADDRESS));
}

#[test]
fn a_day() {
    let digest = digest();
    insta::assert_snapshot!("day_markdown", day_markdown(&digest, ADDRESS));
    insta::assert_snapshot!("day_text", day_text(&digest, ADDRESS));
}

#[test]
fn what_was_saved() {
    let mut saved = Saved::default();
    for (id, lead) in [("b", ""), ("a", "It is shut.")] {
        saved.toggle(SavedStory {
            page: "2025-11-22".into(),
            id: id.into(),
            title: "The [bridge]".into(),
            date_text: "Saturday".into(),
            lead: lead.into(),
        });
    }
    let address = |story: &SavedStory| ["https://example.org/#", &story.id].concat();
    insta::assert_snapshot!(saved_markdown("Saved", &saved, address));
}

fn html(form: Form, html: &str) -> String {
    let mut out = Writer::new(form, ADDRESS);
    out.html(html);
    out.finish()
}

#[rstest]
#[case::breaks(
    "<p>a<br>b</p><hr><p>c</p>",
    "a\\\nb\n\n---\n\nc\n",
    "a\nb\n\n---\n\nc\n"
)]
#[case::headings("<h4>A</h4><p>b</p>", "###### A\n\nb\n", "A\n\nb\n")]
#[case::items(
    "<ol start=\"9\"><li>a</li><li><p>b</p><p>c</p></li></ol><p>d</p>",
    "9. a\n10. b\n\n    c\n\nd\n",
    "9. a\n10. b\n\n    c\n\nd\n"
)]
#[case::code(
    "<p><code>a*b</code> <code>a`</code></p>",
    "`a*b` `` a` ``\n",
    "a*b a`\n"
)]
#[case::lines(
    "<pre><code>a\n\n  *b*\n</code></pre><p>c</p>",
    "```\na\n\n  *b*\n```\n\nc\n",
    "a\n\n  *b*\n\nc\n"
)]
#[case::table(
    "<table><thead><tr><th>a</th><th>b|c</th></tr></thead><tbody><tr><td><p>1</p></td><td>2<br>3</td></tr></tbody></table><p>x</p>",
    "| a | b\\|c |\n| --- | --- |\n| 1 | 2 3 |\n\nx\n",
    "a | b|c\n1 | 2 3\n\nx\n"
)]
#[case::images(
    "<p><img src=\"/news/a.png\" alt=\"A\" width=\"1\"> <a href=\"#b\">b</a></p>",
    "![A](https://example.org/news/a.png) [b](https://example.org/news/2025-11-22/#b)\n",
    "A b (https://example.org/news/2025-11-22/#b)\n"
)]
#[case::quotes(
    "<blockquote><p>a</p><ul><li>b</li></ul></blockquote><p>c</p>",
    "> a\n\n> - b\n\nc\n",
    "> a\n\n> - b\n\nc\n"
)]
#[case::terms("<dl><dt>a</dt><dd>b</dd></dl>", "**a**\nb\n", "a\nb\n")]
#[case::marks(
    "<p># a *b* 2_000 _c_ AT&amp;T &amp;amp; &lt;p&gt; ~5</p>",
    "\\# a \\*b\\* 2_000 \\_c\\_ AT&T \\&amp; \\<p> ~5\n",
    "# a *b* 2_000 _c_ AT&T &amp; <p> ~5\n"
)]
#[case::same(
    "<p><a href=\"https://a.example\">https://a.example</a></p>",
    "[https://a.example](https://a.example)\n",
    "https://a.example\n"
)]
fn elements(#[case] source: &str, #[case] markdown: &str, #[case] text: &str) {
    assert_eq!(html(Form::Markdown, source), markdown);
    assert_eq!(html(Form::Text, source), text);
}

#[rstest]
#[case("# a", "\\# a")]
#[case("#a", "#a")]
#[case("- a", "\\- a")]
#[case("-5", "-5")]
#[case("--", "\\--")]
#[case("12. a", "12\\. a")]
#[case("12.5", "12.5")]
#[case("> a", "\\> a")]
#[case("", "")]
fn beginnings(#[case] text: &str, #[case] escaped: &str) {
    assert_eq!(escape::escaped_start(text), escaped);
}
