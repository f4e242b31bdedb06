//! What `patless-emulator check` writes for code scanning is SARIF, as Microsoft's own validator reads it.

use clap::Parser as _;
use patless_emulator::cli::Cli;
use patless_emulator::commands;

use crate::pipeline::root;
use crate::scan::sarif::validated;

#[test]
#[ignore = "needs SARIF Multitool, which `cargo xtask test` installs"]
fn faults_of_pipelines_are_valid_sarif() {
    let folder = tempfile::tempdir().unwrap();
    let broken = root().join("tests/cases/check/broken");
    let mut arguments = vec!["patless-emulator".into(), "check".into()];
    let entries = std::fs::read_dir(&broken).unwrap();
    let paths = entries.map(|entry| entry.unwrap().path());
    arguments.extend(
        paths
            .filter(|path| path.extension().is_some_and(|it| it == "yml"))
            .map(std::path::PathBuf::into_os_string),
    );
    arguments.extend(["--format".into(), "sarif".into()]);
    let mut out = Vec::new();
    let refused = commands::execute(Cli::parse_from(arguments), &mut out);
    assert!(refused.is_err(), "the files are broken");

    let file = folder.path().join("faults.sarif");
    std::fs::write(&file, out).unwrap();
    let said = validated(&file);
    assert!(said.contains("Done. 1 files scanned."), "{said}");
    let mut faults = said.lines().filter(|line| line.contains(": error "));
    assert_eq!(faults.next(), None, "{said}");
}
