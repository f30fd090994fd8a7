//! What the pages of days and stories say to those who turn a pasted link into what is behind
//! it: oEmbed 1.0 (<https://oembed.com>), as files that the pages name in their heads.
//!
//! The type is `rich`, and its `html` a frame: no page of this site may be shown in others but
//! those of widgets, and consumers such as WordPress take scripts and unknown elements out of
//! what strangers send, but leave a frame. It is the plain one, whose height does not follow
//! what it shows; so that is guessed from the words. A file answers whatever was asked: of
//! `maxwidth` and `maxheight` it knows nothing, and the frame is as wide as there is room.

use crate::{
    document::attribute,
    head::{CARD_HEIGHT, CARD_WIDTH, CardImage},
};
use dayfold_app::embedding::{ITEMS, Show, Widget, frame};
use dayfold_model::{Date, Digest, Settings, Story, plain_text};
use serde::Serialize;

/// The width that is said, in pixels: of the column that most pages have.
const WIDTH: u32 = 600;

/// How high a frame may be, in pixels.
const HEIGHTS: std::ops::RangeInclusive<u32> = 240..=900;

/// For how long the newest day may be kept, in seconds.
const HOUR: u32 = 3_600;

/// The same of a day that is over, whose words may still be corrected.
const DAY: u32 = 86_400;

/// A response, with the parameters in the order of the specification (2.3.4).
#[derive(Debug, Serialize)]
pub(crate) struct Response {
    r#type: &'static str,
    version: &'static str,
    title: String,
    #[serde(skip_serializing_if = "Option::is_none")]
    author_name: Option<String>,
    provider_name: String,
    provider_url: String,
    cache_age: u32,
    #[serde(flatten)]
    thumbnail: Option<Thumbnail>,
    html: String,
    width: u32,
    height: u32,
}

/// Either all of these, or none.
#[derive(Debug, Serialize)]
struct Thumbnail {
    thumbnail_url: String,
    thumbnail_width: u32,
    thumbnail_height: u32,
}

/// What a site says of its pages.
pub(crate) struct Provider<'a> {
    pub(crate) settings: &'a Settings,
    /// The site's address.
    pub(crate) url: &'a str,
}

impl Provider<'_> {
    /// Of the front page: whatever day is the newest.
    pub(crate) fn latest(&self, digest: &Digest, card: Option<&CardImage>) -> Response {
        let widget = Widget::default();
        let response = self.response(&widget, &self.settings.title, height_of_day(digest), card);
        Response {
            cache_age: HOUR,
            ..response
        }
    }

    /// Of a day.
    pub(crate) fn day(&self, date: Date, digest: &Digest, card: Option<&CardImage>) -> Response {
        let widget = Widget {
            date: Some(date),
            ..Widget::default()
        };
        self.response(&widget, &digest.title, height_of_day(digest), card)
    }

    /// Of a story of a day.
    pub(crate) fn story(&self, date: Date, story: &Story, card: Option<&CardImage>) -> Response {
        let widget = Widget {
            show: Show::Story,
            date: Some(date),
            id: story.id.clone(),
            ..Widget::default()
        };
        let texts = story.body.iter().map(|block| plain_text(&block.html));
        let height = height([story.title.clone()].into_iter().chain(texts));
        self.response(&widget, &story.title, height, card)
    }

    fn response(
        &self,
        widget: &Widget,
        title: &str,
        height: u32,
        card: Option<&CardImage>,
    ) -> Response {
        let author = plain_text(&self.settings.byline);
        Response {
            r#type: "rich",
            version: "1.0",
            title: title.to_owned(),
            author_name: Some(author).filter(|author| !author.is_empty()),
            provider_name: self.settings.title.clone(),
            provider_url: self.url.to_owned(),
            cache_age: DAY,
            thumbnail: card.map(|card| Thumbnail {
                thumbnail_url: card.address.clone(),
                thumbnail_width: CARD_WIDTH,
                thumbnail_height: CARD_HEIGHT,
            }),
            html: frame(self.url, widget, title, height),
            width: WIDTH,
            height,
        }
    }
}

/// The line of a page's head that names the response. `address` is its own.
pub(crate) fn link(address: &str, title: &str) -> String {
    format!(
        "<link rel=\"alternate\" type=\"application/json+oembed\" href=\"{}\" title=\"{}\">",
        attribute(address),
        attribute(title)
    )
}

fn height_of_day(digest: &Digest) -> u32 {
    let points = digest.takeaways.iter().take(ITEMS as usize);
    height(points.map(|point| plain_text(&point.html)))
}

/// About how high paragraphs stand in a frame of that width, with what is above and below
/// them.
fn height(paragraphs: impl Iterator<Item = String>) -> u32 {
    const AROUND: usize = 150;
    const LINE: usize = 26;
    const GAP: usize = 18;
    const LETTERS: usize = 62;
    let paragraphs = paragraphs.map(|text| {
        // A letter of Chinese or Japanese is as wide as two.
        let letters: usize = text.chars().map(|c| 1 + usize::from(c >= '\u{2e80}')).sum();
        letters.div_ceil(LETTERS).max(1) * LINE + GAP
    });
    let height = u32::try_from(AROUND + paragraphs.sum::<usize>()).unwrap_or(u32::MAX);
    height.clamp(*HEIGHTS.start(), *HEIGHTS.end())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::samples;
    use serde_json::Value;

    fn card() -> CardImage {
        CardImage {
            address: "https://example.org/news/assets/cards/a.png".into(),
            alt: "A day".into(),
        }
    }

    fn said(response: &Response) -> Value {
        serde_json::to_value(response).unwrap()
    }

    fn responses(byline: &str, card: Option<&CardImage>) -> Vec<Value> {
        let mut settings = samples::settings();
        settings.byline = byline.to_owned();
        let provider = Provider {
            settings: &settings,
            url: settings.url.as_deref().unwrap(),
        };
        let digest = samples::digest();
        let date = digest.date.unwrap();
        let stories = digest
            .stories()
            .map(|story| said(&provider.story(date, story, card)));
        [
            provider.latest(&digest, card),
            provider.day(date, &digest, card),
        ]
        .iter()
        .map(said)
        .chain(stories)
        .collect()
    }

    /// What the specification requires, 2.3.4 and 2.3.4.4.
    #[test]
    fn keeps_to_the_specification() {
        for card in [None, Some(&card())] {
            for response in responses("", card) {
                assert_eq!(response["type"], "rich");
                assert_eq!(response["version"], "1.0");
                assert!(
                    response["html"]
                        .as_str()
                        .unwrap()
                        .starts_with("<iframe src=\"https://")
                );
                for number in ["width", "height", "cache_age"] {
                    assert!(response[number].as_u64() > Some(0), "{response}");
                }
                // If one of them is there, all are.
                let of_thumbnail = ["thumbnail_url", "thumbnail_width", "thumbnail_height"];
                let there = of_thumbnail.map(|name| response.get(name).is_some());
                assert_eq!(there, [card.is_some(); 3]);
                assert_eq!(response.get("author_name"), None);
            }
        }
    }

    #[test]
    fn of_a_day_and_its_stories() {
        let all = responses(
            "By <a href=\"https://example.org/\">Ada</a> &amp; Co.",
            Some(&card()),
        );
        let texts = all.iter().map(|one| format!("{one:#}"));
        insta::assert_snapshot!(texts.collect::<Vec<_>>().join("\n"));
    }

    #[test]
    fn a_frame_is_about_as_high_as_what_it_shows() {
        let words = |letters: usize| std::iter::once("a".repeat(letters));
        assert_eq!(height(std::iter::empty()), 240);
        assert!(height(words(600)) > height(words(300)));
        assert_eq!(height(words(100_000)), 900);
        let (wide, narrow) = ("要".repeat(200), "a".repeat(200));
        assert!(height([wide].into_iter()) > height([narrow].into_iter()));
    }
}
