//! What the document about the emulator has a stranger type, with the real `az`.

use std::process::{Command, Stdio};

use super::{Desk, emulator};
use crate::documents::blocks;
use crate::set_up::set_up;

/// Runs blocks of the document in a shell that ends at the first failure.
fn run(desk: &Desk<'_>, blocks: &str) -> String {
    let programs = set_up("debug/patless-emulator");
    let az = set_up("clients/azure-cli/bin/az");
    let path = [programs, az].map(|it| it.parent().unwrap().display().to_string());
    let blocks = blocks.replace("target/debug/", "");
    let output = Command::new("bash")
        .args([
            "-euc",
            &format!("trap 'kill $(jobs -p) || true' EXIT\n{blocks}"),
        ])
        .current_dir(desk.folder.path())
        .env_clear()
        .env("PATH", format!("{}:/usr/bin:/bin", path.join(":")))
        .env("HOME", desk.folder.path())
        .stdin(Stdio::null())
        .output()
        .unwrap();
    let told = String::from_utf8_lossy(&output.stderr);
    assert!(output.status.success(), "{blocks}\n{told}");
    String::from_utf8(output.stdout).unwrap()
}

#[test]
#[ignore = "needs the clients that `cargo xtask test` sets up"]
fn each_block_with_az_gets_its_tokens() {
    let emulator = emulator("default");
    let desk = Desk::new(&emulator);
    let blocks = blocks("docs/EMULATOR.md", "sh");
    let blocks: Vec<_> = blocks.iter().filter(|it| it.contains("az login")).collect();
    let [pod, job] = blocks[..] else {
        panic!("{blocks:?}");
    };
    // The second one comes before the `kill` of the first one.
    let both = pod.replace("kill %1\n", &format!("{job}kill %1\n"));
    let printed = run(&desk, &both);
    assert_eq!(
        printed.matches("\"accessToken\": \"").count(),
        3,
        "{printed}"
    );
    assert!(
        printed.contains("\"name\": \"Acme production\""),
        "{printed}"
    );
}
