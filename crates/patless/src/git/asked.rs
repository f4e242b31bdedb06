//! What Git asks a credential helper: lines `NAME=VALUE`, to an empty line or the end (git-credential(1)).

use std::io::{BufRead, BufReader, Read};

use zeroize::Zeroizing;

use super::error::InvalidQuestion;

/// What a credential is asked for.
#[derive(Debug, Eq, PartialEq)]
pub(crate) struct Asked {
    /// The scheme of the URL, such as `https`.
    pub(crate) protocol: String,
    /// The host, with its port unless that is the scheme's own.
    pub(crate) host: String,
    /// The path of the URL. `None` unless `credential.useHttpPath` is true.
    pub(crate) path: Option<String>,
    /// The user in the URL.
    pub(crate) username: Option<String>,
    /// What Git understands.
    pub(crate) form: CredentialForm,
}

/// The form of a credential that Git understands.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub(crate) enum CredentialForm {
    /// `Authorization: Bearer`: Git 2.46 and newer, which says `capability[]=authtype`.
    Bearer,
    /// User name and password, which are sent as `Authorization: Basic`.
    Basic,
}

impl Asked {
    /// The URL, without the user, to be shown.
    pub(crate) fn url(&self) -> String {
        let path = self.path.as_deref().unwrap_or_default();
        format!("{}://{}/{path}", self.protocol, self.host)
    }
}

/// Reads what is asked. Names that are not known are ignored, as the protocol says.
pub(crate) fn read(input: impl Read) -> Result<Asked, InvalidQuestion> {
    let mut input = BufReader::new(input.take(LONGEST_BYTES + 1));
    let (mut protocol, mut host, mut path, mut username) = (None, None, None, None);
    let mut form = CredentialForm::Basic;
    let mut length = 0;
    for number in 1.. {
        // It may be a password, after a refusal.
        let mut bytes = Zeroizing::new(Vec::new());
        let read = input.read_until(b'\n', &mut bytes);
        length += read.map_err(|_| InvalidQuestion::Unread)? as u64;
        if length > LONGEST_BYTES {
            return Err(InvalidQuestion::TooLong);
        }
        let line = std::str::from_utf8(&bytes).ok();
        let line = line.map(|line| line.strip_suffix('\n').unwrap_or(line));
        let line = line.filter(|line| !line.contains(char::is_control));
        let line = line.ok_or(InvalidQuestion::NotText(number))?;
        if line.is_empty() {
            break;
        }
        let (name, value) = line
            .split_once('=')
            .ok_or(InvalidQuestion::NoPair(number))?;
        let value = || value.to_owned();
        match name {
            "protocol" => once("protocol", &mut protocol, value())?,
            "host" => once("host", &mut host, value())?,
            "path" => once("path", &mut path, value())?,
            "username" => once("username", &mut username, value())?,
            "capability[]" => match value().as_str() {
                "authtype" => form = CredentialForm::Bearer,
                // It takes back all before.
                "" => form = CredentialForm::Basic,
                _ => {}
            },
            _ => {}
        }
    }
    let missing = InvalidQuestion::Missing;
    Ok(Asked {
        protocol: protocol.ok_or(missing("protocol"))?,
        host: host.ok_or(missing("host"))?,
        path,
        username,
        form,
    })
}

fn once(
    name: &'static str,
    place: &mut Option<String>,
    value: String,
) -> Result<(), InvalidQuestion> {
    match place.replace(value) {
        None => Ok(()),
        Some(_) => Err(InvalidQuestion::Twice(name)),
    }
}

/// Far more than Git writes.
const LONGEST_BYTES: u64 = 64 * 1024;

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_both_gits_write_is_read() {
        let old =
            "protocol=https\nhost=dev.azure.com\nusername=acme\npath=acme/web/_git/web\n\nrest";
        let asked = read(old.as_bytes()).unwrap();
        assert_eq!(asked.url(), "https://dev.azure.com/acme/web/_git/web");
        assert_eq!(asked.username.as_deref(), Some("acme"));
        assert_eq!(asked.form, CredentialForm::Basic);
        let new = "capability[]=authtype\ncapability[]=state\nprotocol=https\nhost=localhost:4430\n\
                   wwwauth[]=Basic realm=\"x=y\"\n";
        let asked = read(new.as_bytes()).unwrap();
        assert_eq!(asked.url(), "https://localhost:4430/");
        assert_eq!(asked.form, CredentialForm::Bearer);
        let taken_back = new.replace("=state", "=");
        assert_eq!(
            read(taken_back.as_bytes()).unwrap().form,
            CredentialForm::Basic
        );
    }

    #[test]
    fn what_git_does_not_write_is_refused() {
        use InvalidQuestion::{Missing, NoPair, NotText, TooLong, Twice};
        let long = format!("path={}", "x".repeat(70_000));
        for (text, expected) in [
            ("", Missing("protocol")),
            ("protocol=https\n\nhost=dev.azure.com", Missing("host")),
            ("protocol=https\nhost", NoPair(2)),
            ("host=a\nhost=b", Twice("host")),
            ("protocol=https\r\nhost=a", NotText(1)),
            ("host=a\0b", NotText(1)),
            (&long, TooLong),
        ] {
            assert_eq!(read(text.as_bytes()), Err(expected), "{text:?}");
        }
        assert_eq!(read(&b"host=\xff"[..]), Err(NotText(1)));
    }
}
