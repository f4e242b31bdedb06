//! The variable with a token, for one use of a PAT.

use super::proposed::{Gives, TokenStep};
use crate::document::Document;
use crate::kind::Kind;
use crate::script::StepId;

/// The variable with a token, for one use of a PAT.
#[derive(Clone, Debug)]
pub(crate) struct TokenVariable {
    /// Its name.
    pub(crate) name: String,
    /// The step that sets it, if there is none yet.
    pub(crate) step: Option<TokenStep>,
}

/// The variable that a new step sets.
const VARIABLE: &str = "ADO_TOKEN";

impl Document<'_> {
    /// Returns the variable with a token for a step: that of an earlier `Patless@1`, or one that a new step sets.
    pub(crate) fn token_variable(&self, id: StepId) -> TokenVariable {
        let list = self.lists.get(id.list);
        let mut given = self
            .sets
            .patless_before(id)
            .filter_map(|earlier| self.step(earlier))
            .filter(|step| step.input("scope").is_none());
        if let Some(name) = given.find_map(|step| step.input("variable")?.text()) {
            return TokenVariable {
                name: name.to_owned(),
                step: None,
            };
        }
        let name = self.new_variable();
        let item = list
            .and_then(|list| list.steps.get(id.step))
            .map_or(0, |step| step.item);
        let step = (self.kind == Kind::Pipeline).then(|| TokenStep {
            list: id.list,
            item,
            gives: Gives::Variable(name.clone()),
        });
        TokenVariable { name, step }
    }

    /// Returns the name of the variable that a new step sets: one that the file does not have.
    pub(crate) fn new_variable(&self) -> String {
        self.new_variable
            .get_or_init(|| free_name(self.lower()))
            .clone()
    }

    /// Returns the step that gets a token, as people write it.
    pub(crate) fn token_step_text(&self, variable: &str) -> String {
        self.step_text(&Gives::Variable(variable.to_owned()))
    }

    /// Returns the step that gives Git a helper, before another one. `None`: an earlier step does, or it is no step of a pipeline.
    pub(crate) fn git_step(&self, id: StepId) -> Option<TokenStep> {
        self.step_for(id, "git", Gives::Git)
    }

    /// Returns the step that gives a tool its token before a step of a pipeline. `None`: an earlier one does.
    pub(crate) fn tool_step(&self, id: StepId, tool: &'static str) -> Option<TokenStep> {
        self.step_for(id, tool, Gives::Tool(tool))
    }

    fn step_for(&self, id: StepId, tool: &str, gives: Gives) -> Option<TokenStep> {
        let list = self.lists.get(id.list)?;
        let given = self
            .sets
            .patless_before(id)
            .filter_map(|earlier| self.step(earlier)?.input("for")?.text())
            .any(|tools| tools.split(',').any(|named| named.trim() == tool));
        (!given && self.kind == Kind::Pipeline).then(|| TokenStep {
            list: id.list,
            item: list.steps.get(id.step).map_or(0, |step| step.item),
            gives,
        })
    }

    /// Returns a step `Patless@1`, as people write it.
    pub(crate) fn step_text(&self, gives: &Gives) -> String {
        let inputs = match gives {
            Gives::Variable(variable) => format!("variable: {variable}"),
            Gives::Git => "keepFresh: true\n    for: git".to_owned(),
            Gives::Tool(tool) => format!("for: {tool}"),
        };
        format!(
            "- task: Patless@1\n  inputs:\n    serviceConnection: {}\n    {inputs}",
            self.connection
        )
    }
}

/// Returns a name that a text, in small letters, does not have.
fn free_name(lower: &str) -> String {
    let taken = |name: &str| lower.contains(&name.to_ascii_lowercase());
    let numbered = (2..10).map(|number| format!("{VARIABLE}_{number}"));
    std::iter::once(VARIABLE.to_owned())
        .chain(numbered)
        .find(|name| !taken(name))
        .unwrap_or_else(|| VARIABLE.to_owned())
}
