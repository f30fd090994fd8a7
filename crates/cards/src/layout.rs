//! Where everything stands on a card.
//!
//! A link's picture is mostly seen 400 pixels wide and less, so the headline takes what room
//! there is; the rest is as small as a newspaper's text under a photograph.

use crate::{
    Body, Card, HEIGHT, WIDTH,
    clean::{Words, written},
    fonts::Style,
    lines::{Ends, Lines, break_lines},
    svg::{Anchor, HAIRLINE, INK, Page, QUIET},
};

/// From the edge of the card, in pixels, as all that follows.
const MARGIN: f32 = 64.0;
const MEASURE: f32 = WIDTH as f32 - 2.0 * MARGIN;

/// The line that the site's name and the date stand on.
const NAME_LINE: f32 = 100.0;
/// Where the double rule below them ends.
const UNDER_RULE: f32 = 133.0;
/// Where the lowest line may stand.
const LAST_LINE: f32 = HEIGHT as f32 - 58.0;

/// Sizes of headlines, the largest first.
const HEADLINE_SIZES: &[f32] = &[92.0, 84.0, 76.0, 68.0, 62.0, 56.0, 50.0];
/// Sizes of a date that stands in the place of a headline.
const DATE_SIZES: &[f32] = &[150.0, 120.0, 96.0];
const HEADLINE_LEADING: f32 = 1.1;
/// The most lines that a headline has.
const HEADLINE_LINES: usize = 4;

const TAKEAWAYS: usize = 3;
const TAKEAWAY_LEADING: f32 = 1.34;
/// Between columns of takeaways.
const GUTTER: f32 = 48.0;

/// Sets a card, as SVG.
pub(crate) fn lay_out(card: &Card) -> String {
    let mut page = Page::new(card.rtl);
    fold(&mut page);
    let headline = match &card.body {
        Body::Day { title, .. } => written(title, Style::Headline),
        Body::Story { headline, .. } => written(headline, Style::Headline),
    };
    let date = |style| written(&card.date_text, style).or_else(|| written(&card.date, style));
    // Without a headline the date is what the card says.
    let date_line = headline.as_ref().and_then(|_| date(Style::Text));
    masthead(
        &mut page,
        written(&card.masthead, Style::Headline),
        date_line,
    );
    match (headline, &card.body) {
        (Some(headline), Body::Day { takeaways, .. }) => {
            let takeaways = takeaways
                .iter()
                .filter_map(|text| written(text, Style::Text));
            let takeaways: Vec<_> = takeaways.take(TAKEAWAYS).collect();
            let bottom = columns(&mut page, &takeaways, card.accent);
            set_headline(&mut page, &headline, HEADLINE_SIZES, UNDER_RULE, bottom);
        }
        (Some(headline), Body::Story { topic, sources, .. }) => {
            let top = kicker(&mut page, topic, card.accent);
            let bottom = source_line(&mut page, sources);
            set_headline(&mut page, &headline, HEADLINE_SIZES, top, bottom);
        }
        (None, _) => {
            if let Some(date) = date(Style::Headline) {
                let bottom = HEIGHT as f32 - MARGIN / 2.0;
                set_headline(&mut page, &date, DATE_SIZES, UNDER_RULE, bottom);
            }
        }
    }
    page.finish()
}

/// The corner that is folded down: what the site's icon shows, too.
fn fold(page: &mut Page) {
    let (edge, size) = (WIDTH as f32, 44.0);
    page.triangle([(edge - size, 0.0), (edge, 0.0), (edge, size)], HAIRLINE);
    page.triangle([(edge - size, 0.0), (edge - size, size), (edge, size)], INK);
}

/// The site's name and the date over a double rule.
fn masthead(page: &mut Page, name: Option<Words>, date: Option<Words>) {
    let mut room = MEASURE;
    if let Some(date) = date {
        let size = 27.0;
        let set = break_lines(&date, size, MEASURE / 2.0, 1, Ends::Ragged);
        if let Some(line) = set.lines.first() {
            let place = (WIDTH as f32 - MARGIN, NAME_LINE);
            page.line(line, &date, size, place, Anchor::End, QUIET);
            room -= date.style.width(line, size, date.is_hebrew) + GUTTER;
        }
    }
    if let Some(name) = name {
        let (size, set) = largest(&name, &[44.0, 38.0, 32.0], room, |_| 1, Ends::Ragged);
        if let Some(line) = set.lines.first() {
            page.line(line, &name, size, (MARGIN, NAME_LINE), Anchor::Start, INK);
        }
    }
    page.rule(MARGIN, UNDER_RULE - 9.0, MEASURE, 4.0, INK);
    page.rule(MARGIN, UNDER_RULE - 2.0, MEASURE, 2.0, INK);
}

/// The takeaways in columns at the foot of the card. Tells where the room above them ends.
fn columns(page: &mut Page, takeaways: &[Words], accent: [u8; 3]) -> f32 {
    let count = takeaways.len() as f32;
    if takeaways.is_empty() {
        return HEIGHT as f32 - MARGIN / 2.0;
    }
    let size = if takeaways.len() == 3 { 25.0 } else { 28.0 };
    let leading = size * TAKEAWAY_LEADING;
    let width = ((MEASURE - GUTTER * (count - 1.0)) / count).floor();
    let columns: Vec<_> = takeaways
        .iter()
        .map(|text| break_lines(text, size, width, 5, Ends::Ragged).lines)
        .collect();
    let longest = columns.iter().map(Vec::len).max().unwrap_or_default();
    let first = LAST_LINE - leading * (longest - 1) as f32;
    let top = (first - size - 22.0).round();
    for (at, (text, lines)) in takeaways.iter().zip(&columns).enumerate() {
        let x = (MARGIN + at as f32 * (width + GUTTER)).round();
        page.rule(x, top, width, 2.0, accent);
        for (number, line) in lines.iter().enumerate() {
            let place = (x, (first + leading * number as f32).round());
            page.line(line, text, size, place, Anchor::Start, QUIET);
        }
    }
    top
}

/// The topic over a story's headline. Tells where the room below it begins.
fn kicker(page: &mut Page, topic: &str, accent: [u8; 3]) -> f32 {
    let Some(topic) = written(topic, Style::Text) else {
        return UNDER_RULE;
    };
    let (size, y) = (30.0, UNDER_RULE + 58.0);
    let set = break_lines(&topic, size, MEASURE, 1, Ends::Ragged);
    for line in &set.lines {
        page.line(line, &topic, size, (MARGIN, y), Anchor::Start, accent);
    }
    y
}

/// The names of a story's sources at the foot of the card. Tells where the room above it ends.
fn source_line(page: &mut Page, sources: &[String]) -> f32 {
    let sources: Vec<_> = sources
        .iter()
        .filter_map(|name| written(name, Style::Text))
        .collect();
    let names: Vec<_> = sources.iter().map(|name| name.text.as_str()).collect();
    let Some(line) = written(&names.join(" · "), Style::Text) else {
        return HEIGHT as f32 - MARGIN / 2.0;
    };
    let size = 27.0;
    let set = break_lines(&line, size, MEASURE, 1, Ends::Ragged);
    for text in &set.lines {
        page.line(text, &line, size, (MARGIN, LAST_LINE), Anchor::Start, QUIET);
    }
    let top = LAST_LINE - size - 22.0;
    page.rule(MARGIN, top, MEASURE, 2.0, HAIRLINE);
    top
}

/// A headline as large as it can be between two heights, and in the middle between them.
fn set_headline(page: &mut Page, headline: &Words, sizes: &[f32], top: f32, bottom: f32) {
    let room = bottom - top - 40.0;
    let most = |size: f32| ((room / (size * HEADLINE_LEADING)) as usize).clamp(1, HEADLINE_LINES);
    let (size, set) = largest(headline, sizes, MEASURE, most, Ends::Balanced);
    let leading = size * HEADLINE_LEADING;
    // From the top of the first line's capitals to the last baseline.
    let capitals = size * 0.67;
    let height = leading * (set.lines.len() - 1) as f32 + capitals;
    // The eye puts the middle above the middle.
    let first = top + (bottom - top - height) * 0.47 + capitals;
    for (number, line) in set.lines.iter().enumerate() {
        let place = (MARGIN, (first + leading * number as f32).round());
        page.line(line, headline, size, place, Anchor::Start, INK);
    }
}

/// The largest of some sizes at which a text fits, else the smallest and as much of the text
/// as that leaves room for.
fn largest(
    words: &Words,
    sizes: &[f32],
    width: f32,
    most: impl Fn(f32) -> usize,
    ends: Ends,
) -> (f32, Lines) {
    let mut last = (
        0.0,
        Lines {
            lines: vec![],
            is_cut: true,
        },
    );
    for &size in sizes {
        last = (size, break_lines(words, size, width, most(size), ends));
        if !last.1.is_cut {
            break;
        }
    }
    last
}
