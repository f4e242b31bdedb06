//! The inputs about the keeper.

use patless_keeper::Door;

use super::input_names::{DOORS, KEEP_FRESH, RESOURCES};
use super::raw::Raw;
use crate::input_error::InputError;
use crate::stages::RequestedScope;

/// The inputs about the keeper.
#[derive(Debug)]
pub(super) struct Keeping {
    /// What access tokens may be for. Empty: what the tokens of the step are for.
    pub(super) resources: Vec<RequestedScope>,
    /// The doors.
    pub(super) doors: Vec<Door>,
}

impl Keeping {
    /// Reads the inputs. `None`: there is to be no keeper.
    pub(super) fn read(inputs: &Raw<'_>) -> Result<Option<Self>, InputError> {
        let is_kept = inputs.boolean(KEEP_FRESH)?;
        for input in [DOORS, RESOURCES] {
            if !is_kept && inputs.text(input).is_some() {
                return Err(InputError::OnlyWith {
                    input,
                    other: KEEP_FRESH,
                });
            }
        }
        if !is_kept {
            return Ok(None);
        }
        let resources = words(inputs.text(RESOURCES).unwrap_or_default());
        Ok(Some(Self {
            resources: resources.map(|text| scope(text.to_owned())).collect(),
            doors: doors(inputs)?,
        }))
    }
}

/// What access tokens may be for, as an input of the task names it.
pub(super) fn scope(text: String) -> RequestedScope {
    RequestedScope {
        place: "of the input resources".to_owned(),
        text,
    }
}

fn doors(inputs: &Raw<'_>) -> Result<Vec<Door>, InputError> {
    let Some(text) = inputs.text(DOORS) else {
        return Ok(Door::DEFAULT.to_vec());
    };
    let named: Option<Vec<_>> = words(text).map(Door::parse).collect();
    let named = named.ok_or_else(|| InputError::Value {
        input: DOORS,
        text: text.to_owned(),
        expected: "a list of managedIdentity, socket, azd, oidc and tokenFile",
    })?;
    let is_named = |door: &Door| named.contains(door);
    Ok(Door::ALL.into_iter().filter(is_named).collect())
}

/// The words of a list, with commas or white space between them.
fn words(text: &str) -> impl Iterator<Item = &str> {
    let words = text.split(|c: char| c == ',' || c.is_whitespace());
    words.filter(|word| !word.is_empty())
}
