//! The names of the months, as data: a language is one entry.

use super::words::Words;
use std::sync::LazyLock;

/// The months of each language, split by `|`: the names in all the forms that stand in a
/// date, split by spaces. Upper case, accents and a full stop behind do not matter; a name of
/// several words has `_` between them. What ends in `.` here is also an everyday word
/// somewhere, and counts only between a day and a year.
const MONTHS: &[(&str, &str)] = &[
    (
        "English",
        "january jan | february feb | march mar | april apr | may | june jun | \
         july jul | august aug | september sept sep | october oct | november nov | \
         december dec",
    ),
    (
        "German",
        "januar jänner jan | februar feber feb | märz maerz mär mrz | april apr | \
         mai | juni jun | juli jul | august aug | september sept sep | oktober okt | \
         november nov | dezember dez",
    ),
    (
        "French",
        "janvier janv | février févr fév | mars | avril avr | mai | juin | \
         juillet juil | août | septembre sept | octobre oct | novembre nov | \
         décembre déc",
    ),
    (
        "Spanish",
        "enero ene | febrero feb | marzo mar | abril abr | mayo may | junio jun | \
         julio jul | agosto ago. | septiembre setiembre sept sep set. | \
         octubre oct | noviembre nov | diciembre dic",
    ),
    (
        "Catalan",
        "gener gen | febrer febr | març | abril abr | maig | juny | juliol jul | \
         agost ag. | setembre set. | octubre oct | novembre nov | desembre des.",
    ),
    (
        "Portuguese",
        "janeiro jan | fevereiro fev | março mar | abril abr | maio mai | \
         junho jun | julho jul | agosto ago. | setembro set. | outubro out. | \
         novembro nov | dezembro dez",
    ),
    (
        "Italian",
        "gennaio gen | febbraio feb | marzo mar | aprile apr | maggio mag | \
         giugno giu | luglio lug | agosto ago. | settembre sett set. | ottobre ott | \
         novembre nov | dicembre dic",
    ),
    (
        "Dutch",
        "januari jan | februari feb | maart mrt | april apr | mei | juni jun | \
         juli jul | augustus aug | september sept sep | oktober okt | november nov | \
         december dec",
    ),
    (
        "Polish",
        "styczeń stycznia styczniu sty | luty lutego lutym lut | \
         marzec marca marcu mar | kwiecień kwietnia kwietniu kwi | maj maja maju | \
         czerwiec czerwca czerwcu cze | lipiec lipca lipcu lip. | \
         sierpień sierpnia sierpniu sie. | wrzesień września wrześniu wrz | \
         październik października październiku paź | \
         listopad listopada listopadzie lis. | grudzień grudnia grudniu gru",
    ),
    (
        "Czech",
        "leden ledna lednu | únor února únoru | březen března březnu | \
         duben dubna dubnu | květen května květnu | červen června červnu | \
         červenec července červenci | srpen srpna srpnu | září | říjen října říjnu | \
         listopad listopadu | prosinec prosince prosinci",
    ),
    (
        "Slovak",
        "január januára | február februára | marec marca | apríl apríla | máj mája | \
         jún júna | júl júla | august augusta | september septembra | \
         október októbra | november novembra | december decembra",
    ),
    (
        "Russian",
        "январь января январе янв | февраль февраля феврале февр фев | \
         март марта марте мар | апрель апреля апреле апр | май мая мае | \
         июнь июня июне июн | июль июля июле июл | август августа августе авг | \
         сентябрь сентября сентябре сент сен | октябрь октября октябре окт | \
         ноябрь ноября ноябре нояб ноя | декабрь декабря декабре дек",
    ),
    (
        "Ukrainian",
        "січень січня січні січ | лютий лютого лютому лют | \
         березень березня березні бер | квітень квітня квітні квіт | \
         травень травня травні трав | червень червня червні черв | \
         липень липня липні лип | серпень серпня серпні серп | \
         вересень вересня вересні вер | жовтень жовтня жовтні жовт | \
         листопад листопада листопаді | грудень грудня грудні груд",
    ),
    (
        "Bulgarian",
        "януари | февруари | март | април | май | юни | юли | август | септември | \
         октомври | ноември | декември",
    ),
    (
        "Turkish",
        "ocak oca | şubat şub | mart | nisan nis | mayıs | haziran haz | \
         temmuz tem. | ağustos ağu | eylül eyl | ekim eki | kasım kas | aralık ara.",
    ),
    (
        "Swedish, Danish and Norwegian",
        "januari januar jan | februari februar febr feb | mars marts mar | \
         april apr | maj mai | juni jun | juli jul | augusti august aug | \
         september sept sep | oktober okt | november nov | december desember dec des.",
    ),
    (
        "Finnish",
        "tammikuu tammikuun tammikuuta tammikuussa | \
         helmikuu helmikuun helmikuuta helmikuussa | \
         maaliskuu maaliskuun maaliskuuta maaliskuussa | \
         huhtikuu huhtikuun huhtikuuta huhtikuussa | \
         toukokuu toukokuun toukokuuta toukokuussa | \
         kesäkuu kesäkuun kesäkuuta kesäkuussa | \
         heinäkuu heinäkuun heinäkuuta heinäkuussa | \
         elokuu elokuun elokuuta elokuussa | syyskuu syyskuun syyskuuta syyskuussa | \
         lokakuu lokakuun lokakuuta lokakuussa | \
         marraskuu marraskuun marraskuuta marraskuussa | \
         joulukuu joulukuun joulukuuta joulukuussa",
    ),
    (
        "Romanian",
        "ianuarie ian | februarie feb | martie | aprilie apr | mai | iunie iun | \
         iulie iul | august aug | septembrie sept | octombrie oct | noiembrie nov | \
         decembrie dec",
    ),
    (
        "Hungarian",
        "január januári jan | február februári febr | március márciusi márc | \
         április áprilisi ápr | május májusi máj | június júniusi jún | \
         július júliusi júl | augusztus augusztusi aug | \
         szeptember szeptemberi szept | október októberi okt | \
         november novemberi nov | december decemberi dec",
    ),
    (
        "Greek",
        "Ιανουάριος Ιανουαρίου Ιανουάριο Ιαν | \
         Φεβρουάριος Φεβρουαρίου Φεβρουάριο Φεβ | Μάρτιος Μαρτίου Μάρτιο Μαρ | \
         Απρίλιος Απριλίου Απρίλιο Απρ | Μάιος Μαΐου Μάιο Μαι | \
         Ιούνιος Ιουνίου Ιούνιο Ιουν | Ιούλιος Ιουλίου Ιούλιο Ιουλ | \
         Αύγουστος Αυγούστου Αύγουστο Αυγ | \
         Σεπτέμβριος Σεπτεμβρίου Σεπτέμβριο Σεπτ Σεπ | \
         Οκτώβριος Οκτωβρίου Οκτώβριο Οκτ | Νοέμβριος Νοεμβρίου Νοέμβριο Νοε | \
         Δεκέμβριος Δεκεμβρίου Δεκέμβριο Δεκ",
    ),
    (
        "Indonesian and Malay",
        "januari jan | februari pebruari feb | maret mac. mar | april apr | mei | \
         juni jun | juli julai jul | agustus ogos agu agt | september sep | \
         oktober okt | november nopember nov | desember disember dis. des.",
    ),
    (
        "Vietnamese, in words; with a number they are in the grammar",
        "tháng_một tháng_giêng | tháng_hai | tháng_ba | tháng_tư | tháng_năm | \
         tháng_sáu | tháng_bảy | tháng_tám | tháng_chín | tháng_mười | \
         tháng_mười_một | tháng_mười_hai",
    ),
    (
        "Arabic: of Egypt and the Gulf, the Levant, the Maghreb",
        "يناير كانون_الثاني جانفي | فبراير شباط فيفري | مارس آذار | \
         أبريل إبريل نيسان أفريل | مايو أيار ماي | يونيو حزيران جوان | \
         يوليو تموز جويلية | أغسطس آب أوت غشت | سبتمبر أيلول شتنبر | \
         أكتوبر تشرين_الأول | نوفمبر تشرين_الثاني نونبر | ديسمبر كانون_الأول دجنبر",
    ),
    (
        "Persian",
        "ژانویه | فوریه | مارس | آوریل | مه می | ژوئن | ژوئیه جولای | اوت آگوست | \
         سپتامبر | اکتبر | نوامبر | دسامبر",
    ),
    (
        "Hebrew",
        "ינואר | פברואר | מרץ מרס | אפריל | מאי | יוני | יולי | אוגוסט | ספטמבר | \
         אוקטובר | נובמבר | דצמבר",
    ),
    (
        "Hindi",
        "जनवरी | फ़रवरी फरवरी | मार्च | अप्रैल | मई | जून | जुलाई | अगस्त | \
         सितंबर सितम्बर | अक्टूबर अक्तूबर | नवंबर नवम्बर | दिसंबर दिसम्बर",
    ),
];

/// The names of each month of a language.
fn months(names: &str) -> impl Iterator<Item = (u16, &str)> {
    (1..).zip(names.split('|'))
}

/// The number of a month, and whether its name is an everyday word too.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) struct Name {
    pub(super) number: u16,
    pub(super) everyday: bool,
}

/// Every name, by its folded form.
pub(super) static NAMES: LazyLock<Words<Name>> = LazyLock::new(|| {
    let mut names = Words::default();
    for (_, names_of) in MONTHS {
        for (number, variants) in months(names_of) {
            for variant in variants.split_whitespace() {
                let everyday = variant.ends_with('.');
                let variant = variant.trim_end_matches('.');
                // A sure name in one language stays sure where another doubts it.
                names.add(variant, Name { number, everyday }, |old| old.everyday);
            }
        }
    }
    names
});

#[cfg(test)]
mod tests {
    use super::*;
    use crate::dates::tokens::fold;
    use std::collections::HashMap;

    #[test]
    fn no_name_means_two_months() {
        let mut seen: HashMap<String, (u16, &str)> = HashMap::new();
        for (language, names_of) in MONTHS {
            assert_eq!(months(names_of).count(), 12, "{language}");
            for (number, variants) in months(names_of) {
                for variant in variants.split_whitespace() {
                    let name = fold(variant.trim_end_matches('.'));
                    let (first, other) = *seen.entry(name.clone()).or_insert((number, language));
                    assert_eq!(first, number, "{name} in {language} and {other}");
                }
            }
        }
    }
}
