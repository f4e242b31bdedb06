//! The real tfx and the real vsce publish extensions to the emulated Marketplace, and are told what is wrong.

mod desk;
mod example;
mod redirects;
mod tfx;
mod vsce;

use patless_catalogue::{Cause, explain};
use patless_emulator::scenario::{EntraKnobs, PublisherMembership, WorldKnobs};
use patless_emulator::{Emulator, Scenario};

/// The name of the extension.
const EXTENSION: &str = "hello";

/// The emulator, where the identity that publishes has this membership.
fn emulator(publisher_membership: PublisherMembership) -> Emulator {
    Emulator::start(Scenario {
        world: WorldKnobs {
            publisher_membership,
            ..WorldKnobs::default()
        },
        ..Scenario::default()
    })
    .unwrap()
}

/// The emulator, where a token lives for a second.
fn with_short_tokens() -> Emulator {
    Emulator::start(Scenario {
        entra: EntraKnobs {
            access_token_lifetime_s: Some(1),
            ..EntraKnobs::default()
        },
        ..Scenario::default()
    })
    .unwrap()
}

/// What the catalogue says that these words are about.
fn cause_of(words: &str) -> Option<Cause> {
    explain(words).map(|known| known.cause)
}

/// The versions of the extension.
fn versions(emulator: &Emulator) -> Vec<String> {
    emulator.extension_versions("acme", EXTENSION)
}
