//! The reader's own code, run in a browser: fetching, which has no native counterpart.
#![cfg(target_arch = "wasm32")]

use dayfold_app::{
    api::{self, Failure},
    paths::{Paths, Route},
};
use wasm_bindgen::prelude::wasm_bindgen;
use wasm_bindgen_test::{wasm_bindgen_test, wasm_bindgen_test_configure};

wasm_bindgen_test_configure!(run_in_browser);

// A host to fetch from: `fetch` answers from a table and counts what it is asked for.
#[wasm_bindgen(inline_js = "
    const answers = new Map();
    const counts = new Map();
    export function answer(path, status, body) { answers.set(path, { status, body }); }
    export function count(path) { return counts.get(path) ?? 0; }
    export function install() {
        window.fetch = async (request) => {
            const path = new URL(request.url ?? request).pathname;
            counts.set(path, (counts.get(path) ?? 0) + 1);
            const { status, body } = answers.get(path) ?? { status: 404, body: '' };
            await new Promise((done) => setTimeout(done, 5));
            if (status === 0) throw new TypeError('no network');
            return new Response(body, { status });
        };
    }
")]
extern "C" {
    fn install();
    fn answer(path: &str, status: u16, body: &str);
    fn count(path: &str) -> u32;
}

const TAGS: &str =
    r#"{"version":1,"tags":[{"id":"ai","label":"AI","count":2,"new_field":true}],"more":1}"#;

/// Each test has a site of its own, since what was fetched is kept.
fn site(name: &str) -> Paths {
    install();
    Paths::new(name)
}

#[wasm_bindgen_test]
async fn a_file_is_asked_for_once() {
    let paths = site("once");
    answer("/once/data/tags.json", 200, TAGS);
    let (first, second) = futures_util::join!(
        api::content(&paths, &Route::Tags),
        api::content(&paths, &Route::Tags),
    );
    assert!(first.is_ok() && second.is_ok());
    assert!(api::content(&paths, &Route::Tags).await.is_ok());
    assert_eq!(count("/once/data/tags.json"), 1);
}

#[wasm_bindgen_test]
async fn what_failed_is_tried_again() {
    let paths = site("again");
    let path = "/again/data/tags.json";
    for (status, body, failure) in [
        (404, "", Failure::NotFound),
        (500, "", Failure::Network),
        (0, "", Failure::Network),
        (200, "<!DOCTYPE html>", Failure::Format),
        (200, r#"{"version":1,"tags":[{"id":"#, Failure::Format),
    ] {
        answer(path, status, body);
        assert_eq!(
            api::content(&paths, &Route::Tags).await.err(),
            Some(failure),
            "{status} {body}"
        );
    }
    answer(path, 200, TAGS);
    assert!(api::content(&paths, &Route::Tags).await.is_ok());
}

/// What is there, or is not, is asked for once; what the network does not give, a few times.
#[wasm_bindgen_test]
async fn the_network_is_tried_a_few_times() {
    let paths = site("tries");
    let path = "/tries/data/tags.json";
    answer(path, 404, "");
    _ = api::content(&paths, &Route::Tags).await;
    assert_eq!(count(path), 1);
    answer(path, 0, "");
    let both = futures_util::join!(
        api::content(&paths, &Route::Tags),
        api::content(&paths, &Route::Tags),
    );
    assert_eq!(both.0.err(), Some(Failure::Network));
    assert_eq!(count(path), 4, "three tries, for both together");
}

/// A later reader's day is not kept, since the next answer may be one for this reader.
#[wasm_bindgen_test]
async fn what_is_of_a_later_version_is_asked_for_again() {
    let paths = site("later");
    let path = "/later/data/2025-11-22.json";
    answer(path, 200, &DIGEST.replace("1,\"date\"", "2,\"date\""));
    let route = paths.route("/later/2025-11-22/");
    for times in 1..3 {
        let failure = api::content(&paths, &route).await.err();
        assert_eq!(failure, Some(Failure::Format));
        assert_eq!(count(path), times);
    }
    answer(path, 200, DIGEST);
    assert!(api::content(&paths, &route).await.is_ok());
}

const DIGEST: &str = r#"{"version":1,"date":"2025-11-22","date_text":"","lang":"en","dir":"ltr","title":"T",
    "publication":null,"summary":null,"updated":null,"updated_text":null,"takeaways":[],"sections":[],
    "footer":[],"tags":[],"entities":[]}"#;

#[wasm_bindgen_test]
async fn a_day_is_shown_without_its_month() {
    let paths = site("month");
    answer("/month/data/2025-11-22.json", 200, DIGEST);
    answer("/month/data/months/2025-11.json", 500, "");
    let route = paths.route("/month/2025-11-22/");
    let content = api::content(&paths, &route).await;
    assert!(matches!(content, Ok(dayfold_app::content::Content::Day(_))));
}
