//! One failure of a source, and how it must be told.

use patless_catalogue::{Cause, ErrorKind};
use patless_core::SourceName;
use patless_emulator::{Emulator, Scenario};

use crate::verbs::call::{Call, Ended};
use crate::verbs::set_up;

/// A failure.
pub(super) struct Row {
    /// Whose.
    pub(super) source: SourceName,
    /// Why.
    pub(super) cause: Cause,
    /// A part of what is to be done about it.
    fix: &'static str,
    scenario: Scenario,
    base: fn(&Emulator) -> Call<'_>,
    change: Box<dyn for<'e> Fn(Call<'e>) -> Call<'e>>,
    flags: Vec<&'static str>,
    asked: Asked,
}

/// Whether servers are asked.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
enum Asked {
    Nobody,
    Somebody,
    /// Again and again, until the time is over. There is little of it.
    InVain,
}

impl Row {
    /// A failure at a desk where the source is not here, which needs no request to be seen.
    pub(super) fn at_a_desk(source: SourceName, cause: Cause, fix: &'static str) -> Self {
        Self::of(source, cause, fix, |emulator| Call::at_a_desk(emulator))
    }

    /// A failure where `base` makes the source be here, which needs no request to be seen.
    pub(super) fn of(
        source: SourceName,
        cause: Cause,
        fix: &'static str,
        base: fn(&Emulator) -> Call<'_>,
    ) -> Self {
        Self {
            source,
            cause,
            fix,
            scenario: Scenario::default(),
            base,
            change: Box::new(|call| call),
            flags: Vec::new(),
            asked: Asked::Nobody,
        }
    }

    /// Sets a variable.
    pub(super) fn variable(self, name: &'static str, value: &'static str) -> Self {
        self.with(move |call| call.variable(name, value))
    }

    /// Changes the call.
    pub(super) fn with(mut self, change: impl for<'e> Fn(Call<'e>) -> Call<'e> + 'static) -> Self {
        let before = self.change;
        self.change = Box::new(move |call| change(before(call)));
        self
    }

    /// Gives flags.
    pub(super) fn flags(mut self, flags: &[&'static str]) -> Self {
        self.flags.extend(flags);
        self
    }

    /// In this scenario, a server refuses.
    pub(super) fn refused_in(mut self, scenario: Scenario) -> Self {
        self.scenario = scenario;
        self.refused()
    }

    /// A server refuses.
    pub(super) fn refused(mut self) -> Self {
        self.asked = Asked::Somebody;
        self
    }

    /// In this scenario, servers are asked until the time is over.
    pub(super) fn in_vain_in(mut self, scenario: Scenario) -> Self {
        self.scenario = scenario;
        self.asked = Asked::InVain;
        self
    }

    /// The time is over before there is an answer, or a request.
    pub(super) fn in_vain(mut self) -> Self {
        self.flags.extend(["--retry-budget", "1"]);
        self
    }

    /// Plays it, and says what is wrong.
    pub(super) fn complaints(&self) -> Vec<String> {
        let emulator = Emulator::start(self.scenario.clone()).unwrap();
        let call = (self.change)((self.base)(&emulator));
        let ended = self.run(call);
        let mut wrong = Vec::new();
        let mut check = |is_right: bool, what: String| {
            if !is_right {
                wrong.push(format!("{what}; {}:\n{}", self.cause.name(), ended.stderr));
            }
        };
        let code = match self.source {
            SourceName::Variable => 125,
            _ => code_of(self.cause.kind()),
        };
        check(
            ended.code() == Some(code),
            format!("not {code}, {:?}", ended.code()),
        );
        let section = format!("docs/TROUBLESHOOTING.md#{}\n", self.cause.name());
        check(
            ended.stderr.contains(&section),
            "another section".to_owned(),
        );
        let errors = ended.stderr.lines().filter(|it| it.starts_with("error: "));
        check(errors.count() == 1, "not one error".to_owned());
        let hint = hint_of(&ended.stderr);
        check(
            hint.contains(self.fix),
            format!("not the fix {:?}", self.fix),
        );
        let is_for_this = self.source == SourceName::ServiceConnection || is_for_any(hint);
        check(is_for_this, "it begins with service connections".to_owned());
        check(ended.stdout.is_empty(), "standard output".to_owned());
        let asked = !ended.requests.is_empty();
        check(
            asked == (self.asked != Asked::Nobody),
            format!("asked: {asked}"),
        );
        wrong
    }

    fn run(&self, call: Call<'_>) -> Ended {
        let mut arguments = match self.source {
            // It is the only verb that takes it.
            SourceName::Variable => vec!["exec", "--variable", "TOKEN"],
            // It may be that nothing is named.
            _ if self.flags.contains(&"--source") => vec!["token"],
            source => vec!["token", "--source", source.as_str()],
        };
        arguments.extend(&self.flags);
        if self.asked == Asked::InVain {
            arguments.extend(["--retry-budget", "1"]);
        }
        match self.source {
            SourceName::Variable => {
                arguments.extend(["--", "true"]);
                call.run(&arguments)
            }
            // They do not ask Entra themselves.
            SourceName::AzureCli
            | SourceName::AzureDeveloperCli
            | SourceName::Keeper
            | SourceName::ManagedIdentity => call.run(&arguments),
            _ => call.run_on_emulator(&arguments),
        }
    }
}

/// What is to be done: the lines from `hint: ` to the one about retries.
fn hint_of(stderr: &str) -> &str {
    let (_, rest) = stderr.split_once("\nhint: ").unwrap_or_default();
    rest.split("\nretry: ").next().unwrap_or_default()
}

/// Whether it says what to do where there is no service connection, before what to do where there is one.
fn is_for_any(hint: &str) -> bool {
    let Some((before, _)) = hint.split_once("service connection") else {
        return true;
    };
    let marks = [";", ".", ":", "--", "AZURE_"];
    marks.iter().any(|mark| before.contains(mark))
}

/// The exit code, which is API.
fn code_of(kind: ErrorKind) -> i32 {
    match kind {
        ErrorKind::Internal => 1,
        ErrorKind::Usage => 2,
        ErrorKind::Configuration => 3,
        ErrorKind::Assertion => 4,
        ErrorKind::Rejected => 5,
        ErrorKind::Unavailable => 6,
    }
}

/// A scenario by its name.
pub(super) fn scenario(name: &str) -> Scenario {
    Scenario::named(name).unwrap()
}

/// A scenario of people who sign in at once, and in which Azure Arc names its keys as its agent does.
pub(super) fn desk() -> Scenario {
    set_up::scenario()
}
