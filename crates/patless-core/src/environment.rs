//! Owns the variables that the agent handed over, as a value.

mod error;
pub(crate) mod listed;

use std::collections::HashMap;
use std::fmt;

use crate::wiped::Wiped;

pub use error::EnvironmentError;

/// The environment of the process, taken once at its start.
///
/// Names are compared without regard to case, as on Windows and as the agent does; where two spellings of one name
/// exist, the exact one wins. A variable that is empty counts as unset: the agent sets inputs nobody gave to nothing.
///
/// It holds secrets, and wipes them on drop: whoever has read what it needs drops it. Secrets that nothing here ever reads,
/// such as the job's other secret variables, are wiped at once and count as unset. What the kernel gave the process at its
/// start stays where it is until the process ends.
#[derive(Default)]
pub struct Environment {
    /// By the name in upper case: each spelling with its value.
    variables: HashMap<String, Vec<Variable>>,
}

struct Variable {
    name: String,
    value: Wiped,
}

impl Environment {
    /// Takes variables as (name, value).
    pub fn new(variables: impl IntoIterator<Item = (String, String)>) -> Self {
        let mut environment = Self::default();
        for (name, value) in variables {
            let value = Wiped::new(value);
            let place = name.to_uppercase();
            if value.is_empty() || is_secret_of_others(&place) {
                continue;
            }
            let spellings = environment.variables.entry(place).or_default();
            // The same name again: the last one counts.
            spellings.retain(|variable| variable.name != name);
            spellings.push(Variable { name, value });
        }
        environment
    }

    /// Takes fixed variables. For tests.
    pub fn fixed(variables: &[(&str, &str)]) -> Self {
        Self::new(
            variables
                .iter()
                .map(|&(name, value)| (name.to_owned(), value.to_owned())),
        )
    }

    /// Takes these variables in the place of all whose names begin with one of `prefixes` (upper case), however they are
    /// spelled.
    #[must_use]
    pub fn replacing(
        mut self,
        prefixes: &[&str],
        variables: impl IntoIterator<Item = (String, String)>,
    ) -> Self {
        self.variables
            .retain(|name, _| !prefixes.iter().any(|prefix| name.starts_with(prefix)));
        self.variables.extend(Self::new(variables).variables);
        self
    }

    /// Looks a variable up. `None` when it is unset or empty.
    pub fn variable(&self, name: &str) -> Option<&str> {
        let spellings = self.variables.get(&name.to_uppercase())?;
        let exact = spellings.iter().find(|variable| variable.name == name);
        exact
            .or(spellings.first())
            .map(|variable| variable.value.as_str())
    }

    /// Looks a variable up that must be there.
    pub(crate) fn required(&self, name: &'static str) -> Result<&str, EnvironmentError> {
        self.variable(name)
            .ok_or(EnvironmentError::Missing { name })
    }
}

impl fmt::Debug for Environment {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Environment({} variables)", self.variables.len())
    }
}

/// Tells whether a variable holds a secret that is none of ours, by its name in upper case.
///
/// The agent hands every task all secret variables of the job, the tickets of secure files, and each service connection
/// both as a whole and by its parameters, among which there may be keys and passwords.
fn is_secret_of_others(name: &str) -> bool {
    if let Some(endpoint) = name.strip_prefix("ENDPOINT_AUTH_") {
        let plain = ["_AUTHENTICATIONTYPE", "_SERVICEPRINCIPALID", "_TENANTID"];
        let is_ours = endpoint == "PARAMETER_SYSTEMVSSCONNECTION_ACCESSTOKEN"
            || endpoint.starts_with("SCHEME_")
            || plain.iter().any(|key| endpoint.ends_with(key));
        return !is_ours;
    }
    let is_variable = name.starts_with("SECRET_") && name != "SECRET_AGENT_PROXYPASSWORD";
    is_variable || name.starts_with("SECUREFILE_TICKET_")
}

/// Writes a variable's name as the agent writes it into the environment: `.` and space become `_`, upper case.
pub fn environment_name(name: &str) -> String {
    name.replace(['.', ' '], "_").to_uppercase()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_replaced_is_gone_in_every_spelling() {
        let environment =
            Environment::fixed(&[("INPUT_SCOPE", "a"), ("input_target", "b"), ("PATH", "c")]);
        let scope = ("INPUT_SCOPE".to_owned(), "new".to_owned());
        let environment = environment.replacing(&["INPUT_"], [scope]);
        assert_eq!(environment.variable("INPUT_SCOPE"), Some("new"));
        assert_eq!(environment.variable("INPUT_TARGET"), None);
        assert_eq!(environment.variable("PATH"), Some("c"));
    }

    #[test]
    fn a_name_is_found_in_any_case_and_the_exact_one_wins() {
        let environment =
            Environment::fixed(&[("Path", "a"), ("http_proxy", "low"), ("HTTP_PROXY", "up")]);
        assert_eq!(environment.variable("PATH"), Some("a"));
        assert_eq!(environment.variable("http_proxy"), Some("low"));
        assert_eq!(environment.variable("HTTP_PROXY"), Some("up"));
    }

    #[test]
    fn an_empty_variable_counts_as_unset() {
        assert_eq!(
            Environment::fixed(&[("INPUT_SCOPE", "")]).variable("INPUT_SCOPE"),
            None
        );
    }

    #[test]
    fn a_secret_that_nothing_here_reads_is_not_kept() {
        for (name, is_kept) in [
            ("SECRET_DEPLOY_KEY", false),
            ("secret_deploy_key", false),
            ("SECRET_AGENT_PROXYPASSWORD", true),
            ("SECUREFILE_TICKET_1f2e3d4c", false),
            ("ENDPOINT_AUTH_SYSTEMVSSCONNECTION", false),
            (
                "ENDPOINT_AUTH_PARAMETER_SYSTEMVSSCONNECTION_ACCESSTOKEN",
                true,
            ),
            (
                "ENDPOINT_AUTH_PARAMETER_1f2e3d4c_SERVICEPRINCIPALKEY",
                false,
            ),
            ("ENDPOINT_AUTH_PARAMETER_1f2e3d4c_SERVICEPRINCIPALID", true),
            ("ENDPOINT_AUTH_PARAMETER_1f2e3d4c_TENANTID", true),
            ("ENDPOINT_AUTH_SCHEME_1f2e3d4c", true),
            ("SYSTEM_ACCESSTOKEN", true),
        ] {
            let environment = Environment::fixed(&[(name, "sekret")]);
            assert_eq!(environment.variable(name).is_some(), is_kept, "{name}");
        }
    }

    #[test]
    fn debug_shows_no_value() {
        let debug = format!("{:?}", Environment::fixed(&[("A", "sekret-value")]));
        assert_eq!(debug, "Environment(1 variables)");
    }

    #[test]
    fn names_are_normalized_as_the_agent_does() {
        assert_eq!(
            environment_name("System.OidcRequestUri"),
            "SYSTEM_OIDCREQUESTURI"
        );
        assert_eq!(environment_name("my token-x"), "MY_TOKEN-X");
    }
}
