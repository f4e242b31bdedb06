//! Owns the variables that the agent handed over, as a value.

mod listed;

use std::collections::HashMap;
use std::fmt;

use zeroize::Zeroizing;

use crate::ErrorKind;
use crate::identifiers::InvalidIdentifier;
use crate::proxy::InvalidProxy;

pub use listed::ListedVariables;

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
    value: Zeroizing<String>,
}

impl Environment {
    /// Takes variables as (name, value).
    pub fn new(variables: impl IntoIterator<Item = (String, String)>) -> Self {
        let mut environment = Self::default();
        for (name, value) in variables {
            let value = Zeroizing::new(value);
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

/// The environment does not say what it must, or says what cannot be.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum EnvironmentError {
    /// A variable of the job has us trust a certificate authority from the job's own files.
    #[error(
        "the job's variable {variable} names a certificate authority in the job's own files: {path}"
    )]
    BroughtAuthority {
        /// The variable.
        variable: &'static str,
        /// The path it gives.
        path: String,
    },
    /// The file of additional CA certificates cannot be read. Typically a path that exists on another machine only.
    #[error("{variable} names a file of CA certificates that cannot be used: {path}")]
    CaFile {
        /// The variable that names the file.
        variable: &'static str,
        /// The path it gives.
        path: String,
        /// What went wrong with it.
        source: Box<dyn std::error::Error + Send + Sync>,
    },
    /// The agent's client certificate cannot be read.
    #[error("{variable} names a client certificate that cannot be used: {path}")]
    ClientCertificate {
        /// The variable that names the file.
        variable: &'static str,
        /// The path it gives.
        path: String,
        /// What went wrong with it.
        source: Box<dyn std::error::Error + Send + Sync>,
    },
    /// The service connection has a secret, which Azure DevOps created and can replace by federation.
    #[error(
        "service connection {id} uses the scheme ServicePrincipal, with a secret that Azure DevOps created; only workload \
         identity federation is supported"
    )]
    ConvertibleConnection {
        /// The service connection.
        id: String,
    },
    /// A variable of the job takes the place of one that decides where the job's token goes. Either may win.
    #[error("the job's variable {name:?} takes the place of {owner} in the environment of a task")]
    Displaced {
        /// The variable's name.
        name: String,
        /// Whose place it is.
        owner: &'static str,
    },
    /// The key of the agent's client certificate has a password.
    #[error("{variable} names a private key that is encrypted: {path}")]
    EncryptedKey {
        /// The variable that names the file.
        variable: &'static str,
        /// The path it gives.
        path: String,
    },
    /// A service connection names an authority host that cannot be Entra's. Somebody may have changed it.
    #[error("{what} is {host}, which is no authority host of Microsoft Entra")]
    ForeignAuthority {
        /// The field that names it.
        what: String,
        /// The host, with its port.
        host: String,
    },
    /// The URLs that name the job's organization do not agree. Somebody may have changed one of them.
    #[error(
        "{variable} points to {host}, which is not the host of this job's organization ({expected})"
    )]
    ForeignHost {
        /// The variable that holds the URL.
        variable: &'static str,
        /// The host found in it, with its port.
        host: String,
        /// What would be right, and which variable says so.
        expected: String,
    },
    /// An id is malformed.
    #[error("{what} cannot be used")]
    Identifier {
        /// The variable or input that holds it.
        what: String,
        /// What is wrong with the text.
        source: InvalidIdentifier,
    },
    /// A URL is neither `https` nor `http` on loopback: a secret would go out in clear.
    #[error("{what} is not an https URL: {scheme}://{host}")]
    Insecure {
        /// The variable or setting that holds the URL.
        what: String,
        /// The scheme found.
        scheme: String,
        /// The host found.
        host: String,
    },
    /// The CA certificates of the machine were not read in time. Typically a file system that does not answer.
    #[error("the CA certificates of this machine cannot be used")]
    MachineStore {
        /// What went wrong with them.
        source: Box<dyn std::error::Error + Send + Sync>,
    },
    /// The job's token holds a line break or another character that no header can carry.
    #[error("the job's own token in {variable} holds characters that no token has")]
    MalformedJobToken {
        /// The variable that holds it.
        variable: &'static str,
    },
    /// A variable that the agent sets in every job is not there. Typically not run in a pipeline job.
    #[error("the environment variable {name} is not set")]
    Missing {
        /// The variable.
        name: &'static str,
    },
    /// Neither the system connection nor `SYSTEM_ACCESSTOKEN` holds the job's token.
    #[error("the job's own token is not in the environment")]
    MissingJobToken,
    /// The agent handed over no such service connection.
    #[error("the agent handed over no service connection {id} with {parameter}")]
    MissingServiceConnection {
        /// The id that the input gave.
        id: String,
        /// The first part of it that was looked for in vain.
        parameter: &'static str,
    },
    /// The proxy that is set cannot be used. Its URL is not shown, as it may hold a password.
    #[error("the proxy setting {variable} cannot be used")]
    Proxy {
        /// The variable that holds the setting.
        variable: &'static str,
        /// What is wrong with it.
        source: InvalidProxy,
    },
    /// `SYSTEM_ACCESSTOKEN` holds a macro that nobody expanded.
    #[error("SYSTEM_ACCESSTOKEN holds the text {text:?} instead of the job's token")]
    UnexpandedJobToken {
        /// The text found; a macro, not a secret.
        text: String,
    },
    /// The service connection authenticates in a way that is not supported yet.
    #[error("service connection {id} uses the scheme {scheme}, which is not supported yet")]
    UnsupportedScheme {
        /// The service connection.
        id: String,
        /// The scheme as the connection spells it.
        scheme: String,
    },
    /// The TLS library supports nothing that is safe.
    #[error("the built-in TLS library cannot be used")]
    Tls(#[source] rustls::Error),
    /// The URL to ask for an assertion does not end as it does on every server.
    #[error(
        "{variable} is not the URL of an assertion endpoint: its path does not end in /oidctoken"
    )]
    UnknownEndpoint {
        /// The variable that holds the URL.
        variable: &'static str,
    },
    /// The agent's list of variable names cannot be read.
    #[error("{list} is not a list of names")]
    VariableNames {
        /// The variable that holds the list.
        list: &'static str,
    },
    /// A URL is malformed.
    #[error("{what} is not a URL")]
    Url {
        /// The variable or setting that holds it.
        what: String,
        /// What is wrong with it.
        source: url::ParseError,
    },
}

impl EnvironmentError {
    /// Tells whether it is the job's own token that is wrong, and all else about the job is right.
    pub const fn is_of_job_token(&self) -> bool {
        matches!(
            self,
            Self::MissingJobToken
                | Self::UnexpandedJobToken { .. }
                | Self::MalformedJobToken { .. }
        )
    }

    /// Tells the kind: the environment is a matter of configuration.
    pub const fn kind(&self) -> ErrorKind {
        match self {
            Self::Tls(_) => ErrorKind::Internal,
            _ => ErrorKind::Configuration,
        }
    }
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
