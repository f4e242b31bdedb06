//! Names of tasks in pipeline files: `Bash@3`, `publisher.extension.contribution.Task@1`, or a GUID.

use patless_pipeline::model::Task;

/// Returns whether a step names a task of this major version.
pub(super) fn names(task: &Task, name: &str, id: &str, major: &str) -> bool {
    let written = task.name.trim();
    let last = written.rsplit('.').next().unwrap_or(written);
    let is_named = written.eq_ignore_ascii_case(name)
        || last.eq_ignore_ascii_case(name)
        || (!id.is_empty() && written.eq_ignore_ascii_case(id));
    is_named && major_of(&task.version) == major
}

/// Returns the major version of `1` or `1.2.3`.
pub(super) fn major_of(version: &str) -> &str {
    let version = version.trim();
    version.split('.').next().unwrap_or(version)
}

#[cfg(test)]
pub(super) mod tests {
    use super::*;

    pub(in crate::agent) fn task(name: &str, version: &str, inputs: Vec<(String, String)>) -> Task {
        let mut task = Task::new(name, version);
        task.inputs = inputs;
        task
    }

    #[test]
    fn a_task_has_several_names() {
        let id = "00000000-0000-4000-8000-00000000000a";
        for (written, version, expected) in [
            ("Deploy", "1", true),
            ("DEPLOY", "1.4.0", true),
            ("acme.tools.deploy-task.Deploy", "1", true),
            ("00000000-0000-4000-8000-00000000000A", "1", true),
            ("Deploy", "2", false),
            ("Deploy2", "1", false),
            ("", "1", false),
        ] {
            let task = task(written, version, Vec::new());
            assert_eq!(
                names(&task, "Deploy", id, "1"),
                expected,
                "{written}@{version}"
            );
        }
    }
}
