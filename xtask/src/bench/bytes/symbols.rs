//! Whose a function is, by its mangled name.
//!
//! What a demangler prints does not tell where an implementation stands: `<T as Trait>::f` may be
//! of the crate of `T` or of that of `Trait`. The mangled name does, so that is what is read here:
//! Rust's "v0" names (RFC 2603, <https://doc.rust-lang.org/rustc/symbol-mangling/v0.html>).

/// The crate and the modules that a function is written in.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Owner<'a> {
    /// The crate, as in code: with underscores.
    pub(super) krate: &'a str,
    /// What the function's path names behind the crate: modules, types and functions.
    names: Vec<Name<'a>>,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
struct Name<'a> {
    text: &'a str,
    /// A module or a type, not a function or a constant.
    is_type: bool,
}

impl<'a> Owner<'a> {
    /// Reads a mangled name; of another make, it has no owner.
    pub(super) fn of(symbol: &'a str) -> Option<Self> {
        let text = symbol.strip_prefix("_R")?;
        let mut reader = Reader {
            text,
            at: 0,
            depth: 0,
        };
        reader.path().filter(|owner| !owner.krate.is_empty())
    }

    /// The module: of the crate's root, or one more where that is a folder.
    pub(super) fn module(&self) -> String {
        let is_module = |name: &&Name<'_>| {
            name.is_type && name.text.starts_with(|c: char| c.is_ascii_lowercase())
        };
        let names: Vec<_> = self.names.iter().take_while(is_module).take(2).collect();
        let texts: Vec<_> = names.iter().map(|name| name.text).collect();
        texts.join("::")
    }

    /// The glue that drops a value of some type.
    pub(super) fn is_drop_glue(&self) -> bool {
        let is_it = |name: &Name<'_>| name.text == "drop_in_place" || name.text == "drop_glue";
        self.krate == "core" && self.names.last().is_some_and(is_it)
    }
}

/// Where in a name one is. `None` is given for what is no such name.
struct Reader<'a> {
    text: &'a str,
    at: usize,
    depth: u32,
}

impl<'a> Reader<'a> {
    fn next(&mut self) -> Option<u8> {
        let byte = self.peek()?;
        self.at += 1;
        Some(byte)
    }

    fn peek(&self) -> Option<u8> {
        self.text.as_bytes().get(self.at).copied()
    }

    fn eat(&mut self, byte: u8) -> bool {
        let is_there = self.peek() == Some(byte);
        self.at += usize::from(is_there);
        is_there
    }

    /// A number that ends with `_`; an empty one is 0, and all others are one less than meant.
    fn base_62(&mut self) -> Option<usize> {
        let mut number: usize = 0;
        if self.eat(b'_') {
            return Some(0);
        }
        loop {
            let digit = match self.next()? {
                b'_' => return number.checked_add(1),
                digit @ b'0'..=b'9' => digit - b'0',
                digit @ b'a'..=b'z' => digit - b'a' + 10,
                digit @ b'A'..=b'Z' => digit - b'A' + 36,
                _ => return None,
            };
            number = number.checked_mul(62)?.checked_add(usize::from(digit))?;
        }
    }

    fn disambiguator(&mut self) -> Option<()> {
        if self.eat(b's') {
            self.base_62()?;
        }
        Some(())
    }

    fn identifier(&mut self) -> Option<&'a str> {
        self.disambiguator()?;
        self.plain_identifier()
    }

    fn plain_identifier(&mut self) -> Option<&'a str> {
        self.eat(b'u');
        let start = self.at;
        // No length begins with a zero, so what follows one is the next.
        if !self.eat(b'0') {
            while self.peek().is_some_and(|byte| byte.is_ascii_digit()) {
                self.at += 1;
            }
        }
        let length: usize = self.text.get(start..self.at)?.parse().ok()?;
        // Parts a length from a name that begins with a digit.
        self.eat(b'_');
        let name = self.text.get(self.at..self.at.checked_add(length)?)?;
        self.at += length;
        Some(name)
    }

    /// Reads on at an earlier place, then goes on here.
    fn back<T>(&mut self, read: impl FnOnce(&mut Self) -> Option<T>) -> Option<T> {
        let start = self.at - 1;
        let to = self.base_62()?;
        // Only ever backwards, or it would have no end.
        if to >= start {
            return None;
        }
        let here = std::mem::replace(&mut self.at, to);
        let found = read(self);
        self.at = here;
        found
    }

    fn path(&mut self) -> Option<Owner<'a>> {
        // Deeper than any name; a broken one must not use up the stack.
        self.depth += 1;
        let path = if self.depth < 300 {
            self.path_here()
        } else {
            None
        };
        self.depth -= 1;
        path
    }

    fn path_here(&mut self) -> Option<Owner<'a>> {
        match self.next()? {
            b'C' => Some(Owner {
                krate: self.identifier()?,
                ..Owner::default()
            }),
            b'N' => {
                let space = self.next()?;
                let mut owner = self.path()?;
                let text = self.identifier()?;
                if !text.is_empty() && space != b'S' {
                    let is_type = space == b't';
                    owner.names.push(Name { text, is_type });
                }
                Some(owner)
            }
            b'M' => {
                let owner = self.implementation()?;
                self.ty()?;
                Some(owner)
            }
            b'X' => {
                let owner = self.implementation()?;
                self.ty()?;
                self.path()?;
                Some(owner)
            }
            // A method that the trait brings is the trait's, but what calls a closure is that
            // closure.
            b'Y' => {
                let this = self.ty()?;
                let of_trait = self.path()?;
                let is_call = of_trait.krate == "core"
                    && of_trait.names.iter().any(|name| name.text == "function");
                match this {
                    Some(this) if is_call => Some(this),
                    _ => Some(of_trait),
                }
            }
            b'I' => {
                let owner = self.path()?;
                while !self.eat(b'E') {
                    self.argument()?;
                }
                Some(owner)
            }
            b'B' => self.back(Self::path),
            _ => None,
        }
    }

    /// Where an implementation stands.
    fn implementation(&mut self) -> Option<Owner<'a>> {
        self.disambiguator()?;
        self.path()
    }

    fn argument(&mut self) -> Option<()> {
        match self.peek()? {
            b'L' => self.lifetime(),
            b'K' => {
                self.at += 1;
                self.constant()
            }
            _ => self.ty().map(drop),
        }
    }

    fn lifetime(&mut self) -> Option<()> {
        if self.eat(b'L') {
            self.base_62()?;
        }
        Some(())
    }

    /// A type, with its owner where it is a path. `Some(None)` is a type without one.
    fn ty(&mut self) -> Option<Option<Owner<'a>>> {
        self.depth += 1;
        let ty = if self.depth < 300 {
            self.ty_here()
        } else {
            None
        };
        self.depth -= 1;
        ty
    }

    fn ty_here(&mut self) -> Option<Option<Owner<'a>>> {
        match self.peek()? {
            b'a'..=b'z' => self.at += 1,
            b'A' => {
                self.at += 1;
                self.ty()?;
                self.constant()?;
            }
            b'S' | b'P' | b'O' => {
                self.at += 1;
                self.ty()?;
            }
            b'R' | b'Q' => {
                self.at += 1;
                self.lifetime()?;
                return self.ty();
            }
            b'T' => {
                self.at += 1;
                while !self.eat(b'E') {
                    self.ty()?;
                }
            }
            b'F' => {
                self.at += 1;
                self.signature()?;
            }
            b'D' => {
                self.at += 1;
                self.binder()?;
                while !self.eat(b'E') {
                    self.path()?;
                    while self.eat(b'p') {
                        self.plain_identifier()?;
                        self.ty()?;
                    }
                }
                self.lifetime()?;
            }
            b'B' => {
                self.at += 1;
                return self.back(Self::ty);
            }
            _ => return self.path().map(Some),
        }
        Some(None)
    }

    fn binder(&mut self) -> Option<()> {
        if self.eat(b'G') {
            self.base_62()?;
        }
        Some(())
    }

    fn signature(&mut self) -> Option<()> {
        self.binder()?;
        self.eat(b'U');
        if self.eat(b'K') && !self.eat(b'C') {
            self.plain_identifier()?;
        }
        while !self.eat(b'E') {
            self.ty()?;
        }
        self.ty().map(drop)
    }

    /// A value of a simple type, as all are that stand in names here.
    fn constant(&mut self) -> Option<()> {
        match self.next()? {
            b'p' => Some(()),
            b'B' => self.back(Self::constant),
            b'a'..=b'z' => {
                self.eat(b'n');
                while self.next()? != b'_' {}
                Some(())
            }
            _ => None,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::Owner;

    fn owner(symbol: &str) -> (String, String) {
        let owner = Owner::of(symbol).unwrap();
        (owner.krate.to_owned(), owner.module())
    }

    #[test]
    fn a_function_is_of_its_crate_and_module() {
        let text = "_RNvMNtCs3zucxVdIC2n_11dayfold_app6markupNtB2_6Markup4text";
        assert_eq!(owner(text), ("dayfold_app".into(), "markup".into()));
        let share =
            "_RNCNvNtNtCs3zucxVdIC2n_11dayfold_app10components5panel17___component_panel0B7_";
        assert_eq!(
            owner(share),
            ("dayfold_app".into(), "components::panel".into())
        );
    }

    #[test]
    fn generics_are_of_the_crate_that_wrote_them() {
        // leptos_dom's own, with a closure of the app's as its argument.
        let text = "_RNCINvNtCsjJo6jiGjKye_10leptos_dom7helpers12closure_onceNCINvNtCs3zucxVdIC2n_11dayfold_app10navigation10focus_soonNtNtCs1caf2yz4crS_5alloc6string6StringE0E0BZ_";
        assert_eq!(owner(text).0, "leptos_dom");
        // An implementation of a trait of tachys' for a type of tachys', made for the app.
        let text = "_RNvXs1_NtNtCse3GmTjiHUVy_6tachys4view8any_viewINtNtNtB9_4html7element11HtmlElementNtNtBL_8elements2UlINtNtCs1caf2yz4crS_5alloc3vec3VecNtNtNtBN_9attribute13any_attribute12AnyAttributeEINtNtB7_9iterators9StaticVecNtB5_7AnyViewEENtB5_15IntoMaybeErased17into_maybe_erasedCs3zucxVdIC2n_11dayfold_app";
        assert_eq!(owner(text).0, "tachys");
    }

    #[test]
    fn what_calls_a_closure_is_of_the_closures_crate() {
        let text = "_RNSNvYNCNvNtNtCs3zucxVdIC2n_11dayfold_app10components5share17___component_sharesa_0INtNtNtCsa7e25hjXJrd_4core3ops8function6FnOnceuE9call_once6vtableBc_";
        assert_eq!(
            owner(text),
            ("dayfold_app".into(), "components::share".into())
        );
    }

    #[test]
    fn a_closure_in_a_closure_has_no_name_either() {
        let text =
            "_RNCNCNvNtNtCs3zucxVdIC2n_11dayfold_app10components5topic17___component_topics1_00B9_";
        assert_eq!(
            owner(text),
            ("dayfold_app".into(), "components::topic".into())
        );
    }

    #[test]
    fn what_is_no_such_name_has_no_owner() {
        for text in [
            "",
            "memcpy",
            "_R",
            "_RNv",
            "_RB_",
            "_RNvB_1a",
            "_RNvC9short",
        ] {
            assert_eq!(Owner::of(text), None, "{text}");
        }
    }
}
