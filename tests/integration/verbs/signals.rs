//! Signals reach the command of `patless exec`, each once, and a signal that ends it ends `patless` as well.

use std::io::{BufRead as _, BufReader};
use std::os::unix::process::{CommandExt as _, ExitStatusExt as _};
use std::path::Path;
use std::process::{Child, ChildStdout, Command};

use super::call::{Call, emulator};

const PATLESS: &str = env!("CARGO_BIN_EXE_patless");

/// A command that `patless exec` runs, and that has said that it is ready.
struct Running {
    child: Child,
    lines: BufReader<ChildStdout>,
    folder: tempfile::TempDir,
}

impl Running {
    /// Starts a script of a shell. It says `ready` when it is.
    fn start(script: &str) -> Self {
        Self::start_by(PATLESS, &["exec", "-qv", "TOKEN", "--", "sh", "-c", script])
    }

    fn start_by(program: &str, arguments: &[&str]) -> Self {
        let emulator = emulator("default");
        let call = Call::at_a_desk(&emulator).variable("TOKEN", "opaque");
        let folder = tempfile::tempdir().unwrap();
        let mut command = call.command(Path::new(program), arguments, folder.path());
        // Where no shell could continue them, the system does not stop processes. A group of its own has a parent that could,
        // however the tests are started.
        command.process_group(0);
        let mut child = command.spawn().unwrap();
        let lines = BufReader::new(child.stdout.take().unwrap());
        let mut running = Self {
            child,
            lines,
            folder,
        };
        assert_eq!(running.line(), "ready");
        running
    }

    fn line(&mut self) -> String {
        let mut line = String::new();
        self.lines.read_line(&mut line).unwrap();
        line.trim_end().to_owned()
    }

    fn signal(&self, signal: &str) {
        let id = self.child.id().to_string();
        let status = Command::new("kill")
            .args([&format!("-{signal}"), &id])
            .status();
        assert!(status.unwrap().success());
    }
}

#[test]
fn a_signal_to_patless_reaches_the_command() {
    for signal in [
        "HUP", "INT", "QUIT", "TERM", "USR1", "USR2", "ALRM", "WINCH", "CONT",
    ] {
        let script = format!(
            "trap 'echo got {signal}; exit 7' {signal}; echo ready; while :; do sleep 0.01; done"
        );
        let mut running = Running::start(&script);
        running.signal(signal);
        assert_eq!(running.line(), format!("got {signal}"));
        assert_eq!(running.child.wait().unwrap().code(), Some(7), "{signal}");
    }
}

#[test]
fn a_signal_that_ends_the_command_ends_patless_as_well() {
    for (name, number) in [
        ("HUP", 1),
        ("INT", 2),
        ("QUIT", 3),
        ("ABRT", 6),
        ("KILL", 9),
        ("USR1", 10),
        ("SEGV", 11),
        ("PIPE", 13),
        ("TERM", 15),
    ] {
        let mut running = Running::start(&format!("echo ready; kill -{name} $$"));
        let status = running.child.wait().unwrap();
        assert_eq!(status.signal(), Some(number), "{name}: {status:?}");
        assert!(!status.core_dumped());
    }
}

#[test]
fn a_shell_shows_128_and_the_number_of_the_signal() {
    let script = "\"$0\" exec -qv TOKEN -- sh -c 'echo ready; kill -TERM $$'; echo $?";
    let mut running = Running::start_by("sh", &["-c", script, PATLESS]);
    assert_eq!(running.line(), "143");
    running.child.wait().unwrap();
}

#[test]
fn patless_waits_for_a_command_that_takes_its_time_to_stop() {
    let script = "trap 'echo stopping; sleep 0.05; echo stopped; exit 0' TERM; echo ready; while :; do sleep 0.01; done";
    let mut running = Running::start(script);
    running.signal("TERM");
    assert_eq!(running.line(), "stopping");
    assert_eq!(running.line(), "stopped");
    assert_eq!(running.child.wait().unwrap().code(), Some(0));
}

#[test]
fn a_signal_that_ends_the_command_leaves_no_private_file() {
    for (name, number) in [("TERM", 15), ("INT", 2), ("HUP", 1)] {
        let arguments = [
            "exec",
            "-q",
            "--for",
            "tfx",
            "--token-variable",
            "TOKEN",
            "--",
            "sh",
            "-c",
            "test -d \"$HOME/.tfx\" && echo ready; exec sleep 60",
        ];
        let mut running = Running::start_by(PATLESS, &arguments);
        let left = || std::fs::read_dir(running.folder.path()).unwrap().count();
        assert_eq!(left(), 1);
        running.signal(name);
        assert_eq!(running.child.wait().unwrap().signal(), Some(number));
        assert_eq!(
            std::fs::read_dir(running.folder.path()).unwrap().count(),
            0,
            "{name}"
        );
    }
}

#[cfg(target_os = "linux")]
#[test]
fn a_signal_that_was_ignored_stays_ignored() {
    // The shell's child gets SIGHUP as `nohup` gives it.
    let script = "trap '' HUP; exec \"$0\" exec -qv TOKEN -- sh -c 'echo ready; read line < \"$HOME/go\"; echo alive'";
    let mkfifo = format!("mkfifo \"$HOME/go\"; {script}");
    let mut running = Running::start_by("sh", &["-c", &mkfifo, PATLESS]);
    running.signal("HUP");
    std::fs::write(running.folder.path().join("go"), "go\n").unwrap();
    assert_eq!(running.line(), "alive");
    assert_eq!(running.child.wait().unwrap().code(), Some(0));
}

/// Runs the rest of its command line at a terminal of its own, and types Ctrl-C when it reads `ready`.
const TERMINAL: &str = r#"
import os, pty, sys
pid, terminal = pty.fork()
if pid == 0:
    os.execvp(sys.argv[1], sys.argv[1:])
seen, typed = b"", False
while True:
    try:
        read = os.read(terminal, 1024)
    except OSError:
        break
    if not read:
        break
    seen += read
    if b"ready" in seen and not typed:
        typed = True
        os.write(terminal, b"\x03")
_, status = os.waitpid(pid, 0)
print("ready", flush=True)
print(seen.replace(b"\r\n", b" ").decode(), status, flush=True)
"#;

#[cfg(target_os = "linux")]
#[test]
fn ctrl_c_at_a_terminal_reaches_the_command_once() {
    let script = "count=0; trap 'count=$((count + 1))' INT; echo ready; \
                  trap 'echo INT $count; exit 5' USR1; while [ $count = 0 ]; do sleep 0.01; done; \
                  kill -USR1 $PPID; while :; do sleep 0.01; done";
    let arguments = [
        "-c", TERMINAL, PATLESS, "exec", "-qv", "TOKEN", "--", "sh", "-c", script,
    ];
    let mut running = Running::start_by("python3", &arguments);
    let seen = running.line();
    // Signals are passed on in their order: had there been a second one, it would have come before the last.
    assert!(seen.contains("INT 1"), "{seen}");
    assert!(seen.ends_with(&(5 << 8).to_string()), "{seen}");
    running.child.wait().unwrap();
}

#[cfg(target_os = "linux")]
#[test]
fn a_stop_of_patless_stops_the_command_and_both_go_on() {
    let script = "echo ready; trap 'echo on' CONT; while :; do sleep 0.01; done";
    let mut running = Running::start(script);
    running.signal("TSTP");
    let state = |id: &str| {
        let status = std::fs::read_to_string(format!("/proc/{id}/stat")).unwrap();
        status.rsplit(')').next().unwrap().trim()[..1].to_owned()
    };
    let id = running.child.id().to_string();
    let children = std::fs::read_to_string(format!("/proc/{id}/task/{id}/children")).unwrap();
    let child = children.split_whitespace().next().unwrap();
    while state(&id) != "T" || state(child) != "T" {
        std::thread::sleep(std::time::Duration::from_millis(5));
    }
    running.signal("CONT");
    assert_eq!(running.line(), "on");
    running.signal("KILL");
    running.child.wait().unwrap();
    let killed = Command::new("kill").args(["-KILL", child]).status();
    assert!(killed.unwrap().success());
}
