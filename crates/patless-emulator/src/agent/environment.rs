//! Lays out the environment that a step's process sees.

use serde_json::{Map, Value};

use super::commands::PATH;
use super::context::{JobState, StepState};
use super::job_message::Endpoint;
use super::text::environment_name;
use super::variable::Variable;

/// The environment under construction; a later value of a name replaces an earlier one.
#[derive(Debug, Default)]
pub(super) struct Environment {
    /// The pairs in the order of the first writing.
    pairs: Vec<(String, String)>,
}

/// What a step adds to the environment of its job.
#[derive(Clone, Copy, Debug)]
pub(super) struct StepEnvironment<'a> {
    /// The step's `env`, before macros are expanded.
    pub(super) env: &'a [(String, String)],
    /// The inputs with their final values.
    pub(super) inputs: &'a [(String, String)],
    /// The ids of the service connections that the inputs name.
    pub(super) endpoints: &'a [&'a str],
}

/// Lays out the environment of a task. What is written later wins; before v5.277.0, that were the variables.
pub(super) fn for_task(
    job: &JobState<'_>,
    state: &StepState,
    step: StepEnvironment<'_>,
) -> Environment {
    let mut environment = Environment::default();
    for (name, value) in &job.inherited {
        environment.set(name, value);
    }
    for (name, value) in step.env {
        environment.set(name.trim(), job.variables.expand_text(value.trim()));
    }
    if job.version.inputs_override_variables() {
        environment.add_variables(job);
    }
    for (name, value) in step.inputs {
        environment.set(format!("INPUT_{}", environment_name(name)), value);
    }
    for endpoint in &job.endpoints {
        if endpoint.is_system_connection() {
            environment.add_system_connection(endpoint);
        } else if step.endpoints.contains(&endpoint.id.as_str()) {
            environment.add_endpoint(endpoint);
        }
    }
    if !job.version.inputs_override_variables() {
        environment.add_variables(job);
    }
    for variable in state.task_variables.iter() {
        let name = variable.environment_name();
        environment.set(format!("VSTS_TASKVARIABLE_{name}"), &variable.value);
    }
    environment.add_path(&job.prepended_paths);
    environment.set("TF_BUILD", "True");
    environment
}

/// Lays out the environment of a script: the task library behind script steps removes what only tasks may see.
pub(super) fn for_script(
    job: &JobState<'_>,
    state: &StepState,
    step: StepEnvironment<'_>,
) -> Environment {
    let mut environment = for_task(job, state, step);
    environment.pairs.retain(|(name, _)| {
        !TASK_ONLY_PREFIXES
            .iter()
            .any(|prefix| name.starts_with(prefix))
    });
    environment
}

impl Environment {
    /// Returns the pairs.
    pub(super) fn into_pairs(self) -> Vec<(String, String)> {
        self.pairs
    }

    /// Writes a value; an empty name is dropped, since no process could have it.
    fn set(&mut self, name: impl Into<String>, value: impl Into<String>) {
        let (name, value) = (name.into(), value.into());
        if name.is_empty() {
            return;
        }
        self.pairs.retain(|(other, _)| *other != name);
        self.pairs.push((name, value));
    }

    /// Adds public variables by name, secret ones under `SECRET_`, and the lists of both.
    fn add_variables(&mut self, job: &JobState<'_>) {
        let mut names: [Vec<&str>; 2] = [Vec::new(), Vec::new()];
        for variable in job.variables.iter() {
            self.add_variable(variable);
            names[usize::from(variable.secret)].push(&variable.name);
        }
        if let Some(status) = job.variables.get("agent.jobstatus") {
            self.set("agent.jobstatus", status);
        }
        let [public, secret] = names.map(|names| Value::from(names).to_string());
        self.set("VSTS_PUBLIC_VARIABLES", public);
        self.set("VSTS_SECRET_VARIABLES", secret);
    }

    /// Adds one variable.
    fn add_variable(&mut self, variable: &Variable) {
        let name = variable.environment_name();
        if variable.secret {
            self.set(format!("SECRET_{name}"), &variable.value);
        } else {
            self.set(name, &variable.value);
        }
    }

    /// Adds a service connection under its GUID in lower case.
    fn add_endpoint(&mut self, endpoint: &Endpoint) {
        let id = endpoint.id.to_lowercase();
        self.set(format!("ENDPOINT_URL_{id}"), &endpoint.url);
        self.add_authorization(&id, &endpoint.scheme, &endpoint.parameters);
        self.set(format!("ENDPOINT_DATA_{id}"), json_of(&endpoint.data));
        for (key, value) in &endpoint.data {
            let key = environment_name(key);
            self.set(format!("ENDPOINT_DATA_{id}_{key}"), value);
        }
    }

    /// Adds the job's own connection, which has no data.
    fn add_system_connection(&mut self, connection: &Endpoint) {
        let id = "SYSTEMVSSCONNECTION";
        self.set(format!("ENDPOINT_URL_{id}"), &connection.url);
        self.add_authorization(id, &connection.scheme, &connection.parameters);
    }

    /// Adds the authorization of a connection, as JSON and one by one.
    fn add_authorization(&mut self, id: &str, scheme: &str, parameters: &[(String, String)]) {
        let json = serde_json::json!({"parameters": object_of(parameters), "scheme": scheme});
        self.set(format!("ENDPOINT_AUTH_{id}"), json.to_string());
        self.set(format!("ENDPOINT_AUTH_SCHEME_{id}"), scheme);
        for (key, value) in parameters {
            let key = environment_name(key);
            self.set(format!("ENDPOINT_AUTH_PARAMETER_{id}_{key}"), value);
        }
    }

    /// Puts the prepended folders before the search path, the last one first.
    fn add_path(&mut self, prepended: &[String]) {
        if prepended.is_empty() {
            return;
        }
        let separator = if cfg!(windows) { ";" } else { ":" };
        let present = self.pairs.iter().find(|(name, _)| name == PATH);
        let mut folders: Vec<&str> = prepended.iter().rev().map(String::as_str).collect();
        folders.extend(present.map(|(_, value)| value.as_str()));
        self.set(PATH, folders.join(separator));
    }
}

/// Returns pairs as a JSON object.
fn object_of(pairs: &[(String, String)]) -> Map<String, Value> {
    let pair = |(key, value): &(String, String)| (key.clone(), Value::from(value.as_str()));
    pairs.iter().map(pair).collect()
}

/// Returns pairs as JSON text.
fn json_of(pairs: &[(String, String)]) -> String {
    Value::Object(object_of(pairs)).to_string()
}

/// What the task library takes out of the environment before a script starts: upper case only, and not the URL and the
/// data of a connection.
const TASK_ONLY_PREFIXES: [&str; 7] = [
    "INPUT_",
    "ENDPOINT_AUTH_",
    "SECUREFILE_TICKET_",
    "SECRET_",
    "VSTS_TASKVARIABLE_",
    "VSTS_PUBLIC_VARIABLES",
    "VSTS_SECRET_VARIABLES",
];
