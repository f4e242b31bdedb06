//! The forms in which `patless token` writes its result.

use clap::ValueEnum;
use patless_core::{AccessToken, Wiped};
use serde_json::json;

use crate::acquire::Whose;
use crate::environment_name::EnvironmentName;
use crate::rfc3339::rfc3339;
use crate::shell_word::push_quoted;

/// The value of `--output`.
#[derive(Clone, Copy, Debug, Eq, PartialEq, ValueEnum)]
pub(crate) enum Form {
    /// The token alone.
    Text,
    /// `Authorization: Bearer` and the token.
    Header,
    /// An object with the token, its expiry, and whose it is.
    Json,
    /// Lines `NAME=token` and `NAME_EXPIRES_ON=seconds`, for a shell.
    Env,
}

/// A token, and what is known about it.
#[derive(Debug)]
pub(crate) struct Answer<'a> {
    /// The token.
    pub(crate) token: &'a AccessToken,
    /// Whose it is.
    pub(crate) whose: &'a Whose,
    /// The variable's name in the form `env`.
    pub(crate) variable: &'a EnvironmentName,
}

impl Answer<'_> {
    /// Writes the result into a text that is wiped. It ends with a line break.
    pub(crate) fn to_text(&self, form: Form) -> Wiped {
        // Its text goes to standard output, which is what the user asked for.
        let token = self.token.expose();
        // Large enough that it never moves, which would leave a copy behind: a quote becomes four characters.
        let mut text = Wiped::new(String::with_capacity(token.len() * 4 + 1024));
        match form {
            Form::Text => text.push_str(token),
            Form::Header => {
                text.push_str("Authorization: Bearer ");
                text.push_str(token);
            }
            Form::Json => self.write_json(&mut text),
            Form::Env => self.write_env(&mut text),
        }
        text.push('\n');
        text
    }

    fn write_json(&self, text: &mut Wiped) {
        let expires_on = self.token.expires_on_unix_seconds();
        let rest = json!({
            "expiresOn": expires_on.and_then(rfc3339),
            "expiresOnUnixSeconds": expires_on,
            "tenant": self.whose.tenant.as_ref().map(ToString::to_string),
            "client": self.whose.client.as_ref().map(ToString::to_string),
            "source": self.whose.source.as_str(),
            "scope": self.token.scope().as_str(),
        });
        text.push_str(r#"{"token":""#);
        // A token is visible ASCII: only two of its characters need an escape.
        for character in self.token.expose().chars() {
            if matches!(character, '"' | '\\') {
                text.push('\\');
            }
            text.push(character);
        }
        text.push_str("\",");
        text.push_str(rest.to_string().trim_start_matches('{'));
    }

    fn write_env(&self, text: &mut Wiped) {
        text.push_str(self.variable.as_str());
        text.push('=');
        push_quoted(text, self.token.expose());
        if let Some(seconds) = self.token.expires_on_unix_seconds() {
            text.push('\n');
            text.push_str(&self.variable.expires_on());
            text.push('=');
            text.push_str(&seconds.to_string());
        }
    }
}

#[cfg(test)]
mod tests {
    use std::time::SystemTime;

    use patless_core::sources::TokenVariable;
    use patless_core::{Cloud, ScopeName, SourceName};

    use super::*;

    /// A token of this text that expires at this time, in a form.
    fn written(token: &str, expires_on: Option<&str>, form: Form) -> String {
        let variable = TokenVariable::read("X", Some(token), expires_on).unwrap();
        let scope = ScopeName::parse("azureDevOps").unwrap();
        let scope = scope.resolve(&Cloud::Public).unwrap();
        let token = variable.access_token(&scope, SystemTime::UNIX_EPOCH);
        let whose = Whose {
            source: SourceName::Variable,
            tenant: None,
            client: None,
        };
        let answer = Answer {
            token: &token.unwrap(),
            whose: &whose,
            variable: &"NAME".parse().unwrap(),
        };
        answer.to_text(form).to_string()
    }

    #[test]
    fn a_program_reads_the_same_token_from_json() {
        for token in ["eyJ0.eyJ1.x-_", r#"a"b\c"#] {
            let text = written(token, Some("1893456000"), Form::Json);
            let read: serde_json::Value = serde_json::from_str(&text).unwrap();
            assert_eq!(read["token"], token);
            assert_eq!(read["expiresOn"], "2030-01-01T00:00:00Z");
            assert_eq!(read["expiresOnUnixSeconds"], 1_893_456_000);
            assert_eq!(read["source"], "variable");
            assert!(read["tenant"].is_null() && read["client"].is_null());
        }
    }

    #[test]
    fn what_is_not_known_is_null_in_json_and_left_out_of_lines() {
        let read: serde_json::Value =
            serde_json::from_str(&written("x", None, Form::Json)).unwrap();
        assert!(read["expiresOn"].is_null() && read["expiresOnUnixSeconds"].is_null());
        assert_eq!(written("x", None, Form::Env), "NAME=x\n");
    }

    #[test]
    fn a_shell_reads_the_same_token_from_lines() {
        let lines = written("eyJ0.a-_", Some("60"), Form::Env);
        assert_eq!(lines, "NAME=eyJ0.a-_\nNAME_EXPIRES_ON=60\n");
        for (token, quoted) in [("a$b", "'a$b'"), ("~a", "'~a'"), ("it's", r"'it'\''s'")] {
            assert_eq!(written(token, None, Form::Env), format!("NAME={quoted}\n"));
        }
    }
}
