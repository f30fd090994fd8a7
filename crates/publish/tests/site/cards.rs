//! The pictures that links to days are shown with.

use crate::place::{Place, SETTINGS, day};
use std::{collections::BTreeSet, fs};

fn cards(place: &Place) -> BTreeSet<String> {
    let files = place.files().into_iter();
    files
        .filter(|file| file.starts_with("assets/cards/"))
        .collect()
}

#[test]
fn a_day_has_a_card_that_is_drawn_once() {
    let place = Place::new(&[
        SETTINGS,
        ("2025-11-21.md", &day("One thing")),
        ("2025-11-22.md", &day("Another")),
    ]);
    place.publish();
    let first = cards(&place);
    assert_eq!(first.len(), 2);
    for card in &first {
        let path = place.out.path().join(card);
        assert!(fs::read(&path).unwrap().starts_with(b"\x89PNG"));
        // Whoever draws it again would write other bytes.
        fs::write(path, "as it was").unwrap();
    }
    // What does not stand on the card does not matter to it.
    place.write("2025-11-22.md", day("Another") + "\n\nAnd more of it.\n");
    place.publish();
    assert_eq!(cards(&place), first);
    for card in &first {
        assert_eq!(place.page(card), "as it was");
    }

    place.write("2025-11-22.md", day("Another one"));
    place.publish();
    let second = cards(&place);
    assert_eq!((second.len(), second.intersection(&first).count()), (2, 1));
}

#[test]
fn without_an_address_nothing_could_name_them() {
    let place = Place::new(&[("2025-11-22.md", &day("Another"))]);
    place.publish();
    assert_eq!(cards(&place), BTreeSet::new());
}
