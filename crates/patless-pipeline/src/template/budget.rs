//! Bounds how large a pipeline may become, and how much work that may be.

use crate::fault::Faults;
use crate::place::Place;

/// What is left.
#[derive(Debug)]
pub(super) struct Budget {
    weight: usize,
    turns: usize,
    is_spent: bool,
}

impl Budget {
    /// Begins with all of it.
    pub(super) fn new() -> Self {
        Self {
            weight: HEAVIEST,
            turns: MOST,
            is_spent: false,
        }
    }

    /// Returns whether nothing is left, so that whoever loops has to stop.
    pub(super) fn is_spent(&self) -> bool {
        self.is_spent
    }

    /// Pays for a node or text, in bytes.
    pub(super) fn pay(&mut self, bytes: usize, at: &Place, faults: &mut Faults) {
        match self.weight.checked_sub(bytes) {
            Some(left) => self.weight = left,
            None => self.stop(at, "the pipeline expands to more than 20 MB", faults),
        }
    }

    /// Pays for work: 1 is an evaluation or a turn of an `each`.
    pub(super) fn work(&mut self, turns: usize, at: &Place, faults: &mut Faults) {
        match self.turns.checked_sub(turns) {
            Some(left) => self.turns = left,
            None => self.stop(
                at,
                "the pipeline takes too many expressions to expand",
                faults,
            ),
        }
    }

    /// Ends everything, with one fault.
    pub(super) fn stop(&mut self, at: &Place, why: &str, faults: &mut Faults) {
        if !self.is_spent {
            faults.error(at, why);
        }
        self.is_spent = true;
    }
}

/// About the memory of what comes out, in bytes. The service documents 10 MB, and counts in another way.
const HEAVIEST: usize = 20_000_000;

/// Evaluations. The service stops after a million events.
const MOST: usize = 1_000_000;
