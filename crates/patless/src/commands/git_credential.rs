//! The verb `git-credential`: answers Git, which asks for a credential.

use std::io::{self, Read, Write};
use std::path::Path;
use std::sync::Arc;

use patless_core::sources::tell_keeper_of_refusal;
use patless_core::variables::PATLESS_KEEPER;
use patless_core::{Clock, Environment, SourceName};

use crate::acquire::acquire;
use crate::complaint::complain;
use crate::failure::Failure;
use crate::git::{Asked, GIVE_UP, GitCredentialArgs, GitError, answer, check_protection, read};
use crate::logs;
use crate::process::variable;
use crate::sinks::{AgentLog, Escaping, write_result};
use crate::stages::Stopped;

/// Runs the verb. Standard output is read by Git alone.
pub(crate) async fn run<R: Read, W: Write>(
    arguments: &GitCredentialArgs,
    environment: Environment,
    clock: Arc<dyn Clock>,
    mut input: R,
    mut out: W,
) -> io::Result<u8> {
    let helper = &arguments.helper;
    let _logging =
        tracing::subscriber::set_default(logs::on_standard_error(helper.request.detail()));
    let mut log = AgentLog::new(io::stderr(), Escaping::WithPercents);
    let environment = helper.request.in_script_step(environment);
    if !matches!(arguments.operation.as_str(), "get" | "erase") {
        // `store` keeps nothing: the next command gets a token of its own. What is unknown is ignored.
        io::copy(&mut input, &mut io::sink())?;
        return Ok(0);
    }
    let read = read(input).map_err(|error| Failure::from(GitError::from(error)));
    let served = helper.served(&environment);
    let (asked, served) = match (read, served) {
        (Ok(asked), Ok(served)) => (asked, served),
        (Err(failure), _) | (_, Err(failure)) => return complain(&mut log, [&failure]),
    };
    if !served.is_served(&asked.protocol, &asked.host) {
        return Ok(0);
    }
    if arguments.operation == "erase" {
        tell_keeper(arguments, &environment, &*clock).await;
        let url = asked.url();
        log.line(&format!(
            "warning: {url} refused the access token, and it is not given again; `patless doctor` says why, with --target and the \
             URL of the repository"
        ))?;
        return Ok(0);
    }
    match give(arguments, environment, clock, &asked, &mut out).await {
        Ok(()) => Ok(0),
        Err(Stopped::Failed(failures)) => {
            out.write_all(GIVE_UP.as_bytes())?;
            complain(&mut log, failures.iter())
        }
        Err(Stopped::Unheard(error)) => Err(error),
    }
}

/// Tells the keeper of the job, which may have given the token, that it was refused. Nothing else keeps one.
async fn tell_keeper(arguments: &GitCredentialArgs, environment: &Environment, clock: &dyn Clock) {
    let Some(folder) = environment.variable(&PATLESS_KEEPER) else {
        return;
    };
    let wanted = arguments.helper.request.wanted(environment, variable);
    if let Ok(wanted) = wanted
        && matches!(wanted.source.source, None | Some(SourceName::Keeper))
        && let Ok(scope) = wanted.scopes.first()
    {
        // Git shows what went wrong, and the next command says where the keeper is gone.
        let _ = tell_keeper_of_refusal(Path::new(folder), &scope, clock).await;
    }
}

async fn give<W: Write>(
    arguments: &GitCredentialArgs,
    environment: Environment,
    clock: Arc<dyn Clock>,
    asked: &Asked,
    out: &mut W,
) -> Result<(), Stopped> {
    check_protection(&asked.protocol, variable).map_err(Failure::from)?;
    let wanted = arguments.helper.request.wanted(&environment, variable)?;
    let acquired = acquire(environment, clock, wanted).await?;
    for token in &acquired.tokens {
        write_result(out, &answer(token, asked))?;
    }
    Ok(())
}
