//! What the registry says about a variable that is read: who gives it, and what it decides.

/// A variable that is read. There are those of [`variables`](super::variables) and no others.
#[derive(Debug, Eq, PartialEq)]
pub struct Variable {
    /// Its name in the environment, in upper case.
    pub(super) place: &'static str,
    pub(super) given: Given,
    pub(super) decides: Decides,
    /// What it is for, in one line. For documents.
    #[cfg(any(test, feature = "test-util"))]
    pub(super) purpose: &'static str,
}

/// Variables whose names differ in one part, such as the id of a service connection. The agent gives them to tasks only.
#[derive(Debug)]
pub struct Family {
    pub(super) before: &'static str,
    pub(super) after: &'static str,
    #[cfg(any(test, feature = "test-util"))]
    pub(super) part: &'static str,
    pub(super) decides: Decides,
    #[cfg(any(test, feature = "test-util"))]
    pub(super) purpose: &'static str,
}

/// Who gives a variable, and so which variable of the job may be in its place.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub(super) enum Given {
    /// It is a variable of the job or of the machine, and this is its own name, in any case.
    Job(&'static str),
    /// It is a secret variable of the job with this name. The agent gives it to tasks, behind `SECRET_`.
    Secret(&'static str),
    /// The agent writes it for tasks, and no variable of the job is meant.
    Tasks,
}

/// What a variable decides.
///
/// Closed: whoever adds to it says under which heading of SECURITY.md, and whether a variable of the job may be in its
/// place.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub enum Decides {
    /// Where the job's token goes, or which token it is.
    JobToken,
    /// Where the assertion goes.
    Assertion,
    /// Whose identity the job takes.
    Identity,
    /// Whose identity `patless doctor` takes in a script step. Tasks do not read it.
    IdentityInScripts,
    /// What the pipeline asks for.
    Inputs,
    /// Whom we trust, and the way to servers.
    Trust,
    /// What the agent makes of our output.
    Output,
    /// None of these: texts for people at most.
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

    /// The spelling that counts before all others.
    pub(super) const fn preferred_spelling(&self) -> &'static str {
        match self.given {
            Given::Job(own) | Given::Secret(own) => own,
            Given::Tasks => self.place,
        }
    }

    /// Tells whether the agent gives it to tasks only: what is there in a script step, somebody else has set.
    pub(super) const fn is_for_tasks(&self) -> bool {
        matches!(self.given, Given::Secret(_) | Given::Tasks)
    }

    /// The job's variable that this is, where nothing else may be in its place. `None`: anything may, or there is none.
    pub(super) const fn guarded_name(&self) -> Option<&'static str> {
        match (self.decides, self.given) {
            (Decides::Nothing | Decides::IdentityInScripts | Decides::Inputs, _)
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

    /// Tells whether a name in upper case is that of a member.
    pub(super) fn holds(&self, place: &str) -> bool {
        let rest = place.strip_prefix(self.before);
        let part = rest.and_then(|rest| rest.strip_suffix(self.after));
        part.is_some_and(|part| !part.is_empty())
    }
}
