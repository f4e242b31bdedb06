//! Artifacts: what a job publishes, and what a later one downloads.

use std::os::unix::fs::{PermissionsExt as _, symlink};
use std::path::Path;
use std::{fs, io};

use patless_emulator::agent::{Missing, TaskResult};

use crate::fixture::{Fixture, Run, names_in};

/// An agent whose first job has published the artifact `web`.
fn with_artifact() -> Fixture {
    let mut fixture = Fixture::new();
    fixture.host.artifacts_folder = fixture.path("kept");
    fixture.write("sources/site/a.js", "a");
    fixture.write("sources/site/lib/b.js", "b");
    fixture.write("sources/site/lib/c.map", "c");
    fixture.write("sources/site/.git/config", "not this");
    let run = fixture.run("steps:\n- publish: site\n  artifact: web\n");
    assert_eq!(run.outcome.result, TaskResult::Succeeded, "{}", run.log);
    fixture
}

/// Runs a later job of the run, whose work folder is another one.
fn later(fixture: &mut Fixture, steps: &str) -> Run {
    fixture.host.work_folder = fixture.path("later");
    fixture.run(&format!("steps:\n{steps}"))
}

/// Lists the files below a folder, with `/` between the parts of their names.
fn files_below(folder: &Path) -> Vec<String> {
    fn add(folder: &Path, prefix: &str, files: &mut Vec<String>) -> io::Result<()> {
        for entry in fs::read_dir(folder)? {
            let entry = entry?;
            let name = format!("{prefix}{}", entry.file_name().to_string_lossy());
            if entry.file_type()?.is_dir() {
                add(&entry.path(), &format!("{name}/"), files)?;
            } else {
                files.push(name);
            }
        }
        Ok(())
    }
    let mut files = Vec::new();
    if folder.exists() {
        add(folder, "", &mut files).unwrap();
    }
    files.sort();
    files
}

#[test]
fn a_folder_is_published_without_its_git_and_its_modes() {
    let fixture = Fixture::new();
    fixture.write("sources/site/.git/config", "");
    let program = fixture.write("sources/site/run", "");
    fs::set_permissions(&program, fs::Permissions::from_mode(0o755)).unwrap();
    symlink("/etc/hostname", fixture.path("sources/site/host")).unwrap();
    let run = fixture.run("steps:\n- publish: $(Build.SourcesDirectory)/site\n  artifact: web\n");
    run.has("Artifact name input: web");
    let site = fixture.path("sources/site");
    run.has(&format!(
        "Uploading pipeline artifact from {} for build #7",
        site.display()
    ));
    run.has("emulator: 1 file kept as the artifact web");
    run.has("emulator: host is left out: it is a link to a folder or out of the artifact");
    run.has("Uploading pipeline artifact finished.");
    let kept = fixture.path("work/_artifacts/web");
    assert_eq!(files_below(&kept), ["run"]);
    let mode = fs::metadata(kept.join("run")).unwrap().permissions().mode();
    assert_eq!(mode & 0o111, 0);
}

#[test]
fn artifactignore_chooses_what_is_published() {
    let fixture = Fixture::new();
    fixture.write("sources/site/.artifactignore", "**/*\n!*.exe\n!keep/**\n");
    for name in ["a.exe", "a.txt", "lib/b.exe", "keep/c.txt", ".git/config"] {
        fixture.write(&format!("sources/site/{name}"), "");
    }
    fixture.run("steps:\n- publish: site\n  artifact: web\n");
    let kept = fixture.path("work/_artifacts/web");
    let kept = files_below(&kept);
    assert!(kept.contains(&"a.exe".to_owned()), "{kept:?}");
    assert!(!kept.contains(&"a.txt".to_owned()), "{kept:?}");
    assert!(!kept.contains(&".git/config".to_owned()), "{kept:?}");
}

#[test]
fn a_later_job_downloads_what_it_asks_for() {
    let all = ["a.js", "lib/b.js", "lib/c.map"];
    let prefixed = |folder: &str, names: &[&str]| -> Vec<String> {
        names.iter().map(|name| format!("{folder}{name}")).collect()
    };
    for (steps, folder, expected) in [
        ("- download: current\n", "later/1", prefixed("web/", &all)),
        (
            "- download: current\n  artifact: WEB\n",
            "later/1",
            prefixed("web/", &all),
        ),
        (
            "- download: current\n  artifact: web\n  patterns: '**/*.js'\n",
            "later/1",
            prefixed("web/", &all[..2]),
        ),
        (
            "- download: current\n  patterns: web/lib/**\n",
            "later/1",
            prefixed("web/", &all[1..]),
        ),
        ("- download: none\n", "later/1", Vec::new()),
        (
            "- task: DownloadPipelineArtifact@2\n  inputs: {artifact: web, path: got}\n",
            "sources/got",
            prefixed("", &all),
        ),
        (
            "- task: DownloadPipelineArtifact@2\n  inputs: {targetPath: got}\n",
            "sources/got",
            prefixed("web/", &all),
        ),
        (
            "- task: DownloadBuildArtifacts@1\n  inputs: {artifactName: web, itemPattern: web/*.js}\n",
            "later/1/a",
            prefixed("web/", &all[..1]),
        ),
        (
            "- task: DownloadBuildArtifacts@0\n  inputs: {downloadType: specific, downloadPath: got}\n",
            "sources/got",
            prefixed("web/", &all),
        ),
    ] {
        let mut fixture = with_artifact();
        let run = later(&mut fixture, steps);
        assert_eq!(run.outcome.result, TaskResult::Succeeded, "{}", run.log);
        assert_eq!(files_below(&fixture.path(folder)), expected, "{steps}");
    }
}

#[test]
fn a_publication_of_a_task_is_an_artifact() {
    for (steps, name) in [
        (
            "- task: PublishPipelineArtifact@1\n  inputs: {targetPath: site/a.js, artifact: one}\n",
            "one",
        ),
        (
            "- task: PublishPipelineArtifact@0\n  inputs: {targetPath: site/a.js}\n",
            "drop",
        ),
        (
            "- bash: cp site/a.js \"$BUILD_ARTIFACTSTAGINGDIRECTORY\"\n- task: PublishBuildArtifacts@1\n",
            "drop",
        ),
        ("- publish: site/a.js\n", "Job"),
        (
            "- bash: |\n    echo \"##vso[artifact.upload artifactname=up;containerfolder=up]$PWD/site/a.js\"\n",
            "up",
        ),
    ] {
        let fixture = Fixture::new();
        fixture.write("sources/site/a.js", "a");
        let run = fixture.run(&format!("steps:\n{steps}"));
        assert_eq!(run.outcome.result, TaskResult::Succeeded, "{}", run.log);
        assert_eq!(
            fixture.read(&format!("work/_artifacts/{name}/a.js")),
            "a",
            "{steps}"
        );
    }
}

#[test]
fn a_build_artifact_grows_and_a_pipeline_artifact_does_not() {
    let mut fixture = with_artifact();
    fixture.write("sources/more/d.js", "d");
    let run = later(&mut fixture, "- publish: more\n  artifact: Web\n");
    run.has("##[error]Artifact Web already exists for build 7.");
    let more =
        "- task: PublishBuildArtifacts@1\n  inputs: {PathtoPublish: more, ArtifactName: web}\n";
    let run = later(&mut fixture, more);
    assert_eq!(run.outcome.result, TaskResult::Succeeded, "{}", run.log);
    assert_eq!(names_in(&fixture.path("kept")), ["web"]);
    assert_eq!(names_in(&fixture.path("kept/web")), ["a.js", "d.js", "lib"]);
}

#[test]
fn what_is_not_there_fails_the_step() {
    let mut fixture = with_artifact();
    let sources = fixture.path("sources");
    let missing = format!("Path does not exist: {}/missing", sources.display());
    let invalid = |name: &str| {
        format!(
            "Artifact name is not valid: {name}. It cannot contain '\\', /', \"', ':', '<', '>', '|', '*', and '?'"
        )
    };
    for (step, error) in [
        (
            "download: current\n  artifact: api",
            "Artifact api was not found for build 7. (This run has: web.)".to_owned(),
        ),
        ("publish: missing\n  artifact: x", missing),
        ("publish: site\n  artifact: ../x", invalid("../x")),
        ("publish: site\n  artifact: ..", invalid("..")),
        (
            "download: current\n  artifact: ../kept/web",
            invalid("../kept/web"),
        ),
        (
            "download: current\n  artifact: web\n  patterns: '[a'",
            "the pattern [a is not valid: unclosed character class; missing ']'".to_owned(),
        ),
    ] {
        let run = later(&mut fixture, &format!("- {step}\n"));
        run.has(&format!("##[error]{error}"));
        assert_eq!(run.outcome.result, TaskResult::Failed);
    }
    assert_eq!(names_in(&fixture.path("kept")), ["web"]);
}

#[test]
fn artifacts_of_another_pipeline_are_said_to_be_missing() {
    let mut fixture = Fixture::new();
    let steps =
        "steps:\n- task: DownloadPipelineArtifact@2\n  inputs: {source: specific, pipeline: 12}\n";
    let run = fixture.run(steps);
    run.has("emulator: unsupported: the artifacts of another pipeline, 12; the step is skipped");
    assert_eq!(run.results(), [TaskResult::Skipped]);
    fixture.host.missing = Missing::Refused;
    assert_eq!(
        fixture.refusal(steps),
        "p.yml:2:3: unsupported: the artifacts of another pipeline, 12"
    );
}

#[test]
fn a_download_writes_through_no_link() {
    let mut fixture = with_artifact();
    fixture.write("outside/a.js", "mine");
    fs::create_dir_all(fixture.path("later/1")).unwrap();
    symlink(fixture.path("outside"), fixture.path("sources/got")).unwrap();
    // The folder itself may be a link: the step names it.
    let step = "- task: DownloadPipelineArtifact@2\n  inputs: {path: got}\n";
    symlink(fixture.path("outside"), fixture.path("outside/web")).unwrap();
    let run = later(&mut fixture, step);
    assert_eq!(run.outcome.result, TaskResult::Succeeded, "{}", run.log);
    fs::create_dir_all(fixture.path("there/web")).unwrap();
    symlink(fixture.path("outside"), fixture.path("there/web/lib")).unwrap();
    let there = fixture.path("there");
    let step = format!(
        "- task: DownloadPipelineArtifact@2\n  inputs: {{path: {}}}\n",
        there.display()
    );
    let run = later(&mut fixture, &step);
    assert_eq!(run.outcome.result, TaskResult::Failed, "{}", run.log);
    assert!(
        run.log.contains("is a link or a file, and no folder"),
        "{}",
        run.log
    );
    assert!(!fixture.path("outside/b.js").exists());
}
