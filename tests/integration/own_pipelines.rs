//! The pipelines of this repository keep the rules that it preaches.
//!
//! Microsoft's schema for pipelines is in no package of a registry. Each file goes through the compiler of the emulator
//! instead, which refuses whatever it does not know, templates included.

use std::path::Path;

use patless_pipeline::model::{Action, Job, JobKind, Step, Variable};
use patless_pipeline::{Options, Severity, compile};

use crate::pipeline::root;

/// The pipelines that are ours alone; users see the other folders.
const FILES: [&str; 3] = ["ci.yml", "package.yml", "release.yml"];

fn folder() -> std::path::PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../../pipelines")
}

fn read(path: &str) -> String {
    std::fs::read_to_string(folder().join(path)).unwrap()
}

/// Every job of a file, which the service would take.
fn jobs_of(path: &Path) -> Vec<Job> {
    // A template of a test is in a folder of its own.
    let repository = root();
    let root = if path.starts_with(&repository) {
        repository
    } else {
        path.parent().unwrap().to_owned()
    };
    let options = Options {
        root,
        ..Options::default()
    };
    let compiled = compile(path, &options);
    // The approval of a release is a job of the service itself, which the emulator does not play.
    let mut faults = compiled.faults.iter();
    let fault = faults.find(|it| it.severity != Severity::Unsupported);
    assert_eq!(fault, None);
    let stages = compiled.pipeline.unwrap().stages;
    stages.into_iter().flat_map(|it| it.jobs).collect()
}

/// Every step of a file.
pub(crate) fn steps_of(path: &Path) -> Vec<Step> {
    let steps = jobs_of(path).into_iter().flat_map(|job| match job.kind {
        JobKind::Steps(steps) => steps,
        JobKind::Deployment(deployment) => {
            let hooks = deployment.hooks.into_iter();
            hooks.flat_map(|it| it.steps).collect()
        }
        _ => Vec::new(),
    });
    steps.collect()
}

/// Every step of our pipelines.
pub(crate) fn steps() -> Vec<Step> {
    let files = FILES.iter().map(|file| folder().join(file));
    files.flat_map(|path| steps_of(&path)).collect()
}

#[test]
fn every_job_is_read() {
    let jobs = |file: &str| jobs_of(&folder().join(file));
    let written = read("ci.yml").matches("- job: ").count();
    assert_eq!(jobs("ci.yml").len(), written);
    assert_eq!(jobs("package.yml").len(), 1);
    assert_eq!(jobs("release.yml").len(), 9);
    assert!(!FILES.iter().any(|file| jobs(file).iter().any(is_empty)));
}

fn is_empty(job: &Job) -> bool {
    matches!(&job.kind, JobKind::Steps(steps) if steps.is_empty())
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
    let is_of_a_pat = |name: &str| name.split(['_', '.', '-']).any(|word| word == "PAT");
    for step in steps() {
        for (name, _) in &step.env {
            assert!(!is_of_a_pat(name), "{name}");
        }
    }
    for file in FILES {
        for job in jobs_of(&folder().join(file)) {
            for variable in &job.variables {
                let (Variable::Value { name, .. } | Variable::Group { name, .. }) = variable;
                assert!(!is_of_a_pat(name), "{name}");
            }
        }
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
