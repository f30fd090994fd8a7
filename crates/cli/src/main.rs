//! `dayfold`: publishes a folder of digests.
//!
//! Exit status: 0 when all went well, 1 when something in the content is wrong (what could
//! be published was) or the work could not be done at all, 2 when the command itself was not
//! understood. A check, whose only result is that status, has 2 for what it could not do, too.

mod build;
mod cache;
mod check;
mod explain;
mod import;
mod init;
mod lines;
mod new;
mod progress;
mod reader;
mod report;
mod said;
mod serve;
mod tags;
mod terminal;

use anyhow::Result;
use clap::{Parser, Subcommand};
use std::{path::PathBuf, process::ExitCode};

/// A build is made of millions of small texts on all cores, which is where allocators differ:
/// beside glibc's this one takes a fifth off a build's time, and musl's, which the static
/// binaries would have, is slower still.
#[global_allocator]
static ALLOCATOR: mimalloc::MiMalloc = mimalloc::MiMalloc;

/// Publishes a folder of daily digests as a site that people like to read.
#[derive(Parser)]
#[command(version, about)]
struct Cli {
    #[command(subcommand)]
    command: Command,
}

#[derive(Subcommand)]
enum Command {
    /// Build the whole site from a folder of digests.
    Build(build::Options),
    /// Build the site, serve it on this machine, and reload the browser when a file changes.
    Serve {
        /// The folder: digests, and dayfold.toml.
        #[arg(default_value = ".")]
        folder: PathBuf,
        /// The port on 127.0.0.1.
        #[arg(long, default_value_t = 8000)]
        port: u16,
    },
    /// Look a folder over without building anything: what each file was read as.
    Check(check::Options),
    /// Tell how many tags there are, which are one, and which could be.
    Tags(tags::Options),
    /// Make a new site to fill in: settings, a first digest, a page, and a workflow.
    Init(init::Options),
    /// Print the JSON Schema of dayfold.toml, which editors complete and check it by.
    Schema,
    /// Write a digest to fill in.
    New(new::Options),
    /// Print one digest, as it was read.
    Import(import::Options),
}

fn main() -> ExitCode {
    let cli = Cli::parse();
    let undone = match cli.command {
        Command::Check(_) => ExitCode::from(2),
        _ => ExitCode::FAILURE,
    };
    match run(cli.command) {
        Ok(true) => ExitCode::SUCCESS,
        Ok(false) => ExitCode::FAILURE,
        Err(error) => {
            report::failure(&error);
            undone
        }
    }
}

/// Whether nothing was wrong with the content.
fn run(command: Command) -> Result<bool> {
    match command {
        Command::Build(options) => build::build(&options),
        Command::Serve { folder, port } => serve::serve(&folder, port).map(|()| true),
        Command::Check(options) => check::check(&options),
        Command::Tags(options) => tags::tags(&options),
        Command::Init(options) => init::init(&options).map(|()| true),
        Command::Schema => init::schema().map(|()| true),
        Command::New(options) => new::new(&options).map(|()| true),
        Command::Import(options) => import::import(&options),
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
