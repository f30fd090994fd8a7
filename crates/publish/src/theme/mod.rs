//! A site's own look: design tokens in place of those of `style/tokens.css`, as a stylesheet
//! of some hundred bytes. Whatever is set, text keeps a contrast of 7:1 and what bounds a
//! control 3:1, on both papers of each theme (WCAG 2.2, 1.4.6 and 1.4.11).

mod colour;
mod fonts;

pub(crate) use colour::Colour;

use std::fmt::Write;

/// The contrast of text on its paper.
pub(crate) const TEXT: f64 = 7.0;
/// That of what bounds a control.
const CONTROL: f64 = 3.0;

/// What a site sets.
#[derive(Clone, Debug, Default, PartialEq)]
pub(crate) struct Theme {
    pub(crate) accent: Pair,
    pub(crate) paper: Pair,
    pub(crate) ink: Pair,
    /// What headlines and text are set in, by their names.
    pub(crate) headings: Option<String>,
    pub(crate) text: Option<String>,
    /// How long a line is, in characters.
    pub(crate) measure: Option<i64>,
}

/// A colour for the light scheme and one for the dark one, where they are set.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub(crate) struct Pair {
    pub(crate) light: Option<Colour>,
    pub(crate) dark: Option<Colour>,
}

/// A colour that had to be moved, or that nothing could be made of.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(crate) struct Moved {
    /// Of which setting.
    pub(crate) name: &'static str,
    pub(crate) from: Colour,
    /// Its contrast as it was.
    pub(crate) contrast: f64,
    /// What it became; `None` where the paper is neither light nor dark.
    pub(crate) to: Option<Colour>,
}

/// The colours of one scheme.
struct Scheme {
    paper: Colour,
    sunk: Colour,
    ink: Colour,
    quiet: Colour,
    hairline: Colour,
    rule: Colour,
    control: Colour,
    accent: Colour,
}

/// The shipped colours, lightness, chroma and hue each: those of `style/tokens.css`.
struct Shipped {
    paper: (f32, f32, f32),
    /// How much darker or lighter the sunk paper is.
    sunk: f32,
    ink: (f32, f32, f32),
    quiet: f32,
    hairline: f32,
    rule: f32,
    control: f32,
    accent: (f32, f32, f32),
}

const LIGHT: Shipped = Shipped {
    paper: (0.985, 0.006, 85.0),
    sunk: -0.023,
    ink: (0.24, 0.012, 60.0),
    quiet: 0.42,
    hairline: 0.875,
    rule: 0.3,
    control: 0.58,
    accent: (0.42, 0.13, 32.0),
};

const DARK: Shipped = Shipped {
    paper: (0.2, 0.006, 70.0),
    sunk: 0.045,
    ink: (0.915, 0.01, 85.0),
    quiet: 0.76,
    hairline: 0.34,
    rule: 0.78,
    control: 0.6,
    accent: (0.8, 0.1, 45.0),
};

/// The papers of the sepia theme, which a site's own accent is shown on as well.
const SEPIA: [(f32, f32, f32); 2] = [(0.905, 0.038, 82.0), (0.88, 0.043, 80.0)];

impl Theme {
    /// The stylesheet; `None` where nothing is set. With the colours that had to be moved.
    pub(crate) fn css(&self) -> (Option<String>, Vec<Moved>) {
        let mut moved = vec![];
        let mut tokens = String::new();
        let mut others = String::new();
        if [self.accent, self.paper, self.ink] != [Pair::default(); 3] {
            let light = self.scheme(&LIGHT, |pair| pair.light, &mut moved);
            let dark = self.scheme(&DARK, |pair| pair.dark, &mut moved);
            let pairs = [
                ("paper", light.paper, dark.paper),
                ("paper-sunk", light.sunk, dark.sunk),
                ("ink", light.ink, dark.ink),
                ("ink-quiet", light.quiet, dark.quiet),
                ("hairline", light.hairline, dark.hairline),
                ("rule", light.rule, dark.rule),
                ("control", light.control, dark.control),
                ("accent", light.accent, dark.accent),
            ];
            for (name, light, dark) in pairs {
                _ = writeln!(tokens, "    --{name}: light-dark({light}, {dark});");
            }
            let papers = SEPIA.map(|(l, c, h)| Colour::oklch(l, c, h));
            if let Some(accent) = self
                .accent
                .light
                .and_then(|own| own.readable(&papers, TEXT))
            {
                _ = writeln!(
                    others,
                    "  :root[data-theme=\"sepia\"] {{\n    --accent: {accent};\n  }}"
                );
            }
        }
        self.fonts(&mut tokens, &mut others);
        if let Some(measure) = self.measure {
            _ = writeln!(tokens, "    --measure: {measure}ch;");
        }
        if tokens.is_empty() && others.is_empty() {
            return (None, moved);
        }
        // In the layer of the tokens that it takes the place of: the themes that a reader
        // chooses weigh more, and so does their own measure.
        let css = format!("@layer tokens {{\n  :root {{\n{tokens}  }}\n{others}}}\n");
        (Some(css), moved)
    }

    fn fonts(&self, tokens: &mut String, others: &mut String) {
        // What the reader has by itself goes by language, and is not said again.
        let headings = self.headings.as_deref().filter(|name| *name != "serif");
        if let Some(stack) = headings.and_then(fonts::stack) {
            _ = writeln!(tokens, "    --serif: {stack};");
        }
        match self.text.as_deref() {
            // What headlines are set in, unless they are set in something else.
            Some("serif") if self.headings.is_none() => {
                _ = writeln!(tokens, "    --body: var(--serif);");
                others.push_str("  :root[data-font=\"sans\"] {\n    --body: var(--sans);\n  }\n");
            }
            Some("sans") | None => {}
            Some(name) => {
                if let Some(stack) = fonts::stack(name) {
                    _ = writeln!(tokens, "    --sans: {stack};");
                }
            }
        }
    }

    /// The colours of a scheme: the site's own, and for what it does not set those that go
    /// with them.
    fn scheme(
        &self,
        shipped: &Shipped,
        own: impl Fn(Pair) -> Option<Colour>,
        moved: &mut Vec<Moved>,
    ) -> Scheme {
        let of = |(l, c, h): (f32, f32, f32)| Colour::oklch(l, c, h);
        let paper = own(self.paper).unwrap_or_else(|| {
            // In the tint of the other scheme's.
            let hue = self.paper.light.or(self.paper.dark);
            let tint = hue.map(|hue| {
                let (_, chroma, hue) = hue.to_oklch();
                Colour::oklch(shipped.paper.0, chroma.min(0.02), hue)
            });
            tint.unwrap_or_else(|| of(shipped.paper))
        });
        let (lightness, chroma, hue) = paper.to_oklch();
        let sunk = Colour::oklch(lightness + shipped.sunk, chroma, hue);
        let papers = [paper, sunk];

        let mut read = |name, given: Option<Colour>, fallback: Colour| {
            let from = given.unwrap_or(fallback);
            let to = from.readable(&papers, TEXT);
            if (given.is_some() && to != Some(from)) || to.is_none() {
                let contrast = papers.map(|paper| from.contrast(paper));
                moved.push(Moved {
                    name: if to.is_none() { "paper" } else { name },
                    from,
                    contrast: contrast[0].min(contrast[1]),
                    to,
                });
            }
            to.unwrap_or(from)
        };
        let tinted = |pair: Pair, (l, c, h): (f32, f32, f32), most: f32| {
            let other = pair.light.or(pair.dark).map(Colour::to_oklch);
            let (chroma, hue) = other.map_or((c, h), |(_, chroma, hue)| (chroma.min(most), hue));
            Colour::oklch(l, chroma, hue)
        };
        let ink = read("ink", own(self.ink), tinted(self.ink, shipped.ink, 0.02));
        let accent = read(
            "accent",
            own(self.accent),
            tinted(self.accent, shipped.accent, 0.2),
        );
        let (_, chroma, hue) = ink.to_oklch();
        let at = |lightness| Colour::oklch(lightness, chroma, hue);
        let at_least = |lightness, ratio| {
            let colour = at(lightness);
            colour.readable(&papers, ratio).unwrap_or(ink)
        };
        Scheme {
            paper,
            sunk,
            ink,
            quiet: at_least(shipped.quiet, TEXT),
            hairline: at(shipped.hairline),
            rule: at_least(shipped.rule, CONTROL),
            control: at_least(shipped.control, CONTROL),
            accent,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use rstest::rstest;

    fn pair(light: Option<&str>, dark: Option<&str>) -> Pair {
        let parse = |text: &str| Colour::parse(text).unwrap();
        Pair {
            light: light.map(parse),
            dark: dark.map(parse),
        }
    }

    fn tokens(css: &str) -> Vec<(String, [Colour; 2])> {
        let lines = css
            .lines()
            .filter_map(|line| line.trim().strip_prefix("--"));
        let pairs = lines.filter_map(|line| {
            let (name, value) = line.split_once(": light-dark(")?;
            let (light, dark) = value.trim_end_matches(");").split_once(", ")?;
            Some((
                name.to_owned(),
                [light, dark].map(|text| Colour::parse(text).unwrap()),
            ))
        });
        pairs.collect()
    }

    #[test]
    fn nothing_set_is_no_file() {
        assert_eq!(Theme::default().css(), (None, vec![]));
    }

    #[rstest]
    #[case::accent(pair(Some("#0b5394"), None), Pair::default(), Pair::default())]
    #[case::pale(pair(Some("gold"), Some("navy")), Pair::default(), Pair::default())]
    #[case::paper(
        Pair::default(),
        pair(Some("#eef6ee"), Some("#101814")),
        Pair::default()
    )]
    #[case::ink(
        pair(Some("red"), None),
        pair(Some("#fff"), Some("#000")),
        pair(Some("#777"), Some("#777"))
    )]
    #[case::dim(
        Pair::default(),
        pair(Some("#c8c8c8"), Some("#303030")),
        Pair::default()
    )]
    fn whatever_is_set_can_be_read(#[case] accent: Pair, #[case] paper: Pair, #[case] ink: Pair) {
        let theme = Theme {
            accent,
            paper,
            ink,
            ..Theme::default()
        };
        let (css, _) = theme.css();
        let tokens = tokens(&css.unwrap());
        assert_eq!(tokens.len(), 8);
        let find = |name: &str| tokens.iter().find(|(known, _)| known == name).unwrap().1;
        for scheme in [0, 1] {
            for paper in ["paper", "paper-sunk"] {
                let paper = find(paper)[scheme];
                for (name, ratio) in [
                    ("ink", TEXT),
                    ("ink-quiet", TEXT),
                    ("accent", TEXT),
                    ("control", CONTROL),
                    ("rule", CONTROL),
                ] {
                    let found = find(name)[scheme].contrast(paper);
                    assert!(found >= ratio, "{name} {found} on {paper}");
                }
            }
        }
    }

    #[test]
    fn what_was_moved_is_told_and_what_was_derived_is_not() {
        let theme = Theme {
            accent: pair(Some("gold"), None),
            ..Theme::default()
        };
        let (css, moved) = theme.css();
        let [told] = &moved[..] else {
            panic!("{moved:?}")
        };
        assert_eq!(
            (told.name, told.from),
            ("accent", Colour::parse("gold").unwrap())
        );
        assert!(told.contrast < 2.0 && css.unwrap().contains(&told.to.unwrap().to_string()));
        let theme = Theme {
            accent: pair(Some("#0b5394"), None),
            ..Theme::default()
        };
        assert_eq!(theme.css().1, []);
    }

    #[test]
    fn a_paper_between_light_and_dark_is_told() {
        let theme = Theme {
            paper: pair(Some("#777"), None),
            ..Theme::default()
        };
        let (_, moved) = theme.css();
        assert!(
            moved
                .iter()
                .all(|told| told.name == "paper" && told.to.is_none())
        );
        assert!(!moved.is_empty());
    }

    #[test]
    fn fonts_and_measure() {
        let theme = Theme {
            text: Some("serif".into()),
            measure: Some(60),
            ..Theme::default()
        };
        let css = theme.css().0.unwrap();
        assert!(
            css.contains("--body: var(--serif);") && css.contains("--measure: 60ch;"),
            "{css}"
        );
        assert!(!css.contains("light-dark"));
    }

    /// The colours that are derived from the shipped ones are the shipped ones.
    #[test]
    fn the_shipped_colours_are_those_of_the_styles() {
        let css = include_str!("../../../../style/tokens.css");
        for (name, light, dark) in [
            ("paper", LIGHT.paper, DARK.paper),
            ("ink", LIGHT.ink, DARK.ink),
            ("accent", LIGHT.accent, DARK.accent),
        ] {
            let text = |(l, c, h): (f32, f32, f32)| format!("oklch({l} {c} {h})");
            let line = format!("--{name}: light-dark({}, {});", text(light), text(dark));
            assert!(css.contains(&line), "{line}");
        }
    }
}
