//! What a script writes in place of a PAT, and how the token gets there.

use crate::document::Document;
use crate::kind::Kind;
use crate::language::Language;
use crate::script::{Home, Script};

/// What a script writes in place of a PAT.
#[derive(Debug)]
pub(crate) struct Instead {
    /// The token, as the script's language reads it: `$ADO_TOKEN`.
    pub(crate) token: String,
    /// How it gets there, in a few lines.
    pub(crate) how: String,
}

/// The variable that `patless exec` sets.
const EXEC_VARIABLE: &str = "AZURE_DEVOPS_TOKEN";

impl Document<'_> {
    /// Says what a script writes in place of a PAT.
    pub(crate) fn instead(&self, script: &Script<'_>) -> Instead {
        match script.home {
            Home::Step(id) if self.kind == Kind::Pipeline => {
                let name = self.token_variable(id).name;
                Instead {
                    token: in_language(script.language, &name),
                    how: format!(
                        "In the step:\nenv:\n  {name}: $({name})\n\nBefore the step:\n{}",
                        self.token_step_text(&name)
                    ),
                }
            }
            Home::Step(_) => Instead {
                token: in_language(script.language, EXEC_VARIABLE),
                how: "The workflow has `permissions: id-token: write`, and the step runs: patless exec -- COMMAND".to_owned(),
            },
            Home::File => Instead {
                token: in_language(script.language, EXEC_VARIABLE),
                how: format!("Run it as: patless exec -- {}", self.path_in_a_command()),
            },
        }
    }

    /// Returns the file's path as it may stand in a command. A name with other letters could be a command itself.
    fn path_in_a_command(&self) -> &str {
        let plain = self
            .path
            .bytes()
            .all(|byte| byte.is_ascii_alphanumeric() || b"._-/".contains(&byte));
        if plain && !self.path.starts_with('-') {
            self.path
        } else {
            "COMMAND"
        }
    }

    /// Says how Git gets tokens at the place of a script.
    pub(crate) fn git_instead(&self, script: &Script<'_>) -> String {
        match script.home {
            Home::Step(id) if self.kind == Kind::Pipeline => match self.git_step(id) {
                Some(step) => format!("Before the step:\n{}", self.step_text(&step.gives)),
                None => "The step Patless@1 before it answers Git.".to_owned(),
            },
            _ => "Have Git ask for a token: patless git setup".to_owned(),
        }
    }
}

/// Writes a variable of the environment as a language reads it.
fn in_language(language: Language, name: &str) -> String {
    match language {
        Language::PowerShell => format!("$env:{name}"),
        Language::Batch => format!("%{name}%"),
        Language::Python => format!("os.environ[\"{name}\"]"),
        Language::JavaScript => format!("process.env.{name}"),
        Language::CSharp => format!("Environment.GetEnvironmentVariable(\"{name}\")"),
        Language::Make => format!("$${name}"),
        Language::Shell | Language::Docker | Language::Terraform | Language::Settings => {
            format!("${name}")
        }
    }
}
