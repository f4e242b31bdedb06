//! One file as the rules see it.

use std::collections::BTreeSet;
use std::ops::Range;
use std::sync::OnceLock;

use crate::docker_args::with_pats;
use crate::kind::Kind;
use crate::language::Language;
use crate::lines::Lines;
use crate::pattern::pattern;
use crate::reference::{Macros, Reference, references};
use crate::script::{Home, Script, StepId};
use crate::steps::{Step, StepList, What, step_lists, variables};
use crate::yaml::{Entry, Node};

pattern!(
    /// `"key": "value"` of JSON, with the value.
    STRING_OF_KEY,
    r#""[^"\n\\]*"[ \t]*:[ \t]*"((?:[^"\\\n]|\\.)*)""#
);

/// One file.
#[derive(Debug)]
pub(crate) struct Document<'t> {
    /// Its path, with `/`, as it is reported.
    pub(crate) path: &'t str,
    /// What it is.
    pub(crate) kind: Kind,
    /// Its text.
    pub(crate) text: &'t str,
    /// Its lines.
    pub(crate) lines: Lines,
    /// Its YAML documents. Empty: it is no YAML.
    pub(crate) yaml: &'t [Node],
    /// Its lists of steps.
    pub(crate) lists: Vec<StepList<'t>>,
    /// The variables that it defines.
    pub(crate) variables: Vec<(&'t str, &'t Node)>,
    /// The service connection for what replaces a PAT.
    pub(crate) connection: &'t str,
    lower: OnceLock<String>,
    build_arguments: OnceLock<BTreeSet<&'t str>>,
}

impl<'t> Document<'t> {
    pub(crate) fn new(
        path: &'t str,
        text: &'t str,
        kind: Kind,
        yaml: &'t [Node],
        connection: &'t str,
    ) -> Self {
        let lists = yaml.iter().flat_map(step_lists).collect();
        let variables = yaml.iter().flat_map(variables).collect();
        Self {
            path,
            kind,
            text,
            lines: Lines::of(text),
            yaml,
            lists,
            variables,
            connection,
            lower: OnceLock::new(),
            build_arguments: OnceLock::new(),
        }
    }

    /// Returns the build arguments of a Dockerfile that hold a PAT.
    pub(crate) fn build_arguments(&self) -> &BTreeSet<&'t str> {
        self.build_arguments.get_or_init(|| with_pats(self.text))
    }

    /// Returns the text in small letters.
    pub(crate) fn lower(&self) -> &str {
        self.lower.get_or_init(|| self.text.to_ascii_lowercase())
    }

    /// Returns the bytes of a range as text.
    pub(crate) fn slice(&self, at: Range<usize>) -> &'t str {
        self.text.get(at).unwrap_or_default()
    }

    /// Returns all steps, with their ids.
    pub(crate) fn steps(&self) -> impl Iterator<Item = (StepId, &Step<'t>)> {
        let lists = self.lists.iter().enumerate();
        lists.flat_map(|(list, steps)| {
            steps
                .steps
                .iter()
                .enumerate()
                .map(move |(step, found)| (StepId { list, step }, found))
        })
    }

    /// Returns a step by its id.
    pub(crate) fn step(&self, id: StepId) -> Option<&Step<'t>> {
        self.lists.get(id.list)?.steps.get(id.step)
    }

    /// Returns all scripts: those of the steps, or the file as one. Of a task, every input that is a command line is a script.
    pub(crate) fn scripts(&self) -> Vec<Script<'t>> {
        if let Kind::Source(language) = self.kind {
            let macros = if language == Language::Make {
                Macros::Replaced
            } else {
                Macros::Kept
            };
            return vec![Script {
                document: self.text,
                at: 0..self.text.len(),
                language,
                macros,
                home: Home::File,
            }];
        }
        if self.kind == Kind::PackageJson {
            return self.package_scripts();
        }
        let mut scripts = Vec::new();
        for (id, step) in self.steps() {
            let mut add = |node: &Node, language| {
                scripts.push(Script {
                    document: self.text,
                    at: node.at.clone(),
                    language,
                    macros: self.macros(),
                    home: Home::Step(id),
                });
            };
            if let Some((node, language)) = step.script {
                add(node, language);
            }
            if matches!(step.what, What::Task(_)) {
                step.inputs()
                    .iter()
                    .filter(|entry| COMMAND_INPUTS.iter().any(|name| entry.has_key(name)))
                    .for_each(|entry| add(&entry.value, Language::Shell));
            }
        }
        scripts
    }

    /// Returns the strings of `package.json`, of which the scripts are command lines.
    fn package_scripts(&self) -> Vec<Script<'t>> {
        let strings = STRING_OF_KEY.captures_iter(self.text.as_bytes());
        strings
            .filter_map(|captures| captures.get(1))
            .map(|string| Script {
                document: self.text,
                at: string.range(),
                language: Language::Shell,
                macros: Macros::Kept,
                home: Home::File,
            })
            .collect()
    }

    /// Returns the references in a value of the YAML.
    pub(crate) fn references(&self, node: &Node) -> Vec<Reference<'t>> {
        references(self.text, node.at.clone(), self.macros())
    }

    /// Calls `visit` with every entry of every mapping of the YAML.
    pub(crate) fn each_entry(&self, visit: &mut impl FnMut(&'t Entry)) {
        self.yaml
            .iter()
            .for_each(|document| document.each_entry(visit));
    }

    fn macros(&self) -> Macros {
        if self.kind == Kind::Pipeline {
            Macros::Replaced
        } else {
            Macros::Kept
        }
    }
}

/// Inputs of tasks that are command lines.
const COMMAND_INPUTS: &[&str] = &[
    "arguments",
    "args",
    "customCommand",
    "scriptArguments",
    "commandOptions",
    "buildArguments",
    "additionalArguments",
];
