//! Task definition: the parts of `task.json` that the agent uses.

use std::io;
use std::path::{Path, PathBuf};

use serde_json::Value;

use super::restrictions::Restrictions;

/// The contract of a task.
#[derive(Clone, Debug)]
pub(super) struct TaskDefinition {
    /// The GUID.
    pub(super) id: String,
    /// The name before `@`.
    pub(super) name: String,
    /// The heading of the log.
    pub(super) friendly_name: String,
    /// The description in the log.
    pub(super) description: String,
    /// The author in the log.
    pub(super) author: String,
    /// The help text or URL in the log.
    pub(super) help: String,
    /// The major version, which comes after `@`.
    pub(super) major: String,
    /// The full version.
    pub(super) version: String,
    /// The inputs.
    pub(super) inputs: Vec<TaskInput>,
    /// The variables that become output variables even without `isoutput`.
    pub(super) output_variables: Vec<String>,
    /// The restrictions that the task sets for itself.
    pub(super) restrictions: Restrictions,
    /// What Node runs before the first step of the job.
    pub(super) pre_job: Option<Handler>,
    /// What Node runs for a step. `None` means that the task has no handler for Node.
    pub(super) main: Option<Handler>,
    /// What Node runs at the end of the job.
    pub(super) post_job: Option<Handler>,
    /// A stage that the task has, but not for Node.
    pub(super) without_node: Option<&'static str>,
}

/// A handler of a stage.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Handler {
    /// The version of Node, as the agent names it.
    pub(super) name: &'static str,
    /// The file, below the folder of the task.
    pub(super) target: String,
}

/// One input of a task.
#[derive(Clone, Debug)]
pub(super) struct TaskInput {
    /// The name in `INPUT_<NAME>`.
    pub(super) name: String,
    /// Other names that YAML may use.
    pub(super) aliases: Vec<String>,
    /// The type, such as `string` or `connectedService:AzureRM`.
    pub(super) kind: String,
    /// The value if YAML sets none.
    pub(super) default: String,
}

/// Error of a `task.json` that cannot be used.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum TaskDefinitionError {
    /// The file cannot be read.
    #[error("cannot read {}", path.display())]
    Unreadable {
        /// The file.
        path: PathBuf,
        /// Why.
        source: io::Error,
    },
    /// The file is not JSON.
    #[error("{} is not JSON", path.display())]
    NotJson {
        /// The file.
        path: PathBuf,
        /// Where and why.
        source: serde_json::Error,
    },
    /// The task cannot be copied to the agent's task folder.
    #[error("cannot unpack {}", path.display())]
    NotUnpacked {
        /// The package.
        path: PathBuf,
        /// Why.
        source: io::Error,
    },
    /// The task has no handler for Node. On Linux and macOS, the agent has no other.
    #[error("{} has no `{stage}` for Node", path.display())]
    NoNode {
        /// The file.
        path: PathBuf,
        /// The stage.
        stage: &'static str,
    },
    /// The folder of a task has another version than was asked for.
    #[error("{} has version {version}, not {asked}", path.display())]
    OtherVersion {
        /// The file.
        path: PathBuf,
        /// Its version.
        version: String,
        /// The version that was asked for.
        asked: String,
    },
    /// A field that the agent needs is missing.
    #[error("{} has no `{field}`", path.display())]
    Missing {
        /// The file.
        path: PathBuf,
        /// The field.
        field: &'static str,
    },
}

impl TaskDefinition {
    /// Loads a file.
    pub(super) fn load(path: &Path) -> Result<Self, TaskDefinitionError> {
        let text = std::fs::read(path).map_err(|source| TaskDefinitionError::Unreadable {
            path: path.to_owned(),
            source,
        })?;
        let json =
            serde_json::from_slice(&text).map_err(|source| TaskDefinitionError::NotJson {
                path: path.to_owned(),
                source,
            })?;
        Self::read(&json).map_err(|field| TaskDefinitionError::Missing {
            path: path.to_owned(),
            field,
        })
    }

    /// Finds an input by its name or by an alias.
    pub(super) fn input(&self, name: &str) -> Option<&TaskInput> {
        let named = |input: &&TaskInput| input.name.eq_ignore_ascii_case(name);
        let aliased = |input: &&TaskInput| {
            let mut aliases = input.aliases.iter();
            aliases.any(|alias| alias.eq_ignore_ascii_case(name))
        };
        self.inputs
            .iter()
            .find(named)
            .or_else(|| self.inputs.iter().find(aliased))
    }

    /// Reads the fields. The error is the name of a missing field.
    fn read(json: &Value) -> Result<Self, &'static str> {
        let number = |key: &str| text_of(&json["version"][key]);
        let major = number("Major");
        if major.is_empty() {
            return Err("version.Major");
        }
        let name = text_of(&json["name"]);
        if name.is_empty() {
            return Err("name");
        }
        let help = match text_of(&json["helpUrl"]) {
            url if url.is_empty() => text_of(&json["helpMarkDown"]),
            url => url,
        };
        Ok(Self {
            id: text_of(&json["id"]),
            name,
            friendly_name: text_of(&json["friendlyName"]),
            description: text_of(&json["description"]),
            author: text_of(&json["author"]),
            help,
            version: format!("{major}.{}.{}", number("Minor"), number("Patch")),
            major,
            inputs: list(&json["inputs"]).map(TaskInput::read).collect(),
            output_variables: list(&json["outputVariables"])
                .map(|output| text_of(&output["name"]))
                .collect(),
            restrictions: read_restrictions(&json["restrictions"]),
            pre_job: read_handler(&json["prejobexecution"]),
            main: read_handler(&json["execution"]),
            post_job: read_handler(&json["postjobexecution"]),
            without_node: STAGES.into_iter().find(|stage| {
                let handlers = json[stage].as_object();
                handlers.is_some_and(|it| !it.is_empty()) && read_handler(&json[stage]).is_none()
            }),
        })
    }
}

impl TaskInput {
    /// Reads one entry of `inputs`.
    fn read(json: &Value) -> Self {
        Self {
            name: text_of(&json["name"]),
            aliases: list(&json["aliases"]).map(text_of).collect(),
            kind: text_of(&json["type"]),
            default: text_of(&json["defaultValue"]),
        }
    }

    /// Returns whether the value is a path, which the agent makes absolute.
    pub(super) fn is_file_path(&self) -> bool {
        self.kind.eq_ignore_ascii_case("filePath")
    }

    /// Returns the type of service connection that the input accepts.
    pub(super) fn connection_kind(&self) -> Option<&str> {
        let (prefix, kind) = self.kind.split_once(':')?;
        prefix
            .eq_ignore_ascii_case("connectedService")
            .then_some(kind)
    }
}

/// Reads `restrictions`.
fn read_restrictions(json: &Value) -> Restrictions {
    let mode = text_of(&json["commands"]["mode"]);
    let allowed = &json["settableVariables"]["allowed"];
    Restrictions {
        restricted_commands: mode.eq_ignore_ascii_case("restricted"),
        settable: allowed
            .is_array()
            .then(|| list(allowed).map(text_of).collect()),
    }
}

/// Chooses the handler of a stage, as an agent that supports all of them does, and reads the file that it runs.
///
/// Which version of Node runs the file depends on the agent's settings, not on this choice.
fn read_handler(json: &Value) -> Option<Handler> {
    NODE_HANDLERS.into_iter().find_map(|name| {
        let target = json[name]["target"].as_str()?;
        Some(Handler {
            name,
            target: target.replace("$(currentDirectory)", "."),
        })
    })
}

/// The stages of a task.
const STAGES: [&str; 3] = ["execution", "prejobexecution", "postjobexecution"];

/// The handlers for Node, in order of preference.
const NODE_HANDLERS: [&str; 5] = ["Node24", "Node20_1", "Node16", "Node10", "Node"];

/// Lists the items of an array. Any other value has none.
fn list(json: &Value) -> impl Iterator<Item = &Value> {
    json.as_array().into_iter().flatten()
}

/// Returns the text of a string, number or boolean. Any other value gives an empty text.
fn text_of(json: &Value) -> String {
    match json {
        Value::String(text) => text.clone(),
        Value::Number(_) | Value::Bool(_) => json.to_string(),
        Value::Null | Value::Array(_) | Value::Object(_) => String::new(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn contract_is_read_from_json() {
        let json = serde_json::json!({
            "name": "Patless", "version": {"Major": 1, "Minor": "2", "Patch": 3},
            "inputs": [
                {"name": "serviceConnection", "aliases": ["azureSubscription"], "type": "connectedService:AzureRM"},
                {"name": "verbose", "type": "boolean", "defaultValue": false},
            ],
            "outputVariables": [{"name": "expiresOn"}],
            "restrictions": {"commands": {"mode": "restricted"}, "settableVariables": {"allowed": []}},
            "prejobexecution": {"Node": {"target": "$(currentDirectory)/6.js"}},
            "execution": {"Node20_1": {"target": "20.js"}, "Node24": {"target": "24.js"}, "Process": {"target": "p"}},
            "postjobexecution": {"Node10": {"target": "10.js"}, "NoSuchHandler": {"target": "n"}},
        });
        let task = TaskDefinition::read(&json).unwrap();
        assert_eq!((&*task.major, &*task.version), ("1", "1.2.3"));
        let input = task.input("AZURESUBSCRIPTION").unwrap();
        assert_eq!(input.name, "serviceConnection");
        assert_eq!(input.connection_kind(), Some("AzureRM"));
        assert_eq!(task.input("verbose").unwrap().default, "false");
        assert!(task.input("other").is_none());
        assert_eq!(task.output_variables, ["expiresOn"]);
        let main = task.main.unwrap();
        assert_eq!(task.without_node, None);
        assert_eq!((main.name, &*main.target), ("Node24", "24.js"));
        assert_eq!(task.post_job.unwrap().name, "Node10");
        assert_eq!(task.pre_job.unwrap().target, "./6.js");
        assert!(task.restrictions.restricted_commands);
        assert_eq!(task.restrictions.settable, Some(Vec::new()));
        assert_eq!(
            TaskDefinition::read(&serde_json::json!({})).unwrap_err(),
            "version.Major"
        );
    }
}
