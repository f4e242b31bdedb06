//! Tells whether the steps behind a checkout use Git over the network.

use std::collections::BTreeSet;

use crate::document::Document;
use crate::pattern::pattern;
use crate::script::{Home, StepId};
use crate::steps::{Step, What};
use crate::yaml::Node;

/// What comes after a checkout in its job.
#[derive(Debug)]
pub(crate) enum Later {
    /// No step that uses Git over the network.
    Nothing,
    /// A step that may.
    Step(StepId),
    /// Steps of the pipeline that uses this template, which are not seen here.
    OutOfSight,
}

/// The steps that may use Git over the network, in order.
#[derive(Debug)]
pub(crate) struct GitSteps {
    steps: Vec<StepId>,
    /// Where the lists begin that are the steps of templates: those of the pipeline come behind them.
    templates: BTreeSet<usize>,
}

impl GitSteps {
    /// Collects those of a file.
    pub(crate) fn of(document: &Document<'_>) -> Self {
        let scripts = document.scripts();
        let by_script = scripts.iter().filter_map(|script| match script.home {
            Home::Step(step) if uses_git(script.text()) => Some(step),
            _ => None,
        });
        let by_what = document
            .steps()
            .filter(|(_, step)| may_use_git(step))
            .map(|(step, _)| step);
        let mut steps: Vec<_> = by_script.chain(by_what).collect();
        steps.sort_by_key(|step| (step.list, step.step));
        Self {
            steps,
            templates: document.yaml.iter().filter_map(steps_of_template).collect(),
        }
    }

    /// Looks for Git in the steps behind a checkout.
    pub(crate) fn after(&self, document: &Document<'_>, id: StepId) -> Later {
        let next = self
            .steps
            .partition_point(|step| (step.list, step.step) <= (id.list, id.step));
        match self.steps.get(next).filter(|step| step.list == id.list) {
            Some(step) => Later::Step(*step),
            None if self.is_in_template(document, id) => Later::OutOfSight,
            None => Later::Nothing,
        }
    }

    fn is_in_template(&self, document: &Document<'_>, id: StepId) -> bool {
        let list = document.lists.get(id.list);
        list.is_some_and(|list| self.templates.contains(&list.node.at.start))
    }
}

/// Returns where the steps of a template begin. `None`: it is a pipeline, or something else.
fn steps_of_template(root: &Node) -> Option<usize> {
    let pipeline = ["trigger", "pr", "pool", "schedules", "resources"]
        .iter()
        .any(|key| root.entry(key).is_some());
    let template = !pipeline && root.entry("parameters").is_some();
    root.get("steps")
        .filter(|_| template)
        .map(|steps| steps.at.start)
}

pattern!(
    GIT,
    r#"(?i)\bgit(?:\.exe)?["']?(?:\s+(?:-c\s+\S+|--?[a-z][a-z\-]*(?:=\S+)?))*\s+(?P<command>[a-z][a-z\-]*)"#
);

/// Tells whether a script uses Git over the network, or starts something that may: a script or tool whose text is not here.
fn uses_git(script: &str) -> bool {
    let lower = script.to_ascii_lowercase();
    let starts = STARTERS.iter().any(|word| lower.contains(word));
    starts
        || GIT
            .captures_iter(script.as_bytes())
            .filter_map(|found| found.name("command"))
            .filter_map(|command| script.get(command.range()))
            .any(|command| {
                !LOCAL
                    .iter()
                    .any(|local| local.eq_ignore_ascii_case(command))
            })
}

/// Tells whether a step may use Git, without regard to its script.
fn may_use_git(step: &Step<'_>) -> bool {
    match step.what {
        What::Script | What::Checkout(_) | What::Other => false,
        What::Action(_) | What::Template(_) => true,
        What::Task(_) => {
            let harmless = step
                .task()
                .is_some_and(|task| WITHOUT_GIT.iter().any(|start| task.starts_with(start)));
            step.script.is_none() && !harmless
        }
    }
}

/// Words of scripts that start something else.
const STARTERS: &[&str] = &[
    ".sh",
    ".ps1",
    ".py",
    ".js",
    ".mjs",
    ".cjs",
    ".ts",
    ".cmd",
    ".bat",
    "./",
    "npm ",
    "npx ",
    "yarn",
    "pnpm",
    "make",
    "gitversion",
    "semantic-release",
    "lerna",
    "terraform",
    "go ",
    "cargo ",
    "pip ",
    "poetry",
    "bundle",
    "composer",
    "gradle",
    "mvn",
    "invoke-",
];
/// Commands of Git that stay on the machine.
const LOCAL: &[&str] = &[
    "add",
    "am",
    "apply",
    "blame",
    "branch",
    "cat-file",
    "cherry-pick",
    "clean",
    "commit",
    "config",
    "describe",
    "diff",
    "for-each-ref",
    "format-patch",
    "grep",
    "init",
    "log",
    "ls-files",
    "merge",
    "merge-base",
    "mv",
    "name-rev",
    "rebase",
    "reset",
    "rev-list",
    "rev-parse",
    "rm",
    "shortlog",
    "show",
    "stash",
    "status",
    "symbolic-ref",
    "tag",
    "version",
];
/// Tasks that use no Git, by the start of their names in small letters.
const WITHOUT_GIT: &[&str] = &[
    "patless",
    "usenode",
    "nodetool",
    "usepythonversion",
    "usedotnet",
    "userubyversion",
    "javatoolinstaller",
    "publishtestresults",
    "publishcodecoverageresults",
    "publishbuildartifacts",
    "publishpipelineartifact",
    "downloadbuildartifacts",
    "downloadpipelineartifact",
    "copyfiles",
    "deletefiles",
    "archivefiles",
    "extractfiles",
    "cache",
    "vstest",
    "nugetauthenticate",
    "npmauthenticate",
    "pipauthenticate",
    "dotnetcorecli",
];
