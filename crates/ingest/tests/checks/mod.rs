//! What holds for every file, whatever it is: for the properties and for the fuzz targets,
//! so that both ask for the same.

#![allow(unreachable_pub, reason = "for the fuzz targets it is public")]

use dayfold_ingest::{Reading, html, source_text};
use dayfold_model::{Block, Digest};
use std::ops::Range;

/// The first thing that is wrong with a reading, if anything is.
pub fn fault(bytes: &[u8], reading: &Reading) -> Option<String> {
    let text = source_text(bytes);
    let bad = |span: &Range<usize>| text.get(span.clone()).is_none();
    for said in &reading.diagnostics {
        if let Some(span) = said.span.as_ref().filter(|span| bad(span)) {
            return Some(format!("{span:?} of {} is not in the text", said.code));
        }
    }
    for piece in &reading.pieces {
        if bad(&piece.span) {
            return Some(format!(
                "{:?} of {} is not in the text",
                piece.span, piece.part
            ));
        }
    }
    for pair in reading.pieces.windows(2) {
        if pair[1].span.start < pair[0].span.end {
            return Some(format!("pieces overlap: {pair:?}"));
        }
    }
    let mut digests = reading.digests.iter();
    digests.find_map(|digest| unvetted(digest).or_else(|| untrimmed(digest)))
}

/// The first title with spaces around it.
fn untrimmed(digest: &Digest) -> Option<String> {
    let sections = digest
        .sections
        .iter()
        .filter_map(|section| section.title.as_ref());
    let mut titles = digest.stories().map(|story| &story.title).chain(sections);
    titles
        .find(|title| title.trim() != *title)
        .map(|title| format!("{title:?} has spaces around it"))
}

/// The first HTML of a digest that vetting would change.
pub fn unvetted(digest: &Digest) -> Option<String> {
    let blocks = all_blocks(digest).map(|block| &block.html);
    let changed = |html: &str| {
        let html = without_data(html);
        let again = html::vet(&html);
        (again != html).then(|| format!("not vetted: {html:?}, it would be {again:?}"))
    };
    let lines = digest.takeaways.iter().map(|takeaway| &takeaway.html);
    blocks
        .chain(&digest.summary)
        .find_map(|html| changed(html))
        .or_else(|| {
            let mut lines = lines.filter(|html| !html.is_empty());
            lines.find_map(|html| changed(&format!("<p>{html}</p>")))
        })
}

/// Every block of a digest.
pub fn all_blocks(digest: &Digest) -> impl Iterator<Item = &Block> {
    let stories = digest.stories().flat_map(|story| &story.body);
    let sections = digest.sections.iter().flat_map(|section| &section.body);
    stories.chain(sections).chain(&digest.footer)
}

/// HTML without the marks of entities, which stay only where the digest has them.
fn without_data(html: &str) -> String {
    let mut out = String::new();
    let mut rest = html;
    while let Some((before, after)) = rest.split_once("<data ") {
        out.push_str(before);
        rest = after.split_once('>').map_or("", |(_, rest)| rest);
    }
    out.push_str(rest);
    out.replace("</data>", "")
}
