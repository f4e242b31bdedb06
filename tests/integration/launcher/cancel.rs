//! What becomes of a step that the agent cancels.

use std::path::Path;

use patless_emulator::scenario::{Fault, Faults};
use patless_emulator::services::entra;
use patless_emulator::{Emulator, Scenario};

use super::installed::Installed;
use super::job::{Moment, cancel_when};
use super::on_each_node;
use crate::step::Step;

on_each_node!(
    the_program_hears_the_signal_and_tells_canceled,
    a_program_that_the_signal_ends_is_canceled,
);

/// When the program has made its second request.
const WHILE_ENTRA_IS_SILENT: Moment<'_> = Moment {
    text: "",
    requests: 2,
};

/// When a stand-in for the program says so.
const WHEN_READY: Moment<'_> = Moment {
    text: "\nready\n",
    requests: 0,
};

/// A server that never answers the exchange.
fn stalled() -> Emulator {
    let faults = Faults::on(entra::TOKEN, vec![Fault::Stall]);
    Emulator::start(Scenario {
        faults,
        ..Scenario::default()
    })
    .unwrap()
}

fn the_program_hears_the_signal_and_tells_canceled(node: &Path) {
    let installed = Installed::new();
    for signal in ["INT", "TERM"] {
        let emulator = stalled();
        let step = installed.main(Step::new(&emulator), node);
        let told = step.signal_at_request(2, signal).run();
        assert_eq!(told.result.as_deref(), Some("Canceled"), "{}", told.log);
        assert_eq!(told.log.matches("canceled").count(), 1, "{}", told.log);
        assert!(told.variables.is_empty() && told.issues.is_empty());
        assert_eq!(told.commands.last().unwrap(), "task.complete");
    }
    let log = cancel_when(&stalled(), &installed, node, WHILE_ENTRA_IS_SILENT);
    assert!(log.contains("\ncanceled: no variable was set\n"), "{log}");
    assert!(
        log.contains("\n##[error]The operation was canceled.\n"),
        "{log}"
    );
}

fn a_program_that_the_signal_ends_is_canceled(node: &Path) {
    let installed = Installed::with_script("echo ready; exec sleep 30");
    let emulator = Emulator::start(Scenario::default()).unwrap();
    let log = cancel_when(&emulator, &installed, node, WHEN_READY);
    let line = "\ncanceled: the program ended with the signal SIGINT\n";
    assert!(log.contains(line), "{log}");
}

/// Takes the launcher's whole patience, so it runs under one Node.
#[test]
#[ignore = "needs the clients that `cargo xtask test` sets up"]
fn a_program_that_ignores_signals_is_ended_before_the_agent_would_end_the_launcher() {
    let installed = Installed::with_script("trap '' INT TERM; echo ready; exec sleep 30");
    let emulator = Emulator::start(Scenario::default()).unwrap();
    let node = super::node::path(24);
    let log = cancel_when(&emulator, &installed, &node, WHEN_READY);
    let line = "\ncanceled: the program ended with the signal SIGKILL\n";
    assert!(log.contains(line), "{log}");
}
