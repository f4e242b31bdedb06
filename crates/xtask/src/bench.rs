//! Measures Patless side by side with the other ways to get an access token.

mod built;
mod claims;
mod document;
mod files;
mod invocation;
mod job;
mod lab;
mod measure;
mod namespaces;
mod options;
mod results;
mod rounds;
mod running;
mod setup;
mod statistics;
mod table;
mod versions;
mod way;

use std::process::ExitCode;

use crate::{failure::Failure, folder, step, workspace::Workspace};
use built::Built;
use files::Files;
use options::{Options, Place, Report};
use results::Results;
use way::Way;

/// Builds what is measured, goes to where the servers can be far away, and measures.
pub(crate) fn run(workspace: &Workspace, words: &[String]) -> Result<ExitCode, Failure> {
    let mut options = Options::parse(words)?;
    let built = Built::find(workspace)?;
    if options.place == Place::Namespaces {
        return run_here(&built, &options);
    }
    built.build(workspace, &options.ways)?;
    if let Some(code) = namespaces::run_inside(&built, words)? {
        return Ok(code);
    }
    step::say(NO_NAMESPACES);
    // Azure CLI takes no authority host of its own.
    options.ways.retain(|&way| way != Way::AzureCli);
    run_here(&built, &options)
}

/// Measures all setups and tells what came of it.
fn run_here(built: &Built, options: &Options) -> Result<ExitCode, Failure> {
    let load = versions::load();
    if load > QUIET {
        step::say(&format!("\nload {load}: {NOT_QUIET}\n"));
    }
    let files = Files::make(built, &namespaces::system_store())?;
    if options.place == Place::Namespaces {
        namespaces::prepare(&files.hosts(), &files.store())?;
    }
    let results = options
        .setups
        .iter()
        .map(|setup| rounds::run_setup(built, &files, options, setup))
        .collect::<Result<Vec<_>, _>>()?;
    let tables = tables(built, options, &results, load)?;
    step::print(&tables);
    if options.report == Report::Write {
        document::write(&tables)?;
    }
    Ok(ExitCode::SUCCESS)
}

/// The whole report.
fn tables(
    built: &Built,
    options: &Options,
    results: &[Results],
    load: f64,
) -> Result<String, Failure> {
    let versions = versions::paragraph(built, &options.ways, options.runs, options.place, load)?;
    let claims = claims::table(results, folder::size(&built.patless())?);
    let tables: Vec<_> = results.iter().map(table::of).collect();
    Ok(format!(
        "{versions}\n{}\n### Claims\n\n{claims}",
        tables.join("\n")
    ))
}

/// What is said where there is no delay line.
const NO_NAMESPACES: &str = "\nno namespaces or no TUN device for us here: plain loopback instead, without a delay and without Azure CLI\n\nhint: run it as root on Linux, with `unshare` and /dev/net/tun\n";

/// The load that the build leaves behind for a while.
const QUIET: f64 = 1.0;
/// What is said where it is more.
const NOT_QUIET: &str = "this machine does something else as well, from which the ways that use much CPU suffer most; wait for it, then run it again";
