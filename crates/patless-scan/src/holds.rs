//! Finds out what a variable holds: by the mapping, the assignment or the step that sets it, and at last by its name.

use std::ops::Range;

use crate::document::Document;
pub(crate) use crate::held::Holds;
use crate::kind::Kind;
use crate::known::Asked;
use crate::language::Language;
use crate::names::{Says, of_azure_devops, says};
use crate::reference::{Form, Macros, Reference};
use crate::scopes::Scopes;
use crate::script::{Home, Script, StepId};
use crate::sets::Setter;
use crate::yaml::Node;

/// So many steps back are followed.
const FAR: usize = 4;

/// So many variables of one line are followed: lines with hundreds that lead to hundreds would take hours.
const FEW: usize = 3;

impl<'t> Document<'t> {
    /// Answers from what is known, or finds out.
    fn known(&self, asked: Asked, find: impl FnOnce() -> Option<Holds>) -> Option<Holds> {
        if let Some(known) = self.known.holds.borrow().get(&asked) {
            return *known;
        }
        let found = find();
        self.known.holds.borrow_mut().insert(asked, found);
        found
    }

    /// Returns the first references of a value.
    fn few_references(&self, value: &Node) -> Vec<Reference<'t>> {
        let mut known = self.known.few.borrow_mut();
        let few = known.entry(value.at.start).or_insert_with(|| {
            let mut references = self.references(value);
            references.truncate(FEW);
            references
        });
        few.clone()
    }

    /// Returns the value that `env` gives to a variable of a step: that of the step, or of what is around it.
    fn mapped(&self, id: StepId, name: &str) -> Option<&'t Node> {
        let scopes = &self.known.scopes;
        let scopes = scopes.get_or_init(|| Scopes::of(self.yaml));
        scopes.value(self.step(id)?.node, name)
    }

    /// Says what a reference in a script holds.
    pub(crate) fn holds(&self, script: &Script<'_>, reference: &Reference<'_>) -> Holds {
        self.holds_far(script, reference, FAR)
    }

    fn holds_far(&self, script: &Script<'_>, reference: &Reference<'_>, far: usize) -> Holds {
        let step = match script.home {
            Home::File => None,
            Home::Step(step) => Some(step),
        };
        if self.is_output(reference) {
            return Holds::Mapped;
        }
        if reference.form == Form::Variable {
            if let Some(value) = step.and_then(|step| self.mapped(step, reference.name)) {
                return match self.value_holds(value, step, far) {
                    Holds::StoredPat => Holds::Mapped,
                    // By such a name, the mapping has a finding too.
                    Holds::Unknown if says(reference.name) == Says::Pat => Holds::Mapped,
                    known => known,
                };
            }
            if script.language == Language::Docker
                && self.build_arguments().contains(reference.name)
            {
                return Holds::Mapped;
            }
            if let Some(holds) = self.assigned(script, reference, far) {
                return holds;
            }
        }
        self.variable_holds(reference.name, step, far)
    }

    /// Tells whether a reference is what another step or job has found out: the PAT came in there.
    fn is_output(&self, reference: &Reference<'_>) -> bool {
        let text = self.slice(reference.at.clone());
        reference.form == Form::Expression
            && ["steps.", "needs.", "dependencies."]
                .iter()
                .any(|from| text.contains(from))
    }

    /// Says what a value of the YAML holds: that of the first reference in it that says something.
    pub(crate) fn node_holds(&self, value: &Node, step: Option<StepId>) -> Holds {
        self.value_holds(value, step, FAR)
    }

    /// Says what a reference in the YAML holds.
    pub(crate) fn reference_holds(&self, reference: &Reference<'_>, step: Option<StepId>) -> Holds {
        self.variable_holds(reference.name, step, FAR)
    }

    fn value_holds(&self, value: &Node, step: Option<StepId>, far: usize) -> Holds {
        let asked = Asked::Value(value.at.start, step, far);
        let held = self.known(asked, || {
            let references = if far == FAR {
                self.references(value)
            } else {
                self.few_references(value)
            };
            let mut held = references.into_iter().map(|reference| {
                if self.is_output(&reference) {
                    Holds::Mapped
                } else {
                    self.variable_holds(reference.name, step, far)
                }
            });
            held.find(|holds| *holds != Holds::Unknown)
        });
        held.unwrap_or(Holds::Unknown)
    }

    /// Says what a variable of the pipeline holds at a step.
    pub(crate) fn variable_holds(&self, name: &str, step: Option<StepId>, far: usize) -> Holds {
        if says(name) == Says::JobToken {
            return Holds::JobToken;
        }
        if let Some(holds) = step.and_then(|step| self.set_before(step, name, far)) {
            return holds;
        }
        if far > 0
            && let Some(value) = self.value(name)
            && value.text().is_some_and(|text| !text.is_empty())
        {
            match self.value_holds(value, step, far - 1) {
                Holds::Unknown => {}
                known => return known,
            }
        }
        match says(name) {
            // In a workflow of GitHub, `PAT` is more often one of GitHub.
            Says::Pat if self.kind == Kind::Workflow && !of_azure_devops(name) => Holds::Unknown,
            Says::Pat => Holds::StoredPat,
            Says::JobToken => Holds::JobToken,
            Says::Foreign => Holds::Foreign,
            Says::Nothing => Holds::Unknown,
        }
    }

    /// Says what an earlier step of the same list has set a variable to.
    fn set_before(&self, id: StepId, name: &str, far: usize) -> Option<Holds> {
        let (step, setter) = self.sets.before(id, name)?;
        let Setter::Script(value) = setter else {
            return Some(Holds::Fresh);
        };
        let asked = Asked::Set(value.start, far);
        self.known(asked, || self.set_by_step(step, value, far))
    }

    fn set_by_step(&self, step: StepId, value: &Range<usize>, far: usize) -> Option<Holds> {
        let (node, language) = self.step(step)?.script?;
        if gets_token(self.slice(node.at.clone())) {
            return Some(Holds::Fresh);
        }
        let script = Script {
            document: self.text,
            at: node.at.clone(),
            language,
            macros: Macros::Replaced,
            home: Home::Step(step),
        };
        let first = script.references(value.clone()).into_iter().next();
        Some(match first.filter(|_| far > 0) {
            Some(reference) => match self.holds_far(&script, &reference, far - 1) {
                // That script is where the PAT comes in.
                Holds::StoredPat => Holds::Mapped,
                known => known,
            },
            None => Holds::Unknown,
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
        let asked = Asked::Assigned(script.at.start, reference.name.to_ascii_lowercase(), far);
        self.known(asked, || self.assigned_by_line(script, reference, far))
    }

    fn assigned_by_line(
        &self,
        script: &Script<'_>,
        reference: &Reference<'_>,
        far: usize,
    ) -> Option<Holds> {
        let line = self.assignment(script, reference.name)?;
        let text = self.slice(line.clone());
        let lower = text.to_ascii_lowercase();
        if gets_token(text) {
            return Some(Holds::Fresh);
        }
        if is_pattern(text, script.language) {
            return Some(Holds::Foreign);
        }
        let inside = script.references(line);
        let others = inside
            .iter()
            .filter(|other| !other.name.eq_ignore_ascii_case(reference.name));
        let held = others.take(FEW).map(|other| {
            self.assigned(script, other, far - 1)
                .unwrap_or_else(|| self.holds_by_step(script, other, far - 1))
        });
        let held: Vec<_> = held.filter(|holds| *holds != Holds::Unknown).collect();
        let of_job = lower.contains("system_accesstoken") || lower.contains("system.accesstoken");
        // In `$env:ADO_PAT ?? $env:SYSTEM_ACCESSTOKEN`, the PAT counts.
        let pat = held
            .iter()
            .find(|holds| matches!(holds, Holds::StoredPat | Holds::Mapped))
            .filter(|_| of_job);
        pat.or_else(|| held.first().filter(|_| !of_job))
            .copied()
            .or_else(|| of_job.then_some(Holds::JobToken))
    }

    fn holds_by_step(&self, script: &Script<'_>, reference: &Reference<'_>, far: usize) -> Holds {
        match script.home {
            Home::Step(step) => match self.mapped(step, reference.name) {
                Some(value) => match self.value_holds(value, Some(step), far) {
                    Holds::StoredPat => Holds::Mapped,
                    Holds::Unknown if says(reference.name) == Says::Pat => Holds::Mapped,
                    known => known,
                },
                None => self.variable_holds(reference.name, Some(step), far),
            },
            Home::File => self.variable_holds(reference.name, None, far),
        }
    }
}

/// Tells whether a line makes a pattern: `pat` is short for that too.
fn is_pattern(text: &str, language: Language) -> bool {
    let value = text.split_once('=').map_or("", |(_, value)| value.trim());
    // In a shell, it is a path.
    let literal = value.starts_with('/') && value.rfind('/').is_some_and(|end| end > 0);
    language == Language::JavaScript && literal
        || ["re.compile(", "RegExp(", "new Regex(", "Pattern.compile("]
            .iter()
            .any(|call| value.contains(call))
}

/// Tells whether a line gets a token of Entra by hand or from Patless.
pub(crate) fn gets_token(text: &str) -> bool {
    let lower = text.to_ascii_lowercase();
    [
        "get-access-token",
        "get-azaccesstoken",
        "patless token",
        "azd auth token",
        "gettoken(",
        "get_token(",
        "gettokenasync(",
    ]
    .iter()
    .any(|way| lower.contains(way))
}
