//! The whole of a comparison: build, go to where the servers can be far away, measure, tell.
use std::process::ExitCode;

use build_helper::{Failure, Workspace, print, say};
use fs_err as fs;

use crate::{
    built::Built,
    claims, document, explain,
    files::Files,
    keeper, namespaces,
    options::{Options, Report, Subject},
    place::Place,
    results::Results,
    rounds, scan, table, versions,
    way::Way,
};

/// Builds what is measured, goes to where the servers can be far away, and measures.
pub(crate) fn run() -> Result<ExitCode, Failure> {
    let mut options = Options::read();
    let workspace = Workspace::enter()?;
    let built = Built::find(&workspace)?;
    if options.place == Place::Namespaces {
        return run_here(&built, &options);
    }
    built.build(&workspace, &options.ways)?;
    let in_files = match options.subject {
        Subject::Scan => Some(scan::tables as InFiles),
        Subject::Explain => Some(explain::tables as InFiles),
        Subject::Step | Subject::Keeper => None,
    };
    if let Some(tables) = in_files {
        let load = quiet();
        return tell(&tables(&workspace, &built, &options, load)?, &options);
    }
    if let Some(code) = namespaces::run_inside(&built)? {
        return Ok(code);
    }
    say(NO_NAMESPACES);
    // Azure CLI takes no authority host of its own.
    options.ways.retain(|&way| way != Way::AzureCli);
    run_here(&built, &options)
}

/// Measures what reads files, and asks no server.
type InFiles = fn(&Workspace, &Built, &Options, f64) -> Result<String, Failure>;

/// Measures all setups and tells what came of it.
fn run_here(built: &Built, options: &Options) -> Result<ExitCode, Failure> {
    let load = quiet();
    let files = Files::make(built, &namespaces::system_store())?;
    if options.place == Place::Namespaces {
        namespaces::prepare(&files.hosts(), &files.store())?;
    }
    if options.subject == Subject::Keeper {
        let tables = keeper::tables(built, &files, options, load)?;
        return tell(&tables, options);
    }
    let results = options
        .setups
        .iter()
        .map(|setup| rounds::run_setup(built, &files, options, setup))
        .collect::<Result<Vec<_>, _>>()?;
    let tables = tables(built, options, &results, load)?;
    tell(&tables, options)
}

/// Says what else the machine does.
fn quiet() -> f64 {
    let load = versions::load();
    if load > QUIET {
        say(&format!("\nload {load}: {NOT_QUIET}\n"));
    }
    load
}

/// Prints the tables, and writes them where that was asked for.
fn tell(tables: &str, options: &Options) -> Result<ExitCode, Failure> {
    print(tables);
    if options.report == Report::Write {
        document::write(tables, options.subject)?;
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
    let claims = claims::table(results, fs::metadata(built.patless())?.len());
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
