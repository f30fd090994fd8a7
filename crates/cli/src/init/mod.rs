//! `dayfold init`: a new site to fill in. It asks nothing, and writes over nothing.

mod texts;
mod workflow;

use crate::{new::template, terminal};
use anyhow::{Context as _, Result, bail, ensure};
use clap::{Args, ValueEnum};
use dayfold_ingest::Severity;
use dayfold_publish::{SETTINGS_FILE, check_settings, settings_schema};
use jiff::{Timestamp, tz::TimeZone};
use std::{
    fs::{self, OpenOptions},
    io::{ErrorKind, Write},
    path::{Path, PathBuf},
};

/// The copy of the settings' schema for editors, beside the settings.
const SCHEMA_FILE: &str = "dayfold.schema.json";

/// What the new site is, and where it goes.
#[derive(Args)]
pub(crate) struct Options {
    /// The folder: made where it is not there.
    #[arg(value_name = "DIR", default_value = ".")]
    dir: PathBuf,
    /// The site's name. [default: the folder's]
    #[arg(long)]
    title: Option<String>,
    /// The site's address, with the path that it will live at.
    #[arg(long)]
    url: Option<String>,
    /// The site's language, a BCP 47 tag.
    #[arg(long, default_value = "en")]
    lang: String,
    /// The site's time zone, by its IANA name. [default: this machine's]
    #[arg(long, value_name = "ZONE")]
    timezone: Option<String>,
    /// Write a workflow, too, that builds and publishes the site there every day.
    #[arg(long, value_enum)]
    host: Option<Host>,
    /// Where the workflow gets the binary for x86_64 Linux: a .tar.gz with `dayfold` in it, or
    /// the program itself, with its checksum at the same address and `.sha256`.
    #[arg(long, value_name = "URL", requires = "host")]
    binary_url: Option<String>,
}

/// A host that a workflow is written for.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
enum Host {
    /// GitHub Pages.
    Github,
    /// Cloudflare Pages.
    Cloudflare,
    /// Netlify.
    Netlify,
}

/// A file of the new site.
struct File {
    name: String,
    text: String,
}

/// Writes the site.
pub(crate) fn init(options: &Options) -> Result<()> {
    let files = files(options)?;
    let dir = &options.dir;
    // All or nothing: half a site over somebody's other half helps nobody.
    for file in &files {
        let path = dir.join(&file.name);
        if path.symlink_metadata().is_ok() {
            bail!(
                "{} is already there, and nothing was written; name another folder, or move it away",
                path.display()
            );
        }
    }
    for file in &files {
        write(&dir.join(&file.name), &file.text)?;
    }
    let names = files.iter().map(|file| {
        let path = dir.join(&file.name);
        let path = path.strip_prefix(".").unwrap_or(&path).to_owned();
        format!("{}\n", path.display())
    });
    terminal::print_exact(&names.collect::<String>())?;
    for next in next(options) {
        eprintln!("{next}");
    }
    Ok(())
}

fn files(options: &Options) -> Result<Vec<File>> {
    let zone = zone(options.timezone.as_deref())?;
    let today = Timestamp::now().to_zoned(zone.clone()).date().to_string();
    let title = match &options.title {
        Some(title) => title.clone(),
        None => folder_name(&options.dir),
    };
    let lang = &options.lang;
    let url = options.url.as_deref();
    let settings = texts::settings(&title, url, lang, zone.iana_name());
    let said = check_settings(&settings);
    if let Some(wrong) = said.iter().find(|said| said.severity == Severity::Error) {
        bail!("{}", wrong.message);
    }
    let file = |name: &str, text: String| File {
        name: name.to_owned(),
        text,
    };
    let mut files = vec![
        file(SETTINGS_FILE, settings),
        file(SCHEMA_FILE, settings_schema()),
        file(
            &format!("{today}.md"),
            template::template(today.parse()?, lang, false),
        ),
        file("pages/about.md", texts::about(lang)),
        file(".gitignore", texts::IGNORED.to_owned()),
    ];
    if let Some(host) = options.host {
        let name = ".github/workflows/publish.yml";
        let binary = options.binary_url.as_deref();
        ensure!(
            binary.is_none_or(workflow::is_address),
            "--binary-url is an address that begins with https://"
        );
        files.push(file(name, workflow::workflow(host, url, binary)));
    }
    Ok(files)
}

fn zone(name: Option<&str>) -> Result<TimeZone> {
    match name {
        Some(name) => TimeZone::get(name).with_context(|| {
            format!("there is no time zone {name}; use a name such as Europe/Berlin")
        }),
        None => {
            let zone = TimeZone::system();
            let named = zone.iana_name().is_some();
            Ok(if named { zone } else { TimeZone::UTC })
        }
    }
}

/// What a folder is called that may not be there yet.
fn folder_name(dir: &Path) -> String {
    let full = dir.canonicalize().or_else(|_| std::path::absolute(dir));
    let full = full.unwrap_or_else(|_| dir.to_owned());
    let name = full.file_name().unwrap_or_default().to_string_lossy();
    match &*name {
        "" => "News".to_owned(),
        name => name.to_owned(),
    }
}

fn write(path: &Path, text: &str) -> Result<()> {
    let fail = || format!("cannot write {}", path.display());
    if let Some(folder) = path.parent() {
        fs::create_dir_all(folder).with_context(fail)?;
    }
    match OpenOptions::new().write(true).create_new(true).open(path) {
        Ok(mut file) => file.write_all(text.as_bytes()).with_context(fail),
        Err(error) if error.kind() == ErrorKind::AlreadyExists => {
            bail!("{} is already there, and was left as it is", path.display())
        }
        Err(error) => Err(error).with_context(fail),
    }
}

/// What is left to do.
fn next(options: &Options) -> Vec<String> {
    let dir = options.dir.display();
    let mut next = vec![format!("Next: dayfold serve {dir}")];
    if options.url.is_none() {
        next.push(format!(
            "{SETTINGS_FILE} has no url yet: without it there are no feeds, and shared links show nothing."
        ));
    }
    if let Some(host) = options.host {
        if options.binary_url.is_none() {
            next.push(format!(
                "The workflow does not know where the binary is: set {} in it.",
                workflow::BINARY
            ));
        }
        next.extend(workflow::needs(host).map(str::to_owned));
    }
    next
}

/// Prints the schema of the settings.
pub(crate) fn schema() -> Result<()> {
    terminal::print_exact(&settings_schema())
}
