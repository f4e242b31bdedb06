//! The example of three hours, with the real Git and the real Azure SDK.

use std::fs;

use patless_emulator::agent::TaskResult;
use patless_emulator::{Emulator, Scenario};

use super::job::Job;
use crate::pipeline::root;
use crate::set_up::set_up;

/// The example. Another test plays the others.
const EXAMPLE: &str = "long-job.yml";

#[test]
#[ignore = "needs the Azure SDK and the Node that `cargo xtask test` sets up"]
fn each_program_works_at_the_start_and_at_the_end_and_nothing_is_left() {
    let emulator = Emulator::start(Scenario::default()).unwrap();
    let sources = tempfile::tempdir().unwrap();
    let project = sources.path().join("examples/long-job");
    fs::create_dir_all(&project).unwrap();
    for entry in fs::read_dir(root().join("examples/long-job")).unwrap() {
        let file = entry.unwrap();
        if file.file_type().unwrap().is_file() {
            fs::copy(file.path(), project.join(file.file_name())).unwrap();
        }
    }
    // npm finds the packages in the cache of the set-up, and asks no registry.
    let cache = set_up("clients/long-job/cache");
    let settings = format!("cache={}\noffline=true\n", cache.display());
    fs::write(project.join(".npmrc"), settings).unwrap();
    let programs = sources.path().join("programs");
    fs::create_dir(&programs).unwrap();
    std::os::unix::fs::symlink(set_up("clients/node/node"), programs.join("node")).unwrap();

    let job = Job::new(&emulator);
    let text = fs::read_to_string(root().join("pipelines/examples").join(EXAMPLE)).unwrap();
    // It is as it is, and a last step that looks at the keeper.
    let pipeline = format!("{text}\n      - bash: {}\n", job.meet());
    let options = [
        "--path".as_ref(),
        programs.as_os_str(),
        "--sources".as_ref(),
        sources.path().as_os_str(),
    ];
    let (played, keeper) = job.play(&pipeline, &options, |keeper| {
        assert!(keeper.runs());
        keeper.clone()
    });
    let log = &played.log;
    assert_eq!(played.result, TaskResult::Succeeded, "{log}");
    for line in [
        "The Azure SDK is acme-renovate\n",
        "patless exec is acme-renovate\n",
    ] {
        assert_eq!(log.matches(line).count(), 2, "{line}: {log}");
    }
    assert!(log.contains("-> generated/"), "{log}");
    let until = log
        .lines()
        .filter(|line| line.starts_with("Its token is valid until "));
    let until: Vec<_> = until.collect();
    assert!(until.len() == 2 && until[0] < until[1], "{log}");
    // One at the start and one at the end at least, and none for each caller.
    let exchanges = emulator.requests();
    let exchanges = exchanges
        .iter()
        .filter(|it| it.path.ends_with("/oauth2/v2.0/token"));
    let exchanges = exchanges.count();
    assert!((2..=12).contains(&exchanges), "{exchanges}: {log}");

    let keeper = keeper.unwrap();
    keeper.ended();
    assert!(!keeper.folder.exists());
    assert!(log.contains("stopped the keeper: "), "{log}");
    assert!(!log.contains(&keeper.terminated()), "{log}");
}
