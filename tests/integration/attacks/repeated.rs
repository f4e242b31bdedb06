//! A logging command in the value of a variable, which a program that starts before us prints again.

use patless_emulator::{Emulator, Scenario};

use crate::step::Step;

#[test]
fn a_variable_that_holds_a_command_stops_the_task_before_any_request() {
    let emulator = Emulator::start(Scenario::default()).unwrap();
    let command = "x##vso[task.complete result=Skipped;done=true]";
    for (name, value, shown) in [
        ("LC_ALL", command, "LC_ALL"),
        ("SECRET_OF_OTHERS", command, "SECRET_OF_OTHERS"),
        (
            "NODE_V8_COVERAGE",
            "#\u{200d}#VSO[task.complete]",
            "NODE_V8_COVERAGE",
        ),
        ("##vso[task.complete]", "x", "**vso[task.complete]"),
    ] {
        for step in [Step::new(&emulator), Step::script(&emulator)] {
            let told = step.variable(name, value).run();
            let cause = format!("the variable {shown} holds a logging command");
            let error = told.failed().error();
            assert!(error.starts_with(&cause), "{error}");
            assert!(error.contains("\n\nhint: remove it"), "{error}");
        }
    }
    assert!(emulator.requests().is_empty());
}

#[test]
fn a_size_of_stacks_from_a_variable_is_not_taken() {
    let emulator = Emulator::start(Scenario::default()).unwrap();
    for bytes in ["1", "9223372036854775807"] {
        let step = Step::new(&emulator).variable("RUST_MIN_STACK", bytes);
        step.run().succeeded();
    }
}

#[test]
fn a_public_variable_in_the_place_of_the_token_is_mentioned() {
    let emulator = Emulator::start(Scenario::default()).unwrap();
    for (listed, times) in [(r#"["token"]"#, 1), (r#"["TOKEN_EXPIRES_ON"]"#, 0)] {
        let step = Step::new(&emulator).variable("VSTS_PUBLIC_VARIABLES", listed);
        let told = step.run();
        let text = "the variable TOKEN already exists and is replaced";
        let warnings = told.succeeded().issues.iter();
        let warnings = warnings.filter(|it| it.kind == "warning" && it.message.contains(text));
        assert_eq!(warnings.count(), times, "{listed}: {}", told.log);
    }
}
