//! A module of wasm as bytes: its sections, its numbers and its texts (WebAssembly Core
//! Specification, 5).

use anyhow::{Context, Result, bail};

/// What a module begins with: a mark and its version.
const HEAD: usize = 8;
/// The sections that this program knows.
pub(super) const CUSTOM: u8 = 0;
pub(super) const IMPORTS: u8 = 2;
pub(super) const EXPORTS: u8 = 7;
pub(super) const CODE: u8 = 10;

/// Writes a module anew, each of its sections as `change` gives it.
pub(super) fn sections(
    wasm: &[u8],
    mut change: impl FnMut(u8, &[u8]) -> Result<Vec<u8>>,
) -> Result<Vec<u8>> {
    let mut changed = wasm.get(..HEAD).context("it is empty")?.to_vec();
    let mut rest = Bytes(&wasm[HEAD..]);
    while !rest.0.is_empty() {
        let kind = rest.byte()?;
        let length = rest.number()?;
        let body = change(kind, rest.take(length)?)?;
        changed.push(kind);
        push_number(&mut changed, body.len());
        changed.extend(body);
    }
    Ok(changed)
}

/// A module of wasm, or a section of one, as it is read.
pub(super) struct Bytes<'a>(pub(super) &'a [u8]);

impl<'a> Bytes<'a> {
    pub(super) fn take(&mut self, length: usize) -> Result<&'a [u8]> {
        let (taken, rest) = self.0.split_at_checked(length).context("it ends early")?;
        self.0 = rest;
        Ok(taken)
    }

    pub(super) fn byte(&mut self) -> Result<u8> {
        Ok(self.take(1)?[0])
    }

    /// A number in LEB128, seven bits a byte (WebAssembly Core Specification, 5.2.2).
    pub(super) fn number(&mut self) -> Result<usize> {
        let mut number = 0;
        for shift in (0..usize::BITS).step_by(7) {
            let byte = self.byte()?;
            number |= usize::from(byte & 0x7f) << shift;
            if byte < 0x80 {
                return Ok(number);
            }
        }
        bail!("a number does not end")
    }

    pub(super) fn text(&mut self) -> Result<&'a str> {
        let length = self.number()?;
        Ok(std::str::from_utf8(self.take(length)?)?)
    }
}

pub(super) fn push_number(to: &mut Vec<u8>, mut number: usize) {
    while number >= 0x80 {
        to.push((number & 0x7f) as u8 | 0x80);
        number >>= 7;
    }
    to.push(number as u8);
}

pub(super) fn push_text(to: &mut Vec<u8>, text: &str) {
    push_number(to, text.len());
    to.extend(text.as_bytes());
}
