//! What a site has beside its pages, one feed and the sitemap. All of it is made, unless it is
//! left out to measure what it costs.

use std::str::FromStr;

/// Something that a site could do without.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Extra {
    /// What is fetched in the place of pages: `data/…json`.
    Data,
    /// The pages of single stories.
    Stories,
    /// The pictures that links to days are shown with.
    Cards,
    /// The feeds of earlier months, of tags and of entities.
    Feeds,
    /// The index that is searched.
    Search,
    /// What pages of others can show.
    Widgets,
}

impl Extra {
    /// All there are, by name.
    pub const NAMES: [(&str, Self); 6] = [
        ("data", Self::Data),
        ("stories", Self::Stories),
        ("cards", Self::Cards),
        ("feeds", Self::Feeds),
        ("search", Self::Search),
        ("widgets", Self::Widgets),
    ];
}

impl FromStr for Extra {
    type Err = String;

    fn from_str(name: &str) -> Result<Self, Self::Err> {
        let mut known = Self::NAMES.iter();
        let found = known.find(|(known, _)| *known == name);
        found.map(|(_, extra)| *extra).ok_or_else(|| {
            let names = Self::NAMES.map(|(name, _)| name);
            format!("there are {}", names.join(", "))
        })
    }
}
