//! Reads the inputs about what is kept fresh.

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
    /// How later steps ask.
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
        let resources = Raw::words(inputs.text(RESOURCES).unwrap_or_default());
        Ok(Some(Self {
            resources: resources.map(kept_scope).collect(),
            doors: doors(inputs)?,
        }))
    }
}

/// What a kept token may be for.
pub(super) fn kept_scope(text: &str) -> RequestedScope {
    RequestedScope {
        place: "of the input resources".to_owned(),
        text: text.to_owned(),
    }
}

fn doors(inputs: &Raw<'_>) -> Result<Vec<Door>, InputError> {
    let Some(text) = inputs.text(DOORS) else {
        return Ok(Door::DEFAULT.to_vec());
    };
    let named: Option<Vec<_>> = Raw::words(text).map(Door::parse).collect();
    let named = named.ok_or_else(|| InputError::Value {
        input: DOORS,
        text: text.to_owned(),
        expected: "a list of managedIdentity, socket, azd, oidc and tokenFile",
    })?;
    let is_named = |door: &Door| named.contains(door);
    Ok(Door::ALL.into_iter().filter(is_named).collect())
}
