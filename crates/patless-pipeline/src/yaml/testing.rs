//! Helpers of tests: reads text, and prints nodes on one line.

use std::sync::Arc;

use super::node::{Node, Value};
use crate::fault::Faults;

/// Reads text without an error.
pub(crate) fn node(text: &str) -> Node {
    let mut faults = Faults::default();
    let root = super::read(&Arc::from("p.yml"), text, &mut faults);
    assert!(!faults.has_errors(), "{faults:?}");
    root.unwrap()
}

/// Reads text, and returns its faults without warnings.
pub(crate) fn faults_of(text: &str) -> Vec<String> {
    let mut faults = Faults::default();
    super::read(&Arc::from("p.yml"), text, &mut faults);
    let faults = faults.into_sorted();
    let faults = faults
        .iter()
        .filter(|it| it.severity != crate::Severity::Warning);
    faults.map(ToString::to_string).collect()
}

/// Prints a node on one line. Quoted text has quotes.
pub(crate) fn flow(node: &Node) -> String {
    match &node.value {
        Value::Scalar(scalar) if scalar.quoted => format!("{:?}", scalar.text),
        Value::Scalar(scalar) => scalar.text.clone(),
        Value::Sequence(items) => {
            let items: Vec<String> = items.iter().map(flow).collect();
            format!("[{}]", items.join(", "))
        }
        Value::Mapping(entries) => {
            let entries = entries
                .iter()
                .map(|it| format!("{}: {}", it.key, flow(&it.value)));
            format!("{{{}}}", entries.collect::<Vec<String>>().join(", "))
        }
    }
}
