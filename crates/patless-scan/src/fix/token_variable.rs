//! The variable with a token, for one use of a PAT.

use std::collections::BTreeSet;

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

/// So many steps before are looked at. It bounds what a job of thousands of them costs.
const MOST_BEFORE: usize = 20;

/// The variable that a new step sets.
const VARIABLE: &str = "ADO_TOKEN";

impl Document<'_> {
    /// Returns the variable with a token for a step: that of an earlier `Patless@1`, or one that a new step sets.
    pub(crate) fn token_variable(&self, id: StepId) -> TokenVariable {
        let list = self.lists.get(id.list);
        let mut given = self
            .sets
            .patless_before(id)
            .take(MOST_BEFORE)
            .filter(|earlier| self.runs_wherever(*earlier, id))
            .filter_map(|earlier| self.step(earlier))
            .filter(|step| step.input("scope").is_none())
            .filter_map(|step| step.input("variable")?.text());
        if let Some(name) = given.find(|name| is_name(name)) {
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
            .take(MOST_BEFORE)
            .filter(|earlier| self.runs_wherever(*earlier, id))
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

/// Tells whether this is the name of a variable, and nothing that is replaced first.
fn is_name(text: &str) -> bool {
    let is_part = |letter: char| letter.is_alphanumeric() || "._-".contains(letter);
    !text.is_empty() && text.chars().all(is_part)
}

/// Returns a name that a text, in small letters, does not have.
fn free_name(lower: &str) -> String {
    let name = VARIABLE.to_ascii_lowercase();
    if !lower.contains(&name) {
        return VARIABLE.to_owned();
    }
    // Whoever has taken the first few has taken any number of them.
    let numbered = format!("{name}_");
    let number_of = |at: usize| {
        let rest = lower.get(at + numbered.len()..).unwrap_or_default();
        let end = rest.find(|letter: char| !letter.is_ascii_digit());
        rest.get(..end.unwrap_or(rest.len()).min(9))?
            .parse::<u64>()
            .ok()
    };
    let taken: BTreeSet<u64> = lower
        .match_indices(&numbered)
        .filter_map(|(at, _)| number_of(at))
        .collect();
    let free = (2..=taken.len() as u64 + 2).find(|number| !taken.contains(number));
    format!("{VARIABLE}_{}", free.unwrap_or_default())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_name_that_is_taken_is_never_returned() {
        assert_eq!(free_name("x"), "ADO_TOKEN");
        assert_eq!(free_name("ado_token: x"), "ADO_TOKEN_2");
        let many: String = (2..40)
            .map(|number| format!("ado_token_{number} "))
            .collect();
        assert_eq!(free_name(&many), "ADO_TOKEN_40");
    }

    #[test]
    fn what_is_replaced_first_is_no_name() {
        for text in ["", "$(x)", "${{ parameters.x }}", "a b", "a)b"] {
            assert!(!is_name(text), "{text}");
        }
        assert!(is_name("ADO.TOKEN-2_x"));
    }
}
