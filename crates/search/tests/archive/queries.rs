//! What somebody types, and the story that is meant: it comes first.

use super::{Site, day};
use dayfold_search::{Digest, Part};
use rstest::rstest;

/// Three years of news that never was, with what makes searches hard: the same names again and
/// again, a word in a headline here and in passing there.
fn archive() -> Vec<Vec<Digest<'static>>> {
    vec![
        vec![
            day(
                "2023-05-02",
                &[
                    (
                        "Boeing workers vote to strike",
                        "The union of Boeing's plant in Renton wants more pay. Airlines wait for their jets.",
                    ),
                    (
                        "Rates stay where they are",
                        "The Fed leaves rates alone. A cut may come next year, and Boeing bonds rose.",
                    ),
                    (
                        "São Paulo floods close schools",
                        "Rain fell for three days in São Paulo.",
                    ),
                    (
                        "A tunnel under the Øresund",
                        "Engineers drill under the strait; the tunnel is to open in ten years.",
                    ),
                ],
            ),
            day(
                "2023-05-03",
                &[
                    (
                        "Nvidia's chips sell out",
                        "Every H100 of this year is sold. Rivals hope for the rest.",
                    ),
                    (
                        "Tungsten runs short",
                        "A mine in Portugal is to open again. Tungsten hardens tools and shells.",
                    ),
                    (
                        "GPT-4 passes the bar exam",
                        "The model is among the best tenth.",
                    ),
                ],
            ),
        ],
        vec![
            day(
                "2024-01-10",
                &[
                    (
                        "英伟达发布H200芯片",
                        "英伟达表示，新芯片将于下季度供货，数据中心需求强劲。",
                    ),
                    (
                        "央行维持利率不变",
                        "中国人民银行宣布，贷款市场报价利率保持不变。",
                    ),
                    (
                        "比亚迪销量超过特斯拉",
                        "电动汽车市场竞争加剧，比亚迪首次成为销量第一。",
                    ),
                    ("长江大桥通车", "大桥连接两岸，通车后车程缩短一小时。"),
                    ("芯片出口管制扩大", "新的管制涉及英伟达和其他公司的产品。"),
                ],
            ),
            day(
                "2024-01-11",
                &[
                    (
                        "トヨタ、電気自動車の生産を倍増",
                        "トヨタ自動車は来年までに電気自動車の生産を倍にすると発表した。",
                    ),
                    (
                        "日銀、金利を引き上げ",
                        "日本銀行は十七年ぶりに金利を引き上げた。",
                    ),
                    (
                        "新幹線に新型車両",
                        "来春から新しい車両が走る。トヨタの技術も使われる。",
                    ),
                    (
                        "地震の後、復興が進む",
                        "能登半島では道路の復旧が続いている。",
                    ),
                ],
            ),
        ],
        vec![
            day(
                "2025-11-20",
                &[
                    (
                        "Boeing and its union settle",
                        "The strike of two years ago is told again in a book. Boeing says nothing.",
                    ),
                    (
                        "Fed cuts rates by a quarter point",
                        "Markets had expected the cut. Rates were higher for two years.",
                    ),
                    (
                        "OpenAI shows GPT-5.1",
                        "The model answers faster than GPT-5. Nvidia chips run it.",
                    ),
                ],
            ),
            day(
                "2025-11-21",
                &[
                    (
                        "Chips: new rules for exports",
                        "Nvidia may sell fewer chips abroad.",
                    ),
                    (
                        "Evry gets a tram",
                        "Évry, south of Paris, waited for the tram for twenty years.",
                    ),
                    (
                        "News in brief",
                        "A strike in the port, a tunnel that is late, rates and chips.",
                    ),
                ],
            ),
        ],
    ]
}

#[rstest]
// English
#[case::headline("boeing workers strike", "2023-05-02", 0)]
#[case::unfinished("boeing work", "2023-05-02", 0)]
#[case::headline_before_text("boeing settle", "2025-11-20", 0)]
#[case::rare("tungsten", "2023-05-03", 1)]
#[case::in_the_text("renton", "2023-05-02", 0)]
#[case::accents("sao paulo", "2023-05-02", 2)]
#[case::own_accents("Øresund tunnel", "2023-05-02", 3)]
#[case::plural("nvidia chip", "2023-05-03", 0)]
#[case::version("gpt-5.1", "2025-11-20", 2)]
#[case::another_version("gpt-4", "2023-05-03", 2)]
#[case::case_and_marks("FED: Cuts!", "2025-11-20", 1)]
#[case::spelled_without("evry tram", "2025-11-21", 1)]
#[case::with_a_word_too_many("tungsten mine zeppelin", "2023-05-03", 1)]
// Chinese
#[case::zh_headline("英伟达芯片", "2024-01-10", 0)]
#[case::zh_in_two("芯片 出口", "2024-01-10", 4)]
#[case::zh_in_the_text("人民银行", "2024-01-10", 1)]
#[case::zh_company("比亚迪", "2024-01-10", 2)]
#[case::zh_letter("桥", "2024-01-10", 3)]
// Japanese
#[case::ja_headline("トヨタ 電気自動車", "2024-01-11", 0)]
#[case::ja_mixed("金利引き上げ", "2024-01-11", 1)]
#[case::ja_text("能登半島", "2024-01-11", 3)]
#[case::ja_wide("新幹線", "2024-01-11", 2)]
fn the_story_that_is_meant_comes_first(
    #[case] typed: &str,
    #[case] date: &str,
    #[case] story: usize,
) {
    let parts: Vec<Part> = archive().into_iter().map(Part::build).collect();
    let found = Site::of(&parts).ask(typed);
    assert_eq!(found.first(), Some(&(date.to_owned(), story)), "{found:?}");
}

#[test]
fn of_two_that_are_alike_the_newer_comes_first() {
    let parts = ["2020-01-01", "2025-01-01"];
    let parts = parts.map(|date| Part::build([day(date, &[("Ships sail", "As ever.")])]));
    let found = Site::of(&parts).ask("ships");
    assert_eq!(found[0].0, "2025-01-01");
    assert_eq!(found.len(), 2);
}
