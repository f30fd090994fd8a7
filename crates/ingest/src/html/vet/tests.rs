//! What the allow-list makes of HTML, and that it does so once and for all.

use super::*;
use proptest::prelude::*;
use rstest::rstest;

struct All;
impl Known for All {
    fn id(&self, written: &str) -> Option<String> {
        (written == "known").then(|| written.to_owned())
    }
}

#[rstest]
#[case::text("a &amp; b", "<p>a &amp; b</p>")]
#[case::script("<p>a<script>alert(1)</script>b</p>", "<p>ab</p>")]
#[case::comment("a<!-- c -->b", "<p>ab</p>")]
#[case::attributes(
    "<p id=x class=y style=z onclick=w dir=rtl>a</p>",
    "<p dir=\"rtl\">a</p>"
)]
#[case::link(
    "<a href='https://x.org/?a&b' target=_blank rel=me>a</a>",
    "<p><a href=\"https://x.org/?a&amp;b\">a</a></p>"
)]
#[case::unsafe_link("<a href=javascript:alert(1)>a</a> b", "<p>a b</p>")]
#[case::hidden_scheme("<a href='java\tscript:alert(1)'>a</a>", "<p>a</p>")]
#[case::relative("<a href=/tags/>a</a>", "<p><a href=\"/tags/\">a</a></p>")]
#[case::no_scheme("<a href=//x.org/>a</a>", "<p><a href=\"https://x.org/\">a</a></p>")]
#[case::unknown_tag("<font color=red>a</font><blink>b</blink>", "<p>ab</p>")]
#[case::parts("<div>a</div><section>b</section>c", "<p>a</p><p>b</p><p>c</p>")]
#[case::headings("<h1>a</h1><h5>b</h5>", "<h4>a</h4><h5>b</h5>")]
#[case::entity(
    "<data value=known>a</data> <data value=other>b</data>",
    "<p><data value=\"known\">a</data> b</p>"
)]
#[case::white_space(
    "<p> a\n b <em> c </em>d </p>\n<p></p>",
    "<p>a b <em>c</em> d</p><p></p>"
)]
#[case::bare_items("<ul>a<li>b</ul>", "<ul><li>a</li><li>b</li></ul>")]
#[case::stray_item("<li>a</li>", "<p>a</p>")]
#[case::link_around_blocks(
    "<a href=/b><h2>a</h2><p>b</p></a>",
    "<h4><a href=\"/b\">a</a></h4><p><a href=\"/b\">b</a></p>"
)]
#[case::pre("<pre>\n\n  a\n b</pre>", "<pre>  a\n b</pre>")]
#[case::iframe("a<iframe src=x>b</iframe>", "<p>a</p>")]
#[case::details(
    "<details open><summary>a</summary>b</details>",
    "<details open=\"\"><summary>a</summary><p>b</p></details>"
)]
#[case::text_after_list("<ul><li>a</li></ul>b", "<ul><li>a</li></ul><p>b</p>")]
fn blocks(#[case] html: &str, #[case] expected: &str) {
    assert_eq!(vet_as(html, Mode::Block, &All), expected);
}

#[rstest]
#[case("<p>a <b>b</b></p><p>c</p>", "a <b>b</b> c")]
#[case("<ul><li>a</li><li>b</li></ul>", "a b")]
#[case("x <br> y", "x<br>y")]
fn lines(#[case] html: &str, #[case] expected: &str) {
    assert_eq!(vet_as(html, Mode::Inline, &()), expected);
}

fn soup() -> impl Strategy<Value = String> {
    let names = [
        INLINE,
        BLOCKS,
        VOID,
        PARTS,
        VANISH,
        &["svg", "math", "title", "object"],
    ]
    .concat();
    let tag = (prop::sample::select(names), 0..4_u8).prop_map(|(name, kind)| match kind {
        0 => format!("</{name}>"),
        1 => format!("<{name} href=\"/x\" value=known lang=en>"),
        _ => format!("<{name}>"),
    });
    let text = prop::sample::select(vec![
        "a",
        " b ",
        "&lt;",
        "&amp;amp;",
        "\n",
        "&nbsp;",
        "<!-- x -->",
        "<",
        "\"",
        "]]>",
        "é",
    ]);
    prop::collection::vec(prop_oneof![tag, text.prop_map(str::to_owned)], 0..24)
        .prop_map(|parts| parts.concat())
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 2000, ..ProptestConfig::default() })]
    #[test]
    fn stable(html in soup()) {
        for mode in [Mode::Block, Mode::Inline] {
            let once = vet_as(&html, mode, &All);
            prop_assert_eq!(round(&once, mode, &All), once.clone());
            prop_assert!(!once.contains("<script") && !once.contains("class"));
        }
    }
}

#[test]
fn names_are_sorted() {
    assert!(INLINE.is_sorted() && BLOCKS.is_sorted());
}

/// Each of them once took a parser time that grew with the square of its length, or worse.
#[rstest]
#[case::deep("<span lang=en>")]
#[case::other_end("<div></x>")]
#[case::end_in_comment("<div><!--</div>-->")]
#[case::end_in_attribute("<div title='</div>'>")]
#[case::end_in_style("<div><style></div></style>")]
#[case::end_in_cell("<div><table><td></div></table>")]
#[case::end_of_outer("<b><div></b>")]
#[case::formatting("<font size=1></x><p>a")]
#[case::drawing("<svg></x>")]
#[case::lists("<ul></x><li>")]
#[case::around_tables("<table>a<b>x</b></x>")]
fn takes_no_time(#[case] part: &str) {
    let html = format!("<table>{}", part.repeat(100_000));
    assert!(!vet(&html).is_empty());
}

#[test]
fn many_attributes_take_no_time() {
    let attributes: String = (0..100_000).map(|at| format!(" a{at}=x")).collect();
    assert!(!vet(&format!("<p{attributes}>")).is_empty());
}

#[test]
fn ordinary_html_is_parsed() {
    let rows = "<tr><td>a<td><b>b</b><p>c</p></td>".repeat(1000);
    let table = format!("<table><tbody>{rows}</tbody></table>");
    assert!(vet(&table).starts_with("<table><tbody><tr><td>a</td>"));
    let shapes = "<path d='x'/>".repeat(1000);
    assert_eq!(vet(&format!("a<svg><g>{shapes}</g></svg>b")), "<p>ab</p>");
    let words = "<i>a</i> <a href=/b>c</a> <br>".repeat(1000);
    assert!(vet(&words).starts_with("<p><i>a</i> <a href=\"/b\">c</a><br>"));
}

#[test]
fn deep_nesting_takes_no_time() {
    let html = "<span lang=en>".repeat(100_000) + &"<p>".repeat(100_000);
    assert!(!vet(&html).is_empty());
}

#[rstest]
#[case::image(
    "<img src=https://x.org/a.png alt='A cat'>",
    "<p><a href=\"https://x.org/a.png\">A cat</a></p>"
)]
#[case::image_in_link(
    "<a href=/b><img src=https://x.org/a.png alt='A cat'></a>",
    "<p><a href=\"/b\">A cat</a></p>"
)]
#[case::local_image("<img src=a.png alt='A cat'>", "<p>A cat</p>")]
fn images_that_nobody_decides_on(#[case] html: &str, #[case] expected: &str) {
    assert_eq!(vet(html), expected);
}

#[rstest]
#[case::kept(
    "<img src=a.png alt='A \"cat\"' width=40 height=30 onload=x() style=y class=z>",
    "<p><img src=\"a.png\" alt=\"A &quot;cat&quot;\" width=\"40\" height=\"30\" loading=\"lazy\" decoding=\"async\"></p>"
)]
#[case::half_a_size(
    "<img src=a.png alt width=40>",
    "<p><img src=\"a.png\" alt=\"\" loading=\"lazy\" decoding=\"async\"></p>"
)]
#[case::no_address("<img alt=A>", "<p>A</p>")]
#[case::no_image("<img src=mailto:a@b.c alt=A>", "<p>A</p>")]
#[case::script("<img src=javascript:x() alt=A>", "<p>A</p>")]
fn images_that_stay(#[case] html: &str, #[case] expected: &str) {
    assert_eq!(vet_as(html, Mode::Block, &All), expected);
    assert_eq!(vet_as(expected, Mode::Block, &All), expected);
}
