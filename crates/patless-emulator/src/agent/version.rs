//! Version of the emulated agent, and the differences between versions.

use std::fmt;
use std::str::FromStr;

/// The version of an agent, such as 5.278.0. Versions 4 and 5 are built from the same sources and have the same minor
/// versions.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct AgentVersion {
    major: u32,
    minor: u32,
    patch: u32,
}

/// Error: the text is not a version of an agent.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("expected MAJOR.MINOR.PATCH, such as 5.278.0")]
pub struct InvalidAgentVersion;

impl AgentVersion {
    /// Returns whether `task.setendpoint` cannot change the job's own connection: since 4.274.1 and 5.274.1.
    pub(super) fn protects_system_connection(self) -> bool {
        self.major >= 4 && (self.minor, self.patch) >= (274, 1)
    }

    /// Returns whether inputs and connections override variables with the same environment name: since 5.277.0.
    pub(super) fn inputs_override_variables(self) -> bool {
        self.major >= 5 && self.minor >= 277
    }
}

impl Default for AgentVersion {
    fn default() -> Self {
        Self {
            major: 5,
            minor: 278,
            patch: 0,
        }
    }
}

impl FromStr for AgentVersion {
    type Err = InvalidAgentVersion;

    fn from_str(text: &str) -> Result<Self, Self::Err> {
        let numbers: Result<Vec<u32>, _> = text.split('.').map(str::parse).collect();
        match numbers.as_deref() {
            Ok(&[major, minor, patch]) => Ok(Self {
                major,
                minor,
                patch,
            }),
            _ => Err(InvalidAgentVersion),
        }
    }
}

impl fmt::Display for AgentVersion {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}.{}.{}", self.major, self.minor, self.patch)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn version(text: &str) -> AgentVersion {
        text.parse().unwrap()
    }

    #[test]
    fn the_system_connection_is_protected_since_274_1_in_versions_4_and_5() {
        for (text, expected) in [
            ("3.232.1", false),
            ("4.274.0", false),
            ("4.274.1", true),
            ("4.275.0", true),
            ("5.274.0", false),
            ("5.274.1", true),
            ("5.278.0", true),
        ] {
            assert_eq!(
                version(text).protects_system_connection(),
                expected,
                "{text}"
            );
        }
    }

    #[test]
    fn inputs_override_variables_since_277_in_version_5_only() {
        for (text, expected) in [("4.277.0", false), ("5.276.9", false), ("5.277.0", true)] {
            assert_eq!(
                version(text).inputs_override_variables(),
                expected,
                "{text}"
            );
        }
    }

    #[test]
    fn text_that_is_not_a_version_is_refused() {
        for text in ["", "5", "5.278", "5.278.0.1", "v5.278.0", "5.x.0"] {
            assert_eq!(
                text.parse::<AgentVersion>(),
                Err(InvalidAgentVersion),
                "{text}"
            );
        }
        assert_eq!(AgentVersion::default().to_string(), "5.278.0");
    }
}
