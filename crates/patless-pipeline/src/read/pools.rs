//! `pool`: where jobs run.

use super::fields::{Fields, is_empty};
use super::scalars::text_of;
use super::texts::{text, texts};
use crate::fault::Faults;
use crate::yaml::{Node, Value};

/// Who does a job.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Pool {
    /// An agent.
    Agent,
    /// The service itself.
    Server,
}

/// Reads the `pool` of a job, a stage or a pipeline. Without one it is that of what is around it.
pub(super) fn pool(fields: &Fields<'_>, around: Pool, faults: &mut Faults) -> Pool {
    match fields.get("pool") {
        Some(node) if !is_empty(node) => pool_of(node, faults),
        _ => around,
    }
}

/// Reads a pool. Its other keys are free: extensions of hosted pools have their own.
///
/// Source: <https://learn.microsoft.com/azure/devops/pipelines/yaml-schema/pool>.
fn pool_of(node: &Node, faults: &mut Faults) -> Pool {
    match &node.value {
        Value::Scalar(scalar) if scalar.text == "server" => return Pool::Server,
        Value::Scalar(_) => {
            text(node, "pool", faults);
        }
        Value::Sequence(_) => {
            Fields::of(node, "a pool", faults);
        }
        Value::Mapping(_) => {
            if let Some(fields) = Fields::of(node, "a pool", faults) {
                fields.typos(&["name", "vmImage", "demands"], faults);
                text_of(&fields, "name", faults);
                text_of(&fields, "vmImage", faults);
                if let Some(demands) = fields.get("demands") {
                    texts(demands, "demands", faults);
                }
            }
        }
    }
    Pool::Agent
}
