//! Owns the names of variables that a step may set: neither reserved, nor in the place of another.

use std::fmt;

use patless_core::environment_name;

/// The name of a pipeline variable that this step will set.
#[derive(Clone, Debug, Eq, PartialEq)]
pub struct VariableName(String);

/// A name cannot be that of a variable.
#[derive(Clone, Debug, Eq, PartialEq, thiserror::Error)]
#[non_exhaustive]
pub enum InvalidVariableName {
    /// It holds characters that a variable's name cannot have.
    #[error(
        "{0:?} is not a variable name: letters, digits, '_', '.' and '-', and a letter or '_' first"
    )]
    Malformed(String),
    /// The agent keeps it, or everything that begins like it, for itself.
    #[error("the variable name {name:?} is reserved: {pattern}")]
    Reserved {
        /// The name.
        name: String,
        /// What is reserved.
        pattern: &'static str,
    },
    /// Another variable has the same place in the environment of a step.
    #[error(
        "the variable {name:?} would take the place of {other:?}: both are {normalized} in the environment"
    )]
    Collision {
        /// The name.
        name: String,
        /// The other variable.
        other: String,
        /// The name of the environment variable.
        normalized: String,
    },
}

impl VariableName {
    /// Reads a name.
    ///
    /// Azure Pipelines documents letters, digits, `_` and `.`; the agent keeps `-` as well. See
    /// <https://learn.microsoft.com/azure/devops/pipelines/process/variables> for the prefixes that it reserves.
    pub fn parse(text: &str) -> Result<Self, InvalidVariableName> {
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
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// The name of the variable beside it that tells when the token expires.
    pub fn expires_on(&self) -> String {
        format!("{}_EXPIRES_ON", self.0)
    }

    /// Checks that the variables which this step sets take each other's places no more than those of the job's.
    ///
    /// Two names are in each other's way when the environment of a step has one place for both. The same name again
    /// is fine among the job's own: the step sets it anew.
    pub fn check_places(names: &[Self], of_the_job: &[String]) -> Result<(), InvalidVariableName> {
        let mut taken: Vec<String> = Vec::new();
        for name in names
            .iter()
            .flat_map(|name| [name.0.clone(), name.expires_on()])
        {
            let place = environment_name(&name);
            let in_the_way = |other: &&String| environment_name(other) == place;
            let own = taken.iter().find(in_the_way);
            let other = own.or_else(|| {
                of_the_job
                    .iter()
                    .filter(|other| !other.eq_ignore_ascii_case(&name))
                    .find(in_the_way)
            });
            if let Some(other) = other {
                let other = other.clone();
                return Err(InvalidVariableName::Collision {
                    name,
                    other,
                    normalized: place,
                });
            }
            taken.push(name);
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

/// Shows a text that is no name, unless it is long: what stands there by mistake may be a secret, which the agent masks
/// as a whole only.
fn shown(text: &str) -> String {
    if text.len() <= LONGEST_NAME {
        text.to_owned()
    } else {
        format!("({} bytes)", text.len())
    }
}

fn covers(pattern: &str, normalized: &str) -> bool {
    match pattern.strip_suffix('*') {
        Some(prefix) => normalized.starts_with(prefix),
        None => normalized == pattern,
    }
}

/// What is reserved, as normalized; `*` stands for anything after it.
///
/// The first five are the documented prefixes. Then the names that the agent refuses to set because they are read-only
/// (`Constants.Variables` of its sources), by group where it is nearly all of a group, and the environment that the
/// agent writes itself.
const RESERVED: &[&str] = &[
    "ENDPOINT*",
    "INPUT*",
    "PATH*",
    "SECRET*",
    "SECUREFILE*",
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
        ]);
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
            "SECRET_TOKEN",
            "secretToken",
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
    fn names_in_one_place_are_refused() {
        for pair in [
            ["a", "A"],
            ["a.b", "A_B"],
            ["x", "x_EXPIRES_ON"],
            ["t", "t"],
        ] {
            let error = VariableName::check_places(&names(&pair), &[]).unwrap_err();
            assert!(
                matches!(error, InvalidVariableName::Collision { .. }),
                "{pair:?}"
            );
        }
        assert!(VariableName::check_places(&names(&["a", "b"]), &[]).is_ok());
    }

    #[test]
    fn a_variable_of_the_job_is_set_anew_but_not_displaced() {
        let job = ["renovate_token".to_owned(), "feed.token".to_owned()];
        assert!(VariableName::check_places(&names(&["RENOVATE_TOKEN"]), &job).is_ok());
        assert!(VariableName::check_places(&names(&["FEED_TOKEN"]), &job).is_err());
    }
}
