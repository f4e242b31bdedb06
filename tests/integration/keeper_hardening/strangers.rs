//! Who is not let in at the socket, and which folders our verbs take for none of a keeper's.

use std::fs::{self, Permissions};
use std::os::unix::fs::{MetadataExt as _, PermissionsExt as _, chown, symlink};
use std::path::Path;
use std::process::Command;

use patless_emulator::{Emulator, Scenario};

use super::kept::{DOORS, Kept};
use crate::verbs::Call;

/// Asks the keeper of a folder for a token, as a step does.
fn ask(emulator: &Emulator, folder: &Path) -> (Option<i32>, String) {
    let call = Call::at_a_desk(emulator).variable("PATLESS_KEEPER", folder.to_str().unwrap());
    let ended = call.run(&["token", "--source", "keeper", "--scope", "azureDevOps"]);
    (ended.code(), ended.stderr)
}

fn mode(path: &Path, mode: u32) {
    fs::set_permissions(path, Permissions::from_mode(mode)).unwrap();
}

#[test]
fn a_folder_that_is_not_private_is_not_asked() {
    let emulator = Emulator::start(Scenario::default()).unwrap();
    let kept = Kept::open(&emulator, DOORS);
    let folder = kept.folder.as_path();
    let (code, said) = ask(&emulator, folder);
    assert_eq!(code, Some(0), "{said}");
    let before = emulator.requests().len();
    let refused = |folder: &Path, words: &str| {
        let (code, said) = ask(&emulator, folder);
        assert_eq!(code, Some(3), "{said}");
        assert!(said.contains(words), "{said}");
    };
    let place = tempfile::tempdir().unwrap();
    let link = place.path().join("link");
    symlink(folder, &link).unwrap();
    refused(&link, "it is no folder");
    for open in [0o755, 0o710, 0o701] {
        mode(folder, open);
        refused(folder, "other users may enter it");
    }
    mode(folder, 0o700);
    refused(Path::new("keeper"), "not an absolute path");
    refused(&place.path().join("none"), "cannot be entered");
    refused(&folder.join("diary"), "it is no folder");
    if fs::metadata("/proc/self").unwrap().uid() == 0 {
        chown(folder, Some(65_534), None).unwrap();
        refused(folder, "it belongs to another user");
        chown(folder, Some(0), None).unwrap();
    }
    let (code, said) = ask(&emulator, folder);
    assert_eq!(code, Some(0), "{said}");
    assert_eq!(emulator.requests().len(), before);
}

#[test]
fn what_has_taken_the_place_of_a_socket_is_no_keeper() {
    let emulator = Emulator::start(Scenario::default()).unwrap();
    let place = tempfile::tempdir().unwrap();
    let folder = place.path().join("keeper");
    fs::create_dir(&folder).unwrap();
    mode(&folder, 0o700);
    let socket = folder.join("socket");
    for (what, words) in [
        ("nothing", "No such file"),
        ("a file", "refused"),
        ("a folder", "refused"),
    ] {
        match what {
            "a file" => fs::write(&socket, "x").unwrap(),
            "a folder" => {
                fs::remove_file(&socket).unwrap();
                fs::create_dir(&socket).unwrap();
            }
            _ => {}
        }
        let (code, said) = ask(&emulator, &folder);
        assert_eq!(code, Some(3), "{what}: {said}");
        assert!(
            said.contains("which does not answer") && said.contains(words),
            "{what}: {said}"
        );
    }
}

#[test]
fn another_user_gets_nothing_at_the_socket() {
    let emulator = Emulator::start(Scenario::default()).unwrap();
    if fs::metadata("/proc/self").unwrap().uid() != 0 {
        eprintln!("not looked at: only root can ask as another user");
        return;
    }
    let kept = Kept::open(&emulator, DOORS);
    let socket = kept.socket();
    // As it is: the folder keeps others out.
    mode(kept.folder.parent().unwrap(), 0o755);
    let (entered, heard) = ask_as_nobody(&socket);
    assert!(!entered && heard.is_empty());
    // Even where somebody has opened it.
    mode(&kept.folder, 0o755);
    mode(&socket, 0o777);
    let (entered, heard) = ask_as_nobody(&socket);
    assert!(entered, "the socket is open to everybody");
    assert_eq!(heard, "", "nobody gets an answer");
    mode(&kept.folder, 0o700);
    // It is still there for its own user.
    let (code, said) = ask(&emulator, &kept.folder);
    assert_eq!(code, Some(0), "{said}");
}

/// Sends a request to the socket as another user. Whether it could connect, and what it heard.
fn ask_as_nobody(socket: &Path) -> (bool, String) {
    const ASK: &str = "import socket, sys\n\
         s = socket.socket(socket.AF_UNIX)\n\
         s.connect(sys.argv[1])\n\
         try:\n\
         \u{20} s.sendall(b'GET /token?resource=499b84ac-1321-427f-aa17-267ca6975798 HTTP/1.1\\r\\nHost: keeper\\r\\n\\r\\n')\n\
         \u{20} sys.stdout.write(s.recv(65536).decode())\n\
         except (BrokenPipeError, ConnectionResetError):\n\
         \u{20} pass\n";
    let mut command = Command::new("setpriv");
    command
        .args(["--reuid=65534", "--regid=65534", "--clear-groups", "--"])
        .args(["/usr/bin/env", "-i", "/usr/bin/python3", "-c", ASK])
        .arg(socket)
        .current_dir("/");
    let output = command.output().unwrap();
    let heard = String::from_utf8(output.stdout).unwrap();
    (output.status.success(), heard)
}
