//! The example in Rust does what it says. Those in other languages need clients that `cargo xtask test` sets up.

#![expect(clippy::unwrap_used, reason = "a test fails by a panic")]

#[path = "../examples/serve.rs"]
#[expect(dead_code, reason = "its main takes the program from PATH")]
mod serve;

use serve::{Served, who_am_i};

/// The program.
const PROGRAM: &str = env!("CARGO_BIN_EXE_patless-emulator");

/// Runs the client of the example.
fn ask(options: &[&str]) -> Result<String, String> {
    // Another test may have been first.
    let _installed = rustls::crypto::aws_lc_rs::default_provider().install_default();
    let served = Served::start(PROGRAM, options).unwrap();
    let runtime = tokio::runtime::Builder::new_current_thread();
    let runtime = { runtime }.enable_all().build().unwrap();
    let asked = runtime.block_on(who_am_i(&served.env));
    asked.map_err(|error| error.to_string())
}

#[test]
fn the_client_of_the_example_learns_who_it_is() {
    let name = ask(&["--identity", "client-secret"]);
    assert_eq!(name.unwrap(), "acme-secret");
}

#[test]
fn the_client_of_the_example_is_told_what_entra_refuses() {
    let options = [
        "--identity",
        "client-secret",
        "--scenario",
        "disabled-service-principal",
    ];
    let told = ask(&options).unwrap_err();
    assert!(told.contains("AADSTS7000112"), "{told}");
}
