//! The registry of variables, for documentation and tests.

use super::variable::{Decides, Family, Given, Holds, Variable};
use super::variables::{ALL, FAMILIES};

/// A variable, or a family of them.
#[derive(Clone, Debug)]
#[non_exhaustive]
pub struct Documented {
    /// Its name in the environment; what differs within a family is in angle brackets.
    pub name: String,
    /// What it is called among the variables of the job. `None` if it is not a job variable.
    pub own: Option<&'static str>,
    /// What it decides.
    pub decides: Decides,
    /// What it is for, in one line.
    pub purpose: &'static str,
    /// Whether it holds a secret.
    pub is_secret: bool,
}

/// Everything that is read, in the order of the registry.
pub fn documented() -> Vec<Documented> {
    let variables = ALL.iter().map(|variable| variable.documented());
    let families = FAMILIES.iter().map(|family| family.documented());
    variables.chain(families).collect()
}

impl Variable {
    fn documented(&self) -> Documented {
        Documented {
            name: self.place.to_owned(),
            own: match self.given {
                Given::Job(own) | Given::Secret(own) => Some(own),
                Given::Tasks => None,
            },
            decides: self.decides(),
            purpose: self.purpose,
            is_secret: self.holds == Holds::Secret,
        }
    }
}

impl Family {
    fn documented(&self) -> Documented {
        Documented {
            name: self.name(self.part),
            own: None,
            decides: self.decides(),
            purpose: self.purpose,
            is_secret: self.holds == Holds::Secret,
        }
    }
}
