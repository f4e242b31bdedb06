//! The environment variables as a value: only those in the registry.

#[cfg(any(test, feature = "test-util"))]
mod documented;
mod error;
pub(crate) mod listed;
mod name;
mod shadowed;
mod variable;
pub(crate) mod variables;

use std::collections::HashMap;
use std::fmt;

use crate::wiped::Wiped;

use variables::{is_for_tasks, is_for_us, is_read};

#[cfg(any(test, feature = "test-util"))]
pub use documented::{Documented, documented};
pub use error::EnvironmentError;
pub use name::environment_name;
pub use variable::{Decides, Family, Variable};

/// The environment of the process, taken once at its start.
///
/// Names are compared without regard to case, as on Windows and as the agent does; where two spellings of one name
/// exist, the exact one wins. A variable that is empty counts as unset: the agent sets omitted inputs to an empty text.
///
/// It holds secrets, and wipes them on drop: drop it as soon as everything needed is read. Variables outside the registry,
/// such as the job's other secret variables and the passwords of other kinds of service connections, are wiped at once. The kernel's copy of
/// the process environment remains until the process ends.
#[derive(Default)]
pub struct Environment {
    /// By the name in upper case: each spelling with its value.
    variables: HashMap<String, Vec<Spelling>>,
    /// The names of all variables of the process that no program needs which is run for a token, read here or not.
    for_us: Vec<String>,
}

/// One spelling of a variable's name, and its value.
struct Spelling {
    name: String,
    value: Wiped,
}

impl Environment {
    /// Takes variables as (name, value).
    pub fn new(variables: impl IntoIterator<Item = (String, String)>) -> Self {
        let mut environment = Self::default();
        for (name, value) in variables {
            let value = Wiped::new(value);
            if is_for_us(&name) {
                environment.for_us.push(name.clone());
            }
            let place = name.to_uppercase();
            if value.is_empty() || !is_read(&place) {
                continue;
            }
            let spellings = environment.variables.entry(place).or_default();
            // The same name again: the last one counts.
            spellings.retain(|spelling| spelling.name != name);
            spellings.push(Spelling { name, value });
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

    /// Replaces all variables that an agent sets for tasks only, in any spelling, with these.
    ///
    /// In a script step, a variable with such a name may come from any printed line.
    #[must_use]
    pub fn in_script_step(mut self, told: impl IntoIterator<Item = (String, String)>) -> Self {
        self.variables.retain(|place, _| !is_for_tasks(place));
        self.variables.extend(Self::new(told).variables);
        self
    }

    /// Looks up a variable. `None` when it is unset or empty.
    pub fn variable(&self, variable: &Variable) -> Option<&str> {
        let preferred = [variable.preferred_spelling(), variable.name()];
        self.look_up(variable.name(), &preferred)
    }

    /// Looks up a member of a family by the part that differs, spelled as the agent does. `None` when it is unset or empty.
    pub fn member(&self, family: &Family, part: &str) -> Option<&str> {
        let name = family.name(part);
        self.look_up(&name.to_uppercase(), &[&name])
    }

    /// Looks up a required variable.
    pub(crate) fn required(&self, variable: &'static Variable) -> Result<&str, EnvironmentError> {
        let name = variable.name();
        self.variable(variable)
            .ok_or(EnvironmentError::Missing { name })
    }

    /// Exposes every variable that is kept, in each spelling, with its value: to a process of ours that reads them in place of its own
    /// environment.
    pub fn exposed(&self) -> impl Iterator<Item = (&str, &str)> {
        let spellings = self.variables.values().flatten();
        // The values go where the caller says.
        spellings.map(|it| (it.name.as_str(), it.value.as_str()))
    }

    /// Returns whether this is a job of Azure Pipelines. A printed line may unset some of the variables that show it, but
    /// hardly all.
    pub fn is_of_job(&self) -> bool {
        let mut shown = variables::IN_A_JOB.iter();
        shown.any(|variable| self.variable(variable).is_some())
    }

    /// The names, in each spelling that is set, of what a program is not given that is run for a token: secrets of ours, and
    /// whatever an agent gives to tasks alone, also what [`in_script_step`](Self::in_script_step) dropped. Without those
    /// that the program needs.
    pub(crate) fn spellings_to_withhold(&self, needed: &[&Variable]) -> Vec<String> {
        let is_needed = |name: &String| {
            let place = environment_name(name);
            needed.iter().any(|variable| variable.name() == place)
        };
        let names = self.for_us.iter();
        names.filter(|name| !is_needed(name)).cloned().collect()
    }

    fn look_up(&self, place: &str, preferred: &[&str]) -> Option<&str> {
        let spellings = self.variables.get(place)?;
        let spelled = |name: &&str| spellings.iter().find(|spelling| spelling.name == *name);
        let spelling = preferred.iter().find_map(spelled).or(spellings.first());
        spelling.map(|spelling| spelling.value.as_str())
    }
}

impl fmt::Debug for Environment {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Environment({} variables)", self.variables.len())
    }
}

#[cfg(test)]
mod tests {
    use super::variables::*;
    use super::*;

    #[test]
    fn what_a_script_step_was_told_takes_the_place_of_every_spelling() {
        let environment = Environment::fixed(&[
            ("INPUT_SCOPE", "a"),
            ("input_target", "b"),
            ("TF_BUILD", "c"),
        ]);
        let scope = ("INPUT_SCOPE".to_owned(), "new".to_owned());
        let environment = environment.in_script_step([scope]);
        assert_eq!(environment.member(&INPUT, "SCOPE"), Some("new"));
        assert_eq!(environment.member(&INPUT, "TARGET"), None);
        assert_eq!(environment.variable(&TF_BUILD), Some("c"));
    }

    #[test]
    fn a_name_is_found_in_any_case_and_the_exact_one_wins() {
        let environment = Environment::fixed(&[
            ("Tf_Build", "a"),
            ("SYSTEM_debug", "mixed"),
            ("SYSTEM_DEBUG", "up"),
            ("HTTPS_PROXY", "up"),
            ("https_proxy", "low"),
            ("ENDPOINT_AUTH_SCHEME_1F2E", "other"),
            ("ENDPOINT_AUTH_SCHEME_1f2e", "agent"),
        ]);
        assert_eq!(environment.variable(&TF_BUILD), Some("a"));
        assert_eq!(environment.variable(&SYSTEM_DEBUG), Some("up"));
        // In lower case first, as curl does.
        assert_eq!(environment.variable(&HTTPS_PROXY), Some("low"));
        let scheme = environment.member(&ENDPOINT_AUTH_SCHEME, "1f2e");
        assert_eq!(scheme, Some("agent"));
    }

    #[test]
    fn an_empty_variable_counts_as_unset() {
        let environment = Environment::fixed(&[("INPUT_SCOPE", "")]);
        assert_eq!(environment.member(&INPUT, "SCOPE"), None);
    }

    #[test]
    fn what_nothing_here_reads_is_not_kept() {
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
            ("ENDPOINT_AUTH_PARAMETER_1f2e3d4c_SERVICEPRINCIPALKEY", true),
            ("ENDPOINT_AUTH_PARAMETER_1f2e3d4c_PASSWORD", false),
            ("ENDPOINT_AUTH_PARAMETER_1f2e3d4c_SERVICEPRINCIPALID", true),
            ("ENDPOINT_AUTH_PARAMETER_1f2e3d4c_TENANTID", true),
            ("ENDPOINT_AUTH_SCHEME_1f2e3d4c", true),
            ("SYSTEM_ACCESSTOKEN", true),
            ("GITHUB_TOKEN", false),
        ] {
            let environment = Environment::fixed(&[(name, "sekret")]);
            let kept = environment.variables.len();
            assert_eq!(kept == 1, is_kept, "{name}");
        }
    }

    #[test]
    fn a_secret_is_known_by_its_name_in_any_case() {
        for (name, expected) in [
            ("AZURE_CLIENT_SECRET", true),
            ("azure_client_secret", true),
            ("SYSTEM_ACCESSTOKEN", true),
            ("ENDPOINT_AUTH_PARAMETER_1f2e_SERVICEPRINCIPALKEY", true),
            ("AZURE_CLIENT_ID", false),
            ("GITHUB_TOKEN", false),
        ] {
            assert_eq!(is_secret(name), expected, "{name}");
        }
    }

    #[test]
    fn a_program_gets_no_secret_of_ours_and_nothing_of_tasks() {
        let withheld = [
            "Azure_Client_Secret",
            "SYSTEM_ACCESSTOKEN",
            "INPUT_SCOPE",
            "ENDPOINT_URL_1f2e",
            "ENDPOINT_AUTH_PARAMETER_1f2e_PASSWORD",
            "SECUREFILE_TICKET_1f2e",
            "SECRET_DEPLOY_KEY",
            "VSTS_TASKVARIABLE_X",
            "vsts_secret_variables",
        ];
        let others = ["PATH", "HTTPS_PROXY", "AZURE_TENANT_ID", "GITHUB_TOKEN"];
        let all = [&withheld[..], &["MSI_SECRET"], &others].concat();
        let variables: Vec<_> = all.iter().map(|name| (*name, "x")).collect();
        // What a script step ignores is still in the environment that a program inherits.
        let environment = Environment::fixed(&variables).in_script_step([]);
        assert_eq!(environment.spellings_to_withhold(&[&MSI_SECRET]), withheld);
    }

    #[test]
    fn debug_shows_no_value() {
        let debug = format!(
            "{:?}",
            Environment::fixed(&[("SYSTEM_DEBUG", "sekret-value")])
        );
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
