//! The list of keys that do something by themselves, and the way to have none.

use super::preferences::switch;
use crate::{keyboard::KEYS, markup::Markup, reader::Reader};
use dayfold_model::Word;

/// The list's id, for what opens it.
pub(crate) const KEY_HELP: &str = "df-keys";

/// What the panel holds. Who speaks to a computer, or touches keys by accident, can switch
/// them off (WCAG 2.1.4).
pub(super) fn content(reader: Reader) -> String {
    let mut html = Markup::default();
    html.raw("<div class=\"switches\">");
    switch(reader, &("keys", ["", "off"], Word::UseKeys), &mut html);
    html.raw("</div><dl class=\"keys\">");
    for (key, _, word) in KEYS {
        html.raw("<div><dt><kbd>")
            .text(key)
            .raw("</kbd></dt><dd>")
            .say(reader.word(*word))
            .raw("</dd></div>");
    }
    html.raw("</dl>");
    html.0
}
