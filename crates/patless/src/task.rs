//! The pipeline task: its inputs, its listeners for the stages, and how it hands over tokens.

mod arguments;
mod diagnose;
mod earlier;
mod equip;
mod expected;
mod hand_over;
mod identity_inputs;
mod identity_variables;
mod input_names;
mod inputs;
mod keep_plan;
mod keeping;
mod kept;
mod listener;
mod plan;
mod raw;
mod step_result;
mod tool_names;
mod tools;

pub(crate) use arguments::TaskArgs;
pub(crate) use diagnose::DiagnosingListener;
pub(crate) use earlier::Earlier;
pub(crate) use hand_over::{hand_over, refusals};
pub use input_names::INPUT_NAMES;
pub(crate) use inputs::Inputs;
pub(crate) use keep_plan::KeepPlan;
pub(crate) use listener::{TaskListener, warn_of_retirement, warn_of_secret};
pub(crate) use plan::{Plan, Work};
pub(crate) use step_result::{StepResult, fail};
