//! Snapshots of what the doctor prints: `tests/cases/doctor`, one file for each misconfiguration.

use std::sync::Mutex;

use super::misconfigurations::MISCONFIGURATIONS;
use super::{at_the_desk, diagnose, emulator, misconfigured};
use crate::filters::{filtered, without_attempts};
use crate::in_parallel::assert_no_complaints;
use crate::snapshots::{Texts, assert_as_reviewed};
use crate::step::{Ended, Step};

/// Most of them wait for the emulator.
const THREADS: usize = 4;

/// The exit code of what may work later.
const UNAVAILABLE: i32 = 6;

/// Both streams, and the exit code.
fn shown(ended: &Ended) -> String {
    let code = ended.code.unwrap();
    format!(
        "{}--- standard error\n{}--- exit code {code}\n",
        ended.stdout, ended.stderr
    )
}

#[test]
fn what_the_doctor_prints_is_as_it_was_reviewed() {
    let texts = Mutex::new(Texts::new());
    let keep = |name: &str, text: String| {
        let name = name.replace(' ', "-").replace('\'', "");
        texts.lock().unwrap().insert(format!("{name}.txt"), text);
    };
    assert_no_complaints(THREADS, MISCONFIGURATIONS.iter(), |row| {
        let emulator = emulator(row.scenario);
        // What is tried in vain need not be tried for long.
        let budget = if row.exit_code == UNAVAILABLE {
            "5"
        } else {
            "30"
        };
        let ended = misconfigured(row, &emulator, &["--retry-budget", budget]);
        let text = filtered(&shown(&ended), &emulator);
        keep(row.condition, without_attempts(&text));
        None
    });
    let emulator = emulator("default");
    let well = diagnose(&emulator, Step::script(&emulator), &[]);
    keep("nothing to fix", filtered(&shown(&well), &emulator));
    let at_the_desk = diagnose(&emulator, at_the_desk(&emulator), &[]);
    keep("outside a job", filtered(&shown(&at_the_desk), &emulator));
    assert_as_reviewed("doctor", &texts.into_inner().unwrap());
}
