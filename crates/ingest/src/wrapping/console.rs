//! What consoles print before a digest, told by how the lines begin.

/// A line that a console printed.
pub(super) fn is_log(line: &str) -> bool {
    let line = line.trim();
    let bare = line.trim_start_matches(['[', '(']);
    let level = |text: &str| {
        let word = text
            .split(|c: char| !c.is_ascii_alphabetic())
            .next()
            .unwrap_or("");
        matches!(
            word,
            "INFO" | "DEBUG" | "WARN" | "WARNING" | "ERROR" | "TRACE" | "NOTICE"
        ) && text[word.len()..].starts_with([':', ' ', ']', '\t'])
    };
    let command = line.starts_with("$ ") || line.starts_with("❯ ") || line.starts_with(">>> ");
    // `12:00:01`, also behind a day.
    let moment = bare
        .get(..11)
        .filter(|day| day.bytes().take(4).all(|b| b.is_ascii_digit()) && day.ends_with([' ', 'T']));
    let clock = moment.map_or(bare, |day| &bare[day.len()..]);
    let clock = clock.as_bytes();
    let two = |at: usize| {
        clock
            .get(at..at + 2)
            .is_some_and(|pair| pair.iter().all(u8::is_ascii_digit))
    };
    let timed = two(0) && clock.get(2) == Some(&b':') && two(3) && {
        clock.get(5) == Some(&b':') && two(6) || bare.len() < line.len()
    };
    let steps = bare.split_once('/').is_some_and(|(a, b)| {
        let digits = |text: &str| text.bytes().take_while(u8::is_ascii_digit).count();
        bare.len() < line.len() && digits(a) == a.len() && !a.is_empty() && digits(b) > 0
    });
    command || level(bare) || timed || steps
}

/// A line by which a console may say how far it is.
pub(super) fn is_progress(line: &str) -> bool {
    let line = line.trim();
    if line.starts_with(['#', '-', '*', '>', '|']) {
        return false;
    }
    let bar = line.contains("% ") && line.contains(['█', '#', '=', '━']);
    let waits = line.ends_with("...") || line.ends_with('…') || line.ends_with("100%");
    bar || waits && line.split_whitespace().count() <= 8 || line.starts_with(['✓', '✔'])
}
