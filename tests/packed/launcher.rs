//! The launcher of the npm package, under each Node: what passes through it, and what it refuses to start.

use std::fs;
use std::io::{BufRead as _, BufReader, Read as _, Write as _};
use std::os::unix::process::ExitStatusExt as _;
use std::process::{Child, Command, Output, Stdio};

use crate::packed;
use crate::project::{Project, plant, said};

/// The oldest Node that is supported, and newer ones.
const NODES: [u32; 3] = [16, 20, 24];

/// The launcher, under each Node in turn.
fn each(project: &Project, mut check: impl FnMut(Command)) {
    for major in NODES {
        check(project.launcher(&packed::node(major)));
    }
}

/// What the launcher says where it starts nothing.
fn refusal(output: &Output) -> String {
    assert_eq!(output.status.code(), Some(125), "{}", said(output));
    assert!(output.stdout.is_empty(), "{}", said(output));
    let text = said(output);
    assert!(
        text.starts_with("error: ") && text.contains("\n\nhint: "),
        "{text}"
    );
    text
}

/// Sends a signal to one process.
fn send(signal: &str, child: &Child) {
    let mut kill = Command::new("kill");
    kill.args(["-s", signal]).arg(child.id().to_string());
    assert!(kill.status().unwrap().success());
}

#[test]
fn exit_code_is_the_programs() {
    let project = Project::with_patless();
    project.pack_script("exit \"$1\"");
    each(&project, |mut launcher| {
        let code = launcher.arg("0").status().unwrap().code();
        assert_eq!(code, Some(0));
    });
    for expected in [1, 2, 6, 125, 130, 255] {
        let node = packed::node(20);
        let status = project.launcher(&node).arg(expected.to_string()).status();
        assert_eq!(status.unwrap().code(), Some(expected));
    }
}

#[test]
fn arguments_streams_environment_and_folder_are_passed_through() {
    let project = Project::with_patless();
    project.pack_script("pwd; printf '<%s>' \"$@\" \"$ONE\"; cat; echo problem >&2");
    let words = ["a b", "", "$HOME", "*", "\"'\\", "--", "-x", "ü"];
    each(&project, |mut launcher| {
        let mut child = launcher
            .args(words)
            .env("ONE", "1\n2")
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .stderr(Stdio::piped())
            .spawn()
            .unwrap();
        child.stdin.take().unwrap().write_all(b"typed").unwrap();
        let output = child.wait_with_output().unwrap();
        let folder = project.path("").canonicalize().unwrap();
        let expected = format!("{}\n<{}><1\n2>typed", folder.display(), words.join("><"));
        assert_eq!(String::from_utf8(output.stdout).unwrap(), expected);
        assert_eq!(String::from_utf8(output.stderr).unwrap(), "problem\n");
    });
}

#[test]
fn signal_that_ends_the_program_ends_the_launcher() {
    let project = Project::with_patless();
    project.pack_script("kill -s \"$1\" $$");
    for (name, number) in [
        ("HUP", 1),
        ("INT", 2),
        ("KILL", 9),
        ("USR2", 12),
        ("TERM", 15),
    ] {
        each(&project, |mut launcher| {
            let status = launcher.arg(name).status().unwrap();
            assert_eq!(status.signal(), Some(number), "{name}: {status}");
        });
    }
}

/// The system would write Node's memory, with the environment, to a file; or Node would not end at all.
#[test]
fn signal_that_would_leave_something_behind_becomes_the_exit_code_of_a_shell() {
    let project = Project::with_patless();
    project.pack_script("kill -s \"$1\" $$");
    for (name, number) in [
        ("QUIT", 3),
        ("ABRT", 6),
        ("USR1", 10),
        ("SEGV", 11),
        ("PIPE", 13),
    ] {
        each(&project, |mut launcher| {
            let status = launcher.arg(name).status().unwrap();
            assert_eq!(status.code(), Some(128 + number), "{name}: {status}");
        });
    }
}

#[test]
fn signal_is_passed_on_and_the_program_decides() {
    let project = Project::with_patless();
    // The program goes on after each signal, and ends with a line of its input. Shells differ in what they make of a read
    // that a signal interrupts.
    project.pack_script(
        "for name in HUP INT QUIT TERM USR1 USR2; do trap \"echo $name\" $name; done\n\
         echo ready; count=0\n\
         while read -r line; [ \"$line\" != end ] && [ $count -lt 50 ]; do count=$((count + 1)); done\nexit 7",
    );
    each(&project, |mut launcher| {
        let mut child = launcher
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .stderr(Stdio::null())
            .spawn()
            .unwrap();
        let mut lines = BufReader::new(child.stdout.take().unwrap()).lines();
        assert_eq!(lines.next().unwrap().unwrap(), "ready");
        for name in ["HUP", "INT", "QUIT", "TERM", "USR1", "USR2"] {
            send(name, &child);
            assert_eq!(lines.next().unwrap().unwrap(), name);
        }
        child.stdin.take().unwrap().write_all(b"end\n").unwrap();
        assert_eq!(child.wait().unwrap().code(), Some(7));
        assert!(lines.next().is_none());
    });
}

#[test]
fn neither_variables_nor_the_working_folder_lead_to_a_program() {
    let project = Project::without_program();
    let name = format!("@patless/{}", packed::platform());
    let strange = tempfile::tempdir().unwrap();
    // Where Node would look, by its documentation: NODE_PATH, the home folder, and every folder above the project.
    let places = [
        strange.path().join("by-variable"),
        project.home().join(".node_modules"),
        project.home().join(".node_libraries"),
        strange.path().join("work/node_modules"),
        project.path("../node_modules"),
    ];
    for place in &places {
        plant(&place.join(&name), "#!/bin/sh\necho planted\n");
    }
    each(&project, |mut launcher| {
        let output = launcher
            .current_dir(strange.path().join("work"))
            .env("NODE_PATH", &places[0])
            .env("PATLESS_BINARY", places[0].join(&name).join("bin/patless"))
            .output()
            .unwrap();
        assert!(refusal(&output).contains("is not installed"));
    });
}

#[test]
fn program_beside_the_launcher_is_found_where_packages_are_linked() {
    // As pnpm lays them out: each package in a folder of its own, and links between.
    let project = Project::with_patless();
    let store = project.path("node_modules/.store");
    let own = store.join("patless/node_modules");
    fs::create_dir_all(own.join("@patless")).unwrap();
    fs::rename(project.path("node_modules/patless"), own.join("patless")).unwrap();
    let program = store.join("program");
    fs::rename(project.program_folder(), &program).unwrap();
    let links = own.join("@patless").join(packed::platform());
    std::os::unix::fs::symlink(&program, links).unwrap();
    std::os::unix::fs::symlink(own.join("patless"), project.path("node_modules/patless")).unwrap();
    each(&project, |mut launcher| {
        let output = launcher.arg("--version").output().unwrap();
        assert_eq!(said(&output), format!("patless {}\n", packed::VERSION));
    });
}

#[test]
fn damaged_program_is_not_started() {
    let project = Project::with_patless();
    let program = project.program_folder().join("bin/patless");
    let whole = fs::read(&program).unwrap();
    let mut other_head = whole.clone();
    other_head[..4].copy_from_slice(b"echo");
    for (bytes, said) in [
        (Vec::new(), "0 bytes instead of"),
        (whole[..whole.len() - 1].to_vec(), "bytes instead of"),
        (other_head, "does not begin as the program"),
    ] {
        fs::write(&program, bytes).unwrap();
        each(&project, |mut launcher| {
            let output = launcher.arg("--version").output().unwrap();
            let text = refusal(&output);
            assert!(text.contains(said), "{text}");
        });
    }
    fs::remove_file(&program).unwrap();
    let output = project.launcher(&packed::node(20)).output().unwrap();
    assert!(refusal(&output).contains("is missing"));
}

#[test]
fn program_that_may_not_be_executed_is_named() {
    let project = Project::with_patless();
    let program = project.program_folder().join("bin/patless");
    let mut chmod = Command::new("chmod");
    assert!(chmod.arg("644").arg(&program).status().unwrap().success());
    each(&project, |mut launcher| {
        let text = refusal(&launcher.output().unwrap());
        assert!(
            text.contains("cannot be started") && text.contains("EACCES"),
            "{text}"
        );
    });
}

#[test]
fn program_of_another_version_is_not_started() {
    let project = Project::with_patless();
    let manifest = project.program_folder().join("package.json");
    let text = fs::read_to_string(&manifest).unwrap();
    let version = format!("\"version\": \"{}\"", packed::VERSION);
    fs::write(&manifest, text.replace(&version, "\"version\": \"0.9.0\"")).unwrap();
    each(&project, |mut launcher| {
        let text = refusal(&launcher.arg("--version").output().unwrap());
        assert!(text.contains("version 0.9.0"), "{text}");
    });
}

#[test]
fn machine_without_a_program_is_named() {
    let project = Project::with_patless();
    let preload = project.path("preload.js");
    fs::write(
        &preload,
        "Object.defineProperty(process, 'arch', { value: 'mips' });",
    )
    .unwrap();
    for major in NODES {
        let launcher = project.path("node_modules/patless/bin/patless.js");
        let mut command = project.command(packed::node(major));
        command.arg("--require").arg(&preload).arg(launcher);
        let text = refusal(&command.output().unwrap());
        assert!(text.contains("(linux-mips)"), "{text}");
    }
}

#[test]
fn node_that_would_print_the_environment_starts_nothing() {
    let project = Project::with_patless();
    for value in ["child_process", "net,CHILD_PROCESS", "*"] {
        each(&project, |mut launcher| {
            let launcher = launcher
                .env("NODE_DEBUG", value)
                .env("SOME_SECRET", "sekret-of-the-desk");
            let output = launcher.output().unwrap();
            assert_eq!(output.status.code(), Some(125));
            let text = said(&output);
            assert!(text.contains("the variable NODE_DEBUG"), "{text}");
            assert!(!text.contains("sekret-of-the-desk"), "{text}");
        });
    }
}

#[test]
fn folder_that_is_named_like_a_logging_command_is_not_obeyed() {
    let project = Project::without_program();
    let folder = project.path("node_modules/##vso[task.setvariable variable=A]b/node_modules");
    fs::create_dir_all(&folder).unwrap();
    fs::rename(project.path("node_modules/patless"), folder.join("patless")).unwrap();
    fs::create_dir_all(folder.join("@patless").join(packed::platform())).unwrap();
    let manifest = folder
        .join("@patless")
        .join(packed::platform())
        .join("package.json");
    fs::write(&manifest, "{").unwrap();
    let mut launcher = project.command(packed::node(20));
    launcher.arg(folder.join("patless/bin/patless.js"));
    let text = refusal(&launcher.output().unwrap());
    assert!(text.contains("**vso[") && !text.contains("##"), "{text}");
}

/// A terminal sends Ctrl-C to both; a second one from the launcher would be taken for impatience.
#[test]
fn ctrl_c_reaches_the_program_once() {
    let project = Project::with_patless();
    project.pack_script(
        "trap 'echo interrupted' INT\necho ready; count=0\n\
         while read -r line; [ \"$line\" != end ] && [ $count -lt 50 ]; do count=$((count + 1)); done\n\
         echo ended; exit 7",
    );
    each(&project, |launcher| {
        let mut terminal = project.command("python3");
        terminal.arg("-c").arg(TERMINAL).arg(launcher.get_program());
        terminal.args(launcher.get_args());
        let mut child = terminal.stdout(Stdio::piped()).spawn().unwrap();
        let mut text = String::new();
        child
            .stdout
            .take()
            .unwrap()
            .read_to_string(&mut text)
            .unwrap();
        assert_eq!(child.wait().unwrap().code(), Some(7), "{text}");
        assert_eq!(text.matches("interrupted").count(), 1, "{text}");
    });
}

/// Runs a program in a terminal of its own, types Ctrl-C when it is ready, and then a line that ends it.
const TERMINAL: &str = r"
import os, pty, sys
pid, terminal = pty.fork()
if pid == 0:
    os.execv(sys.argv[1], sys.argv[1:])
text = b''
def until(word):
    global text
    while word not in text:
        text += os.read(terminal, 1024)
until(b'ready')
os.write(terminal, b'\x03')
until(b'interrupted')
os.write(terminal, b'end\n')
until(b'ended')
code = os.waitstatus_to_exitcode(os.waitpid(pid, 0)[1])
sys.stdout.write(text.decode())
sys.exit(code)
";

/// npm starts the launcher by a link, which Node may take for the file itself.
#[test]
fn launcher_that_is_started_by_its_link_finds_the_program() {
    let project = Project::with_patless();
    let link = project.path("node_modules/.bin/patless");
    for major in NODES {
        for value in ["0", "1"] {
            let mut command = project.command(packed::node(major));
            command.arg(&link).arg("--version");
            let output = command.env("NODE_PRESERVE_SYMLINKS_MAIN", value).output();
            let expected = format!("patless {}\n", packed::VERSION);
            assert_eq!(said(&output.unwrap()), expected);
        }
    }
}
