//! Scripts that are published as they were written, but for what nobody downloads for: comments
//! and indentation.

/// A script without its comments and its indentation.
///
/// This is no parser. It takes lines alone: one that begins with `//` is a comment, and what
/// leads a line is its indentation. So a script that is written for it has no comment behind
/// code, and no text that goes on over several lines.
pub(crate) fn without_comments(script: &[u8]) -> Vec<u8> {
    let lines = script.split(|byte| *byte == b'\n').map(<[u8]>::trim_ascii);
    let lines = lines.filter(|line| !line.is_empty() && !line.starts_with(b"//"));
    let mut rest = Vec::with_capacity(script.len());
    for line in lines {
        rest.extend_from_slice(line);
        rest.push(b'\n');
    }
    rest
}

#[cfg(test)]
mod tests {
    use super::*;
    use flate2::{Compression, write::GzEncoder};
    use std::io::Write;

    const LOADER: &str = include_str!("../../../public/embed.js");
    const FRAME: &str = include_str!("../../../public/embed-frame.js");
    const BOOT: &str = include_str!("../../../public/boot.js");
    const WORKER: &str = include_str!("../../../public/sw.js");

    #[test]
    fn what_is_no_code_is_left_out() {
        let script = "// What.\n{\n  // Why.\n  go(\"https://a\"); \n\n}\n";
        assert_eq!(
            without_comments(script.as_bytes()),
            b"{\ngo(\"https://a\");\n}\n"
        );
    }

    /// What the stripping relies on.
    #[test]
    fn the_scripts_are_written_for_it() {
        for script in [LOADER, FRAME, BOOT, WORKER] {
            for line in script.lines() {
                // One that is open at a line's end would lose its indentation.
                let ticks = line.matches('`').count();
                let is_comment = line.trim_start().starts_with("//");
                assert!(is_comment || ticks % 2 == 0, "{line}");
                let is_other = line.contains(" // ") || line.trim_start().starts_with("/*");
                assert!(is_comment || !is_other, "{line}");
            }
        }
    }

    /// What it costs a page that shows a widget.
    #[test]
    fn the_script_for_other_pages_is_small() {
        let mut packed = GzEncoder::new(vec![], Compression::best());
        packed
            .write_all(&without_comments(LOADER.as_bytes()))
            .unwrap();
        let bytes = packed.finish().unwrap().len();
        assert!(bytes <= 2_500, "{bytes} bytes");
    }
}
