//! Prose as it stands in digests, in the languages that they are in.

use super::*;
use proptest::prelude::*;
use rstest::rstest;

#[rstest]
#[case::en(
    "en",
    "OpenAI released a new model on Tuesday, and developers say that it writes code better than the one before."
)]
#[case::de(
    "de",
    "OpenAI hat am Dienstag ein neues Modell vorgestellt, das laut Entwicklern besser programmiert als sein Vorgänger."
)]
#[case::fr(
    "fr",
    "OpenAI a présenté mardi un nouveau modèle qui, selon les développeurs, écrit mieux le code que le précédent."
)]
#[case::es(
    "es",
    "OpenAI presentó el martes un nuevo modelo que, según los desarrolladores, escribe mejor código que el anterior."
)]
#[case::pt(
    "pt",
    "A OpenAI apresentou na terça-feira um novo modelo que, segundo os desenvolvedores, não escreve código pior que o anterior."
)]
#[case::it(
    "it",
    "OpenAI ha presentato martedì un nuovo modello che, secondo gli sviluppatori, scrive il codice meglio del precedente."
)]
#[case::nl(
    "nl",
    "OpenAI heeft dinsdag een nieuw model voorgesteld dat volgens ontwikkelaars beter programmeert dan het vorige."
)]
#[case::pl(
    "pl",
    "OpenAI przedstawiło we wtorek nowy model, który według programistów pisze kod lepiej niż poprzedni."
)]
#[case::cs(
    "cs",
    "Společnost OpenAI v úterý představila nový model, který podle vývojářů píše kód lépe než ten předchozí."
)]
#[case::sv(
    "sv",
    "OpenAI presenterade på tisdagen en ny modell som enligt utvecklarna skriver bättre kod än den förra."
)]
#[case::da(
    "da",
    "OpenAI præsenterede tirsdag en ny model, som ifølge udviklerne skriver bedre kode end den forrige, men den er også dyrere."
)]
#[case::fi(
    "fi",
    "OpenAI esitteli tiistaina uuden mallin, joka kehittäjien mukaan kirjoittaa koodia paremmin kuin edellinen."
)]
#[case::ro(
    "ro",
    "OpenAI a prezentat marți un nou model care, potrivit dezvoltatorilor, scrie cod mai bine decât cel anterior."
)]
#[case::hu(
    "hu",
    "Az OpenAI kedden új modellt mutatott be, amely a fejlesztők szerint jobban ír kódot, mint az előző."
)]
#[case::tr(
    "tr",
    "OpenAI salı günü, geliştiricilere göre bir öncekinden daha iyi kod yazan yeni bir model tanıttı."
)]
#[case::vi(
    "vi",
    "OpenAI hôm thứ Ba đã giới thiệu một mô hình mới mà theo các nhà phát triển viết mã tốt hơn mô hình trước."
)]
#[case::id(
    "id",
    "OpenAI pada hari Selasa memperkenalkan model baru yang menurut para pengembang menulis kode lebih baik daripada yang sebelumnya."
)]
#[case::ru(
    "ru",
    "Компания OpenAI во вторник представила новую модель, которая, по словам разработчиков, пишет код лучше предыдущей."
)]
#[case::uk(
    "uk",
    "Компанія OpenAI у вівторок представила нову модель, яка, за словами розробників, пише код краще за попередню."
)]
#[case::bg(
    "bg",
    "Компанията OpenAI представи във вторник нов модел, който според разработчиците пише код по-добре от предишния."
)]
#[case::el("el", "Η OpenAI παρουσίασε την Τρίτη ένα νέο μοντέλο.")]
#[case::he(
    "he",
    "חברת OpenAI הציגה ביום שלישי מודל חדש שכותב קוד טוב יותר מקודמו."
)]
#[case::ar(
    "ar",
    "قدمت شركة OpenAI يوم الثلاثاء نموذجا جديدا يكتب الشيفرة أفضل من سابقه."
)]
#[case::fa(
    "fa",
    "شرکت OpenAI روز سه‌شنبه مدل جدیدی معرفی کرد که به گفته توسعه‌دهندگان بهتر از قبلی کد می‌نویسد."
)]
#[case::ur(
    "ur",
    "کمپنی نے منگل کو ایک نیا ماڈل پیش کیا جو پہلے سے بہتر کوڈ لکھتا ہے۔"
)]
#[case::hi(
    "hi",
    "OpenAI ने मंगलवार को एक नया मॉडल पेश किया, जो डेवलपर्स के अनुसार पिछले मॉडल से बेहतर कोड लिखता है।"
)]
#[case::th("th", "โอเพนเอไอเปิดตัวโมเดลใหม่เมื่อวันอังคาร")]
#[case::ko("ko", "오픈AI는 화요일 새로운 모델 GPT를 공개했다.")]
#[case::ja("ja", "OpenAI は火曜日、新モデルを発表した。東京株式市場、続落。")]
#[case::zh_hans(
    "zh-Hans",
    "OpenAI周二发布了新模型GPT，开发者表示它写代码比上一代更好。"
)]
#[case::zh_hant(
    "zh-Hant",
    "OpenAI週二發布了新模型GPT，開發者表示它寫程式比上一代更好。"
)]
#[case::zh("zh", "今日天气")]
fn tells(#[case] expected: &str, #[case] text: &str) {
    assert_eq!(of(text).as_deref(), Some(expected));
}

#[rstest]
#[case("")]
#[case("2026-03-05 · 12,5 %")]
#[case("https://example.org/articles/the-quick-brown-fox-jumps-over-the-lazy-dog?with=words")]
#[case("GPT API")]
fn does_not_guess(#[case] text: &str) {
    assert_eq!(of(text), None);
}

#[rstest]
// Names and addresses do not make it English.
#[case(
    "zh-Hans",
    "苹果公司（Apple Inc.）周三发布了新款 MacBook Pro 和 Vision Pro，详情见 https://www.apple.com/newsroom/today 。Tim Cook 表示这是最强的产品。"
)]
// Quotes do not make it Chinese.
#[case(
    "en",
    "The company said in a statement that the model, which it calls 通义千问 in China, would be open to everyone by the end of the month."
)]
fn counts_by_the_most(#[case] expected: &str, #[case] text: &str) {
    assert_eq!(of(text).as_deref(), Some(expected));
}

#[test]
fn a_long_text_is_sampled_all_over() {
    let english = "The committee will meet again on Thursday to decide what to do. ".repeat(200);
    let german =
        "Der Ausschuss trifft sich am Donnerstag wieder und entscheidet dann. ".repeat(1000);
    assert_eq!(of(&(english + &german)).as_deref(), Some("de"));
}

#[test]
fn no_character_is_in_both_ways_of_writing_chinese() {
    let both: Vec<char> = chinese::TRADITIONAL
        .chars()
        .filter(|c| chinese::SIMPLIFIED.contains(*c))
        .collect();
    assert!(both.is_empty(), "{both:?}");
}

proptest! {
    #[test]
    fn never_panics(text in "\\PC{0,80}", times in 1usize..400) {
        let _ = of(&text.repeat(times));
    }
}
