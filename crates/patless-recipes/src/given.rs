//! What a recipe is made from.

use std::fmt;
use std::path::Path;

use patless_core::Target;

/// What a recipe is made from. Everything in it is a value: no recipe looks anything up on its own.
pub struct Given<'a> {
    /// The access token, for Azure DevOps.
    pub token: Token<'a>,
    /// When it expires, in Unix seconds. `None` if nothing says so.
    pub expires_on_unix_seconds: Option<u64>,
    /// The organization that the tool works on: that of a flag, an input or the running job. `None`: none is known.
    ///
    /// On loopback it is the emulator's, which stands in for the Marketplace and the feeds as well.
    pub organization: Option<&'a Target>,
    /// The folder below which files are written: absolute, private, and not there yet.
    pub folder: &'a Path,
    /// The folder in which the tool will be started: absolute.
    pub working_folder: &'a Path,
    /// How git gets the token from Patless.
    pub helper: Helper<'a>,
    /// Reads a variable that is set already.
    pub existing: &'a dyn Fn(&str) -> Option<String>,
    /// The system, which decides where a home folder is looked for.
    pub system: System,
}

/// How git gets the token from Patless.
#[derive(Clone, Copy, Debug)]
pub struct Helper<'a> {
    /// The program `patless` itself: absolute.
    pub program: &'a Path,
    /// The flags by which it finds the identity anew, each time that git asks. `None`: it takes the token from a variable.
    pub flags: Option<&'a [String]>,
    /// The keys `http.<url>.extraheader` and `http.extraheader` of git's configuration, as `git config --name-only` lists them.
    pub headers: &'a [String],
}

/// The system.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub enum System {
    /// Linux or macOS.
    Unix,
    /// Windows.
    Windows,
}

/// An access token. It cannot be printed.
#[derive(Clone, Copy)]
pub struct Token<'a>(&'a str);

impl<'a> Token<'a> {
    /// Takes the token's text.
    pub fn new(text: &'a str) -> Self {
        Self(text)
    }

    /// Exposes the token, to the setting or the file of a tool.
    pub(crate) fn expose(self) -> &'a str {
        self.0
    }
}

impl Given<'_> {
    /// Whether a variable is set to something.
    pub(crate) fn is_set(&self, name: &str) -> bool {
        (self.existing)(name).is_some_and(|value| !value.is_empty())
    }
}

impl fmt::Debug for Token<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Token([redacted])")
    }
}

impl fmt::Debug for Given<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Given")
            .field("organization", &self.organization)
            .field("folder", &self.folder)
            .finish_non_exhaustive()
    }
}

#[cfg(test)]
pub(crate) mod tests {
    use patless_core::Loopback;

    use super::*;

    pub(crate) const TOKEN: &str = "eyJ0.eyJh.c2ln";

    /// Makes a recipe in a job of an organization, in an environment with these variables.
    pub(crate) fn with<T>(
        organization: Option<&str>,
        variables: &[(&str, &str)],
        make: impl FnOnce(&Given<'_>) -> T,
    ) -> T {
        let parse = |text| Target::parse(text, Loopback::Counts).unwrap();
        let organization = organization.map(parse);
        let existing = |name: &str| {
            let mut variables = variables.iter();
            let found = variables.find(|(other, _)| *other == name);
            found.map(|(_, value)| (*value).to_owned())
        };
        make(&Given {
            token: Token::new(TOKEN),
            expires_on_unix_seconds: Some(4_102_444_800),
            organization: organization.as_ref(),
            folder: Path::new("/t/patless-1"),
            working_folder: Path::new("/w/1/s"),
            helper: Helper {
                program: Path::new("/opt/it's/patless"),
                flags: None,
                headers: &[],
            },
            existing: &existing,
            system: System::Unix,
        })
    }

    #[test]
    fn a_token_is_not_printed() {
        let text = with(None, &[], |given| format!("{:?} {given:?}", given.token));
        assert!(!text.contains(TOKEN), "{text}");
    }
}
