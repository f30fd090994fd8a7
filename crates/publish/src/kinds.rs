//! Which files of a folder may be digests, by their names. What is in them decides the rest.

/// What a file's name says of it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Kind {
    /// A text that somebody wrote to be read: a digest, or something is wrong with it.
    Text,
    /// Data or a page, which may be a digest, a feed, or something else altogether.
    Data,
    /// Nothing: a digest if there is one in it.
    Unknown,
    /// Certainly something else.
    Other,
}

/// Endings of text.
const TEXTS: &[&str] = &[
    "adoc", "markdown", "md", "mdown", "mdx", "mkd", "org", "qmd", "rmd", "rst", "text", "txt",
];

/// Endings of data and pages that may hold digests.
const DATA: &[&str] = &[
    "atom", "htm", "html", "json", "jsonl", "ndjson", "rdf", "rss", "xhtml", "xml",
];

/// Endings of what holds none: pictures, sound, film, fonts, archives, documents that are no
/// text, programs, their settings, and what programs leave behind.
const OTHERS: &str = "\
    7z aac ai apk astro avi avif bak bash bat bin bmp br bz2 c cc cer cfg cjs class clj \
    cmake conf cpp crt cs css csv cxx dart dat db deb diff dll dmg doc docx dylib ejs eot \
    eps epub erb erl ex exe exs flac fs gem gif go gradle gz h hbs heic heif hpp hs icns ico \
    ics ini ipynb iso jar java jl jp2 jpeg jpg js json5 jsonc jsx jxl key kt less lock \
    log lua m4a m4v map mid mjs mkv ml mo mobi mod mov mp3 mp4 mpeg mpg mustache nix \
    njk numbers o odp ods odt oga ogg ogv old opus orig otf pages parquet part patch pdf pem \
    php pl pm png po ppt pptx properties proto ps ps1 psd pug py pyc r rar raw rb rej rs rtf \
    sass scala scss sh so sql sqlite sqlite3 sum svelte svg swift swp tar tex tf tgz tif \
    tiff tmp toml ts tsv tsx ttf vue wasm wav weba webm webmanifest webp wma wmv woff woff2 \
    xls xlsx xsd xsl xslt xz yaml yml zig zip zsh zst";

/// Names of files, without their ending, that stand in many folders and are never digests.
const NAMES: &[&str] = &[
    "authors",
    "brewfile",
    "browserconfig",
    "changelog",
    "cmakelists",
    "cname",
    "code_of_conduct",
    "codeowners",
    "composer",
    "contributing",
    "copying",
    "dockerfile",
    "gemfile",
    "humans",
    "jenkinsfile",
    "jsconfig",
    "justfile",
    "licence",
    "license",
    "makefile",
    "manifest",
    "notice",
    "package",
    "package-lock",
    "pom",
    "procfile",
    "rakefile",
    "readme",
    "renovate",
    "requirements",
    "robots",
    "security",
    "sitemap",
    "tsconfig",
    "vagrantfile",
    "vercel",
];

/// Folders of what programs fetch and leave behind.
const FOLDERS: &[&str] = &["__pycache__", "bower_components", "node_modules", "venv"];

/// What the name of a file says of it.
pub(crate) fn kind(name: &str) -> Kind {
    let name = name.to_ascii_lowercase();
    let (stem, ending) = match name.rsplit_once('.') {
        Some((stem, ending)) => (stem, Some(ending)),
        None => (&*name, None),
    };
    // What editors check the settings by.
    let is_schema = name.ends_with(".schema.json");
    if name.starts_with('.') || name.ends_with('~') || is_schema || NAMES.contains(&stem) {
        return Kind::Other;
    }
    match ending {
        Some(ending) if TEXTS.contains(&ending) => Kind::Text,
        Some(ending) if DATA.contains(&ending) => Kind::Data,
        Some(ending) if OTHERS.split(' ').any(|other| other == ending) => Kind::Other,
        _ => Kind::Unknown,
    }
}

/// Whether a folder of that name holds nothing that somebody wrote for the site.
pub(crate) fn is_passed_over(folder: &str) -> bool {
    folder.starts_with('.') || FOLDERS.contains(&folder)
}

#[cfg(test)]
mod tests {
    use super::*;
    use rstest::rstest;

    #[rstest]
    #[case("2025-11-22.md", Kind::Text)]
    #[case("2025-11-22.MDX", Kind::Text)]
    #[case("2025-11-22.en.md", Kind::Text)]
    #[case("2025-11-22.json", Kind::Data)]
    #[case("feed.xml", Kind::Data)]
    #[case("2025-11-22", Kind::Unknown)]
    #[case("2025.11.22", Kind::Unknown)]
    #[case("README", Kind::Other)]
    #[case("ReadMe.md", Kind::Other)]
    #[case("package.json", Kind::Other)]
    #[case("Cargo.lock", Kind::Other)]
    #[case("dayfold.toml", Kind::Other)]
    #[case("build.py", Kind::Other)]
    #[case("a.png", Kind::Other)]
    #[case(".env", Kind::Other)]
    #[case("2025-11-22.md~", Kind::Other)]
    fn names(#[case] name: &str, #[case] expected: Kind) {
        assert_eq!(kind(name), expected);
    }

    #[test]
    fn the_lists_are_in_order_and_apart() {
        let others: Vec<_> = OTHERS.split(' ').collect();
        for list in [TEXTS, DATA, &others, NAMES, FOLDERS] {
            assert!(list.is_sorted(), "{list:?}");
        }
        assert!(
            !others
                .iter()
                .any(|name| TEXTS.contains(name) || DATA.contains(name))
        );
    }
}
