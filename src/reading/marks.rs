//! Which stories were read.
//!
//! Stored a page at a time, a line a story: its id, and a checksum of what it said when it
//! was read, so that a story that was corrected since can say so.

use dayfold_model::Story;

/// The marks of the pages that were looked at.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Marks(Vec<Page>);

#[derive(Clone, Debug, PartialEq)]
struct Page {
    name: String,
    read: Vec<(String, String)>,
}

impl Marks {
    /// What leads the key of a page's marks.
    pub const PREFIX: &str = "read:";

    /// Under which key a page's marks are stored.
    pub fn key(page: &str) -> String {
        [Self::PREFIX, page].concat()
    }

    /// Whether the marks of that page have been read.
    pub fn knows(&self, page: &str) -> bool {
        self.page(page).is_some()
    }

    fn page(&self, name: &str) -> Option<&Page> {
        self.0.iter().find(|page| page.name == name)
    }

    /// Takes in what is stored of a page.
    pub fn put(&mut self, name: &str, stored: &str) {
        let lines = stored.lines().map(|line| {
            let (id, sum) = line.split_once(' ').unwrap_or((line, ""));
            (id.to_owned(), sum.to_owned())
        });
        let read = lines.filter(|(id, _)| !id.is_empty()).collect();
        self.0.retain(|page| page.name != name);
        self.0.push(Page {
            name: name.to_owned(),
            read,
        });
    }

    /// What is to be stored of a page.
    pub fn to_text(&self, page: &str) -> String {
        let mut text = String::new();
        for (id, sum) in self.page(page).into_iter().flat_map(|page| &page.read) {
            text.push_str(id);
            if !sum.is_empty() {
                text.push(' ');
                text.push_str(sum);
            }
            text.push('\n');
        }
        text
    }

    /// The names of the pages whose marks have been read.
    pub fn pages(&self) -> impl Iterator<Item = &str> {
        self.0.iter().map(|page| &*page.name)
    }

    /// Adds the marks of others, and counts those that are new. Of a story that is marked in
    /// both, it is this one's checksum that stays.
    pub fn merge(&mut self, others: &Self) -> usize {
        let mut added = 0;
        for other in &others.0 {
            if !self.knows(&other.name) {
                self.put(&other.name, "");
            }
            let Some(page) = self.0.iter_mut().find(|page| page.name == other.name) else {
                continue;
            };
            for mark in &other.read {
                if !page.read.iter().any(|(id, _)| *id == mark.0) {
                    page.read.push(mark.clone());
                    added += 1;
                }
            }
        }
        added
    }

    /// Forgets the marks of a page.
    pub fn forget(&mut self, name: &str) {
        self.0.retain(|page| page.name != name);
    }

    /// Marks stories as read or as unread.
    pub fn mark(&mut self, page: &str, stories: &[&Story], read: bool) {
        if !self.knows(page) {
            self.put(page, "");
        }
        let Some(page) = self.0.iter_mut().find(|known| known.name == page) else {
            return;
        };
        for story in stories {
            page.read.retain(|(id, _)| *id != story.id);
            if read {
                page.read.push((story.id.clone(), checksum(story)));
            }
        }
    }

    /// Marks a story of which only the id is known: what it said is not.
    pub fn mark_id(&mut self, page: &str, id: &str, read: bool) {
        self.mark(page, &[], read);
        if let Some(page) = self.0.iter_mut().find(|known| known.name == page) {
            page.read.retain(|(known, _)| known != id);
            if read {
                page.read.push((id.to_owned(), String::new()));
            }
        }
    }

    /// Whether a story was read, however it has changed since.
    pub fn has(&self, page: &str, id: &str) -> bool {
        self.find(page, id).is_some()
    }

    /// Whether a story was read, and says something else now.
    pub fn is_corrected(&self, page: &str, story: &Story) -> bool {
        self.find(page, &story.id)
            .is_some_and(|sum| !sum.is_empty() && sum != checksum(story))
    }

    fn find(&self, page: &str, id: &str) -> Option<&str> {
        let mut read = self.page(page)?.read.iter();
        read.find(|(known, _)| known == id)
            .map(|(_, sum)| sum.as_str())
    }
}

/// What a story says, in a few letters: FNV-1a of its words, to tell one text from another.
fn checksum(story: &Story) -> String {
    let parts = [story.title.as_str()];
    let parts = parts
        .into_iter()
        .chain(story.body.iter().map(|block| block.html.as_str()));
    let mut sum: u32 = 0x811c_9dc5;
    for byte in parts.flat_map(str::bytes) {
        sum = (sum ^ u32::from(byte)).wrapping_mul(0x0100_0193);
    }
    let digit = |at: u32| char::from(b'a' + ((sum >> at) & 15) as u8);
    (0..8).map(|at| digit(at * 4)).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use dayfold_model::Block;

    fn story(id: &str, text: &str) -> Story {
        Story {
            id: id.to_owned(),
            title: "Ferry".to_owned(),
            url: None,
            kicker: vec![],
            body: vec![Block {
                label: None,
                html: text.to_owned(),
            }],
            sources: vec![],
            tags: vec![],
            entities: vec![],
            labels: vec![],
            earlier: vec![],
            repeats: None,
            corrected: None,
            corrected_text: None,
        }
    }

    #[test]
    fn a_mark_is_kept_and_taken_back() {
        let (ferry, bridge) = (
            story("ferry", "<p>Late.</p>"),
            story("bridge", "<p>Shut.</p>"),
        );
        let mut marks = Marks::default();
        marks.mark("2025-11-22", &[&ferry, &bridge], true);
        marks.mark("2025-11-22", &[&bridge], false);
        let mut again = Marks::default();
        again.put("2025-11-22", &marks.to_text("2025-11-22"));
        assert!(again.has("2025-11-22", "ferry"));
        assert!(!again.has("2025-11-22", "bridge"));
        assert!(!again.has("2025-11-21", "ferry"));
    }

    #[test]
    fn a_story_that_says_something_else_now_is_corrected() {
        let mut marks = Marks::default();
        marks.mark("day", &[&story("ferry", "<p>Late.</p>")], true);
        assert!(!marks.is_corrected("day", &story("ferry", "<p>Late.</p>")));
        assert!(marks.is_corrected("day", &story("ferry", "<p>On time.</p>")));
        assert!(marks.has("day", "ferry"));
    }

    #[test]
    fn lines_by_another_hand_do_no_harm() {
        let mut marks = Marks::default();
        marks.put("day", "\n ferry\nbridge\n\n");
        assert!(marks.has("day", "bridge"));
        assert!(!marks.has("day", "ferry"));
        assert!(!marks.is_corrected("day", &story("bridge", "")));
    }
}
