//! What `patless plan` prints.

use std::fmt::{self, Write as _};

use super::arguments::Form;
use super::forms::{az, az_preamble, portal, terraform, terraform_preamble};
use super::found::Plan;
use super::step::{State, Step, StepName};

/// A plan in a form.
#[derive(Debug)]
pub(crate) struct Printed<'a>(pub(crate) &'a Plan, pub(crate) Form);

impl fmt::Display for Printed<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self(plan, form) = *self;
        match form {
            Form::Text => text(plan, f),
            Form::Portal => portals(plan, f),
            Form::Az => script(plan, &AZ, f),
            Form::Terraform => script(plan, &TERRAFORM, f),
        }
    }
}

fn text(plan: &Plan, f: &mut fmt::Formatter<'_>) -> fmt::Result {
    writeln!(f, "{}", title(plan))?;
    writeln!(f)?;
    for step in &plan.steps {
        line(step, f)?;
        if !step.is_missing() {
            continue;
        }
        let Some(change) = step.change() else {
            continue;
        };
        writeln!(f, "    {}", portal(change, &plan.known))?;
    }
    writeln!(f)?;
    f.write_str(&summary(plan))?;
    if plan.missing() > 0 {
        f.write_str("\nas commands: --form az; as Terraform: --form terraform")?;
    }
    Ok(())
}

fn portals(plan: &Plan, f: &mut fmt::Formatter<'_>) -> fmt::Result {
    writeln!(f, "{}", title(plan))?;
    for (number, step) in (1..).zip(&plan.steps) {
        writeln!(f, "\n{number}. {}: {}", step.name.as_str(), step.text())?;
        values(step, f)?;
        if let Some(change) = step.change() {
            let only = if step.is_unseen() {
                "If it is missing: "
            } else {
                ""
            };
            writeln!(f, "   {only}{}", portal(change, &plan.known))?;
        }
    }
    write!(f, "\n{}", summary(plan))
}

/// A form that programs read: what people read is in comments.
struct Script {
    first: &'static str,
    preamble: fn(&super::known::Known) -> String,
    change: fn(super::change::Change, &super::known::Known) -> Option<String>,
    without: &'static str,
}

const AZ: Script = Script {
    first: "set -eu",
    preamble: az_preamble,
    change: az,
    without: "no command of az does this. In the portal",
};

const TERRAFORM: Script = Script {
    first: "",
    preamble: terraform_preamble,
    change: terraform,
    without: "the providers have nothing for this. In the portal",
};

fn script(plan: &Plan, form: &Script, f: &mut fmt::Formatter<'_>) -> fmt::Result {
    writeln!(f, "# {}", title(plan))?;
    if plan.missing() + plan.unseen() > 0 {
        for line in [form.first, &(form.preamble)(&plan.known)] {
            if !line.is_empty() {
                writeln!(f, "{line}")?;
            }
        }
    }
    for (number, step) in (1..).zip(&plan.steps) {
        let (name, mark) = (step.name.as_str(), mark(step));
        writeln!(f, "\n# {number}. {mark} {name}: {}", step.text())?;
        for (name, value) in &step.values {
            writeln!(f, "#    {name}: {value}")?;
        }
        let Some(change) = step.change() else {
            continue;
        };
        let lines = (form.change)(change, &plan.known).unwrap_or_else(|| {
            let portal = portal(change, &plan.known);
            format!("# {}: {portal}", form.without)
        });
        if step.is_missing() {
            writeln!(f, "{lines}")?;
            continue;
        }
        writeln!(f, "# if it is missing:")?;
        for line in lines.lines() {
            writeln!(f, "{}", format!("# {line}").trim_end())?;
        }
    }
    write!(f, "\n# {}", summary(plan))
}

/// Writes `✓ identity              …`, and one more line for each value.
fn line(step: &Step, f: &mut fmt::Formatter<'_>) -> fmt::Result {
    let (mark, width) = (mark(step), StepName::WIDTH);
    writeln!(f, "{mark} {:width$}  {}", step.name.as_str(), step.text())?;
    values(step, f)
}

fn values(step: &Step, f: &mut fmt::Formatter<'_>) -> fmt::Result {
    step.values
        .iter()
        .try_for_each(|(name, value)| writeln!(f, "    {name}: {value}"))
}

fn mark(step: &Step) -> char {
    match step.state {
        State::There(_) => '✓',
        State::Missing(..) => '✗',
        State::Unseen(..) => '?',
    }
}

fn title(plan: &Plan) -> String {
    let (known, asker) = (&plan.known, &plan.asker);
    let mut title = format!("{} in {}", known.purpose.name(), known.organization);
    if let Some(project) = &known.project {
        let _ = write!(title, ", project {}", project.name);
    }
    let _ = write!(title, ", as {} sees it ({})", asker.name, asker.source);
    title
}

fn summary(plan: &Plan) -> String {
    let mut summary = match plan.missing() {
        0 => "nothing is missing".to_owned(),
        1 => "1 step is missing".to_owned(),
        count => format!("{count} steps are missing"),
    };
    match plan.unseen() {
        0 => {}
        1 => summary.push_str(", and 1 cannot be seen"),
        count => {
            let _ = write!(summary, ", and {count} cannot be seen");
        }
    }
    summary
}
