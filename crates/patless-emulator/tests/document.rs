//! The document about the emulator is true: its tables are the built-in world, and its first block works.

#![expect(clippy::panic, clippy::unwrap_used, reason = "a test fails by a panic")]

use std::fs;
use std::path::Path;

use patless_emulator::world::{License, World};
use patless_emulator::{Emulator, Scenario};

/// The document.
fn text() -> String {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("../..");
    fs::read_to_string(root.join("docs/EMULATOR.md")).unwrap()
}

/// The row of a table that begins with these cells.
fn row<'a>(text: &'a str, cells: &[&str]) -> &'a str {
    let start = format!("| {} |", cells.join(" | "));
    let mut lines = text.lines().filter(|line| line.starts_with(&start));
    let line = lines.next();
    line.unwrap_or_else(|| panic!("no row `{start}`"))
}

/// A cell with code.
fn code(value: &impl ToString) -> String {
    format!("`{}`", value.to_string())
}

/// Checks the applications: their client IDs, and what they are in the organization of the job.
fn check_applications(text: &str, world: &World) {
    let of_hosts = world.managed_identities.iter().map(|it| &it.application);
    let of_tenant = world.applications.iter();
    let of_tenant = of_tenant.filter(|it| it.tenant_id == world.tenant.id);
    for application in of_tenant.chain(of_hosts) {
        let cells = [code(&application.name), code(&application.client_id)];
        let row = row(text, &[&cells[0], &cells[1]]);
        let license = match application.license {
            None => "no user",
            Some(License::Stakeholder) => "Stakeholder",
            Some(_) => "Basic",
        };
        let last = row.rsplit(" | ").next().unwrap();
        assert!(last.starts_with(license), "{row}");
        for group in &world.groups {
            let is_member = group.applications.contains(&application.name);
            assert_eq!(
                last.contains(&group.name),
                is_member,
                "{row}: {}",
                group.name
            );
        }
    }
}

#[test]
fn the_tables_are_the_built_in_world() {
    let text = text();
    let emulator = Emulator::start(Scenario::default()).unwrap();
    let world = emulator.world();
    for tenant in world.tenants() {
        for value in [&tenant.name, &tenant.domain, &tenant.id.to_string()] {
            assert!(text.contains(&code(value)), "{value}");
        }
    }
    for organization in world.organizations() {
        assert!(text.contains(&code(&organization.name)), "{organization:?}");
    }
    let subscription = &world.subscription;
    let cell = format!("{}, {}", code(&subscription.name), code(&subscription.id));
    assert!(row(&text, &["subscription"]).contains(&cell));
    let mut behind = text.as_str();
    for connection in &world.connections {
        // In the order of the world, because the first one is that of the variables.
        let start = format!("\n| {} | Azure", code(&connection.name));
        let (_, rest) = behind
            .split_once(&start)
            .unwrap_or_else(|| panic!("{start}"));
        behind = rest;
    }
    check_applications(&text, world);
    let resources = text.split_once("**Resources**").unwrap().1;
    let resources = resources.split_once("\n## ").unwrap().0;
    for resource in &world.resources {
        for uri in &resource.uris {
            assert!(resources.contains(&code(uri)), "{uri}");
        }
    }
}

#[cfg(unix)]
#[test]
fn the_first_block_asks_who_it_is() {
    use std::process::{Command, Stdio};

    let text = text();
    let (_, rest) = text.split_once("## In five minutes").unwrap();
    let block = rest.split("```sh\n").find(|it| it.contains("serve "));
    let block = block.unwrap().split("```").next().unwrap();
    let program = env!("CARGO_BIN_EXE_patless-emulator");
    let block = block.replace("target/debug/patless-emulator", program);
    let folder = tempfile::tempdir().unwrap();
    let output = Command::new("bash")
        .args([
            "-euc",
            &format!("trap 'kill $(jobs -p) || true' EXIT\n{block}"),
        ])
        .current_dir(&folder)
        .env_clear()
        .env("PATH", "/usr/local/bin:/usr/bin:/bin")
        .stdin(Stdio::null())
        .output()
        .unwrap();
    let told = String::from_utf8_lossy(&output.stderr);
    assert!(output.status.success(), "{told}");
    let printed = String::from_utf8(output.stdout).unwrap();
    assert!(printed.contains("acme-packages"), "{printed}");
}
