//! An audit as JSON.

use serde_json::{Value, json};

use super::found::{Audit, Finding};
use super::unseen::Unseen;

impl Audit {
    /// Converts the audit to JSON. docs/VERBS.md describes the format; fields may be added to it.
    pub(crate) fn to_json(&self) -> Value {
        json!({
            "version": 1,
            "organization": self.organization,
            "projects": self.projects,
            "findings": self.findings.iter().map(finding).collect::<Vec<_>>(),
            "notSeen": self.unseen.iter().map(unseen).collect::<Vec<_>>(),
            "passedOver": {
                "serviceConnections": self.passed_over.connections,
                "serviceHooks": self.passed_over.hooks,
            },
        })
    }
}

fn finding(it: &Finding) -> Value {
    json!({
        "kind": it.kind.word(),
        "project": it.project,
        "sharedWith": it.shared_with,
        "name": it.name,
        "within": it.kind.within(),
        "url": it.url,
        "reason": it.reason,
        "replacement": it.replacement,
    })
}

fn unseen(it: &Unseen) -> Value {
    json!({ "project": it.project, "list": it.list.word(), "reason": it.reason })
}
