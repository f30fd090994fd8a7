//! What is a date, and what is none.

use super::*;
use proptest::prelude::*;
use rstest::rstest;

fn said(found: Option<Written>) -> String {
    match found.map(|found| found.dated) {
        None => "nothing".to_owned(),
        Some(None) => "no such day".to_owned(),
        Some(Some(dated)) => {
            let mark = match dated.exactness {
                Exactness::Day => "",
                Exactness::Week => " week",
                Exactness::Month => " month",
            };
            format!("{}{mark}", dated.date)
        }
    }
}

#[rstest]
#[case("2025-11-22", "2025-11-22")]
#[case("on 2025/11/2.", "2025-11-02")]
#[case("2025/6/6", "2025-06-06")]
#[case("2025.11.22", "2025-11-22")]
#[case("2025_11_22", "2025-11-22")]
#[case("2025‑11‑22", "2025-11-22")]
#[case("2025. 11. 22.", "2025-11-22")]
#[case("2026-02-25T14:02:39.137Z", "2026-02-25")]
#[case("2020-08-02 10:00:00 +0100", "2020-08-02")]
#[case("22.11.2025", "2025-11-22")]
#[case("22/11/2025", "2025-11-22")]
#[case("11/22/2025", "2025-11-22")]
#[case("5. 3. 2026", "2026-03-05")]
#[case("20251122", "2025-11-22")]
#[case("20251122T101500Z", "2025-11-22")]
#[case("２０２６-０３-１０", "2026-03-10")]
#[case("Sat, 22 Nov 2025 10:00:00 GMT", "2025-11-22")]
#[case("2025-02-30", "no such day")]
#[case("February 30, 2025", "no such day")]
fn reads_numbers(#[case] text: &str, #[case] expected: &str) {
    assert_eq!(said(find(text)), expected);
}

#[rstest]
#[case("A title | November 22, 2025", "2025-11-22")]
#[case("Saturday, 22 November 2025", "2025-11-22")]
#[case("Nov 22, 2025", "2025-11-22")]
#[case("Sept. 3rd, 2025", "2025-09-03")]
#[case("Jan. 28th 2026", "2026-01-28")]
#[case("the 3rd of May 2025", "2025-05-03")]
#[case("14-May-2026", "2026-05-14")]
#[case("Issue 23 March 30, 2026", "2026-03-30")]
#[case("Donnerstag, 14. Mai 2026", "2026-05-14")]
#[case("5. März 2026", "2026-03-05")]
#[case("1er mai 2026", "2026-05-01")]
#[case("le 14 août 2026", "2026-08-14")]
#[case("14 FÉVRIER 2026", "2026-02-14")]
#[case("14 d'avril de 2026", "2026-04-14")]
#[case("14 de mayo de 2026", "2026-05-14")]
#[case("3 de enero del 2026", "2026-01-03")]
#[case("1º de março de 2026", "2026-03-01")]
#[case("10 de out. de 2025", "2025-10-10")]
#[case("14 maggio 2026", "2026-05-14")]
#[case("14 mei 2026", "2026-05-14")]
#[case("14 maja 2026 r.", "2026-05-14")]
#[case("6 października 2025", "2025-10-06")]
#[case("14. května 2026", "2026-05-14")]
#[case("1. července 2026", "2026-07-01")]
#[case("14 мая 2026 г.", "2026-05-14")]
#[case("14-го мая 2026 года", "2026-05-14")]
#[case("14 травня 2026 року", "2026-05-14")]
#[case("14 Mayıs 2026 Perşembe", "2026-05-14")]
#[case("3 ARALIK 2025", "2025-12-03")]
#[case("3 KASIM 2025", "2025-11-03")]
#[case("den 14 maj 2026", "2026-05-14")]
#[case("d. 14. marts 2026", "2026-03-14")]
#[case("14. desember 2025", "2025-12-14")]
#[case("14. toukokuuta 2026", "2026-05-14")]
#[case("14 mai 2026", "2026-05-14")]
#[case("3 iulie 2026", "2026-07-03")]
#[case("2026. május 14.", "2026-05-14")]
#[case("2026. márc. 5.", "2026-03-05")]
#[case("14 Μαΐου 2026", "2026-05-14")]
#[case("14 ΜΑΪΟΥ 2026", "2026-05-14")]
#[case("14 Agustus 2026", "2026-08-14")]
#[case("14 tháng 5 năm 2026", "2026-05-14")]
#[case("Thứ Năm, ngày 14 tháng 5, 2026", "2026-05-14")]
#[case("ngày 14/5/2026", "2026-05-14")]
#[case("14 مايو 2026", "2026-05-14")]
#[case("١٤ أيار ٢٠٢٦", "2026-05-14")]
#[case("14 تشرين الثاني 2025", "2025-11-14")]
#[case("14 كانون الأول/ديسمبر 2025", "2025-12-14")]
#[case("۱۴ مه ۲۰۲۶", "2026-05-14")]
#[case("14 במאי 2026", "2026-05-14")]
#[case("14 मई 2026", "2026-05-14")]
#[case("१४ सितंबर २०२५", "2025-09-14")]
fn reads_words(#[case] text: &str, #[case] expected: &str) {
    assert_eq!(said(find(text)), expected);
}

#[rstest]
#[case("2026年3月10日", "2026-03-10")]
#[case("AI 日報 2026年3月10日（週五）", "2026-03-10")]
#[case("2026 年 3 月 10 日", "2026-03-10")]
#[case("２０２６年３月１０日", "2026-03-10")]
#[case("二〇二六年三月十日", "2026-03-10")]
#[case("二零二六年十二月二十一日", "2026-12-21")]
#[case("2026年3月10号", "2026-03-10")]
#[case("令和8年3月10日(火)", "2026-03-10")]
#[case("民國115年3月10日", "2026-03-10")]
#[case("2026년 3월 10일 화요일", "2026-03-10")]
#[case("2026. 3. 10.(화)", "2026-03-10")]
#[case("2026年3月", "2026-03-01 month")]
#[case("2026년 3월", "2026-03-01 month")]
#[case("2026 年第 29 週", "2026-07-13 week")]
#[case("2026년 29주차", "2026-07-13 week")]
#[case("2026年3月23日-29日", "2026-03-23 week")]
#[case("2026年3月30日至4月5日", "2026-03-30 week")]
fn reads_east_asian(#[case] text: &str, #[case] expected: &str) {
    assert_eq!(said(find(text)), expected);
}

#[rstest]
#[case("2026-W29", "2026-07-13 week")]
#[case("2026W29", "2026-07-13 week")]
#[case("Week 29, 2026", "2026-07-13 week")]
#[case("Week 29 of 2026", "2026-07-13 week")]
#[case("KW 29/2026", "2026-07-13 week")]
#[case("29. Woche 2026", "2026-07-13 week")]
#[case("Semaine n° 29, 2026", "2026-07-13 week")]
#[case("29-я неделя 2026 года", "2026-07-13 week")]
#[case("2026. 29. hét", "2026-07-13 week")]
#[case("Week of March 23 - March 30, 2026", "2026-03-23 week")]
#[case("Week of March 23, 2026", "2026-03-23 week")]
#[case("Week of 2026-03-23", "2026-03-23 week")]
#[case("March 23–29, 2026", "2026-03-23 week")]
#[case("Monday, March 23 – Sunday, March 29, 2026", "2026-03-23 week")]
#[case("23–29 March 2026", "2026-03-23 week")]
#[case("Woche vom 23. bis 29. März 2026", "2026-03-23 week")]
#[case("semaine du 23 au 29 mars 2026", "2026-03-23 week")]
#[case("del 23 al 29 de marzo de 2026", "2026-03-23 week")]
#[case("Dec 29 – Jan 4, 2026", "2025-12-29 week")]
#[case("2026-03-23 – 2026-03-29", "2026-03-23 week")]
#[case("1 January 2026 to 31 March 2026", "2026-01-01 month")]
#[case("Issue 12 – 30 March 2026", "2026-03-30")]
#[case("March 2026", "2026-03-01 month")]
#[case("Mai 2026", "2026-05-01 month")]
#[case("mayo de 2026", "2026-05-01 month")]
#[case("tháng 5 năm 2026", "2026-05-01 month")]
#[case("2026. május", "2026-05-01 month")]
#[case("2026-03", "2026-03-01 month")]
#[case("03/2026", "2026-03-01 month")]
#[case("Week 29, 2026 (July 15, 2026)", "2026-07-15")]
#[case("March 2026, week 12 of 2026", "2026-03-16 week")]
fn reads_weeks_and_months(#[case] text: &str, #[case] expected: &str) {
    assert_eq!(said(find(text)), expected);
}

#[rstest]
#[case("May it be 2025")]
#[case("a year ago 2026 was far")]
#[case("what 2026 may bring")]
#[case("number 20251122 of many")]
#[case("12025-11-22")]
#[case("1-2-3")]
#[case("version 1.2.3 of 2026")]
#[case("10.0.1.2025")]
#[case("port 8080, 3000/tcp")]
#[case("GPT-4, 2025")]
#[case("on March 5")]
#[case("W54 2026")]
#[case("29/2026 tests passed")]
#[case("")]
fn finds_nothing(#[case] text: &str) {
    assert_eq!(said(find(text)), "nothing");
}

#[rstest]
#[case("2025-11-22.md", "2025-11-22")]
#[case("digest-20251122.txt", "2025-11-22")]
#[case("2025/11/22/news.md", "2025-11-22")]
#[case("2025/11/22.md", "2025-11-22")]
#[case("2024-01-01/2025_11_22-x.md", "2025-11-22")]
#[case("26-08-21-slug.md", "2026-08-21")]
#[case("260821.md", "2026-08-21")]
#[case("22.11.2025.md", "2025-11-22")]
#[case("cn/2025-06/06-04.md", "2025-06-04")]
#[case("2025-06/04.md", "2025-06-04")]
#[case("202506/04.md", "2025-06-04")]
#[case("2026/03-15.md", "2026-03-15")]
#[case("2026/0315.md", "2026-03-15")]
#[case("2026/03/15-slug.en.md", "2026-03-15")]
#[case("2026/march/15.md", "2026-03-15")]
#[case("content/2026-03-05/index.md", "2026-03-05")]
#[case("newsletter_2026-03-30.md", "2026-03-30")]
#[case("news-march-5-2026.md", "2026-03-05")]
#[case("日报-2026年3月10日.md", "2026-03-10")]
#[case("2026\\03\\15.md", "2026-03-15")]
#[case("weekly/2026-W29.md", "2026-07-13 week")]
#[case("2026-week-29.md", "2026-07-13 week")]
#[case("week29-2026.md", "2026-07-13 week")]
#[case("2026/W29.md", "2026-07-13 week")]
#[case("2026/kw-29/index.md", "2026-07-13 week")]
#[case("2026-03.md", "2026-03-01 month")]
#[case("2026/03/index.md", "2026-03-01 month")]
#[case("2026/03/5-things-to-know.md", "2026-03-01 month")]
#[case("this-month/2020-07/index.md", "2020-07-01 month")]
#[case("digest-2026-03.md", "2026-03-01 month")]
#[case("march-2026.md", "2026-03-01 month")]
#[case("202603.md", "2026-03-01 month")]
#[case("2026-03-05/2026-W29.md", "2026-03-05")]
#[case("2026-W29/2026-03.md", "2026-07-13 week")]
#[case("2025-06/07-04.md", "2025-06-01 month")]
#[case("2026-02-30.md", "no such day")]
fn finds_in_names(#[case] name: &str, #[case] expected: &str) {
    assert_eq!(said(find_in_name(name)), expected);
}

#[rstest]
#[case("someone19920904__notes/tags/index.md")]
#[case("GPT-4-20251122.md")]
#[case("release-1.2.3.md")]
#[case("issue-123.md")]
#[case("port-8080.md")]
#[case("2026.md")]
#[case("2026/index.md")]
#[case("04.md")]
#[case("06-04.md")]
#[case("top-10-20-30.md")]
#[case("aéaéaé.md")]
#[case("///")]
fn finds_nothing_in_names(#[case] name: &str) {
    assert_eq!(said(find_in_name(name)), "nothing");
}

#[rstest]
#[case("AI | Saturday, November 22, 2025", "Saturday, November 22, 2025")]
#[case("日報 2026年3月10日（週五）", "2026年3月10日（週五）")]
#[case("2026-03-10 (Tue) news", "2026-03-10 (Tue)")]
#[case("2026-03-10 (Draft)", "2026-03-10")]
#[case("The Week of March 23, 2026", "Week of March 23, 2026")]
#[case("14 мая 2026 г. новости", "14 мая 2026 г")]
fn spans_what_is_written(#[case] text: &str, #[case] expected: &str) {
    assert_eq!(&text[find(text).unwrap().span], expected);
}

#[test]
fn the_month_may_be_first() {
    let found = find("03/04/2026").unwrap().dated.unwrap();
    assert_eq!(found.in_language("de").to_string(), "2026-04-03");
    assert_eq!(found.in_language("en-GB").to_string(), "2026-03-04");
    let dotted = find("03.04.2026").unwrap().dated.unwrap();
    assert_eq!(dotted.month_first, None);
}

proptest! {
    #[test]
    fn never_panics(text in "[0-9a-zA-ZéMay日月年週第至(（/, .–-]{0,40}") {
        let _ = find(&text);
        let _ = find_in_name(&text);
    }

    #[test]
    fn never_panics_on_anything(text in "\\PC{0,80}", path in "(\\PC{0,9}[0-9]{0,4}[/.\\\\-]){0,12}") {
        let _ = find(&text);
        let _ = find_in_name(&text);
        let _ = find_in_name(&path);
    }

    /// What is found lies in what was searched.
    #[test]
    fn spans_are_of_the_text(text in "[0-9]{1,4}[-/. 年]{1,2}(May|März|5月|[0-9]{1,2})[-/. ]{0,2}[0-9日週]{0,4}.{0,9}") {
        for found in find(&text).into_iter().chain(find_in_name(&text)) {
            prop_assert!(text.get(found.span).is_some());
        }
    }
}
