//! Names of variables that a step may set: not reserved, and not colliding with another variable.

mod place;

use std::fmt;

use patless_core::variables::{ListedVariables, environment_name};

use place::Placed;

/// The name of a pipeline variable that this step will set.
#[derive(Clone, Debug, Eq, PartialEq)]
pub(crate) struct VariableName(String);

/// The name is not valid for a variable.
#[derive(Clone, Debug, Eq, PartialEq, thiserror::Error)]
#[non_exhaustive]
pub enum InvalidVariableName {
    /// It contains characters that are not allowed in a variable name.
    #[error(
        "{0:?} is not a variable name: letters, digits, '_', '.' and '-', and a letter or '_' first"
    )]
    Malformed(String),
    /// The agent reserves it, or a prefix of it.
    #[error("the variable name {name:?} is reserved: {}", reason(pattern))]
    Reserved {
        /// The name.
        name: String,
        /// What is reserved.
        pattern: &'static str,
    },
    /// Programs take it for an id of the identity.
    #[error("the variable name {0} is that of an id, which the Azure SDKs and Terraform read")]
    OfIdentity(String),
    /// Two tokens are requested for the same variable.
    #[error("the variable name {0} is used twice")]
    Twice(String),
    /// Another variable has the same name in the environment of a step.
    #[error(
        "the variable {name:?} would replace {other:?}: both become {place} in the environment"
    )]
    Collision {
        /// The name.
        name: String,
        /// The other variable.
        other: String,
        /// The name of the environment variable.
        place: String,
    },
}

impl VariableName {
    /// Reads a name.
    ///
    /// Azure Pipelines documents letters, digits, `_` and `.`; the agent keeps `-` as well. See
    /// <https://learn.microsoft.com/azure/devops/pipelines/process/variables> for the prefixes that it reserves.
    pub(crate) fn parse(text: &str) -> Result<Self, InvalidVariableName> {
        let first = text
            .chars()
            .next()
            .is_some_and(|c| c.is_ascii_alphabetic() || c == '_');
        let rest = text
            .chars()
            .all(|c| c.is_ascii_alphanumeric() || "_.-".contains(c));
        if !first || !rest || text.len() > LONGEST_NAME {
            return Err(InvalidVariableName::Malformed(shown(text)));
        }
        let normalized = environment_name(text);
        match RESERVED.iter().find(|pattern| covers(pattern, &normalized)) {
            Some(pattern) => Err(InvalidVariableName::Reserved {
                name: text.to_owned(),
                pattern,
            }),
            None => Ok(Self(text.to_owned())),
        }
    }

    /// The name.
    pub(crate) fn as_str(&self) -> &str {
        &self.0
    }

    /// The name of the companion variable with the token's expiry.
    pub(crate) fn expires_on(&self) -> String {
        format!("{}_EXPIRES_ON", self.0)
    }

    /// A warning about the name. `None` if there is none.
    ///
    /// Azure Pipelines documents the prefix `secret` as reserved, and sets such a variable all the same. What does not work
    /// is the name itself in `env:`: the tasks that run scripts take every variable that begins with `SECRET_` out of the
    /// environment before the script starts.
    pub(crate) fn caution(&self) -> Option<String> {
        let place = environment_name(&self.0);
        place.starts_with("SECRET").then(|| {
            format!(
                "the variable name {:?} begins with SECRET, a prefix that Azure Pipelines reserves: scripts do not get \
                 environment variables that begin with SECRET_; map it under another name, such as TOKEN: $({}), or \
                 rename it",
                self.0, self.0
            )
        })
    }

    /// Checks that the variables of this step collide neither with each other nor with those of the job.
    ///
    /// Two names collide if they become the same name in the environment of a step. A job variable of exactly the same
    /// name is fine: the step sets it again.
    pub(crate) fn check_places(
        names: &[Self],
        of_the_job: &ListedVariables,
    ) -> Result<(), InvalidVariableName> {
        for (index, name) in names.iter().enumerate() {
            let before = &names[..index];
            if before.iter().any(|it| it.0.eq_ignore_ascii_case(&name.0)) {
                return Err(InvalidVariableName::Twice(name.0.clone()));
            }
        }
        let job: Vec<_> = Placed::of_the_job(of_the_job).collect();
        let mut own: Vec<Placed> = Vec::new();
        for placed in names
            .iter()
            .flat_map(|name| Placed::of_token(&name.0, &name.expires_on()))
        {
            let others = job.iter().filter(|other| !other.is_set_anew_by(&placed));
            let mut others = own.iter().chain(others);
            let taken = others.find_map(|other| Some((other, placed.shared_with(other)?)));
            if let Some((other, place)) = taken {
                let other = other.name.clone();
                return Err(InvalidVariableName::Collision {
                    place,
                    other,
                    name: placed.name,
                });
            }
            own.push(placed);
        }
        Ok(())
    }
}

impl fmt::Display for VariableName {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

/// The longest name, in characters. Far below what an environment holds.
const LONGEST_NAME: usize = 200;

/// Shows a text that is not a name, unless it is long: it may be a misplaced secret, which the agent masks only as a
/// whole.
fn shown(text: &str) -> String {
    if text.len() <= LONGEST_NAME {
        text.to_owned()
    } else {
        format!("({} bytes)", text.len())
    }
}

/// Says why a name is reserved.
fn reason(pattern: &str) -> String {
    match pattern.strip_suffix('*') {
        Some(prefix) if DOCUMENTED.contains(&pattern) => {
            format!("the agent reserves all names that begin with {prefix}")
        }
        Some(prefix) => format!("the agent sets variables that begin with {prefix}"),
        None => "the agent sets a variable with this name".to_owned(),
    }
}

/// The prefixes that Azure Pipelines documents as reserved, `secret` apart.
const DOCUMENTED: [&str; 4] = ["ENDPOINT*", "INPUT*", "PATH*", "SECUREFILE*"];

fn covers(pattern: &str, normalized: &str) -> bool {
    match pattern.strip_suffix('*') {
        Some(prefix) => normalized.starts_with(prefix),
        None => normalized == pattern,
    }
}

/// What is reserved, as normalized; `*` stands for anything after it.
///
/// The first four are documented prefixes. The fifth, `secret`, is reserved as far as the agent's own secrets are behind it,
/// the job's token and a proxy's password: [`VariableName::caution`] is about the others. Then the names that the agent refuses to set because they are read-only
/// (`Constants.Variables` of its sources), by group where it is nearly all of a group, and the environment that the
/// agent writes itself.
const RESERVED: &[&str] = &[
    "ENDPOINT*",
    "INPUT*",
    "PATH*",
    "SECUREFILE*",
    "SECRET_AGENT_*",
    "SECRET_SYSTEM_*",
    "AGENT_*",
    "SYSTEM_*",
    "VSTS_*",
    "TF_BUILD",
    "BUILD_ARTIFACTSTAGINGDIRECTORY",
    "BUILD_BINARIESDIRECTORY",
    "BUILD_BUILDNUMBER",
    "BUILD_CLEAN",
    "BUILD_DEFINITIONNAME",
    "BUILD_GATED_*",
    "BUILD_REPOSITORY_*",
    "BUILD_SOURCE*",
    "BUILD_STAGINGDIRECTORY",
    "BUILD_SYNCSOURCES",
    "COMMON_TESTRESULTSDIRECTORY",
    "PIPELINE_WORKSPACE",
    "RELEASE_ARTIFACT*",
    "RELEASE_ATTEMPTNUMBER",
    "RELEASE_DEFINITION*",
    "RELEASE_DISABLEROBOCOPY",
    "RELEASE_ENVIRONMENT*",
    "RELEASE_RELEASE*",
    "RELEASE_REQUESTEDFOR*",
    "RELEASE_ROBOCOPYMT",
    "RELEASE_SKIPARTIFACTSDOWNLOAD",
    "TASK_DISPLAYNAME",
    "TASK_PUBLISHTELEMETRY",
    "TASK_SKIPTRANSLATORFORCHECKOUT",
];

#[cfg(test)]
mod tests {
    use super::*;

    fn names(texts: &[&str]) -> Vec<VariableName> {
        texts
            .iter()
            .map(|text| VariableName::parse(text).unwrap())
            .collect()
    }

    #[test]
    fn ordinary_names_are_taken() {
        names(&[
            "RENOVATE_TOKEN",
            "token",
            "my.token",
            "_x",
            "npm-token",
            "BUILD_TOKEN",
            "RELEASE_TOKEN",
            "PATLESS",
            "SECRET_INGETRATION_TESTING_TOKEN",
            "secretToken",
        ]);
    }

    #[test]
    fn a_name_that_begins_with_secret_is_taken_with_caution() {
        for (name, cautioned) in [
            ("SECRET_INGETRATION_TESTING_TOKEN", true),
            ("secret.token", true),
            ("secretToken", true),
            ("MY_SECRET", false),
        ] {
            let caution = VariableName::parse(name).unwrap().caution();
            assert_eq!(caution.is_some(), cautioned, "{name}");
        }
    }

    #[test]
    fn malformed_names_are_refused() {
        for name in [
            "", "1a", "a b", "a;b", "a]b", "a=b", "=a", "a\nb", "$(x)", "ä", ".a", "-a",
        ] {
            assert!(
                matches!(
                    VariableName::parse(name),
                    Err(InvalidVariableName::Malformed(_))
                ),
                "{name:?}"
            );
        }
        assert!(VariableName::parse(&"a".repeat(201)).is_err());
    }

    #[test]
    fn reserved_names_are_refused_in_every_spelling() {
        for name in [
            "SECRET_SYSTEM_ACCESSTOKEN",
            "secret.agent.proxypassword",
            "system.accessToken",
            "System.OidcRequestUri",
            "SYSTEM_OIDCREQUESTURI",
            "agent.proxyurl",
            "Build.SourceVersion",
            "build_repository_uri",
            "Pipeline.Workspace",
            "PATH",
            "path_x",
            "tf.build",
            "VSTS_PUBLIC_VARIABLES",
            "endpoint_url_x",
            "release.environmentName",
        ] {
            assert!(
                matches!(
                    VariableName::parse(name),
                    Err(InvalidVariableName::Reserved { .. })
                ),
                "{name}"
            );
        }
    }

    #[test]
    fn a_reserved_name_says_what_the_agent_keeps() {
        for (name, reason) in [
            ("PATH", "the agent reserves all names that begin with PATH"),
            (
                "Build.SourceVersion",
                "the agent sets variables that begin with BUILD_SOURCE",
            ),
            ("tf.build", "the agent sets a variable with this name"),
        ] {
            let error = VariableName::parse(name).unwrap_err().to_string();
            assert!(
                error.ends_with(&format!(" is reserved: {reason}")),
                "{error}"
            );
        }
    }

    #[test]
    fn names_in_one_place_are_refused() {
        for pair in [["a", "A"], ["t", "t"]] {
            let error =
                VariableName::check_places(&names(&pair), &ListedVariables::default()).unwrap_err();
            assert_eq!(
                error.to_string(),
                format!("the variable name {} is used twice", pair[1])
            );
        }
        for pair in [
            ["a.b", "A_B"],
            ["x", "x_EXPIRES_ON"],
            // A task finds the secret `x` at SECRET_X.
            ["x", "secret.x"],
            ["x_EXPIRES_ON", "SECRET_X"],
        ] {
            let error =
                VariableName::check_places(&names(&pair), &ListedVariables::default()).unwrap_err();
            assert!(
                matches!(error, InvalidVariableName::Collision { .. }),
                "{pair:?}"
            );
        }
        let apart = names(&["a", "b", "SECRET_c"]);
        assert!(VariableName::check_places(&apart, &ListedVariables::default()).is_ok());
    }

    /// Whether the name can be set in a job with these variables.
    fn has_room(name: &str, public: &[&str], secret: &[&str]) -> bool {
        let owned = |names: &[&str]| names.iter().map(|&name| name.to_owned()).collect();
        let mut listed = ListedVariables::default();
        listed.public = owned(public);
        listed.secret = owned(secret);
        VariableName::check_places(&names(&[name]), &listed).is_ok()
    }

    #[test]
    fn a_variable_of_the_job_is_set_anew_but_not_displaced() {
        let job = ["renovate_token", "feed.token"];
        assert!(has_room("RENOVATE_TOKEN", &job, &[]));
        assert!(!has_room("FEED_TOKEN", &job, &[]));
    }

    #[test]
    fn a_name_behind_secret_is_refused_only_where_another_variable_is() {
        for (name, public, secret, room) in [
            ("SECRET_X", &["X"][..], &["y"][..], true),
            ("SECRET_X", &[], &["secret_x"], true),
            // Tasks find the secret `x` at SECRET_X, whatever is mapped there.
            ("SECRET_X", &[], &["x"], false),
            // The token would be at SECRET_X, where a public variable is.
            ("X", &["SECRET_X"], &[], false),
            // The expiry, which is public, would be where tasks find a secret.
            ("SECRET_X", &[], &["x.expires_on"], false),
        ] {
            assert_eq!(
                has_room(name, public, secret),
                room,
                "{name} beside {public:?}, {secret:?}"
            );
        }
    }
}
