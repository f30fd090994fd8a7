use super::*;
use crate::markdown::nodes;
use rstest::rstest;

fn plan_of(markdown: &str, title: Option<&str>) -> (Vec<(String, Kind)>, bool) {
    let nodes = nodes::parse(markdown, 0);
    let outline = Outline::new(&nodes, None);
    let plan = Plan::new(&outline, &nodes, title, false, false);
    let heads = outline.heads.iter().map(|head| head.text.clone());
    (heads.zip(plan.kinds).collect(), plan.article)
}

const LINK: &str = "A boat [sails](https://a.example/) out.";
const POINTS: &str = "- [A boat](https://a.example/)\n- [A pier](https://b.example/)";

/// `L` stands for prose with a link, `P` for points that are links, `x` for prose.
#[rstest]
#[case::documented("## A\n\n### B\n\nL\n\n## C\n\n### D\n\nL\n", &[Kind::Section, Kind::Story, Kind::Section, Kind::Story])]
#[case::one_level("## A\n\nL\n\n## B\n\nL\n", &[Kind::Story, Kind::Story])]
#[case::points("## A\n\nP\n\n## B\n\nP\n", &[Kind::Section, Kind::Section])]
#[case::sub_sections("## A\n\n### B\n\nP\n\n### C\n\nP\n", &[Kind::Section, Kind::Section, Kind::Section])]
#[case::takeaways("## TL;DR\n\n- x\n\n## A\n\nP\n", &[Kind::Takeaways, Kind::Section])]
#[case::highlights("## Highlights\n\n### A\n\nP\n\n### B\n\nP\n", &[Kind::Wrapper, Kind::Section, Kind::Section])]
#[case::figures("## A\n\nP\n\n## Statistics\n\n- x\n", &[Kind::Section, Kind::Aside])]
#[case::comment("## A\n\nP\n\n## Outlook\n\n- x\n", &[Kind::Section, Kind::Analysis])]
#[case::footer("## A\n\nP\n\n## Disclaimer\n\nx\n", &[Kind::Section, Kind::Footer])]
#[case::inner("## A\n\n### B\n\nL\n\n#### Why\n\nx\n", &[Kind::Section, Kind::Story, Kind::Label])]
#[case::link_lines("## A\n\n[A boat sails out](https://a.example/)\n\n- x\n\n[A pier falls down](https://b.example/)\n\n- x\n", &[Kind::Section])]
fn what_headings_open(#[case] markdown: &str, #[case] expected: &[Kind]) {
    let mut text = "# The Tide, March 14, 2026\n\n".to_owned();
    for line in markdown.lines() {
        text.push_str(match line {
            "L" => LINK,
            "P" => POINTS,
            "x" => "It is so.",
            other => other,
        });
        text.push('\n');
    }
    let (heads, article) = plan_of(&text, Some("The Tide, March 14, 2026"));
    let kinds: Vec<Kind> = heads.iter().map(|(_, kind)| *kind).collect();
    assert_eq!(kinds, expected, "{heads:?}");
    assert!(!article);
}

#[rstest]
#[case::inner(
    "# A boat\n\n## Background\n\nx\n\n## References\n\n- [A](https://a.example/)\n",
    Some("A boat"),
    true
)]
#[case::digest("# Daily Digest\n\n## Background\n\nx\n", Some("Daily Digest"), false)]
#[case::dated(
    "# A boat, 2026-03-14\n\n## Background\n\nx\n",
    Some("A boat, 2026-03-14"),
    false
)]
#[case::news(
    "# A boat\n\n## A\n\n- [One of them](https://a.example/)\n- [And another](https://b.example/)\n",
    Some("A boat"),
    false
)]
#[case::untitled("x\n", None, false)]
fn articles(#[case] markdown: &str, #[case] title: Option<&str>, #[case] expected: bool) {
    assert_eq!(plan_of(markdown, title).1, expected);
}
