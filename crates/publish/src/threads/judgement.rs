//! Whether two stories that are so much alike are one.

use super::index::Likeness;

/// How strong a tie is: of several, the strongest leads.
pub(super) fn strength(likeness: Likeness) -> f32 {
    likeness.text + likeness.title + f32::from(u8::from(likeness.link))
}

/// How alike the texts of a column have to be to be of one story.
const COLUMN_BODY: f32 = 0.6;

/// Whether a story under a headline that stands there every day goes on with another.
pub(super) fn is_of_column(likeness: Likeness) -> bool {
    likeness.link || likeness.body >= COLUMN_BODY
}

/// Whether a story goes on with another. The figures were found by reading some hundred ties
/// in real digests, so that hardly one in ten that are let through is wrong.
pub(super) fn goes_on(likeness: Likeness) -> bool {
    let Likeness {
        text,
        body,
        title,
        cover,
        support,
        terms,
        link,
    } = likeness;
    if terms < 2 {
        return false;
    }
    if link {
        return text >= 0.4 || (text >= 0.2 && cover >= 0.3);
    }
    // Headlines alone have to be more alike.
    let text_wanted = if body < 1.0 { 0.3 } else { 0.5 };
    support >= 9.0
        && text >= text_wanted
        && body >= 0.1
        && cover >= 0.5
        && text + cover >= 1.0
        // The headline again, over another text, is that of a column.
        && (title < 0.8 || body >= 0.45)
}

/// Whether a story further back in the thread still belongs to it.
pub(super) fn holds(likeness: Likeness) -> bool {
    likeness.link || (likeness.text >= 0.2 && likeness.terms >= 2)
}

/// Whether a story is told again essentially unchanged.
pub(super) fn is_again(likeness: Likeness) -> bool {
    let Likeness {
        body, title, link, ..
    } = likeness;
    (link && (body >= 0.4 || (title >= 0.6 && body >= 0.25))) || (title >= 0.8 && body >= 0.6)
}
