//! Finds the reader that goes into the binary: the folder that Trunk wrote, as named by
//! `DAYFOLD_READER`, else where `cargo xtask build` leaves it.
//!
//! Without one the binary is built all the same, so that checks and tests need no Trunk; it
//! then says so when it is asked to publish.

use std::{env, fs, path::PathBuf};

fn main() {
    println!("cargo::rerun-if-env-changed=DAYFOLD_READER");
    let given = env::var_os("DAYFOLD_READER").map(PathBuf::from);
    let home = PathBuf::from(env::var_os("CARGO_MANIFEST_DIR").unwrap_or_default());
    let folder = given.unwrap_or_else(|| home.join("../../target/reader"));
    let folder = if folder.join("index.html").is_file() {
        println!("cargo::rerun-if-changed={}", folder.display());
        folder
    } else {
        let empty = PathBuf::from(env::var_os("OUT_DIR").unwrap_or_default()).join("no-reader");
        // Where even this fails, embedding it will say so.
        _ = fs::create_dir_all(&empty);
        empty
    };
    println!("cargo::rustc-env=DAYFOLD_EMBED={}", folder.display());
}
