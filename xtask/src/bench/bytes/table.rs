//! What pages load, as tables for people.

use super::page::Use;
use super::{Row, Weight};
use std::collections::BTreeMap;

fn kilobytes(bytes: usize) -> String {
    format!("{:.1}", bytes as f64 / 1e3)
}

/// What each page loads.
pub(super) fn table(rows: &[Row]) -> String {
    let mut text = format!(
        "{:<26}{:^17}{:^16}{:^17}{:^16}{:^17}{:^12}{:>8}\n{:<26}",
        "kB raw, after brotli", "HTML", "CSS", "script", "data", "all", "requests", "kept", "",
    );
    for width in [9, 8, 9, 9, 8] {
        text += &format!("{:>width$}{:>8}", "raw", "brotli");
    }
    text += &format!("{:>6}{:>6}{:>8}\n", "text", "all", "brotli");
    for row in rows {
        text += &format!("{:<26}", row.name);
        let sum = |is_it: &dyn Fn(Use) -> bool| -> Weight {
            let files = row.files.iter().filter(|file| is_it(file.r#use));
            files.map(|file| file.weight).sum()
        };
        for (weight, width) in [
            (sum(&|r#use| r#use == Use::Page), 9),
            (sum(&|r#use| r#use == Use::Styles), 8),
            (sum(&Use::is_script), 9),
            (sum(&|r#use| r#use == Use::Data), 9),
            (sum(&|r#use| r#use != Use::Other), 8),
        ] {
            let (raw, brotli) = (kilobytes(weight.raw), kilobytes(weight.brotli));
            text += &format!("{raw:>width$}{brotli:>8}");
        }
        let number = |number: Option<String>| number.unwrap_or_else(|| "?".to_owned());
        let requests = number(row.requests.map(|requests| requests.to_string()));
        let kept = number(row.kept.map(|kept| kilobytes(kept.brotli)));
        let before = row.requests_before_text;
        text += &format!("{before:>6}{requests:>6}{kept:>8}\n");
    }
    text
}

/// Each script that some page loads, once.
pub(super) fn scripts(rows: &[Row]) -> String {
    let mut text = format!("{:>9}{:>9}  file, and who loads it\n", "raw", "brotli");
    let mut scripts = BTreeMap::<(Use, &str), (Weight, Vec<&str>)>::new();
    for row in rows {
        for file in row.files.iter().filter(|file| file.r#use.is_script()) {
            let script = scripts.entry((file.r#use, &file.path)).or_default();
            script.0 = file.weight;
            script.1.push(&row.name);
        }
    }
    for ((_, path), (weight, by)) in scripts {
        let path = path.strip_prefix("assets/").unwrap_or(path);
        let by = match &by[..] {
            few if few.len() < 5 => few.join(", "),
            [first, second, rest @ ..] => format!("{first}, {second}, {} more", rest.len()),
            _ => String::new(),
        };
        let (raw, brotli) = (kilobytes(weight.raw), kilobytes(weight.brotli));
        text += &format!("{raw:>9}{brotli:>9}  {path}: {by}\n");
    }
    text
}
