//! How long a site can grow where its host sets a limit.

use super::Host;

/// How large a site is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Size {
    /// Its files.
    pub files: usize,
    /// Their bytes.
    pub bytes: u64,
    /// The bytes of the largest of them.
    pub largest: u64,
    /// The days that it tells of.
    pub days: usize,
}

/// Files that Cloudflare Pages takes on its free plan and on paid ones; of 25 MiB at most.
const CLOUDFLARE_FILES: [usize; 2] = [20_000, 100_000];
const CLOUDFLARE_FILE: u64 = 25 << 20;

/// What GitHub Pages publishes at most, in bytes.
const GITHUB_BYTES: u64 = 1_000_000_000;

/// Days with a digest in a year, at most.
const YEAR: f64 = 365.25;

/// From so few days nothing is foretold: most files of a young site are there once.
const FEW_DAYS: usize = 7;

/// A sentence or two on the room that a host leaves, if it has limits: for how many years, with
/// a digest every day, the site can grow as it did so far.
pub fn room_left(host: Host, size: Size) -> Option<String> {
    match host {
        Host::Cloudflare => {
            let [free, paid] = CLOUDFLARE_FILES;
            let left = |limit| years(size.files as f64, limit as f64, size.days);
            let mut text = format!(
                "Cloudflare Pages takes 20,000 files, 100,000 on paid plans: {}.",
                match (left(free), left(paid)) {
                    (Left::Over, Left::Over) => "the site has more than either".to_owned(),
                    (Left::Over, paid) =>
                        format!("too few for this site but for paid plans, {paid}"),
                    (Left::Unknown, _) => "the site has room".to_owned(),
                    (free, Left::Unknown | Left::Over) => free.to_string(),
                    (free, paid) => format!("{free}, on paid plans {}", paid.time()),
                }
            );
            if size.largest > CLOUDFLARE_FILE {
                text += " No file may be larger than 25 MiB, and one is.";
            }
            Some(text)
        }
        Host::GitHub => {
            let left = years(size.bytes as f64, GITHUB_BYTES as f64, size.days);
            let room = match left {
                Left::Over => "the site is larger".to_owned(),
                Left::Unknown => "the site has room".to_owned(),
                left => left.to_string(),
            };
            Some(format!("GitHub Pages publishes up to 1 GB: {room}."))
        }
        // Netlify limits the files of a folder, 54,000, which no folder of a site reaches in a
        // century.
        Host::Other | Host::Netlify | Host::Nginx => None,
    }
}

/// How long it takes to reach a limit.
enum Left {
    Years(f64),
    Over,
    Unknown,
}

impl std::fmt::Display for Left {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match self {
            Self::Over => f.write_str("no room"),
            Self::Unknown => f.write_str("room"),
            Self::Years(_) => write!(f, "room {}", self.time()),
        }
    }
}

impl Left {
    /// "for 5 years"; nothing where no time is known.
    fn time(&self) -> String {
        match self {
            Self::Over | Self::Unknown => String::new(),
            Self::Years(years) if *years >= 100.0 => "for a century".to_owned(),
            Self::Years(years) if *years >= 2.0 => format!("for {years:.0} years"),
            Self::Years(years) => match (years * 12.0).floor() {
                1.0 => "for a month".to_owned(),
                months => format!("for {months:.0} months"),
            },
        }
    }
}

fn years(used: f64, limit: f64, days: usize) -> Left {
    if used > limit {
        Left::Over
    } else if days < FEW_DAYS {
        Left::Unknown
    } else {
        Left::Years((limit - used) / (used / days as f64) / YEAR)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use rstest::rstest;

    fn size(files: usize, megabytes: u64, days: usize) -> Size {
        Size {
            files,
            bytes: megabytes * 1_000_000,
            largest: 1_000_000,
            days,
        }
    }

    #[rstest]
    #[case(
        Host::GitHub,
        size(900, 50, 100),
        Some("GitHub Pages publishes up to 1 GB: room for 5 years.")
    )]
    #[case(
        Host::GitHub,
        size(900, 900, 1000),
        Some("GitHub Pages publishes up to 1 GB: room for 3 months.")
    )]
    #[case(
        Host::GitHub,
        size(900, 1001, 1000),
        Some("GitHub Pages publishes up to 1 GB: the site is larger.")
    )]
    #[case(
        Host::GitHub,
        size(90, 5, 3),
        Some("GitHub Pages publishes up to 1 GB: the site has room.")
    )]
    #[case(
        Host::Cloudflare,
        size(1_000, 9, 100),
        Some(
            "Cloudflare Pages takes 20,000 files, 100,000 on paid plans: room for 5 years, on paid plans for 27 years."
        )
    )]
    #[case(
        Host::Cloudflare,
        size(30_000, 9, 3000),
        Some(
            "Cloudflare Pages takes 20,000 files, 100,000 on paid plans: too few for this site but for paid plans, room for 19 years."
        )
    )]
    #[case(
        Host::Cloudflare,
        size(300_000, 9, 3000),
        Some(
            "Cloudflare Pages takes 20,000 files, 100,000 on paid plans: the site has more than either."
        )
    )]
    #[case(Host::Nginx, size(1, 1, 1), None)]
    #[case(Host::Netlify, size(1, 1, 1), None)]
    fn tells(#[case] host: Host, #[case] size: Size, #[case] expected: Option<&str>) {
        assert_eq!(room_left(host, size).as_deref(), expected);
    }

    #[test]
    fn a_file_may_be_too_large() {
        let mut size = size(100, 100, 100);
        size.largest = 26 << 20;
        assert!(
            room_left(Host::Cloudflare, size).is_some_and(|text| text.ends_with("and one is."))
        );
    }
}
