//! The last step of the task: sets secret variables to the tokens, after checking them.

use std::io::{self, Write};
use std::sync::Arc;
use std::time::{Duration, SystemTime};

use patless_core::{AccessToken, Assertion};

use super::equip::Tools;
use super::identity_variables;
use super::kept::Kept;
use super::plan::Plan;
use super::step_result::{StepResult, fail};
use crate::failure::Failure;
use crate::keeper::Started;
use crate::recipes::Existing;
use crate::report::recognizable;
use crate::sinks::{AgentLog, Escaping, Masked, PipelineVariable, note};
use crate::stages::Obtained;
use crate::variable_name::VariableName;

/// Checks the tokens from Entra, and returns the failures.
///
/// `now` is the time when all have arrived: while one exchange was retried, other tokens have aged.
pub(crate) fn refusals(
    plan: &Plan,
    tokens: &[Arc<AccessToken>],
    now: SystemTime,
    escaping: Escaping,
) -> Vec<Arc<Failure>> {
    let refusals = tokens.iter().filter_map(|token| {
        let left_s = token.remaining(now).as_secs();
        refuse(token, left_s, plan.minimum_lifetime, escaping).map(Arc::new)
    });
    refusals.collect()
}

/// Checks a token from Entra. `None` if it is usable.
fn refuse(
    token: &AccessToken,
    left_s: u64,
    minimum: Duration,
    escaping: Escaping,
) -> Option<Failure> {
    let scope = token.scope().clone();
    if left_s < minimum.as_secs() {
        let (left_min, minimum_min) = (left_s / 60, minimum.as_secs() / 60);
        return Some(Failure::Lifetime {
            scope,
            left_min,
            minimum_min,
        });
    }
    // The text is only looked at here.
    (!escaping.preserves(token.expose())).then_some(Failure::Unescapable { scope })
}

/// Masks every token, notes and sets every variable, then logs a summary. `existing` reads what the tools of the input `for`
/// find in this job.
///
/// If it ends without handing over, `keeper` ends.
pub(crate) fn hand_over<W: Write>(
    plan: &Plan,
    obtained: &Obtained,
    keeper: Option<Started>,
    existing: Existing<'_>,
    log: &mut AgentLog<W>,
) -> io::Result<StepResult> {
    let mut masked = Vec::new();
    for token in &obtained.tokens {
        // The text goes to the agent's list of secrets, and from there to the variable.
        masked.push(Masked::by(log, token.expose())?);
    }
    let assertion = match (&plan.assertion, &obtained.assertion) {
        (Some(variable), Some(assertion)) => {
            // As above.
            Some((variable, Masked::by(log, assertion.expose())?, assertion))
        }
        _ => None,
    };
    let mut secret: Vec<_> = plan
        .variables
        .iter()
        .chain(&plan.assertion)
        .cloned()
        .collect();
    // The token of the tools is behind those of the variables.
    let of_tools = obtained.tokens.get(plan.variables.len());
    let tools = plan.tools.as_ref().zip(of_tools);
    let tools = tools.map(|(tools, token)| {
        let keeper = keeper.as_ref();
        Tools::of(tools, token, keeper, &secret, existing)
    });
    let tools = match tools.transpose() {
        Ok(tools) => tools,
        Err(failure) => return fail(log, [&failure]),
    };
    let mut folder = None;
    if let Some(tools) = &tools {
        let notes = tools.notes().iter();
        notes.for_each(|text| tracing::warn!("{text}"));
        secret.extend(tools.secret_variables().cloned());
        folder = tools.folder();
    }
    let kept = keeper.map(|keeper| Kept::of(keeper, &secret, &plan.of_the_job));
    let kept = match kept.transpose() {
        Ok(kept) => kept,
        Err(failure) => return fail(log, [&failure]),
    };
    if let Some(kept) = &kept {
        secret.extend(kept.secret_variables().cloned());
    }
    let cautions = secret.iter().map(|variable| variable.name.caution());
    cautions.flatten().for_each(|text| tracing::warn!("{text}"));
    for name in &plan.replaced {
        tracing::warn!("the variable {name} already exists and is replaced");
    }
    let noted = kept.as_ref().map(Kept::noted);
    note(log, &secret, folder.as_ref(), noted)?;
    if let Some(kept) = kept {
        kept.hand_over(log)?;
    }
    if let Some(tools) = tools {
        tools.hand_over(log)?;
    }
    for ((variable, secret), token) in plan.variables.iter().zip(&masked).zip(&obtained.tokens) {
        variable.set(log, secret)?;
        if let Some(expires_on) = token.expires_on_unix_seconds() {
            variable.set_expires_on(log, expires_on)?;
        }
    }
    if let Some((variable, masked, assertion)) = &assertion {
        variable.set(log, masked)?;
        if let Some(expires_on) = assertion.claims().expires_on {
            variable.set_expires_on(log, expires_on)?;
        }
    }
    let ids = ids(plan, obtained);
    for (name, value) in &ids {
        plain(name, plan.is_output)?.set_plain(log, value)?;
    }
    for (variable, token) in plan.variables.iter().zip(&obtained.tokens) {
        log.line(&summary(variable, obtained, token))?;
    }
    if let Some((variable, _, assertion)) = &assertion {
        log.line(&assertion_summary(variable, assertion))?;
    }
    for (name, value) in &ids {
        log.line(&format!("{name}: {}", recognizable(value)))?;
    }
    Ok(StepResult::Fine)
}

/// The ids that are set, by the names of their variables.
fn ids(plan: &Plan, obtained: &Obtained) -> Vec<(&'static str, String)> {
    let mut ids = Vec::new();
    if plan.identity_variables {
        ids = identity_variables::of(&obtained.connection);
    }
    if let Some(known_as) = &obtained.known_as
        && let Some(profile) = &known_as.profile
    {
        ids.push(("PATLESS_PROFILE_ID", profile.id.clone()));
        ids.push(("PATLESS_IDENTITY_ID", known_as.identity.id.clone()));
    }
    ids
}

/// A variable for an id.
fn plain(name: &str, is_output: bool) -> io::Result<PipelineVariable> {
    // The names are constants, and a test reads them all.
    let name = VariableName::parse(name).map_err(io::Error::other)?;
    Ok(PipelineVariable { name, is_output })
}

fn assertion_summary(variable: &PipelineVariable, assertion: &Assertion) -> String {
    let lifetime = assertion.lifetime();
    let lifetime = lifetime.map_or("an unknown time".to_owned(), |it| {
        format!("{} s", it.as_secs())
    });
    format!(
        "{}: assertion, valid for {lifetime} (Azure DevOps request id {})",
        variable.name,
        assertion.request_id().unwrap_or("none")
    )
}

fn summary(variable: &PipelineVariable, obtained: &Obtained, token: &AccessToken) -> String {
    let connection = &obtained.connection;
    let of = match (connection.client(), connection.tenant()) {
        (Some(client), Some(tenant)) => {
            let client = recognizable(&client.to_string());
            format!(" as client {client} of tenant {tenant}")
        }
        _ => String::new(),
    };
    let assertion = obtained.assertion.as_ref();
    format!(
        "{}: access token for {}{of}, valid for {} min (Azure DevOps request id {}, Entra correlation id {}, Entra request id {})",
        variable.name,
        token.scope(),
        token.lifetime().unwrap_or_default().as_secs() / 60,
        assertion.and_then(|it| it.request_id()).unwrap_or("none"),
        token.correlation_id().unwrap_or("none"),
        token.request_id().unwrap_or("none"),
    )
}
