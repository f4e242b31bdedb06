//! Finds logging commands in the environment, where a line printed by another program has put them.
//!
//! Whatever starts before us may write a variable's value to the log: Node warns about `NODE_EXTRA_CA_CERTS`, bash about
//! `LC_ALL`. The agent then obeys it as a command of this step, such as `task.complete result=Skipped`, which no later
//! result of ours takes back.

use std::ffi::{OsStr, OsString};

use patless_catalogue::text::{harmless, is_visible};

/// The first variable of the process whose name or value contains a logging command.
#[expect(
    clippy::disallowed_methods,
    reason = "looks at what `environment` leaves out as well: what is not Unicode"
)]
pub(crate) fn variable_with_command() -> Option<String> {
    first_with_command(std::env::vars_os())
}

fn first_with_command(variables: impl IntoIterator<Item = (OsString, OsString)>) -> Option<String> {
    let mut variables = variables.into_iter();
    let (name, _) = variables.find(|(name, value)| holds_command(name) || holds_command(value))?;
    Some(harmless(&name.to_string_lossy(), is_visible).replace("##", "**"))
}

/// Whether a text contains `##vso[`, in any case.
///
/// The agent looks for it by the rules of a language, which pass over some characters: of those, none is ASCII white space.
fn holds_command(text: &OsStr) -> bool {
    let bytes = text.as_encoded_bytes();
    // Few variables contain the character at all.
    if !bytes.contains(&b'#') {
        return false;
    }
    let counts = |it: &&u8| it.is_ascii_graphic() || matches!(it, b' ' | b'\t'..=b'\r');
    let text: Vec<_> = bytes
        .iter()
        .filter(counts)
        .map(u8::to_ascii_lowercase)
        .collect();
    text.windows(COMMAND.len()).any(|it| it == COMMAND)
}

/// How a command begins, in lower case. `task/launch.js` looks for the same.
const COMMAND: &[u8] = b"##vso[";

#[cfg(test)]
mod tests {
    use super::*;

    fn found(name: &str, value: &str) -> Option<String> {
        let other = ("PATH".into(), "/bin".into());
        first_with_command([other, (name.into(), value.into())])
    }

    #[test]
    fn a_command_in_a_value_is_found_however_it_is_spelled() {
        for value in [
            "##vso[task.complete result=Skipped]",
            "/etc/passwd/##VSO[task.complete]",
            "#\u{200d}#v\u{ad}so\u{1}[task.complete]",
        ] {
            assert_eq!(found("LC_ALL", value).as_deref(), Some("LC_ALL"), "{value}");
        }
    }

    #[test]
    fn a_command_in_a_name_is_found_and_not_repeated() {
        let name = found("##vso[task.complete]", "x").unwrap();
        assert_eq!(name, "**vso[task.complete]");
    }

    #[test]
    fn what_the_agent_has_made_harmless_is_passed_over() {
        for value in ["**vso[task.complete]", "##[group]", "# vso", "#", ""] {
            assert_eq!(found("BUILD_SOURCEVERSIONMESSAGE", value), None, "{value}");
        }
    }

    #[test]
    fn a_title_that_only_looks_like_a_command_is_passed_over() {
        for value in [
            "## vso [task.complete]",
            "# #VSO[x]",
            "##vso\n[x]",
            "##\tvso[x]",
        ] {
            assert_eq!(found("BUILD_SOURCEVERSIONMESSAGE", value), None, "{value}");
        }
    }

    #[cfg(unix)]
    #[test]
    fn a_value_that_is_not_unicode_is_looked_at() {
        use std::os::unix::ffi::OsStringExt as _;
        let value = OsString::from_vec(b"\xff##vso[task.complete]".to_vec());
        assert!(first_with_command([("X".into(), value)]).is_some());
    }
}
