//! The verb `git`: sets up a repository for the helper, or takes that back.

use std::io::{self, Write};
use std::sync::Arc;

use patless_core::{Clock, Environment};

use crate::acquire::acquire;
use crate::cli::mask_args::Agent;
use crate::complaint::complain;
use crate::failure::Failure;
use crate::git::{
    GitError, Repository, SetupArgs, Unset, check_traces, helper, lines, settings, stored_headers,
};
use crate::input_error::InputError;
use crate::logs;
use crate::process::{of_standard_error, of_standard_output, variable};
use crate::shown::refuse_to_show;
use crate::sinks::{AgentLog, Escaping, write_result};
use crate::stages::Stopped;

/// Sets up the repository. `words` are the options as they were written, which the helper gets.
pub(crate) fn set_up<W: Write>(
    arguments: &SetupArgs,
    environment: Environment,
    words: Vec<String>,
    out: W,
) -> io::Result<u8> {
    let mut log = AgentLog::new(out, Escaping::from_environment(&environment));
    match set(arguments, environment, words) {
        Ok(done) => {
            done.iter().try_for_each(|line| log.line(line))?;
            Ok(0)
        }
        Err(failure) => complain(&mut to_standard_error(), [&failure]),
    }
}

/// Takes the settings away.
pub(crate) fn unset<W: Write>(environment: &Environment, out: W) -> io::Result<u8> {
    let mut log = AgentLog::new(out, Escaping::from_environment(environment));
    match Repository::find().and_then(|repository| repository.unset()) {
        Ok(unset) => {
            log.line(match unset {
                Unset::Removed => "git no longer gets its tokens from patless here",
                Unset::NotThere => "patless git setup has set nothing here",
            })?;
            Ok(0)
        }
        Err(error) => complain(&mut to_standard_error(), [&error.into()]),
    }
}

/// Writes the lines of header mode.
pub(crate) async fn write_header<W: Write>(
    arguments: &SetupArgs,
    environment: Environment,
    clock: Arc<dyn Clock>,
    mut out: W,
) -> io::Result<u8> {
    let detail = arguments.helper.request.detail();
    let _logging = tracing::subscriber::set_default(logs::on_standard_error(detail));
    match give(arguments, environment, clock, &mut out).await {
        Ok(()) => Ok(0),
        Err(Stopped::Failed(failures)) => complain(&mut to_standard_error(), failures.iter()),
        Err(Stopped::Unheard(error)) => Err(error),
    }
}

/// Returns what to tell.
fn set(
    arguments: &SetupArgs,
    environment: Environment,
    mut words: Vec<String>,
) -> Result<Vec<String>, Failure> {
    if let Some(word) = words.iter().find(|word| word.starts_with("--mask")) {
        return Err(Failure::from(InputError::Value {
            input: "--mask",
            text: word.clone(),
            expected: "of any use without --header",
        }));
    }
    let environment = arguments.helper.request.in_script_step(environment);
    // What is wrong with the options is found now, not at the first push.
    arguments.helper.request.wanted(&environment, variable)?;
    let served = arguments.helper.served(&environment)?;
    let program = std::env::current_exe().map_err(|source| GitError::File {
        path: "patless".to_owned(),
        source,
    })?;
    if !words.iter().any(|word| word == "--quiet" || word == "-q") {
        // A line for each command of Git would be too many.
        words.insert(0, "--quiet".to_owned());
    }
    let repository = Repository::find()?;
    repository.unset()?;
    let stored = stored_headers(&served)?;
    repository.set(&settings(
        &helper(&program, &words),
        &served.urls(),
        &stored,
    ))?;
    let mut done = vec![format!(
        "git gets its tokens from patless here, for {}",
        served.urls().join(", ")
    )];
    if !stored.is_empty() {
        done.push(format!(
            "stored headers (http.….extraheader) no longer count here, for {} URLs: those of checkout with persistCredentials \
             or of a script",
            stored.len()
        ));
    }
    Ok(done)
}

async fn give<W: Write>(
    arguments: &SetupArgs,
    environment: Environment,
    clock: Arc<dyn Clock>,
    out: &mut W,
) -> Result<(), Stopped> {
    let environment = arguments.helper.request.in_script_step(environment);
    let agent = Agent::of(&environment);
    refuse_to_show(agent, of_standard_output()).map_err(Failure::from)?;
    let organization = arguments.helper.request.organization(&environment)?;
    let organization = organization.organization().to_string();
    let count = count().map_err(Failure::from)?;
    check_traces(variable).map_err(Failure::from)?;
    let served = arguments.helper.served(&environment)?;
    let stored = stored_headers(&served).map_err(Failure::from)?;
    // Azure DevOps' own URLs for cloning have a user in front of the host.
    let of_organization =
        |url: &String| without_user(url).starts_with(&organization) && *url != organization;
    let stored = stored.into_iter().filter(of_organization);
    let urls: Vec<_> = std::iter::once(organization.clone())
        .chain(stored)
        .collect();
    let wanted = arguments.helper.request.wanted(&environment, variable)?;
    let acquired = acquire(environment, clock, wanted).await?;
    let tokens = || acquired.tokens.iter().map(|token| &**token);
    let reader = of_standard_error();
    arguments.mask.ask(agent, reader, tokens(), io::stderr())?;
    for token in tokens() {
        write_result(out, &lines(token, count.into(), &urls))?;
    }
    Ok(())
}

/// A URL without the user in it.
fn without_user(url: &str) -> String {
    let (scheme, rest) = url.split_once("://").unwrap_or(("", url));
    let (authority, path) = rest.split_once('/').unwrap_or((rest, ""));
    let host = authority.rsplit('@').next().unwrap_or_default();
    format!("{scheme}://{host}/{path}")
}

/// The number of settings of Git that the environment has already.
fn count() -> Result<u16, InputError> {
    let Some(text) = variable(COUNT).filter(|text| !text.is_empty()) else {
        return Ok(0);
    };
    text.parse().map_err(|_| InputError::Setting {
        variable: COUNT,
        text: text.to_string(),
        expected: "the number of settings that Git finds in the environment, from 0 to 65535",
    })
}

fn to_standard_error() -> AgentLog<impl Write> {
    AgentLog::new(io::stderr(), Escaping::WithPercents)
}

const COUNT: &str = "GIT_CONFIG_COUNT";
