//! The files that are written for hosts and robots: each line is of a shape of ours, whatever is in
//! the digests.

use super::look::is_own_path;
use std::io::Read;

/// `_headers` and `_redirects`.
pub(super) fn lines(text: &str, say: &mut impl FnMut(String)) {
    const HEADERS: &[&str] = &[
        "Content-Security-Policy",
        "X-Frame-Options",
        "Permissions-Policy",
        "Referrer-Policy",
        "X-Content-Type-Options",
        "Cache-Control",
        "Access-Control-Allow-Origin",
    ];
    for line in text.lines() {
        let is_header = line.strip_prefix("  ").is_some_and(|rest| {
            rest.split_once(": ")
                .is_some_and(|(name, value)| HEADERS.contains(&name) && !value.contains("evil"))
        });
        let parts: Vec<_> = line.split(' ').collect();
        let is_rule = matches!(&*parts, [path] if is_own_path(path));
        let is_redirect = matches!(&*parts, [from, to, status] if is_own_path(from) && is_own_path(to) && status.starts_with(['3', '4']));
        if !is_header && !is_rule && !is_redirect || line.contains(char::is_control) {
            say(format!("has the line {line:?}"));
        }
    }
}

/// `nginx.conf`: no block and no directive but those that it always has.
pub(super) fn nginx(text: &str, say: &mut impl FnMut(String)) {
    const DIRECTIVES: &[&str] = &[
        "absolute_redirect",
        "add_header",
        "charset",
        "charset_types",
        "default_type",
        "error_page",
        "gzip_static",
        "gzip_vary",
        "index",
        "internal;",
        "location",
        "return",
        "types",
        "}",
    ];
    let mut depth = 0_i32;
    let mut in_types = false;
    for line in text.lines().map(str::trim) {
        if line.is_empty() || line.starts_with('#') {
            continue;
        }
        let first = line.split(' ').next().unwrap_or_default();
        let is_type = in_types && first.contains('/');
        let is_ended = line.ends_with([';', '{', '}']);
        // Within quotes, in a policy, they part its own directives.
        let outside: String = line.split('"').step_by(2).collect();
        let is_single = outside.matches([';', '{', '}']).count() == 1;
        if !(is_type || DIRECTIVES.contains(&first))
            || !is_ended
            || !is_single
            || line.contains("evil")
        {
            say(format!("tells nginx {line:?}"));
        }
        depth += i32::from(line.ends_with('{')) - i32::from(line == "}");
        in_types = first == "types" || in_types && line != "}";
    }
    if depth != 0 {
        say(format!("leaves {depth} blocks open"));
    }
}

/// `CNAME`.
pub(super) fn cname(text: &str, say: &mut impl FnMut(String)) {
    let is_host = |c: char| c.is_ascii_alphanumeric() || matches!(c, '.' | '-');
    if !text.trim_end_matches('\n').chars().all(is_host) {
        say(format!("names the host {text:?}"));
    }
}

/// `robots.txt`.
pub(super) fn robots(text: &str, say: &mut impl FnMut(String)) {
    let known = ["User-agent: ", "Allow: ", "Disallow:", "Sitemap: https://"];
    let is_known =
        |line: &str| line.is_empty() || known.iter().any(|known| line.starts_with(known));
    if !text.lines().all(is_known) {
        say(format!("tells robots {text:?}"));
    }
}

/// What is in a file that was packed for hosts that do not do that themselves.
pub(super) fn unpacked(ending: &str, bytes: &[u8]) -> Vec<u8> {
    let mut all = vec![];
    match ending {
        "gz" => flate2::read::GzDecoder::new(bytes).read_to_end(&mut all),
        _ => brotli::Decompressor::new(bytes, 4096).read_to_end(&mut all),
    }
    .unwrap();
    all
}
