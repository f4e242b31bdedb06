//! A parameter of a template holds a stored PAT.

use std::collections::BTreeSet;

use crate::document::Document;
use crate::fix::FixClass;
use crate::kind::Kind;
use crate::level::Level;
use crate::reference::Reference;
use crate::rule::{Findings, Found, Rule};
use crate::script::StepId;
use crate::steps::What;
use crate::yaml::{Entry, Node};

pub(super) const RULE: Rule = Rule {
    id: "template-pat",
    title: "a template gets a stored PAT as a parameter",
    fix: FixClass::Unsafe,
    needles: &["parameters:"],
    look,
};

fn look(document: &Document<'_>, findings: &mut Findings) {
    if document.kind != Kind::Pipeline {
        return;
    }
    let mut in_steps = BTreeSet::new();
    for (id, step) in document.steps() {
        if let What::Template(path) = step.what {
            in_steps.insert(step.node.at.start);
            for (name, pats) in parameters(document, step.node, Some(id)) {
                findings
                    .found
                    .extend(found(document, path, name, &pats, Some(id)));
            }
        }
    }
    for root in document.yaml {
        each_template(root, &mut |node, path| {
            if in_steps.contains(&node.at.start) {
                return;
            }
            for (name, pats) in parameters(document, node, None) {
                findings
                    .found
                    .extend(found(document, path, name, &pats, None));
            }
        });
        for (name, default) in defaults(root) {
            let pats = document.pats(name, default, None);
            findings
                .found
                .extend(found(document, "this template", name, &pats, None));
        }
    }
}

/// Returns the defaults of a template's own parameters, in both ways of writing.
fn defaults(root: &Node) -> Vec<(&str, &Node)> {
    let Some(parameters) = root.get("parameters") else {
        return Vec::new();
    };
    let listed = parameters
        .items()
        .iter()
        .filter_map(|item| Some((item.get("name")?.text()?, item.get("default")?)));
    let mapped = parameters
        .entries()
        .iter()
        .filter(|_| root.get("template").is_none())
        .map(|entry| (entry.name(), &entry.value));
    listed
        .chain(mapped)
        .filter(|(_, value)| value.text().is_some())
        .collect()
}

/// Calls `visit` with every node that has a template, and the template's path.
fn each_template<'n>(node: &'n Node, visit: &mut impl FnMut(&'n Node, &'n str)) {
    if let Some(path) = node.get("template").and_then(Node::text) {
        visit(node, path);
    }
    for inner in node
        .items()
        .iter()
        .chain(node.entries().iter().map(|entry| &entry.value))
    {
        each_template(inner, visit);
    }
}

/// Returns the parameters that hold PATs. What a template passes on came in where it is called.
fn parameters<'n, 't>(
    document: &Document<'t>,
    node: &'n Node,
    step: Option<StepId>,
) -> Vec<(&'n str, Vec<Reference<'t>>)> {
    let given = node.get("parameters").map_or(&[][..], Node::entries);
    // Parameters of type object, one level deep: what is deeper is a list of steps or jobs.
    let inner = given.iter().flat_map(|entry| entry.value.entries());
    let scalars = given
        .iter()
        .chain(inner)
        .filter(|entry: &&Entry| entry.value.text().is_some());
    scalars
        .map(|entry| {
            let mut pats = document.pats(entry.name(), &entry.value, step);
            pats.retain(|pat| !document.slice(pat.at.clone()).contains("parameters"));
            (entry.name(), pats)
        })
        .filter(|(_, pats)| !pats.is_empty())
        .collect()
}

fn found(
    document: &Document<'_>,
    template: &str,
    name: &str,
    pats: &[Reference<'_>],
    step: Option<StepId>,
) -> Option<Found> {
    let reference = pats.first()?;
    let message = format!(
        "{template} gets the stored PAT {} in its parameter {name}, which every step of it may use",
        reference.name
    );
    let swap = step.map(|id| document.swap(id, pats, FixClass::Unsafe));
    let replacement = match &swap {
        Some(swap) => format!(
            "{}\n\nand before the template:\n{}",
            swap.line, swap.step_text
        ),
        None => format!(
            "Take the parameter out, and get the token in the job that uses it, in the template itself:\n{}",
            document.token_step_text(&document.new_variable())
        ),
    };
    Some(Found {
        at: reference.at.clone(),
        level: Level::Warning,
        sink: template.rsplit('/').next().unwrap_or(template).to_owned(),
        message,
        replacement,
        fix: swap.map(|swap| swap.fix),
    })
}
