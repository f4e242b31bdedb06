//! What a credential helper answers (git-credential(1)).

use std::fmt::Write as _;

use patless_core::{AccessToken, Wiped};

use super::asked::{Asked, CredentialForm};

/// Writes the answer into a text that is wiped.
pub(crate) fn answer(token: &AccessToken, asked: &Asked) -> Wiped {
    let expires_on = token.expires_on_unix_seconds();
    // Its text goes to Git, which asked for it.
    let token = token.expose();
    let user = asked.username.as_deref().unwrap_or("patless");
    // Large enough that it never moves, which would leave a copy behind.
    let mut text = Wiped::new(String::with_capacity(token.len() + user.len() + 256));
    let before = match asked.form {
        CredentialForm::Bearer => {
            "capability[]=authtype\nauthtype=Bearer\nephemeral=1\ncredential="
        }
        CredentialForm::Basic => "password=",
    };
    if asked.form == CredentialForm::Basic {
        for part in ["username=", user, "\n"] {
            text.push_str(part);
        }
    }
    // A token is visible ASCII: it holds no line break.
    for part in [before, token, "\n"] {
        text.push_str(part);
    }
    if let Some(seconds) = expires_on {
        // Writing to a string cannot fail.
        let _ = writeln!(text, "password_expiry_utc={seconds}");
    }
    text
}

/// The answer where there should be a token and is none: Git asks no other helper, and no person, for a password.
pub(crate) const GIVE_UP: &str = "quit=1\n";

#[cfg(test)]
mod tests {
    use std::time::SystemTime;

    use patless_core::sources::TokenVariable;
    use patless_core::{Cloud, ScopeName};

    use super::*;
    use crate::git::asked::read;

    fn answered(question: &str, expires_on: Option<&str>) -> String {
        let asked = read(question.as_bytes()).unwrap();
        let variable = TokenVariable::read("X", Some("eyJ0.a-_"), expires_on).unwrap();
        let scope = ScopeName::parse("azureDevOps").unwrap();
        let scope = scope.resolve(&Cloud::Public).unwrap();
        let token = variable.access_token(&scope, SystemTime::UNIX_EPOCH);
        answer(&token.unwrap(), &asked).to_string()
    }

    #[test]
    fn bearer_only_where_git_understands_it() {
        let old = "protocol=https\nhost=dev.azure.com\n";
        assert_eq!(
            answered(old, Some("60")),
            "username=patless\npassword=eyJ0.a-_\npassword_expiry_utc=60\n"
        );
        let with_user = answered(&format!("{old}username=acme\n"), None);
        assert_eq!(with_user, "username=acme\npassword=eyJ0.a-_\n");
        let new = answered(&format!("capability[]=authtype\n{old}"), Some("60"));
        assert_eq!(
            new,
            "capability[]=authtype\nauthtype=Bearer\nephemeral=1\ncredential=eyJ0.a-_\npassword_expiry_utc=60\n"
        );
    }
}
