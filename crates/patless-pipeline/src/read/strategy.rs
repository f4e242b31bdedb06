//! `strategy` of a job: `matrix` and `parallel`.

use super::expressions::check_runtime;
use super::fields::{Fields, is_empty, wrong_shape};
use super::scalars::{is_dynamic, written_number};
use super::texts::{pairs, text};
use super::unplayed;
use crate::expression::{is_unexpanded, runtime};
use crate::fault::Faults;
use crate::model::Strategy;
use crate::shown::shown;
use crate::yaml::{Node, Value};

/// Reads how often a job runs.
///
/// Source: <https://learn.microsoft.com/azure/devops/pipelines/yaml-schema/jobs-job-strategy>.
pub(super) fn strategy(fields: &Fields<'_>, faults: &mut Faults) -> Strategy {
    let Some(node) = fields.get("strategy") else {
        return Strategy::Once;
    };
    if is_empty(node) {
        return Strategy::Once;
    }
    let Some(fields) = Fields::of(node, "a strategy", faults) else {
        return Strategy::Once;
    };
    let hooks = ["runOnce", "rolling", "canary"];
    let hint = fields.entries.iter().any(|it| hooks.contains(&&*it.key));
    let hint = hint.then_some("only a 'deployment' has it");
    fields.only(&[&["matrix", "maxParallel", "parallel"]], hint, faults);
    written_number(&fields, "maxParallel", faults);
    let parallel = fields.get("parallel");
    if let Some(matrix) = fields.get("matrix") {
        if let Some(parallel) = parallel {
            faults.error_with(
                &parallel.at,
                "a job has both 'matrix' and 'parallel'",
                "keep one of them",
            );
        }
        return legs(matrix, faults);
    }
    match parallel {
        Some(node) => times(node, faults),
        None => Strategy::Once,
    }
}

/// The documentation allows letters, digits and `_` in the name of a leg; in public pipelines that run, names have other
/// characters too.
fn legs(node: &Node, faults: &mut Faults) -> Strategy {
    if let Value::Scalar(scalar) = &node.value {
        if let Some(expression) = runtime(&scalar.text) {
            check_runtime(node, faults);
            return Strategy::RuntimeMatrix(expression.text.trim().to_owned());
        }
        if is_empty(node) || is_unexpanded(&scalar.text) {
            return Strategy::Once;
        }
    }
    let Some(fields) = Fields::of(node, "a matrix", faults) else {
        return Strategy::Once;
    };
    let mut legs = Vec::new();
    for entry in fields.entries.iter().filter(|it| !is_unexpanded(&it.key)) {
        if entry.key.is_empty() || entry.key.chars().count() > NAME {
            faults.error(
                &entry.key_at,
                format!("the name of a leg must have 1 to {NAME} characters"),
            );
        }
        if !matches!(entry.value.value, Value::Mapping(_)) && !is_empty(&entry.value) {
            let what = format!("the leg {}", shown(&entry.key));
            wrong_shape(&entry.value, &what, "a mapping", faults);
            continue;
        }
        legs.push((
            entry.key.clone(),
            pairs(&entry.value, "a leg of a matrix", faults),
        ));
    }
    if legs.len() > LEGS {
        faults.error(
            &node.at,
            format!(
                "a matrix has at most {LEGS} legs, and this one has {}",
                legs.len()
            ),
        );
    }
    Strategy::Matrix(legs)
}

fn times(node: &Node, faults: &mut Faults) -> Strategy {
    let Some(text) = text(node, "parallel", faults) else {
        return Strategy::Once;
    };
    if is_dynamic(text) {
        check_runtime(node, faults);
        unplayed::parallel_expression(&node.at, faults);
        return Strategy::Once;
    }
    match text.trim().parse::<u32>() {
        // 0 is no limit, which is what a job has anyway.
        Ok(0) => Strategy::Once,
        Ok(count) if count as usize <= LEGS => Strategy::Parallel(count),
        _ => {
            faults.error_with(
                &node.at,
                format!("{} is no number of parallel jobs", shown(text)),
                format!("write a number from 1 to {LEGS}"),
            );
            Strategy::Once
        }
    }
}

/// The longest name of a leg, in characters.
const NAME: usize = 100;

/// The most jobs that one job becomes.
const LEGS: usize = 256;
