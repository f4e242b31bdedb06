//! A PAT is kept in Key Vault, and read from there.

use std::collections::BTreeMap;
use std::ops::Range;

use crate::document::Document;
use crate::fix::{Edit, Fix, FixClass};
use crate::kind::Kind;
use crate::language::Language;
use crate::level::Level;
use crate::names::{Says, says};
use crate::pattern::pattern;
use crate::reference::{Macros, references};
use crate::rule::{Findings, Found, Rule};
use crate::script::StepId;
use crate::steps::{Step, What};
use crate::yaml::Node;

pub(super) const RULE: Rule = Rule {
    id: "keyvault-pat",
    title: "a PAT is read from Key Vault",
    fix: FixClass::Unsafe,
    needles: &["keyvault", "key_vault_secret"],
    look,
};

pattern!(NAME, r"[A-Za-z0-9][A-Za-z0-9\-]{0,126}");
pattern!(
    SHOWN,
    r#"(?i)\bkeyvault\s+secret\s+(?:show|download|set)\b(?:[^\n|;&\\`]|\\\r?\n|`\r?\n){0,300}?\s(?:(?:--name|-n)[\s=]\s{0,8}["']?|--id[\s=]\s{0,8}["']?https://[^\s"'/]{1,100}/secrets/)(?P<name>[a-z0-9][a-z0-9\-]{0,126})"#
);
pattern!(
    GOT,
    r#"(?i)\b(?:Get|Set)-AzKeyVaultSecret\b(?:[^\n|;`]|`\r?\n){0,300}?\s-(?:Secret)?Name\s+["']?(?P<name>[a-z0-9][a-z0-9\-]{0,126})"#
);
pattern!(
    RESOURCE,
    r#""azurerm_key_vault_secret"\s+"[^"\n]{0,100}"\s*\{[^{}]{0,500}?\bname\s{0,40}=\s{0,40}"(?P<name>[A-Za-z0-9][A-Za-z0-9\-]{0,126})""#
);

fn look(document: &Document<'_>, findings: &mut Findings) {
    let token_step = document.token_step_text(&document.new_variable());
    if document.kind == Kind::Pipeline {
        let uses = Uses::of(document);
        for (id, step) in document.steps() {
            if step.task().as_deref() == Some("azurekeyvault")
                && let Some(filter) = step.input("SecretsFilter")
                && document.references(filter).is_empty()
            {
                findings
                    .found
                    .extend(in_filter(document, &uses, id, step, filter, &token_step));
            }
        }
    }
    for script in document.scripts() {
        let patterns: &[_] = match script.language {
            Language::Terraform => &[&RESOURCE],
            _ => &[&SHOWN, &GOT],
        };
        for pattern in patterns {
            for name in script.find(pattern).filter_map(|found| found.group("name")) {
                if says(document.slice(name.clone())) == Says::Pat {
                    findings.add(found(document, name, None, &token_step));
                }
            }
        }
    }
}

fn in_filter(
    document: &Document<'_>,
    uses: &Uses,
    id: StepId,
    step: &Step<'_>,
    filter: &Node,
    token_step: &str,
) -> Vec<Found> {
    let start = filter.at.start;
    let names: Vec<Range<usize>> = NAME
        .find_iter(document.slice(filter.at.clone()).as_bytes())
        .map(|name| start + name.start()..start + name.end())
        .collect();
    let is_pat = |name: &&Range<usize>| says(document.slice((*name).clone())) == Says::Pat;
    let pats: Vec<_> = names.iter().filter(is_pat).collect();
    let edit = match pats.as_slice() {
        [name] if !uses.is_rewritten(document.slice((*name).clone())) => None,
        [_] if names.len() == 1 => without_step(document, id, step),
        [name] => Some(without_name(&names, name)),
        _ => None,
    };
    let fix = edit.map(|edit| Fix {
        class: FixClass::Unsafe,
        edits: vec![edit],
        token_step: None,
    });
    pats.into_iter()
        .map(|name| found(document, name.clone(), fix.clone(), token_step))
        .collect()
}

fn found(document: &Document<'_>, name: Range<usize>, fix: Option<Fix>, token_step: &str) -> Found {
    let text = document.slice(name.clone());
    Found {
        message: format!("the secret {text} in Key Vault is a PAT by its name"),
        replacement: format!(
            "Delete the name here, and the secret {text} once nothing reads it. In a pipeline, get a token instead:\n{token_step}"
        ),
        at: name,
        level: Level::Warning,
        sink: "Key Vault".to_owned(),
        fix,
    }
}

/// Which variables the file uses only where the rules about `env` and inputs put a token in their place.
#[derive(Default)]
struct Uses {
    /// By the name in small letters.
    rewritten: BTreeMap<String, bool>,
}

impl Uses {
    fn of(document: &Document<'_>) -> Self {
        let mut places: Vec<Range<usize>> = document
            .steps()
            .flat_map(|(_, step)| {
                let inputs: &[_] = match step.what {
                    What::Task(_) if step.script.is_none() => step.inputs(),
                    _ => &[],
                };
                step.env().iter().chain(inputs)
            })
            .map(|entry| entry.value.at.clone())
            .collect();
        places.sort_by_key(|place| place.start);
        let mut uses = Self::default();
        for reference in references(document.text, 0..document.text.len(), Macros::Replaced) {
            let before = places.partition_point(|place| place.start <= reference.at.start);
            let inside = before
                .checked_sub(1)
                .and_then(|last| places.get(last))
                .is_some_and(|place| reference.at.end <= place.end);
            *uses
                .rewritten
                .entry(reference.name.to_ascii_lowercase())
                .or_insert(true) &= inside;
        }
        uses
    }

    fn is_rewritten(&self, name: &str) -> bool {
        self.rewritten
            .get(&name.to_ascii_lowercase())
            .is_some_and(|rewritten| *rewritten)
    }
}

/// Takes a name out of a list of several, with its comma.
fn without_name(names: &[Range<usize>], name: &Range<usize>) -> Edit {
    let next = names.iter().find(|other| other.start > name.start);
    let before = names.iter().rev().find(|other| other.end < name.end);
    let at = match (next, before) {
        (Some(next), _) => name.start..next.start,
        (None, Some(before)) => before.end..name.end,
        (None, None) => name.clone(),
    };
    Edit {
        at,
        text: String::new(),
    }
}

/// Takes the whole step out. `None`: it is the only one, or not written on lines of its own.
fn without_step(document: &Document<'_>, id: StepId, step: &Step<'_>) -> Option<Edit> {
    let list = document.lists.get(id.list)?.node;
    let alone = list
        .items()
        .get(step.item)
        .is_some_and(|item| std::ptr::eq(item, step.node));
    let first = document
        .lines
        .range(document.text, document.lines.index(step.node.at.start));
    let last = document
        .lines
        .range(document.text, document.lines.index(step.node.at.end));
    let after = document.text.get(last.end..)?;
    let ending = if after.starts_with("\r\n") {
        2
    } else {
        after.len().min(1)
    };
    let dash = document.slice(first.start..step.node.at.start).trim();
    (alone && dash == "-" && list.items().len() > 1).then(|| Edit {
        at: first.start..last.end + ending,
        text: String::new(),
    })
}
