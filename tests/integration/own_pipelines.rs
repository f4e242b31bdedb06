//! The pipelines of this repository keep the rules that it preaches.
//!
//! Microsoft's schema for pipelines is in no package of a registry. Each job goes through the emulator's reader instead,
//! which refuses whatever it does not know, templates included.

use std::path::Path;

use patless_emulator::pipeline::{self, Action, Job, Step};

/// The pipelines that are ours alone; users see the other folders.
const FILES: [&str; 3] = ["ci.yml", "package.yml", "release.yml"];

fn folder() -> std::path::PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../../pipelines")
}

fn read(path: &str) -> String {
    std::fs::read_to_string(folder().join(path)).unwrap()
}

/// The text of each job of a pipeline, as a list of its own; the emulator plays one job at a time.
fn job_texts(pipeline: &str) -> Vec<String> {
    let mut jobs: Vec<String> = Vec::new();
    let mut job_indent = None;
    for line in pipeline.lines() {
        let indent = line.len() - line.trim_start().len();
        if line.trim_start().starts_with("- job: ") {
            job_indent = Some(indent);
            jobs.push("jobs:\n".to_owned());
        } else if !line.trim().is_empty() && job_indent.is_some_and(|job| indent <= job) {
            job_indent = None;
        }
        if job_indent.is_some() {
            let job = jobs.last_mut().unwrap();
            job.push_str(line);
            job.push('\n');
        }
    }
    jobs
}

/// Every job of our pipelines, with the name of its file.
fn jobs() -> Vec<(&'static str, Job)> {
    let temporary = tempfile::tempdir().unwrap();
    let steps = temporary.path().join("steps");
    std::fs::create_dir(&steps).unwrap();
    for entry in std::fs::read_dir(folder().join("steps")).unwrap() {
        let entry = entry.unwrap();
        std::fs::copy(entry.path(), steps.join(entry.file_name())).unwrap();
    }
    let mut jobs = Vec::new();
    for file in FILES {
        for text in job_texts(&read(file)) {
            let path = temporary.path().join(file);
            std::fs::write(&path, &text).unwrap();
            let job = pipeline::read(&path).unwrap_or_else(|error| panic!("{error}\n{text}"));
            jobs.push((file, job));
        }
    }
    jobs
}

/// Every step of our pipelines.
pub(crate) fn steps() -> Vec<Step> {
    jobs().into_iter().flat_map(|(_, job)| job.steps).collect()
}

#[test]
fn every_job_is_read() {
    let jobs = jobs();
    let count = |file: &str| jobs.iter().filter(|(of, _)| *of == file).count();
    assert_eq!(count("ci.yml"), read("ci.yml").matches("- job: ").count());
    assert_eq!(count("package.yml"), 1);
    assert_eq!(count("release.yml"), 9);
    assert!(jobs.iter().all(|(_, job)| !job.steps.is_empty()));
}

#[test]
fn every_task_is_pinned_to_a_major_version() {
    let mut names = Vec::new();
    for step in steps() {
        if let Action::Task(task) = step.action {
            assert!(
                task.version.parse::<u32>().is_ok(),
                "{}@{}",
                task.name,
                task.version
            );
            names.push(task.name);
        }
    }
    assert_eq!(names.iter().filter(|name| *name == "Patless").count(), 2);
}

#[test]
fn every_image_is_pinned() {
    for file in FILES {
        for line in read(file).lines().filter(|line| line.contains("vmImage:")) {
            let image = line.split('#').next().unwrap();
            assert!(!image.contains("latest"), "{file}: {line}");
        }
    }
}

#[test]
fn no_token_is_in_the_text_or_on_the_command_line_of_a_script() {
    let mut users = 0;
    for step in steps() {
        let Action::Script(script) = step.action else {
            continue;
        };
        for forbidden in [
            "--token",
            "-t $",
            "_TOKEN)",
            "System.AccessToken",
            "SYSTEM_ACCESSTOKEN",
        ] {
            assert!(
                !script.text.contains(forbidden),
                "{forbidden}: {}",
                script.text
            );
        }
        let secrets: Vec<_> = step
            .env
            .iter()
            .filter(|(name, _)| name.ends_with("_TOKEN"))
            .collect();
        for (name, _) in secrets {
            users += 1;
            // Only bash's own printf may name it: another program would carry it in its arguments.
            for line in script
                .text
                .lines()
                .filter(|line| line.contains(name.as_str()))
            {
                assert!(line.trim().starts_with("printf "), "{line}");
            }
        }
    }
    assert_eq!(users, 2, "each publication has a token");
}

#[test]
fn no_personal_access_token_is_anywhere() {
    for (_, job) in jobs() {
        let variables = job.variables.iter().map(|variable| &variable.name);
        let env = job
            .steps
            .iter()
            .flat_map(|step| step.env.iter().map(|(name, _)| name));
        for name in variables.chain(env) {
            let words: Vec<_> = name.split(['_', '.', '-']).collect();
            assert!(!words.contains(&"PAT"), "{name}");
        }
    }
    for file in FILES {
        let text = read(file);
        let mut lines = text.lines().filter(|line| !line.trim().starts_with('#'));
        assert!(
            !lines.any(|line| line.contains("System.AccessToken")),
            "{file}"
        );
    }
}

#[test]
fn no_clone_keeps_credentials() {
    for file in ["ci.yml", "package.yml", "release.yml", "steps/publish.yml"] {
        let text = read(file);
        let count = |wanted: &str| text.matches(wanted).count();
        assert_eq!(
            count("checkout: self"),
            count("persistCredentials: false"),
            "{file}"
        );
    }
}
