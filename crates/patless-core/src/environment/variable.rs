//! An entry of the registry of variables: who sets the variable, and what it decides.

/// A variable that is read. All of them are in [`variables`](crate::variables).
#[derive(Debug, Eq, PartialEq)]
pub struct Variable {
    /// Its name in the environment, in upper case.
    pub(super) place: &'static str,
    pub(super) given: Given,
    pub(super) decides: Decides,
    pub(super) holds: Holds,
    /// What it is for, in one line. For documents.
    #[cfg(any(test, feature = "test-util"))]
    pub(super) purpose: &'static str,
}

/// Variables whose names differ in one part, such as the id of a service connection. The agent sets them for tasks only.
#[derive(Debug)]
pub struct Family {
    pub(super) before: &'static str,
    pub(super) after: &'static str,
    #[cfg(any(test, feature = "test-util"))]
    pub(super) part: &'static str,
    pub(super) decides: Decides,
    pub(super) holds: Holds,
    #[cfg(any(test, feature = "test-util"))]
    pub(super) purpose: &'static str,
}

/// Who sets a variable, and therefore which job variable may have its name.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub(super) enum Given {
    /// It is a variable of the job or of the machine, and this is its own name, in any case.
    Job(&'static str),
    /// It is a secret variable of the job with this name. The agent passes it to tasks with the prefix `SECRET_`.
    Secret(&'static str),
    /// The agent sets it for tasks. It is not a variable of the job.
    Tasks,
}

/// What a variable holds.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub(super) enum Holds {
    /// Nothing that anyone could misuse.
    Plain,
    /// A secret.
    Secret,
}

/// What a variable decides.
///
/// A closed list: a new entry needs a heading in SECURITY.md, and a decision whether a job variable may shadow it.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub enum Decides {
    /// Where the job's token goes, or which token it is.
    JobToken,
    /// Where the assertion goes.
    Assertion,
    /// Whose identity the job takes.
    Identity,
    /// Whose identity a verb takes in a script step or at a desk. Tasks do not read it.
    IdentityInScripts,
    /// What the pipeline asks for.
    Inputs,
    /// Which certificates are trusted, and how servers are reached.
    Trust,
    /// How the agent interprets our output.
    Output,
    /// Which programs are run, at a desk and in a script step. Tasks run none.
    Programs,
    /// None of these: messages at most.
    Nothing,
}

impl Variable {
    /// Its name in the environment, in upper case.
    pub const fn name(&self) -> &'static str {
        self.place
    }

    /// What it decides.
    pub const fn decides(&self) -> Decides {
        self.decides
    }

    /// The spelling that takes precedence.
    pub(super) const fn preferred_spelling(&self) -> &'static str {
        match self.given {
            Given::Job(own) | Given::Secret(own) => own,
            Given::Tasks => self.place,
        }
    }

    /// Returns whether the agent sets it for tasks only: in a script step, its value comes from somewhere else.
    pub(super) const fn is_for_tasks(&self) -> bool {
        matches!(self.given, Given::Secret(_) | Given::Tasks)
    }

    /// The job variable that this is, if no other may shadow it. `None` if any other may, or if there is none.
    pub(super) const fn guarded_name(&self) -> Option<&'static str> {
        match (self.decides, self.given) {
            (
                Decides::Nothing | Decides::IdentityInScripts | Decides::Inputs | Decides::Programs,
                _,
            )
            | (_, Given::Tasks) => None,
            (
                Decides::JobToken
                | Decides::Assertion
                | Decides::Identity
                | Decides::Trust
                | Decides::Output,
                Given::Job(own) | Given::Secret(own),
            ) => Some(own),
        }
    }
}

impl Family {
    /// The name of a member, spelled as the agent does. `part` is what differs.
    pub fn name(&self, part: &str) -> String {
        [self.before, part, self.after].concat()
    }

    /// What its members decide.
    pub const fn decides(&self) -> Decides {
        self.decides
    }

    /// Returns whether a name in upper case is that of a member.
    pub(super) fn holds(&self, place: &str) -> bool {
        let rest = place.strip_prefix(self.before);
        let part = rest.and_then(|rest| rest.strip_suffix(self.after));
        part.is_some_and(|part| !part.is_empty())
    }
}
