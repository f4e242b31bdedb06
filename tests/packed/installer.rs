//! `install.sh` of the release, against a server on loopback: what it installs, and what it refuses.

use std::fs;
use std::os::unix::fs::PermissionsExt as _;
use std::path::{Path, PathBuf};
use std::process::{Command, Output, Stdio};

use crate::packed::{self, VERSION};
use crate::project::said;
use crate::server::{Answer, Server};

/// The bytes of this machine's archive.
fn archive() -> Vec<u8> {
    fs::read(packed::file(&format!("archives/{}", packed::archive()))).unwrap()
}

/// A user with a home folder and a temp folder, both empty. They go when this is dropped.
struct User(tempfile::TempDir);

impl User {
    fn new() -> Self {
        let folder = tempfile::tempdir().unwrap();
        for name in ["home", "tmp", "tools"] {
            fs::create_dir(folder.path().join(name)).unwrap();
        }
        Self(folder)
    }

    fn path(&self, name: &str) -> PathBuf {
        self.0.path().join(name)
    }

    /// The script of the release, and the options of this server.
    fn installer(&self, server: &Server) -> Command {
        let mut installer = self.shell();
        installer.arg(packed::file("archives/install.sh"));
        installer.args(["--base-url", &server.url()]);
        installer
    }

    /// A shell whose programs in `tools` come first.
    #[expect(
        clippy::disallowed_methods,
        reason = "the script finds the system's programs by it"
    )]
    fn shell(&self) -> Command {
        let mut path = self.path("tools").into_os_string();
        path.push(":");
        path.push(std::env::var_os("PATH").unwrap());
        let mut shell = Command::new("sh");
        shell
            .current_dir(self.path("home"))
            .env_clear()
            .env("PATH", path)
            .env("HOME", self.path("home"))
            .env("TMPDIR", self.path("tmp"));
        shell
    }

    /// Puts a script in the place of one of the system's programs.
    fn replace(&self, tool: &str, script: &str) {
        let file = self.path("tools").join(tool);
        let text = self.path("tools").join("script");
        fs::write(&text, format!("#!/bin/sh\n{script}\n")).unwrap();
        let mut install = Command::new("install");
        install.args(["-m", "755"]).arg(text).arg(file);
        assert!(install.status().unwrap().success());
    }

    /// Fails unless both folders are as empty as they were.
    fn has_nothing(&self) {
        for name in ["home", "tmp"] {
            let left: Vec<_> = fs::read_dir(self.path(name)).unwrap().collect();
            assert!(left.is_empty(), "{name}: {left:?}");
        }
    }

    /// The program where it goes by itself.
    fn program(&self) -> PathBuf {
        self.path("home/.local/bin/patless")
    }

    /// Fails unless the script refused with `words`, and left nothing.
    fn refuses(&self, installer: &mut Command, words: &str) {
        let output = installer.output().unwrap();
        let text = said(&output);
        assert_eq!(output.status.code(), Some(1), "{text}");
        assert!(
            text.contains("error: ") && text.contains("\n\nhint: "),
            "{text}"
        );
        assert!(text.contains(words), "{words}: {text}");
        self.has_nothing();
    }
}

/// The files of a folder, by name.
fn files(folder: &Path) -> Vec<String> {
    let entries = fs::read_dir(folder).unwrap();
    entries
        .map(|entry| entry.unwrap().file_name().into_string().unwrap())
        .collect()
}

/// What a program says of its version.
fn version(program: &Path) -> Output {
    Command::new(program).arg("--version").output().unwrap()
}

#[test]
fn program_is_installed_in_the_home_folder() {
    let user = User::new();
    let server = Server::with(&packed::archive(), Answer::Whole(archive()));
    let output = user.installer(&server).output().unwrap();
    let text = said(&output);
    assert!(output.status.success(), "{text}");
    let program = user.program();
    let expected = format!("installed patless {VERSION}: {}\nnote: ", program.display());
    assert!(text.starts_with(&expected), "{text}");
    assert_eq!(said(&version(&program)), format!("patless {VERSION}\n"));
    let mode = fs::metadata(&program).unwrap().permissions().mode();
    assert_eq!(mode & 0o777, 0o755);
    assert_eq!(files(program.parent().unwrap()), ["patless"]);
    assert!(files(&user.path("tmp")).is_empty());
    assert_eq!(server.requests(), [format!("/files/{}", packed::archive())]);
}

#[test]
fn another_folder_and_a_program_that_is_there_already() {
    let user = User::new();
    let server = Server::with(&packed::archive(), Answer::Whole(archive()));
    let folder = user.path("home/a folder");
    fs::create_dir(&folder).unwrap();
    fs::write(folder.join("patless"), "the old one").unwrap();
    // The old one is still open elsewhere, and stays whole there.
    let old = fs::File::open(folder.join("patless")).unwrap();
    let output = user
        .installer(&server)
        .args(["--to", "a folder"])
        .output()
        .unwrap();
    assert!(output.status.success(), "{}", said(&output));
    assert_eq!(std::io::read_to_string(old).unwrap(), "the old one");
    assert_eq!(
        said(&version(&folder.join("patless"))),
        format!("patless {VERSION}\n")
    );
    assert_eq!(files(&folder), ["patless"]);
    assert_eq!(files(&user.path("home")), ["a folder"]);
}

#[test]
fn shell_reads_the_script_from_its_input() {
    let user = User::new();
    let server = Server::with(&packed::archive(), Answer::Whole(archive()));
    let script = fs::File::open(packed::file("archives/install.sh")).unwrap();
    let mut shell = user.shell();
    let output = shell
        .stdin(script)
        .env("PATLESS_BASE_URL", server.url())
        .output()
        .unwrap();
    assert!(output.status.success(), "{}", said(&output));
    assert!(user.program().is_file());
}

#[test]
fn half_a_script_does_nothing() {
    let user = User::new();
    let server = Server::with(&packed::archive(), Answer::Whole(archive()));
    let whole = fs::read(packed::file("archives/install.sh")).unwrap();
    let last_line = "main \"$@\"\n".len();
    for length in [whole.len() / 4, whole.len() / 2, whole.len() - last_line] {
        let half = user.path("half");
        fs::write(&half, &whole[..length]).unwrap();
        let mut shell = user.shell();
        shell.stdin(fs::File::open(&half).unwrap());
        shell
            .env("PATLESS_BASE_URL", server.url())
            .output()
            .unwrap();
        user.has_nothing();
    }
    assert!(server.requests().is_empty());
}

#[test]
fn archive_that_was_tampered_with_is_refused() {
    let user = User::new();
    let mut other = archive();
    let middle = other.len() / 2;
    other[middle] ^= 1;
    let server = Server::with(&packed::archive(), Answer::Whole(other));
    let mut installer = user.installer(&server);
    user.refuses(&mut installer, "is not the one that is expected");
    // An old program stays as it was.
    fs::create_dir_all(user.program().parent().unwrap()).unwrap();
    fs::write(user.program(), "the old one").unwrap();
    assert!(!user.installer(&server).status().unwrap().success());
    assert_eq!(fs::read_to_string(user.program()).unwrap(), "the old one");
}

#[test]
fn interrupted_download_is_refused() {
    for (answer, words) in [
        (Answer::Half(archive()), "cannot be downloaded"),
        (Answer::Cut(archive()), "is not the one that is expected"),
    ] {
        let user = User::new();
        let server = Server::with(&packed::archive(), answer);
        user.refuses(&mut user.installer(&server), words);
    }
}

#[test]
fn version_without_a_sum_is_refused_without_a_request() {
    let user = User::new();
    let server = Server::with("patless-9.9.9-linux-x64.tar.gz", Answer::Whole(archive()));
    let mut installer = user.installer(&server);
    installer.args(["--version", "9.9.9"]);
    user.refuses(&mut installer, "no sum for version 9.9.9");
    assert!(server.requests().is_empty());
}

#[test]
fn script_outside_of_a_release_needs_version_and_sum() {
    let user = User::new();
    let server = Server::with(&packed::archive(), Answer::Whole(archive()));
    let text = fs::read_to_string(packed::file("archives/install.sh")).unwrap();
    let bare = user.path("bare.sh");
    fs::write(
        &bare,
        text.replace(
            &format!("release_version='{VERSION}'"),
            "release_version=''",
        ),
    )
    .unwrap();
    let installer = |options: &[&str]| {
        let mut shell = user.shell();
        shell
            .arg(&bare)
            .args(["--base-url", &server.url()])
            .args(options);
        shell
    };
    user.refuses(&mut installer(&[]), "belongs to no release");
    user.refuses(
        &mut installer(&["--version", VERSION]),
        "no sum for version",
    );
    assert!(server.requests().is_empty());
}

#[test]
fn sum_that_is_given_counts() {
    let server = Server::with(&packed::archive(), Answer::Whole(archive()));
    let sums = fs::read_to_string(packed::file("archives/SHA256SUMS")).unwrap();
    let line = sums
        .lines()
        .find(|line| line.ends_with(&packed::archive()))
        .unwrap();
    let right = line.split(' ').next().unwrap().to_uppercase();
    let user = User::new();
    let wrong = "0".repeat(64);
    let mut installer = user.installer(&server);
    user.refuses(
        installer.args(["--sha256", &wrong]),
        "is not the one that is expected",
    );
    for no_sum in ["abc", &"x".repeat(64)] {
        let mut installer = user.installer(&server);
        user.refuses(installer.args(["--sha256", no_sum]), "no SHA-256 sum");
    }
    let output = user
        .installer(&server)
        .args(["--sha256", &right])
        .output()
        .unwrap();
    assert!(output.status.success(), "{}", said(&output));
}

#[test]
fn platform_without_an_archive_is_refused_without_a_request() {
    let server = Server::with(&packed::archive(), Answer::Whole(archive()));
    for (system, words) in [
        ("FreeBSD", "no program for this machine (FreeBSD mips)"),
        ("Linux", "no program for this machine (Linux mips)"),
    ] {
        let user = User::new();
        user.replace(
            "uname",
            &format!("[ \"$1\" = -m ] && echo mips || echo {system}"),
        );
        user.refuses(&mut user.installer(&server), words);
    }
    // A platform of which this release has no archive.
    let sums = fs::read_to_string(packed::file("archives/SHA256SUMS")).unwrap();
    if !sums.contains("darwin-arm64") {
        let user = User::new();
        user.replace("uname", "[ \"$1\" = -m ] && echo arm64 || echo Darwin");
        user.refuses(&mut user.installer(&server), "no sum for patless-");
    }
    assert!(server.requests().is_empty());
}

#[test]
fn archive_that_is_not_there_is_named() {
    let user = User::new();
    let server = Server::with("something-else", Answer::Whole(archive()));
    user.refuses(
        &mut user.installer(&server),
        &format!("/files/{}", packed::archive()),
    );
}

#[test]
fn open_connection_to_another_machine_is_refused() {
    let server = Server::with(&packed::archive(), Answer::Whole(archive()));
    for url in [
        "http://127.0.0.1.example.com/files",
        "http://localhost@example.com/",
        "https://someone:word@example.com/",
        "ftp://127.0.0.1/files",
        "file:///etc",
    ] {
        let user = User::new();
        let mut installer = user.installer(&server);
        user.refuses(installer.args(["--base-url", url]), "--base-url a URL");
    }
    assert!(server.requests().is_empty());
}

#[test]
fn wrong_options_are_refused() {
    let server = Server::with(&packed::archive(), Answer::Whole(archive()));
    for (options, words) in [
        (&["--everything", "x"][..], "unknown option: --everything"),
        (&["--to"], "--to has no value"),
        (&["--to", ""], "--to has no value"),
        (&["--version", "../1.0.0"], "no version: ../1.0.0"),
    ] {
        let user = User::new();
        user.refuses(user.installer(&server).args(options), words);
    }
    assert!(server.requests().is_empty());
}

#[test]
fn machine_that_cannot_sum_gets_no_program() {
    let user = User::new();
    let server = Server::with(&packed::archive(), Answer::Whole(archive()));
    // Only what the script needs, without anything that sums.
    let mut tools = Command::new("sh");
    tools.current_dir(user.path("tools")).args(["-c", "for tool in curl cut grep gzip mktemp rm tar tr uname; do ln -s \"$(command -v $tool)\" . || exit 1; done"]);
    assert!(tools.status().unwrap().success());
    let sh = String::from_utf8(
        Command::new("sh")
            .args(["-c", "command -v sh"])
            .output()
            .unwrap()
            .stdout,
    )
    .unwrap();
    let mut installer = Command::new(sh.trim());
    installer
        .arg(packed::file("archives/install.sh"))
        .args(["--base-url", &server.url()])
        .env_clear()
        .env("PATH", user.path("tools"))
        .env("HOME", user.path("home"))
        .env("TMPDIR", user.path("tmp"))
        .stdin(Stdio::null());
    user.refuses(&mut installer, "neither sha256sum nor shasum nor openssl");
}

#[test]
fn program_that_does_not_start_is_not_installed() {
    let user = User::new();
    let server = Server::with(&packed::archive(), Answer::Whole(archive()));
    // As on a folder where nothing may be executed.
    user.replace("chmod", "exit 0");
    let output = user.installer(&server).output().unwrap();
    assert_eq!(output.status.code(), Some(1));
    assert!(
        said(&output).contains("does not start in"),
        "{}",
        said(&output)
    );
    assert!(files(user.program().parent().unwrap()).is_empty());
    assert!(files(&user.path("tmp")).is_empty());
}
