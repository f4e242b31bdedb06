//! The flags that say what the token is for, for every verb of a script step and at a desk.

use std::time::Duration;

use clap::Args;
use patless_core::variables::{PATLESS_MINIMUM_LIFETIME, PATLESS_SCOPE};
use patless_core::{Environment, Limits};

use crate::input_error::InputError;
use crate::logs::Detail;
use crate::stages::RequestedScope;

/// What for, and for how long.
#[derive(Debug, Args)]
pub(crate) struct TokenArgs {
    /// What the token is for: a scope, a resource or a short name. Default: `PATLESS_SCOPE`, else azureDevOps.
    #[arg(long)]
    scope: Option<String>,
    /// Minutes, 0 to 1440, that the token must still be valid; otherwise the command fails. Default:
    /// `PATLESS_MINIMUM_LIFETIME`, else 10.
    #[arg(long, value_name = "MINUTES", value_parser = minutes)]
    minimum_lifetime: Option<u64>,
    /// Maximum time in seconds for all requests, including retries and waits.
    #[arg(long, value_name = "SECONDS", default_value_t = 30, value_parser = seconds)]
    retry_budget: u64,
    /// Writes only warnings and errors to standard error, not which source was chosen.
    #[arg(long, short)]
    quiet: bool,
}

impl TokenArgs {
    /// The scope, for a token that `place` is about, such as `of --scope`.
    pub(crate) fn scope(&self, environment: &Environment, place: String) -> RequestedScope {
        let text = self.scope.as_deref();
        let text = text.or_else(|| environment.variable(&PATLESS_SCOPE));
        let text = text.unwrap_or("azureDevOps").to_owned();
        RequestedScope { place, text }
    }

    /// How long the token must be valid.
    pub(crate) fn minimum_lifetime(
        &self,
        environment: &Environment,
    ) -> Result<Duration, InputError> {
        let number = match self.minimum_lifetime {
            Some(number) => number,
            None => match environment.variable(&PATLESS_MINIMUM_LIFETIME) {
                None => 10,
                Some(text) => minutes(text).map_err(|_| InputError::Setting {
                    variable: PATLESS_MINIMUM_LIFETIME.name(),
                    text: text.to_owned(),
                    expected: MINUTES,
                })?,
            },
        };
        Ok(Duration::from_secs(number * 60))
    }

    /// The time limits.
    pub(crate) fn limits(&self) -> Limits {
        Limits::default().with_total(Duration::from_secs(self.retry_budget))
    }

    /// How much is written to standard error.
    pub(crate) fn detail(&self) -> Detail {
        if self.quiet {
            Detail::Warnings
        } else {
            Detail::Information
        }
    }
}

fn minutes(text: &str) -> Result<u64, String> {
    let number = text.trim().parse().ok().filter(|number| *number <= 1_440);
    number.ok_or_else(|| format!("not {MINUTES}"))
}

const MINUTES: &str = "a number of minutes from 0 to 1440";

/// Reads a number of seconds.
pub(crate) fn seconds(text: &str) -> Result<u64, String> {
    let number = text.parse().ok().filter(|number| *number <= 3_600);
    number.ok_or_else(|| "not a number of seconds from 0 to 3600".to_owned())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_retry_budget_is_a_number_of_seconds() {
        assert_eq!(seconds("3600"), Ok(3_600));
        for text in ["abc", "3601", "-1", "30s"] {
            assert_eq!(
                seconds(text),
                Err("not a number of seconds from 0 to 3600".to_owned())
            );
        }
    }

    #[test]
    fn a_flag_comes_before_its_variable_and_a_wrong_variable_is_named() {
        let arguments = |minimum_lifetime| TokenArgs {
            scope: None,
            minimum_lifetime,
            retry_budget: 30,
            quiet: false,
        };
        let lifetime = |flag, variable: &str| {
            let environment = Environment::fixed(&[("PATLESS_MINIMUM_LIFETIME", variable)]);
            arguments(flag).minimum_lifetime(&environment)
        };
        assert_eq!(lifetime(Some(5), "x").unwrap().as_secs(), 300);
        assert_eq!(lifetime(None, "").unwrap().as_secs(), 600);
        assert_eq!(lifetime(None, "7").unwrap().as_secs(), 420);
        let error = lifetime(None, "1441").unwrap_err().to_string();
        assert!(
            error.starts_with("the variable PATLESS_MINIMUM_LIFETIME is"),
            "{error}"
        );
    }
}
