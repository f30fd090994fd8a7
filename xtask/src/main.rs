//! The developer's commands: `cargo xtask serve`, `test`, `build`, `dist`, `setup`,
//! `generate`, `bench`, `audit`.
//!
//! They stand in a crate rather than in shell scripts so that they are checked like the rest
//! and so that a fresh checkout needs nothing but Rust to start: whatever else is wanted,
//! each command sets up by itself, says that it does, and finds it there the next time.

mod audit;
mod bench;
mod browsers;
mod budget;
mod generate;
mod lighter;
mod reader;
mod run;
mod serve;
mod soak;
mod steps;
mod system;
mod test;
mod tools;
mod workspace;

use anyhow::Result;
use clap::{Parser, Subcommand};
use std::path::PathBuf;
use std::process::ExitCode;
use workspace::Workspace;

/// The developer's commands. Each sets up what it needs; the first time that takes some
/// minutes, afterwards no time.
#[derive(Parser)]
#[command(name = "cargo xtask", bin_name = "cargo xtask")]
struct Cli {
    #[command(subcommand)]
    command: Command,
}

#[derive(Subcommand)]
enum Command {
    /// Build everything and serve a folder of digests, reloading the browser on changes.
    Serve {
        /// The folder of digests.
        #[arg(default_value = "content")]
        folder: PathBuf,
        /// The port on 127.0.0.1.
        #[arg(long, default_value_t = 8000)]
        port: u16,
    },
    /// Check everything: formatting, lints, native tests, wasm tests, browser tests.
    Test(test::Options),
    /// Build the reader with Trunk into target/reader.
    Build {
        /// Build even when nothing seems to have changed.
        #[arg(long)]
        force: bool,
    },
    /// Build the one self-contained binary, target/dist/dayfold, with the reader inside.
    Dist(serve::DistOptions),
    /// Write an archive of made-up digests of any size: always the same, for measuring.
    Generate(generate::Options),
    /// Measure what things cost, mostly on archives that `generate` makes. Each group prints a
    /// table, which stays in target/bench with the same as JSON. Without a group all are measured
    /// one after another, which takes most of an hour.
    Bench(bench::Options),
    /// Look for known holes, licences and sources in what is built in. It installs cargo-deny first,
    /// from source, which takes some minutes; known holes need a network.
    Audit,
    /// Look for trouble by trying for long: fuzzing, changes of route, rebuilds.
    #[command(subcommand)]
    Soak(soak::Soak),
    /// Install all tools that the other commands use, and do nothing else.
    Setup,
}

fn main() -> ExitCode {
    match run(Cli::parse().command) {
        Ok(()) => ExitCode::SUCCESS,
        // For people, who have no use for a backtrace through this program.
        Err(error) => {
            eprintln!("\nerror: {error:#}");
            ExitCode::FAILURE
        }
    }
}

fn run(command: Command) -> Result<()> {
    let workspace = Workspace::find()?;
    match command {
        Command::Serve { folder, port } => serve::serve(&workspace, &folder, port),
        Command::Test(options) => test::test(&workspace, options),
        Command::Build { force } => reader::build(&workspace, force).map(drop),
        Command::Bench(options) => bench::bench(&workspace, &options),
        Command::Generate(options) => generate::generate(&options),
        Command::Dist(options) => serve::dist(&workspace, &options).map(drop),
        Command::Soak(what) => soak::soak(&workspace, &what),
        Command::Audit => audit::audit(&workspace),
        Command::Setup => {
            reader::set_up(&workspace)?;
            test::set_up(&workspace)
        }
    }
}

#[cfg(test)]
mod tests {
    use clap::CommandFactory;

    #[test]
    fn the_command_line_is_consistent() {
        super::Cli::command().debug_assert();
    }
}
