//! The fonts that a theme chooses from. All of them are on readers' machines already, so
//! nothing is downloaded; each ends with what has the scripts that it lacks.

/// The list of families for a name, as CSS has it.
pub(super) fn stack(name: &str) -> Option<&'static str> {
    Some(match name {
        "serif" => {
            r#"ui-serif, "New York", "Iowan Old Style", Charter, Georgia, "Noto Serif", "Songti SC", "Noto Serif CJK SC", "Hiragino Mincho ProN", "Noto Serif CJK JP", "Noto Serif Hebrew", "Noto Naskh Arabic", serif"#
        }
        "sans" => {
            r#"system-ui, -apple-system, "Segoe UI", Roboto, "Noto Sans", "PingFang SC", "Noto Sans CJK SC", "Hiragino Sans", "Noto Sans CJK JP", "Apple SD Gothic Neo", "Noto Sans CJK KR", "Noto Sans Hebrew", "Noto Sans Arabic", sans-serif"#
        }
        "humanist" => {
            r#"Optima, Candara, "Gill Sans", "Noto Sans", "PingFang SC", "Noto Sans CJK SC", "Hiragino Sans", "Noto Sans CJK JP", "Noto Sans Hebrew", "Noto Sans Arabic", sans-serif"#
        }
        "rounded" => {
            r#"ui-rounded, "SF Pro Rounded", Nunito, Quicksand, "Hiragino Maru Gothic ProN", "Arial Rounded MT Bold", "Noto Sans", "Noto Sans CJK SC", "Noto Sans Hebrew", "Noto Sans Arabic", sans-serif"#
        }
        "slab" => {
            r#"Rockwell, "Roboto Slab", "Sitka Text", "DejaVu Serif", "Noto Serif", "Songti SC", "Noto Serif CJK SC", "Hiragino Mincho ProN", "Noto Serif Hebrew", "Noto Naskh Arabic", serif"#
        }
        "mono" => {
            r#"ui-monospace, "SF Mono", Menlo, Consolas, "Noto Sans Mono", "Noto Sans Mono CJK SC", "Noto Sans Hebrew", "Noto Sans Arabic", monospace"#
        }
        _ => return None,
    })
}
