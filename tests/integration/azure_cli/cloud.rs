//! The emulator is a cloud that the real `az` knows: by the folder that the emulator makes, or by `az cloud register`.

use std::collections::BTreeMap;
use std::fs;

use super::{Desk, emulator};

/// Reads the entries of a `clouds.config` with one cloud.
fn entries(text: &str) -> BTreeMap<&str, &str> {
    let lines = text.lines().filter_map(|line| line.split_once(" = "));
    lines
        .map(|(name, value)| (name, value.trim_end_matches('/')))
        .collect()
}

#[test]
#[ignore = "needs the clients that `cargo xtask test` sets up"]
fn the_folder_has_what_az_would_write_itself() {
    let emulator = emulator("default");
    let desk = Desk::new(&emulator);
    let made = fs::read_to_string(desk.kept("clouds.config")).unwrap();
    let own = desk.folder.path().join("own");
    let desk = desk.set("AZURE_CONFIG_DIR", &own.display().to_string());
    let url = emulator.resource_manager_url().to_string();
    let url = url.trim_end_matches('/');
    let register = ["cloud", "register", "--name", "Emulator"];
    desk.az(&[&register[..], &["--endpoint-resource-manager", url]].concat());
    let written = fs::read_to_string(own.join("clouds.config")).unwrap();
    let (made, written) = (entries(&made), entries(&written));
    assert!(made.len() > 20, "{made:?}");
    let made_only: Vec<_> = made
        .iter()
        .filter(|it| written.get(it.0) != Some(it.1))
        .collect();
    assert!(made_only.is_empty(), "{made_only:?}");
    // The only one without an entry in the endpoints of the cloud.
    let by_az_only = written.keys().filter(|name| !made.contains_key(*name));
    let by_az_only: Vec<_> = by_az_only.collect();
    assert_eq!(by_az_only, [&"endpoint_app_service_resource_id"]);
}
