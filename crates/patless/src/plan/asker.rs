//! Who asks: the identity itself, or somebody who plans for it.

use patless_catalogue::Cause;
use patless_core::SourceName;
use patless_core::errors::TargetError;

use super::known::Principal;
use crate::acquire::{Acquired, Whose};

/// Who asks.
#[derive(Debug)]
pub(crate) struct Asker {
    /// The name that people see.
    pub(crate) name: String,
    /// Where the token came from.
    pub(crate) source: SourceName,
    /// Who it is to the plan.
    pub(crate) kind: AskerKind,
}

/// Who it is to the plan.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub(crate) enum AskerKind {
    /// A person, or another identity.
    Other,
    /// The identity that is to get the token.
    Itself,
    /// The identity that is to get the token, which is no user of the organization, and sees nothing of it.
    Outsider,
}

impl AskerKind {
    /// The name, for programs.
    pub(crate) fn as_str(self) -> &'static str {
        match self {
            Self::Other => "other",
            Self::Itself => "identity",
            Self::Outsider => "outsider",
        }
    }
}

/// The identity behind a refusal that says that it is no user of the organization. `None`: the refusal says something else, or
/// it may be a person.
pub(super) fn outsider(error: &TargetError, acquired: &Acquired) -> Option<Principal> {
    let Whose { source, client, .. } = acquired.whose;
    if error.cause() != Cause::NotInOrganization || may_be_a_person(source) {
        return None;
    }
    Some(Principal {
        client: Some(client?),
        object_id: error
            .refusal()
            .and_then(|it| object_id(it.message.as_deref()?)),
        ..Principal::default()
    })
}

fn may_be_a_person(source: SourceName) -> bool {
    use SourceName::{AzureCli, AzureDeveloperCli, DeviceCode, Keeper, Variable};
    matches!(
        source,
        AzureCli | AzureDeveloperCli | DeviceCode | Keeper | Variable
    )
}

/// The object id in `… sign-in at least once as {tenant}\{tenant}\{object id} in …` (TF401444).
fn object_id(message: &str) -> Option<String> {
    let (_, behind) = message.rsplit_once('\\')?;
    let id = behind.split_whitespace().next()?;
    let is_id = |it: char| it.is_ascii_hexdigit() || it == '-';
    (id.len() == 36 && id.chars().all(is_id)).then(|| id.to_ascii_lowercase())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_refusal_names_the_object_id() {
        let id = "50b10001-3e4f-4a5b-9c6d-7e8f9a0b1c01";
        for (message, expected) in [
            (
                format!(r"TF401444: Please sign-in at least once as t\t\{id} in a web browser"),
                Some(id),
            ),
            (
                r"TF401444: as t\t\ada@acme.example in a web browser".to_owned(),
                None,
            ),
            ("TF401444".to_owned(), None),
        ] {
            assert_eq!(object_id(&message).as_deref(), expected);
        }
    }
}
