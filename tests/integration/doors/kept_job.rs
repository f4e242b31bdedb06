//! A job in which tokens are kept fresh: from the main stage of the task to its post-job stage.

use std::path::Path;

use patless_core::variables::TASK_VARIABLE;
use patless_emulator::Emulator;
use tempfile::TempDir;

use crate::leaks::assert_holds_not;
use crate::step::Step;
use crate::told::Told;

/// The job, behind the main stage. The keeper ends with [`KeptJob::end`]; if a test fails before, with its folder.
pub(crate) struct KeptJob<'e> {
    pub(crate) emulator: &'e Emulator,
    temp: TempDir,
    main: Told,
}

impl<'e> KeptJob<'e> {
    /// Runs the main stage, with these doors, for these resources.
    pub(crate) fn start(emulator: &'e Emulator, doors: &str, resources: &str) -> Self {
        let temp = tempfile::tempdir().unwrap();
        let main = Step::new(emulator)
            .without("INPUT_VARIABLE")
            .input("keepFresh", "true")
            .input("doors", doors)
            .input("resources", resources)
            .in_temp_folder(temp.path())
            .run();
        main.succeeded();
        Self {
            emulator,
            temp,
            main,
        }
    }

    /// A variable that the task has set.
    pub(crate) fn variable(&self, name: &str) -> &str {
        let variable = self.main.variables.get(name);
        &variable
            .unwrap_or_else(|| panic!("{name} is not set:\n{}", self.main.log))
            .value
    }

    /// Every variable that the task has set, as a step has them that maps those which are secret.
    pub(crate) fn variables(&self) -> impl Iterator<Item = (&str, &str)> {
        let all = self.main.variables.iter();
        all.map(|(name, variable)| (name.as_str(), variable.value.as_str()))
    }

    /// Fails if a text holds a key of a door.
    pub(crate) fn assert_holds_no_key(&self, place: &str, text: &str) {
        let secret = self.main.variables.values().filter(|it| it.is_secret);
        for variable in secret {
            assert_holds_not(&variable.value, place, text);
        }
    }

    /// Runs the post-job stage. Nothing of the keeper is left then.
    pub(crate) fn end(self) -> Told {
        let binary = Path::new(env!("CARGO_BIN_EXE_patless"));
        let step = Step::new(self.emulator).command(binary, ["post-job"]);
        let notes = self.main.task_variables.iter();
        let step = notes.fold(step, |step, (name, value)| {
            step.variable(&TASK_VARIABLE.name(name), value)
        });
        let told = step.in_temp_folder(self.temp.path()).run();
        told.succeeded();
        assert_eq!(self.temp.path().read_dir().unwrap().count(), 0);
        self.assert_holds_no_key("the log of the post-job stage", &told.log);
        told
    }

    /// Runs the post-job stage, which must tell that so many tokens were handed out, and so many requests refused.
    pub(crate) fn end_with(self, handed_out: usize, refused: usize) {
        let told = self.end();
        let expected =
            format!("it has handed out {handed_out} tokens, and refused {refused} requests");
        assert!(told.log.contains(&expected), "{expected}:\n{}", told.log);
    }
}

/// How many assertions were asked for, and how many exchanges there were.
pub(super) fn requests(emulator: &Emulator) -> (usize, usize) {
    let requests = emulator.requests();
    let count = |mark: &str| requests.iter().filter(|it| it.path.contains(mark)).count();
    (count("/oidctoken?"), count("/oauth2/v2.0/token"))
}
