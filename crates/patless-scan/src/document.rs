//! One file as the rules see it.

use std::cell::{OnceCell, RefCell};
use std::collections::{BTreeMap, BTreeSet};
use std::ops::Range;

use crate::assignments::Assignments;
use crate::docker_args::with_pats;
use crate::kind::Kind;
use crate::known::Known;
use crate::language::Language;
use crate::lines::Lines;
use crate::pattern::pattern;
use crate::reference::{Macros, Reference, references};
use crate::script::{Home, Script, StepId};
use crate::servers::{Server, names_azure_devops, server};
use crate::sets::Sets;
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
    /// The first value of each variable, by its name in small letters.
    values: BTreeMap<String, &'t Node>,
    /// The variables that its steps set.
    pub(crate) sets: Sets,
    /// What its scripts assign, by where they begin: filled when first asked for.
    assignments: RefCell<BTreeMap<usize, Assignments>>,
    /// Whose servers its scripts name, by where they begin: filled when first asked for.
    servers: RefCell<BTreeMap<usize, Server>>,
    /// The variable that a new step sets: found when first asked for.
    pub(crate) new_variable: OnceCell<String>,
    /// The service connection for what replaces a PAT.
    pub(crate) connection: &'t str,
    lower: OnceCell<String>,
    /// What was found out before.
    pub(crate) known: Known<'t>,
    build_arguments: OnceCell<BTreeSet<&'t str>>,
}

impl<'t> Document<'t> {
    pub(crate) fn new(
        path: &'t str,
        text: &'t str,
        kind: Kind,
        yaml: &'t [Node],
        connection: &'t str,
    ) -> Self {
        let lists: Vec<_> = yaml.iter().flat_map(step_lists).collect();
        let sets = Sets::of(text, &lists);
        let variables: Vec<_> = yaml.iter().flat_map(variables).collect();
        let mut values = BTreeMap::new();
        for (name, value) in &variables {
            values.entry(name.to_ascii_lowercase()).or_insert(*value);
        }
        Self {
            path,
            kind,
            text,
            lines: Lines::of(text),
            yaml,
            lists,
            variables,
            values,
            sets,
            assignments: RefCell::default(),
            servers: RefCell::default(),
            new_variable: OnceCell::new(),
            connection,
            lower: OnceCell::new(),
            known: Known::default(),
            build_arguments: OnceCell::new(),
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

    /// Returns the line of a script that assigns a variable.
    pub(crate) fn assignment(&self, script: &Script<'_>, name: &str) -> Option<Range<usize>> {
        let mut known = self.assignments.borrow_mut();
        let of_script = known
            .entry(script.at.start)
            .or_insert_with(|| Assignments::of(script));
        of_script.line(name)
    }

    /// Returns the value that the file defines for a variable.
    pub(crate) fn value(&self, name: &str) -> Option<&'t Node> {
        self.values.get(&name.to_ascii_lowercase()).copied()
    }

    /// Tells whose server a script names.
    pub(crate) fn server_in(&self, script: &Script<'_>) -> Server {
        let mut known = self.servers.borrow_mut();
        *known
            .entry(script.at.start)
            .or_insert_with(|| match server(script.text()) {
                // Functions for others to call often say whose server it is only in their names.
                Server::Unnamed if names_azure_devops(script.text()) => Server::AzureDevOps,
                named => named,
            })
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

    /// Returns all text that a program may read: the scripts, all other values of YAML, and whole files of settings.
    pub(crate) fn texts(&self) -> Vec<Script<'t>> {
        let mut texts = self.scripts();
        let settings = |at, home| Script {
            document: self.text,
            at,
            language: Language::Settings,
            macros: self.macros(),
            home,
        };
        if self.yaml.is_empty() {
            if texts.is_empty() && self.kind != Kind::Other {
                texts.push(settings(0..self.text.len(), Home::File));
            }
            return texts;
        }
        let scripts: BTreeSet<usize> = texts.iter().map(|script| script.at.start).collect();
        let mut steps: Vec<(&Range<usize>, StepId)> =
            self.steps().map(|(id, step)| (&step.node.at, id)).collect();
        steps.sort_by_key(|(at, _)| at.start);
        let mut scalars = Vec::new();
        self.yaml
            .iter()
            .for_each(|node| add_scalars(node, &mut scalars));
        for at in scalars {
            if scripts.contains(&at.start) {
                continue;
            }
            let before = steps.partition_point(|(step, _)| step.start <= at.start);
            let step = before
                .checked_sub(1)
                .and_then(|last| steps.get(last))
                .filter(|(step, _)| at.end <= step.end);
            texts.push(settings(
                at,
                step.map_or(Home::File, |(_, id)| Home::Step(*id)),
            ));
        }
        texts
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

/// Adds the bytes of the scalars that are values.
fn add_scalars(node: &Node, scalars: &mut Vec<Range<usize>>) {
    if node.text().is_some() {
        scalars.push(node.at.clone());
    }
    for inner in node
        .items()
        .iter()
        .chain(node.entries().iter().map(|entry| &entry.value))
    {
        add_scalars(inner, scalars);
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
