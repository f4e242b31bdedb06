//! Set of variables, with the agent's rules.

use super::expansion::{self, Expansion};
use super::read_only;
use super::text::same_name;
use super::variable::{Variable, find};

/// The variables of a job or, for task variables, of one step.
#[derive(Clone, Debug, Default)]
pub(crate) struct Variables {
    /// The unexpanded variables, in the order in which they were first set.
    set: Vec<Variable>,
    /// The variables with expanded macros.
    expanded: Vec<Variable>,
}

impl Variables {
    /// Starts with the given variables. A later variable replaces an earlier one of the same name. Blank names are
    /// dropped.
    pub(crate) fn new(variables: impl IntoIterator<Item = Variable>) -> Self {
        let mut this = Self::default();
        for variable in variables {
            if !variable.name.trim().is_empty() {
                this.set(variable);
            }
        }
        this
    }

    /// Sets a variable, and returns whether it is secret. A secret variable stays secret.
    pub(crate) fn set(&mut self, mut variable: Variable) -> bool {
        variable.secret |= self
            .find(&variable.name)
            .is_some_and(|existing| existing.secret);
        let secret = variable.secret;
        store(&mut self.set, variable.clone());
        store(&mut self.expanded, variable);
        secret
    }

    /// Expands the macros in all values. This happens before every step.
    pub(crate) fn expand(&mut self) -> Expansion {
        let (expanded, expansion) = expansion::expand_variables(&self.set);
        self.expanded = expanded;
        expansion
    }

    /// Returns a value with expanded macros.
    pub(crate) fn get(&self, name: &str) -> Option<&str> {
        self.find(name).map(|variable| variable.value.as_str())
    }

    /// Lists the variables with expanded macros.
    pub(crate) fn iter(&self) -> impl Iterator<Item = &Variable> {
        self.expanded.iter()
    }

    /// Returns whether a step may not set a variable: it exists, and is flagged or on the agent's list.
    pub(crate) fn is_read_only(&self, name: &str) -> bool {
        self.find(name)
            .is_some_and(|variable| variable.read_only || read_only::is_constant(&variable.name))
    }

    /// Expands the macros of an input or of a step's environment once. Inserted values are not expanded again.
    pub(crate) fn expand_text(&self, text: &str) -> String {
        expansion::expand_once(text, |name| self.get(name))
    }

    /// Finds a variable.
    fn find(&self, name: &str) -> Option<&Variable> {
        find(&self.expanded, name)
    }
}

/// Replaces the variable of the same name, or adds one.
fn store(variables: &mut Vec<Variable>, variable: Variable) {
    let existing = variables
        .iter_mut()
        .find(|existing| same_name(&existing.name, &variable.name));
    match existing {
        Some(existing) => *existing = variable,
        None => variables.push(variable),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn secret_variable_stays_secret() {
        let mut variables = Variables::new([Variable::secret("Token", "sekret-1")]);
        assert!(variables.set(Variable::public("TOKEN", "sekret-2")));
        let all: Vec<_> = variables.iter().collect();
        assert_eq!(all.len(), 1);
        assert!(all[0].secret);
        assert_eq!(variables.get("token"), Some("sekret-2"));
    }

    #[test]
    fn only_an_existing_variable_of_the_same_name_is_read_only() {
        let variables = Variables::new([
            Variable::public("System.JobId", "1"),
            Variable::public("system.oidcRequestUri", "https://x"),
            Variable::public("system.collectionUri", "https://x").read_only(),
        ]);
        assert!(variables.is_read_only("system.jobid"));
        assert!(variables.is_read_only("System.CollectionUri"));
        assert!(
            !variables.is_read_only("system.oidcRequestUri"),
            "not flagged"
        );
        assert!(!variables.is_read_only("SYSTEM_JOBID"), "another name");
        assert!(!variables.is_read_only("agent.name"), "does not exist");
    }

    #[test]
    fn variable_set_at_run_time_is_expanded_before_the_next_step() {
        let mut variables = Variables::new([Variable::secret("s", "sekret")]);
        variables.set(Variable::public("v", "a$(s)"));
        assert_eq!(variables.get("v"), Some("a$(s)"));
        let expansion = variables.expand();
        assert_eq!(variables.get("v"), Some("asekret"));
        assert_eq!(expansion.secrets, ["asekret"]);
        assert!(variables.iter().all(|variable| variable.secret));
    }
}
