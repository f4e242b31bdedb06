//! Tells whether the steps behind a checkout use Git over the network.

use std::ops::Range;

use crate::document::Document;
use crate::pattern::pattern;
use crate::script::{Home, StepId};
use crate::steps::{Step, StepList, What};
use crate::yaml::{Entry, Node};

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
    /// For each list, its last item that stands for steps of a parameter.
    expressions: Vec<Option<usize>>,
    /// The parameters that templates get, without those in them.
    parameters: Vec<Range<usize>>,
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
        let mut parameters: Vec<Range<usize>> = Vec::new();
        document.each_entry(&mut |entry| {
            let at = &entry.value.at;
            let is_new = parameters.last().is_none_or(|last| last.end <= at.start);
            if is_new && entry.has_key("parameters") {
                parameters.push(at.clone());
            }
        });
        Self {
            steps,
            expressions: document.lists.iter().map(last_expression).collect(),
            parameters,
        }
    }

    /// Looks for Git in the steps behind a checkout.
    pub(crate) fn after(&self, document: &Document<'_>, id: StepId) -> Later {
        let next = self
            .steps
            .partition_point(|step| (step.list, step.step) <= (id.list, id.step));
        match self.steps.get(next).filter(|step| step.list == id.list) {
            Some(step) => Later::Step(*step),
            None if self.others_may_follow(document, id) => Later::OutOfSight,
            None => Later::Nothing,
        }
    }

    /// Tells whether steps that are not seen here may come behind a checkout, or Git may ask for what the checkout left out.
    fn others_may_follow(&self, document: &Document<'_>, id: StepId) -> bool {
        let Some((list, checkout)) = document.lists.get(id.list).zip(document.step(id)) else {
            return true;
        };
        let partial = checkout.node.get("fetchFilter").is_some();
        let expression = self.expressions.get(id.list).copied().flatten();
        let unread = expression.is_some_and(|item| item >= checkout.item);
        let at = &list.node.at;
        let before = self.parameters.partition_point(|it| it.start <= at.start);
        let around = before.checked_sub(1).and_then(|it| self.parameters.get(it));
        let passed_on = around.is_some_and(|around| at.end <= around.end);
        partial || unread || passed_on || is_template(document, id)
    }
}

/// Finds the last item of a list that is no step: `${{ parameters.steps }}` is a list, `${{ each }}` one of its steps.
fn last_expression(list: &StepList<'_>) -> Option<usize> {
    let is_step = |place: usize, item: &Node| {
        let first = list.steps.partition_point(|step| step.item < place);
        let step = list.steps.get(first);
        step.is_some_and(|step| std::ptr::eq(step.node, item))
    };
    let items = list.node.items().iter().enumerate();
    let mut expressions =
        items.filter(|(place, item)| !is_step(*place, item) && holds_expression(item));
    expressions.next_back().map(|(place, _)| place)
}

/// Tells whether an item stands for steps of a parameter, alone or below a condition.
fn holds_expression(item: &Node) -> bool {
    let is_expression = |text: &str| text.trim_start().starts_with("${{");
    let in_entry = |entry: &Entry| {
        let name = entry.name().to_ascii_lowercase();
        is_expression(&name)
            && (name.contains("each ")
                || name.contains("insert")
                || entry.value.text().is_some_and(is_expression)
                || entry.value.items().iter().any(holds_expression))
    };
    item.text().is_some_and(is_expression) || item.entries().iter().any(in_entry)
}

/// Tells whether a list may be the steps of a template: those of the pipeline come behind it. A pipeline has something else beside
/// its steps, or the name of one.
fn is_template(document: &Document<'_>, id: StepId) -> bool {
    let Some(list) = document.lists.get(id.list) else {
        return false;
    };
    let name = document.path.rsplit('/').next().unwrap_or_default();
    let named = name.to_ascii_lowercase().contains("azure-pipelines");
    document.yaml.iter().any(|root| {
        let own = root
            .get("steps")
            .is_some_and(|steps| std::ptr::eq(steps, list.node));
        let only_steps = root
            .entries()
            .iter()
            .all(|entry| entry.has_key("steps") || entry.has_key("parameters"));
        own && only_steps && !(named && root.entry("parameters").is_none())
    })
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
    "bash ",
    "sh ",
    "source ",
    "python",
    "rake",
    "cmake",
    "bazel",
    "nuke",
    "cake",
    "just ",
    "task ",
    "dotnet run",
    "dotnet tool",
    "nbgv",
    "tofu ",
    "terragrunt",
    "packer",
    "helm ",
    "ansible",
    "flutter",
    "dart ",
    "swift ",
    "pod ",
    "mix ",
    "uv ",
    "uvx ",
    "pdm ",
    "nx ",
    "turbo ",
    "bun ",
    "deno ",
    "sbt",
    "pre-commit",
    "semantic_release",
    "changeset",
    "eval ",
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
