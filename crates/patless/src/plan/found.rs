//! The plan: who asked, what is known, and every step.

use super::asker::Asker;
use super::known::Known;
use super::step::Step;

/// What the plan found.
#[derive(Debug)]
pub(crate) struct Plan {
    /// Who asked.
    pub(crate) asker: Asker,
    /// The values of the commands.
    pub(crate) known: Known,
    /// The steps, in the order in which they are set up.
    pub(crate) steps: Vec<Step>,
}

impl Plan {
    /// How many steps are missing.
    pub(crate) fn missing(&self) -> usize {
        self.steps.iter().filter(|it| it.is_missing()).count()
    }

    /// How many steps cannot be seen.
    pub(crate) fn unseen(&self) -> usize {
        self.steps.iter().filter(|it| it.is_unseen()).count()
    }
}
