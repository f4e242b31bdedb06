//! Names of stages, jobs and steps.

use std::collections::HashSet;

use crate::expression::is_unexpanded;
use crate::fault::Faults;
use crate::place::Place;
use crate::shown::shown;

/// The names that some stages, jobs or steps have.
pub(super) struct Names {
    what: &'static str,
    within: &'static str,
    taken: HashSet<String>,
    made: usize,
}

impl Names {
    /// Begins with none. `what` is `stage`, `job` or `step`; they are unique in `within`.
    pub(super) fn new(what: &'static str, within: &'static str) -> Self {
        Self {
            what,
            within,
            taken: HashSet::new(),
            made: 0,
        }
    }

    /// Takes a name of the file. One that the service refuses, or that is there already, is a fault. Case does not count.
    /// An empty one is none.
    pub(super) fn take(&mut self, name: &str, at: &Place, faults: &mut Faults) {
        if name.is_empty() || is_unexpanded(name) {
            return;
        }
        let what = self.what;
        if !is_valid(name) {
            faults.error_with(
                at,
                format!("{} is no name of a {what}", shown(name)),
                "use letters, digits and '_', and no digit first; 'displayName' takes any text",
            );
        } else if !self.taken.insert(name.to_ascii_lowercase()) {
            faults.error_with(
                at,
                format!("a second {what} is called {}", shown(name)),
                format!("give it a name that is unique in its {}", self.within),
            );
        }
    }

    /// Makes up a name for one that has none.
    pub(super) fn make(&mut self, base: &str) -> String {
        loop {
            self.made += 1;
            let name = match self.made {
                1 => base.to_owned(),
                number => format!("{base}{number}"),
            };
            if self.taken.insert(name.to_ascii_lowercase()) {
                return name;
            }
        }
    }
}

fn is_valid(name: &str) -> bool {
    !name.starts_with(|it: char| it.is_ascii_digit())
        && name
            .bytes()
            .all(|it| it.is_ascii_alphanumeric() || it == b'_')
}
