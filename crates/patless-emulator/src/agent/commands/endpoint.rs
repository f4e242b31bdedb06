//! Logging command `task.setendpoint`.

use url::Url;
use uuid::Uuid;

use super::failure::CommandFailure;
use crate::agent::context::StepContext;
use crate::agent::job_message::Endpoint;
use crate::agent::logging_command::LoggingCommand;

/// Changes an endpoint of the job for all later steps.
///
/// The data of an `authParameter` is masked before anything else is checked.
pub(super) fn set_endpoint(
    context: &mut StepContext<'_, '_>,
    command: &LoggingCommand,
) -> Result<(), CommandFailure> {
    let data = &command.data;
    if data.is_empty() {
        return Err(invalid("the data"));
    }
    let property = |name: &'static str| command.properties.get(name).ok_or(invalid(name));
    let field = property("field")?;
    let is = |name: &str| field.eq_ignore_ascii_case(name);
    if is("authParameter") {
        context.job.log.masker.add_secret(data);
    }
    let id = Uuid::try_parse(property("id")?).map_err(|_| invalid("id"))?;
    if id.is_nil() && context.job.version.protects_system_connection() {
        context.warning("The system connection cannot be changed by ##vso[task.setendpoint].");
        return Ok(());
    }
    let mut declared = context.job.endpoints.iter_mut();
    let endpoint = declared
        .find(|endpoint| Uuid::try_parse(&endpoint.id) == Ok(id))
        .ok_or(invalid("id"))?;
    if is("url") {
        Url::parse(data).map_err(|_| invalid("url"))?;
        endpoint.url.clone_from(data);
        return Ok(());
    }
    let key = property("key")?;
    let Endpoint {
        parameters,
        data: data_parameters,
        ..
    } = endpoint;
    if is("dataParameter") {
        store(data_parameters, key, data);
    } else if is("authParameter") {
        store(parameters, key, data);
    } else {
        return Err(invalid("field"));
    }
    Ok(())
}

/// Replaces the value of a key, or adds the key. Ignores case.
fn store(pairs: &mut Vec<(String, String)>, key: &str, value: &str) {
    match pairs
        .iter_mut()
        .find(|(other, _)| other.eq_ignore_ascii_case(key))
    {
        Some((_, old)) => value.clone_into(old),
        None => pairs.push((key.to_owned(), value.to_owned())),
    }
}

/// Makes the failure for an invalid value.
fn invalid(what: &str) -> CommandFailure {
    CommandFailure::new(format!(
        "Value cannot be null. (Parameter 'Enter a valid value for {what} in ##vso[task.setendpoint].')"
    ))
}
