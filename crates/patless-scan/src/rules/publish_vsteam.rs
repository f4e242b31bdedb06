//! `connectTo: VsTeam`: a task for extensions takes its PAT from a service connection.

use std::ops::Range;

use crate::document::Document;
use crate::fix::{Edit, Fix, FixClass};
use crate::level::Level;
use crate::rule::{Findings, Found, Rule};
use crate::steps::{Step, What};
use crate::yaml::{Entry, Node, Style, Value};

pub(super) const RULE: Rule = Rule {
    id: "publish-vsteam",
    title: "a task for extensions uses a service connection with a PAT",
    fix: FixClass::Safe,
    needles: &[
        "azuredevopsextension",
        "publishvisualstudioextension",
        "connectiontype",
    ],
    look,
};

/// The tasks, in small letters, and the first version that signs in with an identity.
const TASKS: &[(&str, u32)] = &[
    ("publishazuredevopsextension", 5),
    ("queryazuredevopsextensionversion", 5),
    ("shareazuredevopsextension", 5),
    ("unpublishazuredevopsextension", 5),
    ("installazuredevopsextension", 5),
    ("isazuredevopsextensionvalid", 5),
    ("publishvisualstudioextension", 1),
];

fn look(document: &Document<'_>, findings: &mut Findings) {
    for (_, step) in document.steps() {
        let Some(full) = step.task() else { continue };
        // The name may have the publisher and the extension before it.
        let short = full.rsplit('.').next().unwrap_or_default();
        if short == "azdo-marketplace" {
            by_connection_type(document, step, findings);
            continue;
        }
        let Some((_, first)) = TASKS.iter().find(|(name, _)| *name == short) else {
            continue;
        };
        let entry = |name: &str| step.inputs().iter().find(|entry| entry.has_key(name));
        let connect = entry("connectTo");
        let connection = entry("connectedServiceName");
        // Without `connectTo`, it is VsTeam.
        let by_pat = connect.is_none_or(|entry| {
            entry
                .value
                .text()
                .is_some_and(|text| text.trim().eq_ignore_ascii_case("VsTeam"))
        });
        let Some(shown) = connect.or(connection).filter(|_| by_pat) else {
            continue;
        };
        let (task, version) = named(step);
        let old = version.is_some_and(|version| version < *first);
        let new_task = format!("{task}@{first}");
        findings.add(Found {
            at: shown.key.at.start..shown.value.at.end,
            level: Level::Warning,
            sink: task.to_owned(),
            message: "the task takes a PAT from a service connection of the type Visual Studio Marketplace".to_owned(),
            replacement: format!(
                "- task: {}\n  inputs:\n    connectTo: AzureRM\n    connectedServiceNameAzureRM: {}\n\nThe connection is one of Azure with workload identity federation, whose identity is a member of the publisher",
                if old { new_task.as_str() } else { step_text(step) },
                document.connection
            ),
            fix: fix(document, step, connect, connection, old.then_some(new_task)),
        });
    }
}

/// The newer task has one input for the kind of its connection.
fn by_connection_type(document: &Document<'_>, step: &Step<'_>, findings: &mut Findings) {
    let entry = |name: &str| step.inputs().iter().find(|entry| entry.has_key(name));
    let is_pat = |entry: &&Entry| {
        let text = entry.value.text().unwrap_or_default();
        text.trim().eq_ignore_ascii_case("PAT")
    };
    let Some(kind) = entry("connectionType").filter(is_pat) else {
        return;
    };
    let edits = entry("connectionNamePAT").and_then(|connection| {
        Some(vec![
            Edit {
                at: inner(&kind.value)?,
                text: "WorkloadIdentity".to_owned(),
            },
            Edit {
                at: connection.key.at.clone(),
                text: "connectionNameWorkloadIdentity".to_owned(),
            },
            Edit {
                at: inner(&connection.value)?,
                text: document.connection.to_owned(),
            },
        ])
    });
    findings.add(Found {
        at: kind.key.at.start..kind.value.at.end,
        level: Level::Warning,
        sink: step_text(step).to_owned(),
        message: "the task takes a PAT from a service connection of the type Visual Studio Marketplace".to_owned(),
        replacement: format!(
            "connectionType: WorkloadIdentity\nconnectionNameWorkloadIdentity: {}\n\nThe connection is one of Azure DevOps with workload identity federation, whose identity is a member of the publisher",
            document.connection
        ),
        fix: edits.map(|edits| Fix {
            class: FixClass::Safe,
            edits,
            token_step: None,
        }),
    });
}

fn step_text<'n>(step: &Step<'n>) -> &'n str {
    match step.what {
        What::Task(task) => task.trim(),
        _ => "",
    }
}

/// Splits `Name@4`.
fn named<'n>(step: &Step<'n>) -> (&'n str, Option<u32>) {
    let (name, version) = step_text(step)
        .split_once('@')
        .unwrap_or((step_text(step), ""));
    let major = version.split('.').next().unwrap_or_default();
    (name.trim(), major.trim().parse().ok())
}

fn fix(
    document: &Document<'_>,
    step: &Step<'_>,
    connect: Option<&Entry>,
    connection: Option<&Entry>,
    new_task: Option<String>,
) -> Option<Fix> {
    let connection = connection?;
    let mut edits = vec![
        Edit {
            at: connection.key.at.clone(),
            text: "connectedServiceNameAzureRM".to_owned(),
        },
        Edit {
            at: place_of_name(document, &connection.value)?,
            text: document.connection.to_owned(),
        },
    ];
    edits.push(if let Some(connect) = connect {
        Edit {
            at: inner(&connect.value)?,
            text: "AzureRM".to_owned(),
        }
    } else {
        let start = connection.key.at.start;
        let line = document
            .lines
            .range(document.text, document.lines.index(start));
        let indent = document.slice(line.start..start);
        if !indent.trim().is_empty() {
            return None;
        }
        let ending = document.line_ending();
        Edit {
            at: start..start,
            text: format!("connectTo: AzureRM{ending}{indent}"),
        }
    });
    let class = if new_task.is_some() {
        FixClass::Unsafe
    } else {
        FixClass::Safe
    };
    if let Some(text) = new_task {
        let task = step.node.get("task")?;
        edits.push(Edit {
            at: inner(task)?,
            text,
        });
    }
    Some(Fix {
        class,
        edits,
        token_step: None,
    })
}

/// Returns the bytes that the name of the connection replaces: the quotes too, if it has its own.
fn place_of_name(document: &Document<'_>, node: &Node) -> Option<Range<usize>> {
    let inner = inner(node)?;
    let has_quotes = document.connection.starts_with('\'');
    Some(if has_quotes { node.at.clone() } else { inner })
}

/// Returns the bytes of a scalar of one line without its quotes.
fn inner(node: &Node) -> Option<Range<usize>> {
    match &node.value {
        Value::Scalar {
            style: Style::Plain,
            ..
        } => Some(node.at.clone()),
        Value::Scalar {
            style: Style::Quoted,
            ..
        } => Some(node.at.start + 1..node.at.end - 1),
        _ => None,
    }
}
