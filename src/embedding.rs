//! What stands in other people's pages: the snippets that show a site's widgets there, and the
//! addresses behind them. Texts out of plain inputs: the publisher writes the same.
//!
//! A snippet is pasted into any page, so all that it holds is escaped for where it stands, and
//! its addresses are ASCII alone, whatever that page's encoding is.

use crate::{copy::markdown_text, markup::Markup, paths::Route};
use dayfold_model::Date;

/// What a frame of a widget may do: run its own script, and open links. It has no origin, so
/// neither storage nor cookies.
const SANDBOX: &str = "allow-scripts allow-popups allow-popups-to-escape-sandbox";

/// What a widget shows.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Show {
    /// The takeaways of a day, or of whichever is the latest.
    #[default]
    Takeaways,
    /// One story of a day.
    Story,
    /// The newest headlines.
    Headlines,
    /// The newest stories of a tag.
    Tag,
    /// The newest stories that name an entity.
    Entity,
}

impl Show {
    /// All there are, in the order in which they are offered.
    pub const ALL: [Self; 5] = [
        Self::Takeaways,
        Self::Story,
        Self::Headlines,
        Self::Tag,
        Self::Entity,
    ];

    /// Its name in attributes and addresses.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Takeaways => "takeaways",
            Self::Story => "story",
            Self::Headlines => "headlines",
            Self::Tag => "tag",
            Self::Entity => "entity",
        }
    }
}

/// The themes that can be asked for, the default first: that of the page around the widget.
pub const THEMES: [&str; 3] = ["auto", "light", "dark"];

/// How close things stand, the default first.
pub const DENSITIES: [&str; 2] = ["cosy", "compact"];

/// How many are shown where no limit is said.
pub const ITEMS: u32 = 5;

/// The most that can be asked for: lists hold no more.
pub const MOST: u32 = 20;

/// How wide a phone's window is, and a column of text, in pixels.
const PHONE: u32 = 360;
const COLUMN: u32 = 720;

/// What a widget shows, and how.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Widget {
    /// What it shows.
    pub show: Show,
    /// The day that it is of; without one the latest.
    pub date: Option<Date>,
    /// The id of the story, of the tag or of the entity that it shows.
    pub id: String,
    /// Whether it is light or dark, as [`THEMES`] has it; empty for the default.
    pub theme: String,
    /// The accent's colour, `#rrggbb`; empty for the site's.
    pub accent: String,
    /// How close things stand, as [`DENSITIES`] has it; empty for the default.
    pub density: String,
    /// How many are shown at most.
    pub limit: Option<u32>,
}

impl Widget {
    /// Reads a query string, with or without its `?`. What cannot be meant is passed over.
    pub fn parse(query: &str) -> Self {
        let mut widget = Self::default();
        let mut ids: [String; 3] = Default::default();
        for (name, value) in form_urlencoded::parse(query.trim_start_matches('?').as_bytes()) {
            let value = value.into_owned();
            match &*name {
                "show" => {
                    let mut all = Show::ALL.into_iter();
                    widget.show = all.find(|show| show.as_str() == value).unwrap_or_default();
                }
                "date" => widget.date = value.parse().ok(),
                "story" => ids[0] = value,
                "tag" => ids[1] = value,
                "entity" => ids[2] = value,
                "theme" if THEMES[1..].contains(&&*value) => widget.theme = value,
                "accent" if is_colour(&value) => widget.accent = value,
                "density" if DENSITIES[1..].contains(&&*value) => widget.density = value,
                "limit" => {
                    let limit = value.parse().ok();
                    widget.limit = limit.filter(|limit| (1..=MOST).contains(limit));
                }
                _ => {}
            }
        }
        let [story, tag, entity] = ids;
        widget.id = match widget.show {
            Show::Story => story,
            Show::Tag => tag,
            Show::Entity => entity,
            Show::Takeaways | Show::Headlines => String::new(),
        };
        widget
    }

    /// What the custom element's attributes say, which is what the query says too.
    fn attributes(&self) -> Vec<(&'static str, String)> {
        let mut all = vec![("show", self.show.as_str().to_owned())];
        if let (Show::Takeaways | Show::Story, Some(date)) = (self.show, self.date) {
            all.push(("date", date.to_string()));
        }
        if !self.id.is_empty() {
            all.push((self.show.as_str(), self.id.clone()));
        }
        all.extend(self.options());
        all
    }

    /// How it is shown, where that is not the default.
    fn options(&self) -> Vec<(&'static str, String)> {
        let limit = self.limit.map(|limit| limit.to_string());
        let all = [
            ("theme", self.theme.clone()),
            ("accent", self.accent.clone()),
            ("density", self.density.clone()),
            ("limit", limit.unwrap_or_default()),
        ];
        all.into_iter()
            .filter(|(_, value)| !value.is_empty())
            .collect()
    }

    /// The query string with its `?`; empty where all is as it is by default.
    pub fn query(&self) -> String {
        if *self == Self::default() {
            return String::new();
        }
        let mut query = form_urlencoded::Serializer::for_suffix("?".to_owned(), 1);
        query.extend_pairs(self.attributes());
        query.finish()
    }

    /// The page that says more than the widget does.
    pub fn route(&self) -> Route {
        match (self.show, self.date) {
            (Show::Takeaways | Show::Story, Some(date)) => Route::Day(date),
            (Show::Tag, _) => Route::Tag(self.id.clone()),
            (Show::Entity, _) => Route::Entity(self.id.clone()),
            _ => Route::Home,
        }
    }

    /// The address of that page, below the site's.
    pub fn page(&self) -> String {
        let id = encoded(&self.id);
        match (self.show, self.date) {
            (Show::Takeaways, Some(date)) => format!("{date}/"),
            (Show::Story, Some(date)) => format!("{date}/{id}/"),
            (Show::Tag, _) => format!("tags/{id}/"),
            (Show::Entity, _) => format!("entities/{id}/"),
            _ => String::new(),
        }
    }

    /// How high it will be about, in pixels, where it is so many pixels wide: by the length that
    /// texts mostly have, as the element's script guesses it too.
    fn height(&self, width: u32) -> u32 {
        let lines = |text: u32| text.div_ceil(width.saturating_sub(80).max(200));
        let items = match self.show {
            Show::Story => 10,
            _ => self.limit.unwrap_or(ITEMS),
        };
        match self.show {
            Show::Takeaways => 140 + 26 * lines(850) + items * (22 + 24 * lines(640)),
            _ => 110 + items * (22 + 24 * lines(640).max(2)),
        }
    }

    /// The style that keeps so much room from the page's first paint on; a script would come
    /// after that, and move what stands below. From a phone to a column it follows the window.
    fn room(&self) -> String {
        let [high, low] = [PHONE, COLUMN].map(|width| self.height(width));
        let fall = 100 * high.saturating_sub(low) / (COLUMN - PHONE);
        let at_none = high + PHONE * fall / 100;
        format!("display:block;min-height:clamp({low}px,{at_none}px - {fall}vw,{high}px)")
    }

    /// The address of what a frame shows, below the site's, with how it is shown in its
    /// fragment.
    pub fn frame(&self) -> String {
        let mut address = match (self.show, &*self.page()) {
            (Show::Headlines, _) => "embed/headlines/".to_owned(),
            (_, "") => "embed/latest/".to_owned(),
            (_, page) => ["embed/", page].concat(),
        };
        let mut options = self.options();
        // The page itself would show all that it has; the element's script says so, too.
        if self.limit.is_none() && self.show != Show::Story {
            options.push(("limit", ITEMS.to_string()));
        }
        for (at, (name, value)) in options.into_iter().enumerate() {
            address.push_str(if at == 0 { "#" } else { "&" });
            address.push_str(name);
            address.push('=');
            address.push_str(&encoded(&value));
        }
        address
    }
}

/// The script that a snippet loads.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Script<'a> {
    /// Its whole address.
    pub address: &'a str,
    /// Its checksum, where it is one that never changes.
    pub integrity: Option<&'a str>,
}

/// What stands in the element until its frame has answered, and for good where scripts are off
/// or the site is down: a link, and what can be read without following it.
///
/// It is about as long as what takes its place, so that the page around it hardly moves then.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Fallback {
    /// The page that the link leads to, below the site's address.
    pub page: String,
    /// What the link says.
    pub title: String,
    /// Takeaways or headlines as plain text; without any, there is the link alone.
    pub lines: Vec<String>,
}

/// The custom element with its script, for the site at `url`, which ends with a slash.
pub fn element(url: &str, widget: &Widget, fallback: &Fallback, script: Script<'_>) -> String {
    let mut html = Markup::default();
    html.raw("<dayfold-digest");
    attribute(&mut html, "src", &encoded_url(url));
    for (name, value) in widget.attributes() {
        attribute(&mut html, name, &value);
    }
    attribute(&mut html, "style", &widget.room());
    html.raw(">\n  <p>");
    let page = [&encoded_url(url), &*fallback.page].concat();
    html.link(page, &fallback.title).raw("</p>");
    match &*fallback.lines {
        [] => {}
        [line] => drop(html.raw("\n  <p>").text(line).raw("</p>")),
        lines => {
            html.raw("\n  <ul>");
            for line in lines {
                html.raw("\n    <li>").text(line).raw("</li>");
            }
            html.raw("\n  </ul>");
        }
    }
    html.raw("\n</dayfold-digest>\n<script async");
    attribute(&mut html, "src", &encoded_url(script.address));
    if let Some(integrity) = script.integrity {
        attribute(&mut html, "integrity", integrity);
        // Without it, a browser does not compare what comes from another host.
        attribute(&mut html, "crossorigin", "anonymous");
    }
    html.raw("></script>");
    html.0
}

/// A frame alone, `height` pixels high, called `title`.
///
/// `frameborder` is what HTML has done with; but a style in an attribute is what strict
/// policies forbid, and what those who paste other people's frames take out.
pub fn frame(url: &str, widget: &Widget, title: &str, height: u32) -> String {
    let mut html = Markup::default();
    html.raw("<iframe");
    let src = [&encoded_url(url), &*widget.frame()].concat();
    attribute(&mut html, "src", &src);
    attribute(&mut html, "title", title);
    attribute(&mut html, "width", "100%");
    attribute(&mut html, "height", &height.to_string());
    attribute(&mut html, "frameborder", "0");
    attribute(&mut html, "loading", "lazy");
    attribute(&mut html, "sandbox", SANDBOX);
    html.raw("></iframe>");
    html.0
}

/// The picture at `card` as a link.
pub fn picture(url: &str, widget: &Widget, title: &str, card: &str) -> String {
    let mut html = Markup::default();
    html.open_link([&encoded_url(url), &*widget.page()].concat())
        .raw("\"><img");
    attribute(&mut html, "src", &encoded_url(card));
    attribute(&mut html, "alt", title);
    // As large as it is drawn; wherever it stands makes it as small as there is room.
    attribute(&mut html, "width", "600");
    attribute(&mut html, "height", "315");
    html.raw("></a>");
    html.0
}

/// The same in Markdown; without a picture a link.
pub fn markdown(url: &str, widget: &Widget, title: &str, card: Option<&str>) -> String {
    let text = markdown_text(&title.split_whitespace().collect::<Vec<_>>().join(" "));
    let address = [&encoded_url(url), &*widget.page()].concat();
    match card {
        Some(card) => format!("[![{text}]({})]({address})", encoded_url(card)),
        None => format!("[{text}]({address})"),
    }
}

fn attribute(html: &mut Markup, name: &str, value: &str) {
    html.raw(" ").raw(name).raw("=\"").text(value).raw("\"");
}

/// Whether a text is a colour as widgets take it.
pub fn is_colour(text: &str) -> bool {
    let digits = text.strip_prefix('#').unwrap_or_default();
    digits.len() == 6 && digits.bytes().all(|byte| byte.is_ascii_hexdigit())
}

/// A part of an address: all but letters, digits and `-._~` escaped (RFC 3986, 2.3).
fn encoded(part: &str) -> String {
    escape(part, "-._~")
}

/// An address whose escapes are there already, but for letters outside of ASCII and what would
/// end it in Markdown.
fn encoded_url(address: &str) -> String {
    escape(address, "-._~:/?#@!$&'*+,;=%[]")
}

fn escape(text: &str, kept: &str) -> String {
    const DIGITS: &[u8; 16] = b"0123456789ABCDEF";
    let mut escaped = String::with_capacity(text.len());
    for byte in text.bytes() {
        let c = char::from(byte);
        if c.is_ascii_alphanumeric() || (c.is_ascii() && kept.contains(c)) {
            escaped.push(c);
        } else {
            let digit = |at: u8| char::from(DIGITS[usize::from(at)]);
            escaped.extend(['%', digit(byte >> 4), digit(byte & 15)]);
        }
    }
    escaped
}

#[cfg(test)]
mod tests;
