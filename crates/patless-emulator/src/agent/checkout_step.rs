//! Runner of checkouts. Nothing is copied: the sources stay where they are, and links lead to them.

use std::fs;
use std::io;
use std::path::Path;

use super::artifact_files::create_below;
use super::checkouts::{PlannedCheckout, is_self};
use super::context::StepContext;
use super::directories::Directories;
use super::step_process::StepError;
use super::text::input_is_on;

/// Says where the sources are, and puts a link where the service would put them.
pub(super) fn run(
    planned: &PlannedCheckout<'_>,
    directories: &Directories,
    context: &mut StepContext<'_, '_>,
) -> Result<(), StepError> {
    let Some(folder) = &planned.folder else {
        let sources = directories.sources.display();
        context.output(&format!(
            "emulator: no sources; the working directory is {sources}"
        ));
        return Ok(());
    };
    let place = planned.place.clone().map_err(StepError::Checkout)?;
    context.output(&format!(
        "emulator: nothing is copied; the sources are in {}",
        folder.display()
    ));
    let is_default = place == directories.build.join("s");
    match link(&directories.build, &place, folder) {
        // The working directory is the folder itself.
        _ if is_default => {}
        Ok(()) => context.output(&format!("emulator: {} leads there", place.display())),
        Err(error) => {
            return Err(StepError::Checkout(format!(
                "cannot put a link to the sources at {}: {error}",
                place.display()
            )));
        }
    }
    say_what_is_not_needed(planned, context);
    let persists = planned.checkout.option("persistCredentials");
    let persists = persists.map(|it| context.job.variables.expand_text(it));
    if persists.is_some_and(|it| input_is_on(&it)) {
        persist_credentials(planned, context);
    }
    Ok(())
}

/// Puts a link to a folder below the build folder. An empty folder and an older link give way.
fn link(build: &Path, place: &Path, folder: &Path) -> io::Result<()> {
    let relative = place.strip_prefix(build).map_err(io::Error::other)?;
    if let Some(parent) = relative.parent() {
        create_below(build, parent)?;
    }
    match fs::symlink_metadata(place) {
        Ok(known) if known.is_symlink() => fs::remove_file(place)?,
        // A folder that is not empty stays.
        Ok(known) if known.is_dir() => fs::remove_dir(place)?,
        _ => {}
    }
    let made = link_to_folder(folder, place);
    if made.is_err() {
        // Steps may use it.
        fs::create_dir_all(place)?;
    }
    made
}

#[cfg(unix)]
fn link_to_folder(folder: &Path, place: &Path) -> io::Result<()> {
    std::os::unix::fs::symlink(folder, place)
}

#[cfg(windows)]
fn link_to_folder(folder: &Path, place: &Path) -> io::Result<()> {
    std::os::windows::fs::symlink_dir(folder, place)
}

/// Names the options that have nothing to do here.
fn say_what_is_not_needed(planned: &PlannedCheckout<'_>, context: &mut StepContext<'_, '_>) {
    let played = ["path", "persistCredentials"];
    let options = planned.checkout.options.iter();
    let names = options.filter_map(|(name, value)| {
        let is_off = value.trim().is_empty() || value.trim().eq_ignore_ascii_case("false");
        let is_played = played.iter().any(|it| it.eq_ignore_ascii_case(name));
        (!is_off && !is_played).then_some(name.as_str())
    });
    let names: Vec<_> = names.collect();
    if !names.is_empty() {
        let names = names.join(", ");
        context.output(&format!(
            "emulator: nothing is fetched, so nothing is done for {names}"
        ));
    }
}

/// Gives the token of the job to the Git of later steps, by variables instead of a file: the repository is the user's own.
///
/// Source: `GIT_CONFIG_COUNT` in <https://git-scm.com/docs/git-config>.
fn persist_credentials(planned: &PlannedCheckout<'_>, context: &mut StepContext<'_, '_>) {
    let url = context.job.variables.get("Build.Repository.Uri");
    let token = context.job.variables.get("System.AccessToken");
    let (Some(url), Some(token), true) = (url, token, is_self(planned.checkout)) else {
        context.output("emulator: unsupported: persistCredentials for this repository");
        return;
    };
    let (key, value) = (
        format!("http.{url}.extraheader"),
        format!("AUTHORIZATION: bearer {token}"),
    );
    let environment = &mut context.job.inherited;
    let known = environment.iter().find(|(name, _)| name == COUNT);
    let count: usize = known.and_then(|(_, it)| it.parse().ok()).unwrap_or(0);
    environment.retain(|(name, _)| name != COUNT);
    environment.extend([
        (COUNT.to_owned(), (count + 1).to_string()),
        (format!("GIT_CONFIG_KEY_{count}"), key),
        (format!("GIT_CONFIG_VALUE_{count}"), value),
    ]);
    context.output(
        "emulator: Git in later steps has the token of the job by GIT_CONFIG_* variables; your repository stays as it is",
    );
}

/// The variable that says how many settings of Git are in the environment.
const COUNT: &str = "GIT_CONFIG_COUNT";
