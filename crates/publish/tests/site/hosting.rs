//! What a build leaves for the host that serves the site.

use crate::place::{Place, day};
use rstest::rstest;
use std::{collections::BTreeMap, fs, io::Read, time::SystemTime};

fn place(host: &str) -> Place {
    let settings = format!(
        "title = \"News\"\nurl = \"https://example.org/news/\"\nlang = \"en\"\nhost = \"{host}\"\n"
    );
    let long = "It happened, and was told at length. ".repeat(40);
    Place::new(&[
        ("dayfold.toml", &settings),
        ("2025-11-22.md", &(day("Another") + &long)),
        (
            "2025-11-22.de.md",
            &day("Anderes").replacen("---\n", "---\nlang: de\n", 1),
        ),
    ])
}

#[rstest]
#[case("other", &[])]
#[case("netlify", &["_headers", "_redirects"])]
#[case("cloudflare", &["_headers", "_redirects"])]
#[case("github", &[".nojekyll", "CNAME"])]
#[case("nginx", &["nginx.conf"])]
fn each_host_has_its_own(#[case] host: &str, #[case] own: &[&str]) {
    let place = place(host);
    let summary = place.publish();
    let files = place.files();
    for file in ["_headers", "_redirects", ".nojekyll", "CNAME", "nginx.conf"] {
        assert_eq!(files.contains(file), own.contains(&file), "{file}");
    }
    assert_eq!(
        files.iter().any(|file| file.ends_with(".br")),
        host == "nginx"
    );
    let bytes: u64 = files
        .iter()
        .map(|file| fs::metadata(place.out.path().join(file)).unwrap().len())
        .sum();
    assert_eq!((summary.files, summary.bytes), (files.len(), bytes));
    if host == "netlify" {
        assert!(
            place
                .page("_headers")
                .contains("\n/news/de/data/*\n  Access-Control-Allow-Origin: *\n")
        );
    }
}

/// A header says what each page says of itself, who may frame it, and what the one page may do
/// that shows others in frames: the others say themselves that they do not.
#[test]
fn the_header_is_the_pages_own_policy() {
    let place = place("netlify");
    place.publish();
    let page = place.page("2025-11-22/index.html");
    let (_, policy) = page
        .split_once("Content-Security-Policy\" content=\"")
        .unwrap();
    let (policy, _) = policy.split_once('"').unwrap();
    let builder = format!("{policy}; frame-src 'self'");
    assert!(
        place
            .page("widgets/index.html")
            .contains(&format!("\"{builder}\""))
    );
    let header = format!("  Content-Security-Policy: {builder}\n  X-Frame-Options: SAMEORIGIN\n");
    assert!(place.page("_headers").contains(&header), "{policy}");
}

#[test]
fn all_that_pages_load_can_be_kept_for_ever() {
    let place = place("other");
    place.publish();
    let page = place.page("2025-11-22/index.html");
    let loaded: Vec<_> = [
        "src=\"",
        "data-js=\"",
        "data-wasm=\"",
        "rel=\"stylesheet\" href=\"",
        "rel=\"icon\" href=\"",
    ]
    .iter()
    .flat_map(|attribute| page.split(attribute).skip(1))
    .filter_map(|rest| rest.split('"').next())
    .collect();
    assert!(loaded.len() >= 5);
    for address in loaded {
        assert!(address.starts_with("/news/assets/"), "{address}");
        assert!(
            place
                .files()
                .contains(address.strip_prefix("/news/").unwrap())
        );
    }
}

/// When each file was last written.
fn times(place: &Place) -> BTreeMap<String, SystemTime> {
    let time = |file: &String| {
        fs::metadata(place.out.path().join(file))
            .unwrap()
            .modified()
    };
    let files = place.files();
    files
        .iter()
        .map(|file| (file.clone(), time(file).unwrap()))
        .collect()
}

#[test]
fn texts_are_packed_once() {
    let place = place("nginx");
    place.publish();
    let page = fs::read(place.out.path().join("index.html")).unwrap();
    let gzip = fs::read(place.out.path().join("index.html.gz")).unwrap();
    assert_eq!(
        &gzip[..10],
        &[0x1f, 0x8b, 8, 0, 0, 0, 0, 0, 2, 255],
        "no time, no system"
    );
    let mut unpacked = Vec::new();
    flate2::read::GzDecoder::new(&*gzip)
        .read_to_end(&mut unpacked)
        .unwrap();
    assert_eq!(unpacked, page);
    let packed = fs::read(place.out.path().join("index.html.br")).unwrap();
    let mut unpacked = Vec::new();
    brotli::BrotliDecompress(&mut &*packed, &mut unpacked).unwrap();
    assert_eq!(unpacked, page);
    assert!(packed.len() < gzip.len() && gzip.len() * 2 < page.len());
    // Pictures are, already.
    assert!(!place.files().iter().any(|file| file.contains(".png.")));

    let before = times(&place);
    assert_eq!(place.publish().changed, 0);
    let list = ".dayfold-files";
    let after = times(&place);
    assert!(
        before
            .iter()
            .all(|(file, time)| file == list || after[file] == *time)
    );

    // What was packed goes with what it was packed from, and is packed anew with it.
    fs::remove_file(place.folder.path().join("2025-11-22.de.md")).unwrap();
    place.publish();
    let files = place.files();
    assert!(!files.iter().any(|file| file.starts_with("de/")));
    let after = times(&place);
    assert!(after["index.html.br"] > before["index.html.br"]);
}

/// What was merged away leads to its heir by the host's own means, with all its files.
#[test]
fn hosts_that_redirect_are_told_of_merged_tags() {
    let settings = "title = \"News\"\nurl = \"https://example.org/news/\"\nlang = \"en\"\nhost = \"netlify\"\n";
    let tagged = |title: &str, tag: &str| day(title).replace("Über uns, C/C++", tag);
    let place = Place::new(&[
        ("dayfold.toml", settings),
        ("tags.toml", "[tags.boats]\ninto = \"ships\"\n"),
        ("2025-11-21.md", &tagged("One", "Boats")),
        ("2025-11-22.md", &tagged("Two", "Ships")),
    ]);
    place.publish();
    let redirects = place.page("_redirects");
    for way in [
        "/news/tags/boats/ /news/tags/ships/ 301!\n",
        "/news/tags/boats/feed.xml /news/tags/ships/feed.xml 301!\n",
        "/news/data/tags/boats.json /news/data/tags/ships.json 301!\n",
        "/news/tags/boats/* /news/tags/ships/ 301!\n",
    ] {
        assert!(redirects.contains(way), "{redirects}");
    }
    assert!(place.files().contains("tags/boats/index.html"));
}
