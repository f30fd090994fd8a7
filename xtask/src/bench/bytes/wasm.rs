//! What the reader's wasm is made of, by crate, by the app's own modules and by function.
//!
//! What is published has no names. So wasm-bindgen and wasm-opt go once more over what the compiler
//! made, as they did for it, and keep the functions' names, which are not counted.

use super::symbols::Owner;
use crate::lighter::optimise;
use crate::run::run;
use crate::tools;
use crate::workspace::Workspace;
use anyhow::{Context, Result, bail};
use serde::Serialize;
use std::cmp::Reverse;
use std::collections::BTreeMap;
use std::fs;
use std::ops::Range;
use std::path::{Path, PathBuf};
use std::process::Command;
use wasmparser::{KnownCustom, Name, Parser, Payload, TypeRef};

/// How many crates, modules and functions are told.
const HEAVIEST: usize = 15;

/// The reader's own crate, as in code.
const APP: &str = "dayfold_app";

/// What is not a crate's, as it stands in the table.
const DATA: &str = "(data)";
const TABLES: &str = "(types, tables, exports)";
const DROPPING: &str = "(dropping of values)";
const OTHER: &str = "(of no crate)";

/// What the wasm is made of, the heaviest first.
#[derive(Serialize)]
pub(super) struct Composition {
    /// It has what pages other than those of days take.
    pub(super) is_whole: bool,
    /// All of it but names.
    pub(super) bytes: usize,
    crates: Vec<Part>,
    /// Of the app's own code.
    modules: Vec<Part>,
    functions: Vec<Part>,
}

/// A part, and how much of the whole it is.
#[derive(Serialize)]
struct Part {
    name: String,
    bytes: usize,
    /// Of 1.
    share: f64,
}

/// The reader as it is published, but with its names; nothing where it was not compiled here.
/// Which of the two readers it is follows from which was compiled last.
pub(super) fn with_names(workspace: &Workspace, place: &Path) -> Result<Option<PathBuf>> {
    let compiled = workspace
        .target
        .join("wasm32-unknown-unknown/wasm-release/dayfold-reader.wasm");
    if !compiled.is_file() {
        return Ok(None);
    }
    run(
        Command::new(tools::wasm_bindgen(workspace)?.join("wasm-bindgen"))
            .args(["--target", "web", "--no-typescript", "--no-demangle"])
            .args(["--out-name", "named"])
            .arg("--out-dir")
            .arg(place)
            .arg(&compiled),
    )?;
    let named = place.join("named_bg.wasm");
    optimise(workspace, &named, &["--debuginfo"])?;
    Ok(Some(named))
}

impl Composition {
    /// Reads a wasm that has its names.
    pub(super) fn of(path: &Path) -> Result<Self> {
        let wasm = fs::read(path).with_context(|| format!("cannot read {}", path.display()))?;
        let module = Module::read(&wasm)?;
        if module.names.is_empty() {
            bail!("{} has lost its names", path.display());
        }
        let mut crates = BTreeMap::<&str, usize>::new();
        let mut modules = BTreeMap::<String, usize>::new();
        let mut functions = BTreeMap::<String, usize>::new();
        let mut is_whole = false;
        for (at, bytes) in module.functions.iter().enumerate() {
            let name = module.names.get(&(module.imported + at));
            let name = name.copied().unwrap_or_default();
            let owner = Owner::of(name);
            let part = match &owner {
                Some(owner) if owner.is_drop_glue() => DROPPING,
                Some(owner) => owner.krate,
                None => OTHER,
            };
            *crates.entry(part).or_default() += bytes;
            if part == APP
                && let Some(owner) = &owner
            {
                *modules.entry(owner.module()).or_default() += bytes;
            }
            is_whole |= part == "dayfold_search";
            let shown = format!("{:#}", rustc_demangle::demangle(name));
            // What wasm-opt itself has made has none.
            if !shown.is_empty() {
                *functions.entry(shown).or_default() += bytes;
            }
        }
        crates.insert(DATA, module.data);
        crates.insert(TABLES, module.rest);
        let bytes: usize = crates.values().sum();
        let part = |(name, part): (String, usize)| Part {
            name,
            bytes: part,
            share: part as f64 / bytes as f64,
        };
        let sorted = |parts: BTreeMap<String, usize>| {
            let mut parts: Vec<_> = parts.into_iter().map(part).collect();
            parts.sort_by_key(|part| Reverse(part.bytes));
            parts
        };
        let crates = crates
            .into_iter()
            .map(|(name, part)| (name.to_owned(), part));
        let mut functions = sorted(functions);
        functions.truncate(HEAVIEST);
        Ok(Self {
            is_whole,
            bytes,
            crates: sorted(crates.collect()),
            modules: sorted(modules),
            functions,
        })
    }

    /// As tables, for people.
    pub(super) fn tables(&self) -> String {
        let of = if self.is_whole {
            "the whole reader"
        } else {
            "the reader of days"
        };
        let mut text = format!(
            "What the wasm of {of} is made of: {:.1} kB raw\n\n",
            self.bytes as f64 / 1e3
        );
        let tables = [
            ("crate", &self.crates),
            ("module of dayfold-app", &self.modules),
            ("function", &self.functions),
        ];
        for (title, parts) in tables {
            text += &format!("{:>9} {:>7}  {title}\n", "kB", "share");
            for part in parts.iter().take(HEAVIEST) {
                text += &line(&part.name, part.bytes, part.share);
            }
            let rest = parts.iter().skip(HEAVIEST);
            let (bytes, share) = rest.fold((0, 0.0), |(bytes, share), part| {
                (bytes + part.bytes, share + part.share)
            });
            if bytes > 0 {
                let number = parts.len() - HEAVIEST;
                text += &line(&format!("({number} more)"), bytes, share);
            }
            text.push('\n');
        }
        text
    }
}

fn line(name: &str, bytes: usize, share: f64) -> String {
    let name = match name {
        "" => "(the crate's root)".to_owned(),
        _ if name.chars().count() > 84 => name.chars().take(83).chain(['…']).collect(),
        _ => name.to_owned(),
    };
    format!(
        "{:>9.1} {:>6.1}%  {name}\n",
        bytes as f64 / 1e3,
        share * 100.0
    )
}

/// The sizes of a module's parts, in bytes.
#[derive(Default)]
struct Module<'a> {
    /// How many functions come from outside; the others are numbered after them.
    imported: usize,
    functions: Vec<usize>,
    /// By the functions' numbers.
    names: BTreeMap<usize, &'a str>,
    data: usize,
    rest: usize,
}

impl<'a> Module<'a> {
    fn read(wasm: &'a [u8]) -> Result<Self> {
        let mut module = Self::default();
        for payload in Parser::new(0).parse_all(wasm) {
            match payload? {
                Payload::ImportSection(reader) => {
                    module.rest += length(&reader.range());
                    for import in reader.into_imports() {
                        let is_function = matches!(import?.ty, TypeRef::Func(_));
                        module.imported += usize::from(is_function);
                    }
                }
                Payload::CodeSectionEntry(body) => module.functions.push(length(&body.range())),
                Payload::DataSection(reader) => module.data += length(&reader.range()),
                Payload::CustomSection(section) => {
                    if let KnownCustom::Name(names) = section.as_known() {
                        module.read_names(names)?;
                    }
                }
                Payload::TypeSection(reader) => module.rest += length(&reader.range()),
                Payload::FunctionSection(reader) => module.rest += length(&reader.range()),
                Payload::TableSection(reader) => module.rest += length(&reader.range()),
                Payload::GlobalSection(reader) => module.rest += length(&reader.range()),
                Payload::ExportSection(reader) => module.rest += length(&reader.range()),
                Payload::ElementSection(reader) => module.rest += length(&reader.range()),
                _ => {}
            }
        }
        Ok(module)
    }

    fn read_names(&mut self, names: wasmparser::NameSectionReader<'a>) -> Result<()> {
        for name in names {
            if let Name::Function(map) = name? {
                for naming in map {
                    let naming = naming?;
                    self.names.insert(naming.index as usize, naming.name);
                }
            }
        }
        Ok(())
    }
}

fn length(range: &Range<u64>) -> usize {
    (range.end - range.start) as usize
}
