//! Masks are registered before variables are set, whatever is requested.

use patless_emulator::{Emulator, Scenario};

use crate::step::Step;

#[test]
fn every_mask_is_written_before_the_first_variable() {
    let emulator = Emulator::start(Scenario::default()).unwrap();
    let told = Step::new(&emulator)
        .input("tokens", "ARM = azureResourceManager")
        .input("isOutput", "true")
        .run();
    let first_variable = told
        .commands
        .iter()
        .position(|name| name == "task.setvariable")
        .unwrap();
    let last_mask = told
        .commands
        .iter()
        .rposition(|name| name == "task.setsecret")
        .unwrap();
    assert!(last_mask < first_variable);
    assert_eq!(
        told.commands
            .iter()
            .filter(|name| *name == "task.setvariable")
            .count(),
        8
    );
}

#[test]
fn an_assertion_is_masked_even_if_the_exchange_fails() {
    let emulator = Emulator::start(Scenario::named("wrong-subject").unwrap()).unwrap();
    let told = Step::new(&emulator).run();
    assert!(
        told.failed()
            .commands
            .contains(&"task.setsecret".to_owned())
    );
}
