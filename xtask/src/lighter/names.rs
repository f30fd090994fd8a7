//! Shortening what wasm and glue call each other.
//!
//! wasm-bindgen names each function that goes between them with a hash of sixteen digits: eight
//! thousand bytes, twice, that hardly pack. Nobody else knows those names, so they become a
//! letter or two.

use super::module::{Bytes, EXPORTS, IMPORTS, push_number, push_text, sections};
use anyhow::{Result, bail};

/// An import of a function; wasm-bindgen makes no others.
const FUNCTION: u8 = 0;
/// What the glue's object of functions is called in the end.
const MODULE: &str = "a";

/// Gives imports and exports short names, in the wasm and in the glue.
pub(super) fn shorten(wasm: &[u8], glue: &str) -> Result<(Vec<u8>, String)> {
    let mut text = glue.to_owned();
    let short = sections(wasm, |kind, body| {
        Ok(match kind {
            IMPORTS => imports(body, &mut text)?,
            EXPORTS => exports(body, &mut text)?,
            _ => body.to_vec(),
        })
    })?;
    Ok((short, text))
}

/// Writes the section of imports anew, and their names in the glue.
fn imports(section: &[u8], glue: &mut String) -> Result<Vec<u8>> {
    let mut rest = Bytes(section);
    let count = rest.number()?;
    let mut short = Vec::new();
    push_number(&mut short, count);
    let mut object = None;
    for at in 0..count {
        let module = rest.text()?;
        let name = rest.text()?;
        if rest.byte()? != FUNCTION {
            bail!("{name} is no function");
        }
        let signature = rest.number()?;
        let new = letters(at);
        // As wasm-bindgen indents them: the object's key, and in it a key a function.
        match object {
            None => {
                object = Some(module);
                let key = |name| format!("\n        \"{name}\": ");
                replace(glue, &key(module), &key(MODULE))?;
            }
            Some(object) if object == module => {}
            Some(_) => bail!("{name} is imported from a second module"),
        }
        replace(
            glue,
            &format!("\n        {name}: "),
            &format!("\n        {new}: "),
        )?;
        push_text(&mut short, MODULE);
        push_text(&mut short, &new);
        short.push(FUNCTION);
        push_number(&mut short, signature);
    }
    Ok(short)
}

/// Writes the section of exports anew, and their names in the glue, where they are `wasm.NAME`.
fn exports(section: &[u8], glue: &mut String) -> Result<Vec<u8>> {
    let mut rest = Bytes(section);
    let count = rest.number()?;
    let mut short = Vec::new();
    push_number(&mut short, count);
    let mut renamed = Vec::new();
    for at in 0..count {
        let name = rest.text()?;
        let kind = rest.byte()?;
        let index = rest.number()?;
        let new = letters(at);
        push_text(&mut short, &new);
        short.push(kind);
        push_number(&mut short, index);
        renamed.push((name, new));
    }
    // A name may begin with another.
    renamed.sort_by_key(|(name, _)| std::cmp::Reverse(name.len()));
    for (name, new) in renamed {
        *glue = glue.replace(&format!("wasm.{name}"), &format!("wasm.{new}"));
    }
    Ok(short)
}

/// Replaces what stands there once.
fn replace(text: &mut String, old: &str, new: &str) -> Result<()> {
    if text.matches(old).count() != 1 {
        bail!("the glue does not have `{}` once", old.trim());
    }
    *text = text.replacen(old, new, 1);
    Ok(())
}

/// A name for each number, the shorter the smaller it is.
fn letters(mut number: usize) -> String {
    let mut name = String::new();
    loop {
        let letter = (b'a'..=b'z').nth(number % 26).unwrap_or(b'a');
        name.push(char::from(letter));
        number /= 26;
        if number == 0 {
            return name;
        }
        number -= 1;
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::collections::BTreeSet;

    const GLUE: &str = "wasm.free(wasm.free_all);\nfunction __wbg_get_imports() {\n    const import0 = {\n        \
                        __proto__: null,\n        __wbg_a_0123: function(arg0) {\n        },\n        \
                        __wbg_b_4567: function() {\n        },\n    };\n    return {\n        \
                        __proto__: null,\n        \"./r_bg.js\": import0,\n    };\n}\n";

    const LONG: [&str; 2] = ["free", "free_all"];

    /// A module with these imports and exports.
    fn module(names: &[(&str, &str)], exported: [&str; 2]) -> Vec<u8> {
        let mut section = Vec::new();
        push_number(&mut section, names.len());
        for (module, name) in names {
            push_text(&mut section, module);
            push_text(&mut section, name);
            section.extend([FUNCTION, 0]);
        }
        let mut wasm = b"\0asm\x01\0\0\0".to_vec();
        // A section of types that is longer than seven bits can say.
        wasm.push(1);
        push_number(&mut wasm, 200);
        wasm.extend([7; 200]);
        wasm.push(IMPORTS);
        push_number(&mut wasm, section.len());
        wasm.extend(section);
        let mut section = vec![2];
        for (index, name) in exported.iter().enumerate() {
            push_text(&mut section, name);
            section.extend([FUNCTION, index as u8]);
        }
        wasm.push(EXPORTS);
        push_number(&mut wasm, section.len());
        wasm.extend(section);
        wasm
    }

    #[test]
    fn both_sides_get_the_same_names() {
        let of = [("./r_bg.js", "__wbg_a_0123"), ("./r_bg.js", "__wbg_b_4567")];
        let (wasm, glue) = shorten(&module(&of, LONG), GLUE).unwrap();
        assert_eq!(wasm, module(&[(MODULE, "a"), (MODULE, "b")], ["a", "b"]));
        assert!(glue.contains("wasm.a(wasm.b);"), "{glue}");
        assert!(glue.contains("        a: function(arg0) {"), "{glue}");
        assert!(glue.contains("        b: function() {"), "{glue}");
        assert!(glue.contains("        \"a\": import0,"), "{glue}");
        assert!(!glue.contains("__wbg_a"), "{glue}");
    }

    #[test]
    fn what_the_glue_does_not_have_is_an_error() {
        let of = [("./r_bg.js", "__wbg_c_0123")];
        assert!(shorten(&module(&of, LONG), GLUE).is_err());
        let two = [("./r_bg.js", "__wbg_a_0123"), ("env", "__wbg_b_4567")];
        assert!(shorten(&module(&two, LONG), GLUE).is_err());
        assert!(shorten(b"\0asm\x01\0\0\0\x02\x05\x01", GLUE).is_err());
    }

    #[test]
    fn letters_do_not_repeat() {
        let names: BTreeSet<_> = (0..2000).map(letters).collect();
        assert_eq!(names.len(), 2000);
        assert_eq!(letters(0), "a");
        assert_eq!(letters(26), "aa");
    }
}
