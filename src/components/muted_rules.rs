//! What a reader has muted, to be looked through and changed.

use crate::{
    markup::Markup,
    navigation,
    reader::Reader,
    reading::{Rule, RuleKind},
};
use dayfold_model::Word;
use leptos::prelude::With;
use wasm_bindgen::JsCast;
use web_sys::{Element, HtmlInputElement};

/// The heading's id.
const HEADING: &str = "df-muted";

/// The list's id.
const LIST: &str = "df-muted-list";

/// What the kinds of rules are called.
fn kind_word(kind: RuleKind) -> Word {
    match kind {
        RuleKind::Word => Word::KindWord,
        RuleKind::Tag => Word::KindTag,
        RuleKind::Source => Word::KindSource,
    }
}

/// The place of the list, and a form for more. `choice` says what becomes of muted stories.
pub(super) fn frame(reader: Reader, html: &mut Markup, choice: impl Fn(&mut Markup)) {
    html.raw("<section class=\"muted\" aria-labelledby=\"df-muted\"><h3 id=\"df-muted\" tabindex=\"-1\">")
        .say(reader.word(Word::Muted))
        .raw("</h3><div id=\"df-muted-list\"></div><form><select aria-label=\"")
        .say(reader.word(Word::MuteKind))
        .raw("\">");
    for kind in RuleKind::ALL {
        html.raw("<option value=\"")
            .raw(kind.name())
            .raw("\">")
            .say(reader.word(kind_word(kind)))
            .raw("</option>");
    }
    html.raw("</select> <input type=\"text\" required maxlength=\"80\" autocomplete=\"off\" aria-label=\"")
        .say(reader.word(Word::MuteWhat))
        .raw("\"> <button type=\"submit\">")
        .say(reader.word(Word::Mute))
        .raw("</button></form>");
    choice(html);
    html.raw("</section>");
}

/// Brings the list up to date: each rule has a button that ends it.
pub(super) fn list(reader: Reader) {
    let mut html = Markup::default();
    reader.reading.muted.with(|muted| {
        let rules = muted.rules();
        if rules.is_empty() {
            html.raw("<p class=\"none\">")
                .say(reader.word(Word::NothingMuted))
                .raw("</p>");
            return;
        }
        html.raw("<ul role=\"list\">");
        for (at, rule) in rules.iter().enumerate() {
            let name = |words: &dayfold_model::Words| {
                words.fill(Word::RemoveNamed, &[("title", &rule.value)])
            };
            html.raw("<li><span class=\"kind\">")
                .say(reader.word(kind_word(rule.kind)))
                .raw("</span> <span class=\"rule\">")
                .text(&rule.value)
                .raw("</span> <button type=\"button\" data-rule=\"")
                .say(at.to_string())
                .raw("\" aria-label=\"")
                .say(reader.with_words(name))
                .raw("\">")
                .say(reader.word(Word::Remove))
                .raw("</button></li>");
        }
        html.raw("</ul>");
    });
    navigation::fill(LIST, &html.0);
}

/// Ends a rule by its place in the list.
pub(super) fn remove(reader: Reader, at: &str) {
    reader.reading.mute(|muted| muted.remove_at(at));
    // The button goes, and the focus must not go with it.
    navigation::focus_on(HEADING);
}

/// Adds what the form says.
pub(super) fn add(reader: Reader, form: &Element) -> Option<()> {
    let find = |selector: &str| form.query_selector(selector).ok().flatten();
    let kind = find("select")?.unchecked_into::<HtmlInputElement>();
    let field = find("input")?.unchecked_into::<HtmlInputElement>();
    let rule = Rule::new(&kind.value(), &field.value())?;
    field.set_value("");
    navigation::announce(&[&*reader.word(Word::Muted), ": ", &rule.value].concat());
    reader.reading.mute(|muted| muted.add(rule));
    Some(())
}
