//! Leaving out functions that are never called, which no linker can know.
//!
//! A view whose type is erased holds a pointer to each thing that views of its type can do. One
//! of them is to hydrate while waiting for what it shows, which this app does nowhere; it is
//! compiled for each type of view all the same, a thirtieth of all script. Such functions are
//! told by their names, and become a trap.

use super::module::{Bytes, CODE, CUSTOM, IMPORTS, push_number, sections};
use anyhow::Result;
use std::collections::BTreeSet;

/// What is in the names of functions that nobody calls.
///
/// `RenderHtml::hydrate_async` is begun by `leptos::mount::hydrate_lazy` alone.
const NAMES: &[&str] = &["hydrate_async"];

/// What is in the names of functions inside those: others have the very same, of which the
/// compiler leaves one.
const SHARED: &str = "inner_";

/// A function that traps: no variables, `unreachable`, `end`.
const TRAP: [u8; 3] = [0, 0, 0x0b];

/// The part of the section of names that is about functions.
const FUNCTION_NAMES: u8 = 1;

/// Makes traps of them; gives how many there were, too.
pub(super) fn leave_out(wasm: &[u8]) -> Result<(Vec<u8>, usize)> {
    let mut imported = 0;
    let mut dead = BTreeSet::new();
    sections(wasm, |kind, body| {
        match kind {
            IMPORTS => imported = Bytes(body).number()?,
            CUSTOM => dead.extend(named(body)?),
            _ => {}
        }
        Ok(vec![])
    })?;
    let mut count = 0;
    let light = sections(wasm, |kind, body| {
        if kind != CODE {
            return Ok(body.to_vec());
        }
        let mut rest = Bytes(body);
        let functions = rest.number()?;
        let mut code = Vec::with_capacity(body.len());
        push_number(&mut code, functions);
        for at in 0..functions {
            let length = rest.number()?;
            let mut function = rest.take(length)?;
            // Names count from the first import on.
            if dead.contains(&(imported + at)) {
                function = &TRAP;
                count += 1;
            }
            push_number(&mut code, function.len());
            code.extend(function);
        }
        Ok(code)
    })?;
    Ok((light, count))
}

/// The numbers of the functions with such names, if this is the section of names.
fn named(section: &[u8]) -> Result<Vec<usize>> {
    let mut rest = Bytes(section);
    let mut found = vec![];
    if rest.text()? != "name" {
        return Ok(found);
    }
    while !rest.0.is_empty() {
        let part = rest.byte()?;
        let length = rest.number()?;
        let mut names = Bytes(rest.take(length)?);
        if part != FUNCTION_NAMES {
            continue;
        }
        for _ in 0..names.number()? {
            let function = names.number()?;
            let name = names.text()?;
            if NAMES.iter().any(|dead| name.contains(dead)) && !name.contains(SHARED) {
                found.push(function);
            }
        }
    }
    Ok(found)
}

#[cfg(test)]
mod tests {
    use super::super::module::push_text;
    use super::*;

    /// A module of one import and two functions, of these names.
    fn module(names: [&str; 2], bodies: [&[u8]; 2]) -> Vec<u8> {
        let mut wasm = b"\0asm\x01\0\0\0".to_vec();
        let mut add = |kind, body: Vec<u8>| {
            wasm.push(kind);
            push_number(&mut wasm, body.len());
            wasm.extend(body);
        };
        add(IMPORTS, vec![1, 1, b'a', 1, b'b', 0, 0]);
        let mut code = vec![2];
        for body in bodies {
            push_number(&mut code, body.len());
            code.extend(body);
        }
        add(CODE, code);
        let mut all = vec![2];
        for (at, name) in names.iter().enumerate() {
            push_number(&mut all, at + 1);
            push_text(&mut all, name);
        }
        let mut section = vec![];
        push_text(&mut section, "name");
        section.push(FUNCTION_NAMES);
        push_number(&mut section, all.len());
        section.extend(all);
        add(CUSTOM, section);
        wasm
    }

    #[test]
    fn only_those_become_traps() {
        let names = ["app::draw", "view::hydrate_async::<app>"];
        let body: &[u8] = &[0, 1, 1, 1, 0x0b];
        let (light, count) = leave_out(&module(names, [body; 2])).unwrap();
        assert_eq!(light, module(names, [body, &TRAP]));
        assert_eq!(count, 1);
    }

    #[test]
    fn what_is_inside_may_be_of_others_too() {
        let names = ["element::hydrate_async::inner_1", "app::draw"];
        let wasm = module(names, [&[0, 1, 0x0b]; 2]);
        assert_eq!(leave_out(&wasm).unwrap(), (wasm, 0));
    }

    #[test]
    fn what_ends_early_is_an_error() {
        let whole = module(["a", "b"], [&TRAP, &TRAP]);
        assert!(leave_out(&whole[..whole.len() - 1]).is_err());
        assert!(leave_out(&whole[..HALF]).is_err());
    }

    const HALF: usize = 12;
}
