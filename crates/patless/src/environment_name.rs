//! Names of environment variables that a command gets a token in.

use std::str::FromStr;

use crate::variable_name::InvalidVariableName;

/// A name that every shell accepts, and every program can read.
#[derive(Clone, Debug, Eq, PartialEq)]
pub(crate) struct EnvironmentName(String);

impl EnvironmentName {
    /// The name that a token gets unless the user chooses one.
    pub(crate) fn default_for_token() -> Self {
        Self(DEFAULT_NAME.to_owned())
    }

    /// The name.
    pub(crate) fn as_str(&self) -> &str {
        &self.0
    }

    /// The name of the variable beside it, which holds the token's expiry in Unix seconds.
    pub(crate) fn expires_on(&self) -> String {
        format!("{}_EXPIRES_ON", self.0)
    }

    /// Checks that no two of these are the same variable, nor the expiry of another. Case is ignored, as on Windows.
    pub(crate) fn check_distinct(names: &[&Self]) -> Result<(), InvalidVariableName> {
        for (index, name) in names.iter().enumerate() {
            for other in &names[index + 1..] {
                let is_same = |one: &str, two: &str| one.eq_ignore_ascii_case(two);
                if is_same(&name.0, &other.0) {
                    return Err(InvalidVariableName::Twice(other.0.clone()));
                }
                let (own, others) = (name.expires_on(), other.expires_on());
                for (place, name, other) in [(own, *other, *name), (others, *name, *other)] {
                    if is_same(&place, &name.0) {
                        return Err(InvalidVariableName::Collision {
                            name: name.0.clone(),
                            other: other.expires_on(),
                            place,
                        });
                    }
                }
            }
        }
        Ok(())
    }
}

impl FromStr for EnvironmentName {
    type Err = String;

    /// Reads a name: ASCII letters, digits and `_`, no digit first, at most 200 characters.
    fn from_str(text: &str) -> Result<Self, String> {
        let is_fit = |c: char| c.is_ascii_alphanumeric() || c == '_';
        let begins = text.starts_with(|c: char| c.is_ascii_alphabetic() || c == '_');
        if begins && text.chars().all(is_fit) && text.len() <= LONGEST_NAME {
            Ok(Self(text.to_owned()))
        } else {
            // It may be a misplaced secret: it is not repeated.
            Err("a name has letters, digits and '_', and no digit first".to_owned())
        }
    }
}

const DEFAULT_NAME: &str = "AZURE_DEVOPS_TOKEN";

/// Far below what an environment holds.
const LONGEST_NAME: usize = 200;

#[cfg(test)]
mod tests {
    use super::*;

    fn checked(names: &[&str]) -> Result<(), String> {
        let names: Vec<EnvironmentName> = names.iter().map(|it| it.parse().unwrap()).collect();
        let names: Vec<_> = names.iter().collect();
        EnvironmentName::check_distinct(&names).map_err(|error| error.to_string())
    }

    #[test]
    fn what_a_shell_would_not_accept_is_no_name() {
        for text in ["", "9A", "A-B", "A.B", "A B", "A=B", "Ä", "$(A)"] {
            assert!(EnvironmentName::from_str(text).is_err(), "{text}");
        }
        assert!("_a9".parse::<EnvironmentName>().is_ok());
    }

    #[test]
    fn two_names_for_one_variable_are_refused() {
        assert_eq!(checked(&["A", "B", "A_EXPIRES"]), Ok(()));
        assert!(checked(&["TOKEN", "A", "token"]).is_err());
        for names in [["A", "A_EXPIRES_ON"], ["a_expires_on", "A"]] {
            let error = checked(&names).unwrap_err();
            assert!(error.contains("EXPIRES_ON"), "{error}");
        }
    }
}
