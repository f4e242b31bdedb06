//! The way to the servers as the agent has it: proxies, CAs and client certificates that others made, and what is said
//! where they cannot be used.

mod certificates;
mod client_certificate;
mod encodings;
#[cfg(target_os = "linux")]
mod named_files;
mod nginx;
mod proxy;
mod server;
mod settings;
mod tinyproxy;
mod tls;

use patless_emulator::{Emulator, Scenario};

use crate::step::Step;

fn emulator() -> Emulator {
    Emulator::start(Scenario::default()).unwrap()
}

/// A step that reaches the emulator by an address for which no proxy is bypassed.
fn away(emulator: &Emulator) -> Step<'_> {
    let authority_host = emulator.authority_host().to_string();
    // To Patless, that address is not this machine, and no cloud of Entra either.
    Step::new(emulator)
        .input("authorityHost", &authority_host)
        .replaced("//localhost:", "//0.0.0.0:")
        .variable("SYSTEM_DEBUG", "true")
}
