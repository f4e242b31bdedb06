//! Finds out what a variable holds: by the mapping, the assignment or the step that sets it, and at last by its name.

use crate::docker_args::comes_in;
use crate::document::Document;
use crate::language::Language;
use crate::names::{Says, says};
use crate::reference::{Form, Reference};
use crate::script::{Home, Script, StepId};
use crate::yaml::Node;

/// What a variable holds.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Holds {
    /// A PAT that is stored somewhere.
    StoredPat,
    /// A mapping of the same step, job or file gives it a value. The mapping is where the PAT comes in, and has its own finding.
    Mapped,
    /// The token of the job.
    JobToken,
    /// A token of Microsoft Entra: the task, the verbs, or az got it.
    Fresh,
    /// A secret of another service.
    Foreign,
    /// Nobody knows.
    Unknown,
}

impl Holds {
    /// Tells whether a sink that only takes PATs of Azure DevOps gets one here: yes, unless something else is known.
    pub(crate) fn may_be_pat(self) -> bool {
        matches!(self, Self::StoredPat | Self::Unknown)
    }
}

/// So many steps back are followed.
const FAR: usize = 4;

impl Document<'_> {
    /// Says what a reference in a script holds.
    pub(crate) fn holds(&self, script: &Script<'_>, reference: &Reference<'_>) -> Holds {
        let step = match script.home {
            Home::File => None,
            Home::Step(step) => Some(step),
        };
        if reference.form == Form::Variable {
            if let Some(value) = step.and_then(|step| self.mapped(step, reference.name)) {
                return match self.value_holds(value, step, FAR) {
                    known @ (Holds::JobToken | Holds::Fresh | Holds::Foreign) => known,
                    Holds::StoredPat | Holds::Mapped | Holds::Unknown => Holds::Mapped,
                };
            }
            if script.language == Language::Docker && comes_in(self, reference.name) {
                return Holds::Mapped;
            }
            if let Some(holds) = self.assigned(script, reference, FAR) {
                return holds;
            }
        }
        self.variable_holds(reference.name, step, FAR)
    }

    /// Says what a value of the YAML holds: that of the first reference in it that says something.
    pub(crate) fn node_holds(&self, value: &Node, step: Option<StepId>) -> Holds {
        self.value_holds(value, step, FAR)
    }

    fn value_holds(&self, value: &Node, step: Option<StepId>, far: usize) -> Holds {
        let held = self
            .references(value)
            .into_iter()
            .map(|reference| self.variable_holds(reference.name, step, far));
        held.into_iter()
            .find(|holds| *holds != Holds::Unknown)
            .unwrap_or(Holds::Unknown)
    }

    /// Says what a variable of the pipeline holds at a step.
    pub(crate) fn variable_holds(&self, name: &str, step: Option<StepId>, far: usize) -> Holds {
        if says(name) == Says::JobToken {
            return Holds::JobToken;
        }
        if let Some(holds) = step.and_then(|step| self.set_before(step, name)) {
            return holds;
        }
        if far > 0
            && let Some((_, value)) = self
                .variables
                .iter()
                .find(|(defined, _)| defined.eq_ignore_ascii_case(name))
            && value.text().is_some_and(|text| !text.is_empty())
        {
            match self.value_holds(value, step, far - 1) {
                Holds::Unknown => {}
                known => return known,
            }
        }
        match says(name) {
            Says::Pat => Holds::StoredPat,
            Says::JobToken => Holds::JobToken,
            Says::Foreign => Holds::Foreign,
            Says::Nothing => Holds::Unknown,
        }
    }

    /// Returns the value that a step's `env` gives to a variable, or that of its job or workflow.
    fn mapped(&self, id: StepId, name: &str) -> Option<&Node> {
        let step = self.step(id)?;
        let own = step
            .env()
            .iter()
            .find(|entry| entry.name() == name)
            .map(|entry| &entry.value);
        own.or_else(|| {
            self.yaml
                .iter()
                .find_map(|document| job_env(document, step.node, name))
        })
    }

    /// Says what an earlier step of the same list has set a variable to.
    fn set_before(&self, id: StepId, name: &str) -> Option<Holds> {
        let list = self.lists.get(id.list)?;
        let earlier = list.steps.get(..id.step)?;
        earlier.iter().rev().find_map(|step| {
            if step.task().is_some_and(|task| task == "patless") {
                let sets = ["variable", "variables"]
                    .iter()
                    .filter_map(|input| step.input(input)?.text());
                return sets
                    .flat_map(|text| text.split(['\n', ',', ' ', '=']))
                    .any(|word| word.trim().eq_ignore_ascii_case(name))
                    .then_some(Holds::Fresh);
            }
            let script = step.script?.0;
            let text = self.slice(script.at.clone());
            let set = format!("setvariable variable={}", name.to_ascii_lowercase());
            let lower = text.to_ascii_lowercase();
            let at = lower.find(&set)?;
            // A longer name is another one.
            let ends = !lower
                .get(at + set.len()..)?
                .starts_with(|letter: char| letter.is_ascii_alphanumeric() || letter == '_');
            ends.then(|| {
                if gets_token(text) {
                    Holds::Fresh
                } else {
                    Holds::Unknown
                }
            })
        })
    }

    /// Says what the script itself assigns to a variable.
    fn assigned(
        &self,
        script: &Script<'_>,
        reference: &Reference<'_>,
        far: usize,
    ) -> Option<Holds> {
        if far == 0 {
            return None;
        }
        let line = script
            .text()
            .lines()
            .filter(|line| assigns(line, reference.name))
            .find(|line| !line.trim_start().starts_with('#'))?;
        let lower = line.to_ascii_lowercase();
        if gets_token(line) {
            return Some(Holds::Fresh);
        }
        if lower.contains("system_accesstoken") || lower.contains("system.accesstoken") {
            return Some(Holds::JobToken);
        }
        let start = line
            .as_ptr()
            .addr()
            .checked_sub(self.text.as_ptr().addr())?;
        let inside = script.references(start..start + line.len());
        let others = inside
            .iter()
            .filter(|other| !other.name.eq_ignore_ascii_case(reference.name));
        others
            .map(|other| {
                self.assigned(script, other, far - 1)
                    .unwrap_or_else(|| self.holds_by_step(script, other))
            })
            .find(|holds| *holds != Holds::Unknown)
    }

    fn holds_by_step(&self, script: &Script<'_>, reference: &Reference<'_>) -> Holds {
        match script.home {
            Home::Step(step) => match self.mapped(step, reference.name) {
                Some(value) => match self.value_holds(value, Some(step), FAR) {
                    Holds::StoredPat | Holds::Unknown => Holds::Mapped,
                    known => known,
                },
                None => self.variable_holds(reference.name, Some(step), FAR),
            },
            Home::File => self.variable_holds(reference.name, None, FAR),
        }
    }
}

/// Tells whether a line gets a token of Entra by hand or from Patless.
pub(crate) fn gets_token(text: &str) -> bool {
    let lower = text.to_ascii_lowercase();
    [
        "get-access-token",
        "get-azaccesstoken",
        "patless token",
        "azd auth token",
    ]
    .iter()
    .any(|way| lower.contains(way))
}

/// Tells whether a line assigns a variable: `X=`, `export X=`, `$X =`, `$env:X =`, `set X=`, `ARG X`.
fn assigns(line: &str, name: &str) -> bool {
    let line = line.trim_start();
    let line = [
        "export ",
        "set ",
        "$env:",
        "local ",
        "declare ",
        "readonly ",
        "const ",
        "let ",
        "var ",
        "$",
        "[string]$",
        "- ",
        "ENV ",
        "ARG ",
    ]
    .iter()
    .find_map(|start| line.strip_prefix(start))
    .unwrap_or(line);
    let Some(rest) = line
        .get(..name.len())
        .filter(|start| start.eq_ignore_ascii_case(name))
        .and_then(|_| line.get(name.len()..))
    else {
        return false;
    };
    let rest = rest.trim_start();
    rest.starts_with('=') && !rest.starts_with("==")
}

/// Finds the `env` of the mapping around a step: a job or a workflow.
fn job_env<'n>(around: &'n Node, step: &Node, name: &str) -> Option<&'n Node> {
    if !(around.at.start <= step.at.start && step.at.end <= around.at.end)
        || std::ptr::eq(around, step)
    {
        return None;
    }
    let inner = around
        .items()
        .iter()
        .chain(around.entries().iter().map(|entry| &entry.value))
        .find_map(|inner| job_env(inner, step, name));
    inner.or_else(|| {
        around
            .get("env")?
            .entries()
            .iter()
            .find(|entry| entry.name() == name)
            .map(|entry| &entry.value)
    })
}
