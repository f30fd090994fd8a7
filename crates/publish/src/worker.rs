//! The service worker, and what is published in its place where there is to be none.
//!
//! It is one script at one address, for all languages of a site. Browsers that have an earlier
//! one look there from time to time, so there always is one: to be rid of workers takes a
//! script that is.

use crate::{bundle::Bundle, cache::Key, settings::OwnFiles};
use serde::Serialize;

/// What the worker goes by, as the first line of the script.
#[derive(Serialize)]
struct Made<'a> {
    /// What tells it, and all that is drawn with the same files, from others.
    version: &'a str,
    /// The files of every page of a day.
    shell: Vec<&'a str>,
    /// Those that only the pages of what was saved, of catching up and of the search take.
    later: Vec<&'a str>,
    /// The folders of the languages, each with a slash at its end; that of the main one is empty.
    languages: &'a [String],
}

/// The script. `key` is of all that its pages are made of.
pub(crate) fn script(
    bundle: &Bundle,
    own: &OwnFiles,
    languages: &[String],
    key: Key,
) -> serde_json::Result<Vec<u8>> {
    let icon = own.icon.as_ref().map_or(&bundle.icon, |icon| &icon.path);
    let days = [&bundle.loader, &bundle.days.glue, &bundle.days.wasm];
    let whole = [&bundle.whole.glue, &bundle.whole.wasm];
    let shell = days.into_iter().chain([&bundle.styles, icon]);
    let shell: Vec<&str> = shell.map(String::as_str).chain(own.styles()).collect();
    // What Trunk alone makes has but one program.
    let later = whole.into_iter().map(String::as_str);
    let later = later.filter(|file| !shell.contains(file)).collect();
    // As much of it as tells one from another.
    let version = key.to_string();
    let made = Made {
        version: version.get(..12).unwrap_or(&version),
        shell,
        later,
        languages,
    };
    let mut script = format!("const SITE={};\n", serde_json::to_string(&made)?).into_bytes();
    script.extend_from_slice(&bundle.worker);
    Ok(script)
}

/// The script that takes the place of a worker, deletes what that kept, and goes. It names its
/// caches as `public/sw.js` does.
pub(crate) const OFF: &str = "\
addEventListener(\"install\",()=>skipWaiting());
addEventListener(\"activate\",(event)=>event.waitUntil((async()=>{
const own=`df:${new URL(\"./\",location).pathname}:`;
for(const name of await caches.keys())if(name.startsWith(own))await caches.delete(name);
await registration.unregister();
})()));
";

#[cfg(test)]
mod tests {
    use super::*;
    use crate::bundle;

    const WORKER: &str = include_str!("../../../public/sw.js");

    fn made(key: &[u8]) -> String {
        let (bundle, own) = (bundle::tests::sample(), OwnFiles::default());
        let languages = [String::new(), "de/".to_owned()];
        let script = script(&bundle, &own, &languages, Key::of(key)).unwrap();
        String::from_utf8(script).unwrap()
    }

    #[test]
    fn says_what_it_is_of() {
        let script = made(b"a");
        let (line, rest) = script.split_once('\n').unwrap();
        assert!(line.starts_with("const SITE={\"version\":\""), "{line}");
        assert!(line.contains("\"assets/boot-") && line.contains("\"assets/dayfold-"));
        // This bundle has one program, which is not named twice.
        assert_eq!(line.matches(".wasm").count(), 1);
        assert!(line.ends_with("\"languages\":[\"\",\"de/\"]};"), "{line}");
        assert_eq!(rest, "sw.js");
        assert_ne!(made(b"b"), script);
    }

    #[test]
    fn the_one_that_goes_knows_the_caches_of_the_other() {
        let name = "df:${BASE}:";
        assert!(WORKER.contains(&format!("const PREFIX = `{name}`;")));
        assert!(OFF.contains("df:${new URL(\"./\",location).pathname}:"));
        assert!(!OFF.contains("fetch"));
    }
}
