//! Name of an artifact, which is also the name of a folder.

use std::fmt;

/// The name of an artifact.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct ArtifactName(String);

/// Error: the text is not a name of an artifact. The text is the agent's.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error(
    "Artifact name is not valid: {0}. It cannot contain '\\', /', \"', ':', '<', '>', '|', '*', and '?'"
)]
pub(super) struct InvalidArtifactName(String);

impl ArtifactName {
    /// Checks a name as the agent does (`PipelineArtifactPluginUtil.cs`). Names that mean other folders are refused too.
    pub(super) fn new(name: &str) -> Result<Self, InvalidArtifactName> {
        let is_refused = |it: char| it.is_control() || r#"":<>|*?/\"#.contains(it);
        // Windows takes dots and spaces from the end of a name.
        let is_name = !name.chars().all(|it| ". ".contains(it)) && !name.contains(is_refused);
        if is_name && name.len() <= LONGEST {
            Ok(Self(name.to_owned()))
        } else {
            Err(InvalidArtifactName(name.escape_debug().to_string()))
        }
    }

    /// Returns the name.
    pub(super) fn as_str(&self) -> &str {
        &self.0
    }
}

impl fmt::Display for ArtifactName {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

/// The longest name of a file that most systems take.
const LONGEST: usize = 255;

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_name_is_one_part_of_a_path() {
        for name in ["drop", "web app", "a.b", "Größe", ".hidden", "a..b"] {
            assert_eq!(ArtifactName::new(name).unwrap().as_str(), name);
        }
        for name in [
            "", ".", "..", ".. ", " ", "../x", "a/b", r"a\b", "a:b", "a*", "a?", "a\"b", "<a>",
            "a|b", "a\nb", "a\0b",
        ] {
            assert!(ArtifactName::new(name).is_err(), "{name:?}");
        }
        assert!(ArtifactName::new(&"a".repeat(256)).is_err());
    }
}
