//! The log of a job that nobody ran: 100 MB in which one line says what went wrong. It is the same each time.
use std::fmt::Write;
use std::path::{Path, PathBuf};

use build_helper::{Failure, folder, say};
use fastrand::Rng;
use fs_err as fs;

/// The log.
#[derive(Debug)]
pub(super) struct Log {
    pub(super) path: PathBuf,
}

/// Its size, in MB.
pub(super) const MEGABYTES: u32 = 100;

impl Log {
    /// Makes it below `place`, or finds it there.
    pub(super) fn make(place: &Path) -> Result<Self, Failure> {
        let made = place.join("made");
        let path = made.join("job.log");
        folder::set_up(&made, include_str!("log.rs"), || {
            say("making a log of 100 MB");
            Ok(fs::write(&path, text())?)
        })?;
        Ok(Self { path })
    }
}

fn text() -> String {
    let bytes = MEGABYTES as usize * 1_000_000;
    let mut text = String::with_capacity(bytes + 1_000);
    let mut random = Rng::with_seed(7);
    for number in 1_u32.. {
        let before = text.len();
        line(&mut text, number, &mut random);
        if before < bytes / 2 && text.len() >= bytes / 2 {
            text.push_str(ERROR);
        }
        if text.len() >= bytes {
            break;
        }
    }
    text
}

fn line(text: &mut String, number: u32, random: &mut Rng) {
    let (minute, second) = (number / 60 % 60, number % 60);
    let fraction = random.u32(..10_000_000);
    // A text takes everything.
    let _ = write!(text, "2026-11-27T10:{minute:02}:{second:02}.{fraction:07}Z");
    for _ in 0..random.usize(4..18) {
        text.push(' ');
        text.push_str(WORDS[random.usize(..WORDS.len())]);
    }
    // What looks like an error, and is none.
    if number.is_multiple_of(997) {
        text.push_str(": attempt 1 timed out, 0 of 12 failed");
    }
    text.push('\n');
}

/// What went wrong.
const ERROR: &str = "2026-11-27T10:00:00.0000000Z ##[section]Starting: Deploy\n\
    2026-11-27T10:00:00.0000000Z ERROR: AADSTS70025: The client 'c11e0004-5b1d-4f6e-9a3c-7d2e8f4a1b90'(deploy) has no configured federated identity credentials.\n\
    2026-11-27T10:00:00.0000000Z ##[error]Script failed with exit code: 1\n";

/// What the other lines are made of.
const WORDS: &[&str] = &[
    "the",
    "task",
    "build",
    "compile",
    "module",
    "version",
    "package",
    "restore",
    "link",
    "test",
    "passed",
    "file",
    "source",
    "warning",
    "info",
    "debug",
    "output",
    "artifact",
    "step",
    "agent",
    "machine",
    "remote",
    "object",
    "counting",
    "resolved",
    "downloaded",
    "extracted",
    "cache",
    "key",
    "hit",
    "miss",
    "checksum",
    "target",
    "release",
    "profile",
    "optimized",
    "finished",
];
