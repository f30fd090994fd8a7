//! `_headers`, read as Netlify and Cloudflare Pages do: every rule counts whose path matches.

use anyhow::{Context, Result};
use axum::http::{HeaderMap, HeaderName, HeaderValue};
use std::{fs, path::Path};

/// What a site's host is told to send.
pub(crate) struct Rules(Vec<Rule>);

struct Rule {
    /// With `*` at its end, or `:name` for one part.
    path: String,
    headers: Vec<(HeaderName, HeaderValue)>,
}

impl Rules {
    /// The rules of a site.
    pub(crate) fn read(site: &Path) -> Result<Self> {
        let text = fs::read_to_string(site.join("_headers"))?;
        let mut rules: Vec<Rule> = vec![];
        for line in text.lines().filter(|line| !line.trim().is_empty()) {
            let Some(header) = line.strip_prefix(' ') else {
                rules.push(Rule {
                    path: line.to_owned(),
                    headers: vec![],
                });
                continue;
            };
            let (name, value) = header.split_once(':').context("a header has no value")?;
            let rule = rules.last_mut().context("a header is of no path")?;
            rule.headers
                .push((name.trim().parse()?, value.trim().parse()?));
        }
        Ok(Self(rules))
    }

    /// Adds what is to be sent with a path. Where more than one rule names a header, all of its
    /// values hold.
    pub(crate) fn add(&self, path: &str, headers: &mut HeaderMap) {
        for rule in self.0.iter().filter(|rule| matches(&rule.path, path)) {
            for (name, value) in &rule.headers {
                headers.append(name, value.clone());
            }
        }
    }
}

fn matches(rule: &str, path: &str) -> bool {
    if let Some(start) = rule.strip_suffix('*') {
        return path.starts_with(start);
    }
    let (mut of_rule, mut of_path) = (rule.split('/'), path.split('/'));
    loop {
        match (of_rule.next(), of_path.next()) {
            (None, None) => return true,
            (Some(rule), Some(part)) if rule == part || rule.starts_with(':') => {}
            _ => return false,
        }
    }
}
