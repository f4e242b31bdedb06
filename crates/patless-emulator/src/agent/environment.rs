//! Environment variables of a step's process.

use serde_json::{Map, Value};

use super::commands::PATH;
use super::context::{JobState, StepState};
use super::job_message::Endpoint;
use super::text::environment_name;
use super::variable::Variable;

/// The environment under construction. A later value of a name replaces an earlier one.
#[derive(Debug, Default)]
pub(super) struct Environment {
    /// The names and values.
    pairs: Vec<(String, String)>,
}

/// What a step adds to the environment of its job.
#[derive(Clone, Copy, Debug)]
pub(super) struct StepEnvironment<'a> {
    /// The step's `env`, before macro expansion.
    pub(super) env: &'a [(String, String)],
    /// The inputs, with their final values.
    pub(super) inputs: &'a [(String, String)],
    /// The IDs of the service connections that the inputs name.
    pub(super) endpoints: &'a [&'a str],
}

/// Builds the environment of a task. The last value of a name wins. Before v5.277.0, variables come last.
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

/// Builds the environment of a script. The task library of script steps removes what only tasks may see.
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
    environment.add_path(job.first_in_scripts.as_slice());
    environment
}

impl Environment {
    /// Returns the pairs.
    pub(super) fn into_pairs(self) -> Vec<(String, String)> {
        self.pairs
    }

    /// Sets a value. An empty name is dropped, because no process can have it.
    fn set(&mut self, name: impl Into<String>, value: impl Into<String>) {
        let (name, value) = (name.into(), value.into());
        if name.is_empty() {
            return;
        }
        self.pairs.retain(|(other, _)| *other != name);
        self.pairs.push((name, value));
    }

    /// Adds the public variables by name, the secret ones with the prefix `SECRET_`, and the lists of both.
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

    /// Adds a service connection under its lowercase GUID.
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

    /// Adds the authorization of a connection, as JSON and as separate parameters.
    fn add_authorization(&mut self, id: &str, scheme: &str, parameters: &[(String, String)]) {
        let json = serde_json::json!({"parameters": object_of(parameters), "scheme": scheme});
        self.set(format!("ENDPOINT_AUTH_{id}"), json.to_string());
        self.set(format!("ENDPOINT_AUTH_SCHEME_{id}"), scheme);
        for (key, value) in parameters {
            let key = environment_name(key);
            self.set(format!("ENDPOINT_AUTH_PARAMETER_{id}_{key}"), value);
        }
    }

    /// Prepends folders to the search path. The folder that was added last comes first.
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

/// Prefixes that the task library removes from the environment before a script starts. They match in upper case only.
/// The URL and the data of a connection stay.
const TASK_ONLY_PREFIXES: [&str; 7] = [
    "INPUT_",
    "ENDPOINT_AUTH_",
    "SECUREFILE_TICKET_",
    "SECRET_",
    "VSTS_TASKVARIABLE_",
    "VSTS_PUBLIC_VARIABLES",
    "VSTS_SECRET_VARIABLES",
];
