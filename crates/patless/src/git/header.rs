//! Header mode: settings of Git in its environment, with the token in a header of every request.

use std::fmt::Write as _;

use patless_core::{AccessToken, Wiped};

use crate::shell_word::push_quoted;

/// Writes lines `NAME=VALUE` for a shell, into a text that is wiped. `count` is the number of settings that the environment
/// has already. `urls` are the organization's, and those of headers that are stored for repositories in it.
///
/// Git takes the headers of the most specific URL only, and adds up those of the same: each is taken back first. A redirect
/// would carry the header to another server: none is followed.
pub(crate) fn lines(token: &AccessToken, count: usize, urls: &[String]) -> Wiped {
    // Its text goes to standard output, which is what the user asked for.
    let token = token.expose();
    let each = |url: &String| url.len() * 16 + token.len() * 4 + 1024;
    // Large enough that it never moves, which would leave a copy behind: a quote becomes four characters.
    let mut text = Wiped::new(String::with_capacity(
        1024 + urls.iter().map(each).sum::<usize>(),
    ));
    let mut number = count;
    for url in urls {
        let settings: [(&str, &[&str]); 3] = [
            ("followRedirects", &["false"]),
            ("extraHeader", &[]),
            ("extraHeader", &["Authorization: Bearer ", token]),
        ];
        for (name, value) in settings {
            push_line(&mut text, "KEY", number, &["http.", url, ".", name]);
            push_line(&mut text, "VALUE", number, value);
            number += 1;
        }
    }
    // Writing to a string cannot fail.
    let _ = writeln!(text, "GIT_CONFIG_COUNT={number}");
    text
}

/// Adds one line.
fn push_line(text: &mut Wiped, what: &str, number: usize, value: &[&str]) {
    let _ = write!(text, "GIT_CONFIG_{what}_{number}=");
    let length = value.iter().map(|part| part.len()).sum();
    let mut whole = Wiped::new(String::with_capacity(length));
    for part in value {
        whole.push_str(part);
    }
    push_quoted(text, &whole);
    text.push('\n');
}

#[cfg(test)]
mod tests {
    use std::time::SystemTime;

    use patless_core::sources::TokenVariable;
    use patless_core::{Cloud, ScopeName};

    use super::*;

    #[test]
    fn settings_are_added_to_those_that_are_there() {
        let variable = TokenVariable::read("X", Some("eyJ0.a-_"), None).unwrap();
        let scope = ScopeName::parse("azureDevOps").unwrap();
        let scope = scope.resolve(&Cloud::Public).unwrap();
        let token = variable.access_token(&scope, SystemTime::UNIX_EPOCH);
        let text = lines(&token.unwrap(), 2, &["https://x/'a/".to_owned()]);
        assert_eq!(
            text.as_str(),
            "GIT_CONFIG_KEY_2='http.https://x/'\\''a/.followRedirects'\nGIT_CONFIG_VALUE_2=false\n\
             GIT_CONFIG_KEY_3='http.https://x/'\\''a/.extraHeader'\nGIT_CONFIG_VALUE_3=''\n\
             GIT_CONFIG_KEY_4='http.https://x/'\\''a/.extraHeader'\n\
             GIT_CONFIG_VALUE_4='Authorization: Bearer eyJ0.a-_'\nGIT_CONFIG_COUNT=5\n"
        );
    }
}
