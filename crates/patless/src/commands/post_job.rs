//! Owns the verb `post-job`: takes back, at the end of the job, what the task has set.

use std::io::{self, Write};

use patless_core::Environment;

use crate::sinks::{AgentLog, Escaping, JobOutput, noted};

/// Blanks the variables that the main stage of this step set, for whatever still runs after it.
///
/// A main stage that was skipped, failed or was canceled has set none; then this does nothing. Output variables stay:
/// they are there for later jobs.
pub fn run<W: Write>(environment: &Environment, out: JobOutput<W>) -> io::Result<()> {
    let mut log = AgentLog::new(out, Escaping::from_environment(environment));
    let variables = noted(environment);
    for variable in &variables {
        variable.blank(&mut log)?;
    }
    let names: Vec<_> = variables
        .iter()
        .map(|variable| variable.name.as_str())
        .collect();
    if names.is_empty() {
        return log.line("this step set no variable");
    }
    log.line(&format!(
        "blanked for what still runs in this job: {}",
        names.join(", ")
    ))
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Runs the stage behind a main stage that left this note.
    fn told(note: &str) -> String {
        let file = tempfile::NamedTempFile::new().unwrap();
        let environment = Environment::fixed(&[("VSTS_TASKVARIABLE_PATLESS_VARIABLES", note)]);
        run(&environment, JobOutput::new(file.reopen().unwrap())).unwrap();
        std::fs::read_to_string(file.path()).unwrap()
    }

    #[test]
    fn each_noted_variable_is_blanked_with_its_expiry_and_stays_secret() {
        let expected = "##vso[task.setvariable variable=A;issecret=true]\n\
                        ##vso[task.setvariable variable=A_EXPIRES_ON]\n\
                        ##vso[task.setvariable variable=b.c-d;issecret=true]\n\
                        ##vso[task.setvariable variable=b.c-d_EXPIRES_ON]\n\
                        blanked for what still runs in this job: A, b.c-d\n";
        assert_eq!(told("A b.c-d"), expected);
    }

    #[test]
    fn without_a_note_nothing_is_blanked() {
        assert_eq!(told(""), "this step set no variable\n");
    }

    #[test]
    fn a_pipeline_variable_in_the_place_of_the_note_blanks_nothing() {
        let environment = Environment::fixed(&[
            ("VSTS_TASKVARIABLE_PATLESS_VARIABLES", "OTHER_SECRET"),
            (
                "VSTS_PUBLIC_VARIABLES",
                r#"["vsts.taskvariable.patless_variables"]"#,
            ),
        ]);
        assert!(noted(&environment).is_empty());
    }

    #[test]
    fn a_name_that_no_task_of_ours_may_set_is_passed_over() {
        let told = told("A SYSTEM.ACCESSTOKEN ##vso[task.complete");
        assert_eq!(told.matches("##vso").count(), 2, "{told}");
    }
}
