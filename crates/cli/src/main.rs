//! `dayfold`: publishes a folder of digests.
//!
//! Exit status: 0 when all went well, 1 when something in the content is wrong (what could
//! be published was) or the work could not be done at all, 2 when the command itself was not
//! understood.

mod build;
mod import;
mod reader;
mod report;
mod serve;

use anyhow::Result;
use clap::{Parser, Subcommand};
use std::{path::PathBuf, process::ExitCode};

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
    Build {
        /// The folder: digests, and dayfold.toml.
        folder: PathBuf,
        /// Where the site goes: a folder that is empty, not there yet, or an earlier site.
        #[arg(long, value_name = "SITE")]
        out: PathBuf,
    },
    /// Build the site, serve it on this machine, and reload the browser when a file changes.
    Serve {
        /// The folder: digests, and dayfold.toml.
        folder: PathBuf,
        /// The port on 127.0.0.1.
        #[arg(long, default_value_t = 8000)]
        port: u16,
    },
    /// Print one digest, as it was read.
    Import {
        /// The file.
        file: PathBuf,
        /// As what to print it.
        #[arg(long, value_enum, default_value_t = import::Format::Markdown)]
        format: import::Format,
    },
}

fn main() -> ExitCode {
    let cli = Cli::parse();
    match run(cli.command) {
        Ok(true) => ExitCode::SUCCESS,
        Ok(false) => ExitCode::FAILURE,
        Err(error) => {
            report::failure(&error);
            ExitCode::FAILURE
        }
    }
}

/// Whether nothing was wrong with the content.
fn run(command: Command) -> Result<bool> {
    match command {
        Command::Build { folder, out } => build::build(&folder, &out),
        Command::Serve { folder, port } => serve::serve(&folder, port).map(|()| true),
        Command::Import { file, format } => import::import(&file, format),
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
