//! The verb `post-job`: takes back, at the end of the job, what the task has set: it blanks variables, and removes files.

use std::io::{self, Write};
use std::sync::Arc;

use patless_core::{Clock, Environment};

use crate::failure::Failure;
use crate::keeper::stop;
use crate::recipes::LeftFolder;
use crate::sinks::{AgentLog, Escaping, JobOutput, Noted, noted};
use crate::task::{StepResult, fail};

/// Blanks the variables that the main stage of this step set, and removes its private files, for everything that still runs
/// after it.
///
/// A main stage that was skipped, failed or was canceled has set none; then this does nothing. Output variables stay:
/// they are there for later jobs.
pub(crate) async fn run<W: Write>(
    environment: &Environment,
    clock: Arc<dyn Clock>,
    out: JobOutput<W>,
) -> io::Result<StepResult> {
    let mut log = AgentLog::new(out, Escaping::from_environment(environment));
    let Noted {
        variables,
        folder,
        keeper,
    } = match noted(environment) {
        Ok(noted) => noted,
        Err(error) => return fail(&mut log, [&Failure::Forgotten(error)]),
    };
    for variable in &variables {
        variable.blank(&mut log)?;
    }
    for name in keeper.iter().flat_map(|it| &it.variables) {
        let properties = [("variable", name.as_str())];
        log.command("task.setvariable", &properties, "")?;
    }
    // What cannot be removed does not keep the rest.
    let mut left = None;
    if let Some(keeper) = &keeper {
        stop(keeper.folder.path(), &clock, &mut log).await?;
        left = keeper.folder.remove().err();
    }
    let names: Vec<_> = variables
        .iter()
        .map(|variable| variable.name.as_str())
        .collect();
    if !names.is_empty() {
        // The agent does not confirm it.
        log.line(&format!(
            "asked the agent to blank, for the rest of this job: {}",
            names.join(", ")
        ))?;
    } else if folder.is_none() && keeper.is_none() {
        log.line("this step set no secret variables")?;
    }
    match folder.as_ref().map(LeftFolder::remove) {
        None => {}
        Some(Ok(true)) => log.line("removed the private files of this step")?,
        Some(Ok(false)) => log.line("the private files of this step are not there any more")?,
        Some(Err(error)) => left = Some(error),
    }
    match left {
        Some(error) => fail(&mut log, [&Failure::FilesLeft(error)]),
        None => Ok(StepResult::Fine),
    }
}

#[cfg(test)]
mod tests {
    use patless_core::SystemClock;

    use super::*;

    /// Runs the stage behind a main stage that left this note.
    fn told(note: &str) -> String {
        let (told, text) = told_in(&[("VSTS_TASKVARIABLE_PATLESS_VARIABLES", note)]);
        assert_eq!(told, StepResult::Fine);
        text
    }

    /// Runs the stage with these variables.
    fn told_in(variables: &[(&str, &str)]) -> (StepResult, String) {
        let file = tempfile::NamedTempFile::new().unwrap();
        let out = JobOutput::new(file.reopen().unwrap());
        let clock = Arc::new(SystemClock::start());
        let environment = Environment::fixed(variables);
        let told = run(&environment, clock, out);
        let runtime = tokio::runtime::Builder::new_current_thread()
            .enable_all()
            .build();
        let told = runtime.unwrap().block_on(told).unwrap();
        (told, std::fs::read_to_string(file.path()).unwrap())
    }

    #[test]
    fn each_noted_variable_is_blanked_with_its_expiry_and_stays_secret() {
        let expected = "##vso[task.setvariable variable=A;issecret=true]\n\
                        ##vso[task.setvariable variable=A_EXPIRES_ON]\n\
                        ##vso[task.setvariable variable=b.c-d;issecret=true]\n\
                        ##vso[task.setvariable variable=b.c-d_EXPIRES_ON]\n\
                        asked the agent to blank, for the rest of this job: A, b.c-d\n";
        assert_eq!(told("A b.c-d"), expected);
    }

    #[test]
    fn without_a_note_nothing_is_blanked() {
        assert_eq!(told(""), "this step set no secret variables\n");
    }

    #[test]
    fn a_stage_that_cannot_know_what_was_set_fails() {
        for (list, cause) in [
            (
                r#"["vsts.taskvariable.patless_variables"]"#,
                "takes the place of the note of what the step has set",
            ),
            ("x", "VSTS_PUBLIC_VARIABLES is not a list of names"),
        ] {
            let note = ("VSTS_TASKVARIABLE_PATLESS_VARIABLES", "OTHER_SECRET");
            let (told, text) = told_in(&[note, ("VSTS_PUBLIC_VARIABLES", list)]);
            assert_eq!(told, StepResult::Failed);
            assert!(text.contains(cause), "{text}");
            assert!(!text.contains("task.setvariable"), "{text}");
        }
    }

    #[test]
    fn the_noted_folder_is_removed_and_no_other() {
        let place = tempfile::tempdir().unwrap();
        let (noted, other) = ("patless-0123456789abcdef", "patless-fedcba9876543210");
        for name in [noted, other] {
            std::fs::create_dir_all(place.path().join(name).join("tfx")).unwrap();
        }
        let url = url::Url::from_file_path(place.path()).unwrap();
        for note in [
            &format!("folder:{url}/{noted}"),
            "folder:../x folder:x",
            "patless-x",
        ] {
            let (result, text) = told_in(&[("VSTS_TASKVARIABLE_PATLESS_VARIABLES", note)]);
            assert_eq!(result, StepResult::Fine, "{text}");
            let is_ours = note.contains(noted);
            assert_eq!(
                text == "removed the private files of this step\n",
                is_ours,
                "{text}"
            );
        }
        let left = std::fs::read_dir(place.path()).unwrap();
        let left: Vec<_> = left.map(|it| it.unwrap().file_name()).collect();
        assert_eq!(left, [other]);
    }

    #[test]
    fn a_printed_line_that_moves_the_temp_folder_keeps_no_file() {
        let (place, other) = (tempfile::tempdir().unwrap(), tempfile::tempdir().unwrap());
        let folder = place.path().join("patless-0123456789abcdef");
        std::fs::create_dir(&folder).unwrap();
        let url = url::Url::from_file_path(&folder).unwrap();
        let note = format!("A keeper:{url}:PATLESS_KEEPER");
        let (told, text) = told_in(&[
            ("VSTS_TASKVARIABLE_PATLESS_VARIABLES", &note),
            ("AGENT_TEMPDIRECTORY", other.path().to_str().unwrap()),
        ]);
        assert_eq!(told, StepResult::Fine, "{text}");
        assert!(
            text.contains("##vso[task.setvariable variable=PATLESS_KEEPER]\n"),
            "{text}"
        );
        assert!(!folder.exists());
    }

    #[test]
    fn a_name_that_no_task_of_ours_may_set_is_passed_over() {
        let told = told("A SYSTEM.ACCESSTOKEN ##vso[task.complete");
        assert_eq!(told.matches("##vso").count(), 2, "{told}");
    }
}
