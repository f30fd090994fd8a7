//! The sites that are visited: built by the real binary, once for all tests.

use crate::environment::required;
use anyhow::{Context, Result, bail};
use dayfold_model::{
    Date, Digest, FromJson, Month, MonthDays, Site as SiteData, SubjectList, SubjectPage, Threads,
};
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;
use std::sync::OnceLock;

/// A built site.
pub struct Site {
    /// Where its files are.
    pub dir: PathBuf,
    /// The path at which it expects to be served.
    pub base: &'static str,
}

/// The sites of the tests.
pub struct Sites {
    /// The sample at the root of its host.
    pub root: Site,
    /// The sample under a path.
    pub news: Site,
    /// A small one from right to left.
    pub rtl: Site,
    /// A small one in two languages, with a digest that has no day.
    pub languages: Site,
    /// Trunk's own output with the sample's data beside it, nothing prerendered.
    pub client: Site,
}

/// A kind of page, by name and path.
pub struct Kind {
    /// What to call it.
    pub name: &'static str,
    /// Where it is, without a leading slash.
    pub path: String,
}

/// A digest that is told under its day.
pub trait Dated {
    /// The day, as it stands in addresses; empty where there is none.
    fn day(&self) -> String;
}

impl Dated for Digest {
    fn day(&self) -> String {
        self.date.map_or_else(String::new, |date| date.to_string())
    }
}

/// All sites; the first call builds them.
pub fn sites() -> Result<&'static Sites> {
    static SITES: OnceLock<Result<Sites, String>> = OnceLock::new();
    SITES
        .get_or_init(|| build_all().map_err(|error| format!("{error:#}")))
        .as_ref()
        .map_err(|error| anyhow::anyhow!("the sites are not built: {error}"))
}

fn build_all() -> Result<Sites> {
    let scratch = required("DAYFOLD_SCRATCH")?;
    if scratch.exists() {
        fs::remove_dir_all(&scratch)?;
    }
    let content = required("DAYFOLD_CONTENT")?;
    let sample = |name: &str, url: &str| {
        let source = scratch.join(format!("{name}-content"));
        copy_tree(&content, &source)?;
        set(&source.join("dayfold.toml"), "url", url)?;
        build(&source, &scratch.join(name))
    };
    let root = sample("root", "https://example.org/")?;
    let news = sample("news", "https://example.org/news/")?;

    let fixture = |name: &str| {
        let source = scratch.join(format!("{name}-content"));
        let fixtures = Path::new(env!("CARGO_MANIFEST_DIR")).join("fixtures");
        copy_tree(&fixtures.join(name), &source)?;
        build(&source, &scratch.join(name))
    };
    let rtl = fixture("rtl")?;
    let languages = fixture("languages")?;

    let client = scratch.join("client");
    copy_tree(&required("DAYFOLD_READER")?, &client)?;
    copy_tree(&root.join("data"), &client.join("data"))?;

    let site = |dir, base| Site { dir, base };
    Ok(Sites {
        root: site(root, "/"),
        news: site(news, "/news/"),
        rtl: site(rtl, "/"),
        languages: site(languages, "/news/"),
        client: site(client, "/"),
    })
}

/// Builds the site of a folder of digests.
pub fn build(source: &Path, out: &Path) -> Result<PathBuf> {
    let output = Command::new(required("DAYFOLD_BIN")?)
        .arg("build")
        .arg(source)
        .arg("--out")
        .arg(out)
        .output()?;
    if !output.status.success() {
        bail!(
            "dayfold build {} failed: {}{}",
            source.display(),
            String::from_utf8_lossy(&output.stdout),
            String::from_utf8_lossy(&output.stderr)
        );
    }
    Ok(out.to_owned())
}

/// The sample with other settings, built in a folder of one's own: `site` in it.
pub fn sample_with(folder: &Path, settings: &[(&str, &str)]) -> Result<PathBuf> {
    let source = folder.join("content");
    copy_tree(&required("DAYFOLD_CONTENT")?, &source)?;
    for (key, value) in settings {
        set(&source.join("dayfold.toml"), key, value)?;
    }
    build(&source, &folder.join("site"))
}

/// The sample with more lines at the end of its settings, built in the same way, for the root of
/// its host.
pub fn sample_and(folder: &Path, lines: &str) -> Result<PathBuf> {
    let source = folder.join("content");
    copy_tree(&required("DAYFOLD_CONTENT")?, &source)?;
    let settings = source.join("dayfold.toml");
    let text = fs::read_to_string(&settings)?;
    fs::write(&settings, format!("{text}\n{lines}\n"))?;
    build(&source, &folder.join("site"))
}

/// A site as it is after the reader was changed and everything was published anew: its program
/// has another name, and that of before is gone. Its pages can be told by `data-build="new"`.
pub fn deployed_anew(site: &Site, folder: &Path) -> Result<PathBuf> {
    let out = folder.join("anew");
    copy_tree(&site.dir, &out)?;
    let assets: Vec<_> = fs::read_dir(out.join("assets"))?.collect::<Result<_, _>>()?;
    for asset in assets {
        let name = asset.file_name().to_string_lossy().into_owned();
        if name.ends_with(".wasm") || name.starts_with("boot-") {
            fs::rename(
                asset.path(),
                asset.path().with_file_name(anew(&name, &name)),
            )?;
            rewrite(&out, &name)?;
        }
    }
    Ok(out)
}

/// A text with a file named anew in it: the first digit of its hash is another.
fn anew(text: &str, name: &str) -> String {
    let (stem, hash) = name.rsplit_once('-').unwrap_or((name, ""));
    let first = if hash.starts_with('0') { "1" } else { "0" };
    let new = format!("{stem}-{first}{}", hash.get(1..).unwrap_or_default());
    text.replace(name, &new)
}

fn rewrite(folder: &Path, name: &str) -> Result<()> {
    for entry in fs::read_dir(folder)? {
        let path = entry?.path();
        let ending = path.extension().unwrap_or_default();
        if path.is_dir() {
            rewrite(&path, name)?;
        } else if ending == "html" || ending == "json" || path.ends_with("sw.js") {
            let mut text = anew(&fs::read_to_string(&path)?, name);
            if ending == "js" {
                text = text.replace("{\"version\":\"", "{\"version\":\"new");
            } else if !text.contains("data-build") {
                text = text.replace("<html ", "<html data-build=\"new\" ");
            }
            fs::write(&path, text)?;
        }
    }
    Ok(())
}

/// Sets a text in a site's settings.
fn set(settings: &Path, key: &str, value: &str) -> Result<()> {
    let text = fs::read_to_string(settings)
        .with_context(|| format!("cannot read {}", settings.display()))?;
    let is_it = |line: &&str| {
        line.split('=')
            .next()
            .is_some_and(|name| name.trim() == key)
    };
    let others: Vec<_> = text.lines().filter(|line| !is_it(line)).collect();
    // First, since after a table's heading it would belong to that table.
    fs::write(
        settings,
        format!("{key} = \"{value}\"\n{}\n", others.join("\n")),
    )?;
    Ok(())
}

/// Copies a folder with all that is in it.
pub fn copy_tree(from: &Path, to: &Path) -> Result<()> {
    fs::create_dir_all(to)?;
    let entries = fs::read_dir(from).with_context(|| format!("cannot read {}", from.display()))?;
    for entry in entries {
        let entry = entry?;
        let target = to.join(entry.file_name());
        if entry.file_type()?.is_dir() {
            copy_tree(&entry.path(), &target)?;
        } else {
            fs::copy(entry.path(), target)?;
        }
    }
    Ok(())
}

impl Site {
    /// What the site says of itself.
    pub fn data(&self) -> Result<SiteData> {
        self.read("site.json")
    }

    /// What a day is called in a calendar.
    pub fn in_calendar(&self, digest: &Digest) -> Result<String> {
        let stories = self
            .data()?
            .settings
            .words
            .stories(digest.stories().count());
        Ok(format!("{}, {stories}", digest.date_text))
    }

    /// All days, the newest first.
    pub fn days(&self) -> Result<Vec<Date>> {
        let mut names = Vec::new();
        for entry in fs::read_dir(self.dir.join("data"))? {
            let name = entry?.file_name().to_string_lossy().into_owned();
            names.extend(
                name.strip_suffix(".json")
                    .and_then(|name| name.parse::<Date>().ok()),
            );
        }
        names.sort();
        names.reverse();
        Ok(names)
    }

    /// The digest of a day.
    pub fn digest(&self, date: Date) -> Result<Digest> {
        self.read(&format!("{date}.json"))
    }

    /// The digests of all days, the newest first.
    pub fn digests(&self) -> Result<Vec<Digest>> {
        self.days()?
            .into_iter()
            .map(|date| self.digest(date))
            .collect()
    }

    /// The day in the middle, which has neighbours on both sides.
    pub fn middle(&self) -> Result<Digest> {
        let days = self.days()?;
        self.digest(days[days.len() / 2])
    }

    /// All tags.
    pub fn tags(&self) -> Result<SubjectList> {
        self.read("tags.json")
    }

    /// All entities.
    pub fn entities(&self) -> Result<SubjectList> {
        self.read("entities.json")
    }

    /// A tag's or an entity's front page, by the path of that page.
    pub fn subject(&self, path: &str) -> Result<SubjectPage> {
        self.read(&format!("{path}.json"))
    }

    /// What later days told of a day's stories.
    pub fn threads(&self, date: Date) -> Result<Threads> {
        self.read(&format!("threads/{date}.json"))
    }

    /// The days of a month.
    pub fn month(&self, month: Month) -> Result<MonthDays> {
        self.read(&format!("months/{month}.json"))
    }

    /// One page of each kind.
    pub fn kinds(&self) -> Result<Vec<Kind>> {
        let data = self.data()?;
        let month = data
            .months
            .first()
            .context("there is no month")?
            .month
            .to_string();
        // Of the whole list: a small site has none that several days tell of.
        let tags = self.tags()?.subjects;
        let tag = &tags.first().context("there is no tag")?.id;
        let kind = |name, path| Kind { name, path };
        let mut kinds = vec![
            kind("home", String::new()),
            kind("day", format!("{}/", self.middle()?.day())),
            kind("archive", "archive/".to_owned()),
            kind("month", format!("{}/", month.replace('-', "/"))),
            kind("tags", "tags/".to_owned()),
            kind("tag", format!("tags/{tag}/")),
            kind("saved", "saved/".to_owned()),
            kind("catch-up", "catch-up/".to_owned()),
            kind("search", "search/".to_owned()),
            kind("widgets", "widgets/".to_owned()),
        ];
        if data.settings.entities {
            let entities = self.entities()?;
            let entity = &entities.subjects.first().context("there is no entity")?.id;
            kinds.push(kind("entities", "entities/".to_owned()));
            kinds.push(kind("entity", format!("entities/{entity}/")));
        }
        kinds.push(kind("missing", "no/such/page/".to_owned()));
        Ok(kinds)
    }

    fn read<T: FromJson>(&self, name: &str) -> Result<T> {
        let path = self.dir.join("data").join(name);
        let text =
            fs::read_to_string(&path).with_context(|| format!("cannot read {}", path.display()))?;
        dayfold_model::parse(&text).with_context(|| format!("cannot parse {}", path.display()))
    }
}
