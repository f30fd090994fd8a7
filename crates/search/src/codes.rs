//! Numbers as printable ASCII: the files are text, so that every host compresses them and
//! a browser reads them without a decoder.
//!
//! A digit is one of the 94 characters from `!` to `~`. The first 47 end a number, the others
//! say that more follows; the least comes first. So 0 to 46 take one character, up to 2,255
//! two, up to 106,078 three.

/// The character of the digit 0.
const FIRST: u8 = b'!';

/// How many values the last digit of a number has, and how many each before it.
const BASE: u32 = 47;

/// Adds a number.
#[cfg(any(feature = "write", test))]
pub(crate) fn push(mut number: u32, to: &mut String) {
    while number >= BASE {
        number -= BASE;
        to.push(char::from(FIRST + (BASE + number % BASE) as u8));
        number /= BASE;
    }
    to.push(char::from(FIRST + number as u8));
}

/// Reads the numbers of a text, until it ends or holds what is no digit.
pub(crate) struct Codes<'a>(&'a [u8]);

impl<'a> Codes<'a> {
    pub(crate) fn new(text: &'a str) -> Self {
        Self(text.as_bytes())
    }
}

impl Iterator for Codes<'_> {
    type Item = u32;

    fn next(&mut self) -> Option<u32> {
        let (mut number, mut place) = (0_u32, 1_u32);
        loop {
            let (first, rest) = self.0.split_first()?;
            self.0 = rest;
            let digit = u32::from(first.checked_sub(FIRST)?);
            // What was damaged on its way gives wrong numbers, never a panic.
            number = number.wrapping_add(digit.wrapping_mul(place));
            if digit < BASE {
                return Some(number);
            }
            place = place.wrapping_mul(BASE);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    proptest! {
        #[test]
        fn numbers_are_read_back(numbers: Vec<u32>) {
            let mut text = String::new();
            numbers.iter().for_each(|number| push(*number, &mut text));
            prop_assert!(text.bytes().all(|byte| byte.is_ascii_graphic()));
            prop_assert_eq!(Codes::new(&text).collect::<Vec<_>>(), numbers);
        }

        #[test]
        fn reading_never_panics(text in "\\PC{0,40}") {
            Codes::new(&text).for_each(drop);
        }
    }

    #[test]
    fn small_numbers_are_short() {
        for (number, length) in [(46, 1), (47, 2), (2_255, 2), (2_256, 3), (106_078, 3)] {
            let mut text = String::new();
            push(number, &mut text);
            assert_eq!(text.len(), length, "{number}");
        }
    }
}
