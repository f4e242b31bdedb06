//! A keeper as a process of its own, as the task starts it. When a test lets go of it, it is searched for leaks.

use std::collections::BTreeMap;
use std::fs;
use std::io::{BufRead as _, BufReader, Write as _};
use std::os::unix::fs::PermissionsExt as _;
use std::path::{Path, PathBuf};
use std::process::{Child, Command, ExitStatus, Stdio};
use std::sync::Mutex;
use std::thread;

use patless_emulator::Emulator;
use serde_json::{Value, json};
use tempfile::TempDir;

use super::raw::{self, Reply};
use crate::job_environment::{self, CONNECTION};
use crate::leaks::{assert_holds_no_secret, assert_holds_not};

/// All doors that need no assertion that lives for long.
pub(super) const DOORS: &str = "managedIdentity, socket, azd, oidc";

/// A keeper.
pub(super) struct Kept<'e> {
    emulator: &'e Emulator,
    pub(super) process: Child,
    /// Its private folder.
    pub(super) folder: PathBuf,
    /// What its doors are named by.
    variables: BTreeMap<String, String>,
    keys: Vec<String>,
    /// What was refused: nobody has shown a key for it.
    refusals: Mutex<Vec<String>>,
    _place: TempDir,
}

impl<'e> Kept<'e> {
    /// Starts one that opens these doors.
    pub(super) fn open(emulator: &'e Emulator, doors: &str) -> Self {
        Self::start(emulator, &[("INPUT_DOORS", doors)])
    }

    /// Starts one with more variables of the task.
    pub(super) fn start(emulator: &'e Emulator, more: &[(&str, &str)]) -> Self {
        let binary = Command::new(env!("CARGO_BIN_EXE_patless"));
        Self::start_by(emulator, more, binary, |_| {})
    }

    /// Starts one by this command, in a folder that was prepared.
    pub(super) fn start_by(
        emulator: &'e Emulator,
        more: &[(&str, &str)],
        mut command: Command,
        prepare: impl FnOnce(&Path),
    ) -> Self {
        let place = tempfile::tempdir().unwrap();
        let folder = place.path().join("patless-0123456789abcdef");
        fs::create_dir(&folder).unwrap();
        fs::set_permissions(&folder, fs::Permissions::from_mode(0o700)).unwrap();
        prepare(&folder);
        let connection = job_environment::connection(emulator, CONNECTION).id;
        let mut variables = job_environment::of_job(emulator);
        variables.extend(job_environment::of_connection(emulator, CONNECTION));
        let own = [
            ("INPUT_SERVICECONNECTION", connection.to_string()),
            ("INPUT_KEEPFRESH", "true".to_owned()),
        ];
        variables.extend(own.map(|(name, value)| (name.to_owned(), value)));
        for (name, value) in more {
            if value.is_empty() {
                variables.remove(*name);
            } else {
                variables.insert((*name).to_owned(), (*value).to_owned());
            }
        }
        command
            .arg("keep")
            .env_clear()
            .env("VSTS_PROCESS_LOOKUP_ID", "vsts_0123")
            .current_dir("/")
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .stderr(Stdio::piped());
        let mut process = command.spawn().unwrap();
        let variables: Vec<_> = variables.into_iter().collect();
        let order = json!({ "variables": variables, "folder": folder, "agent": null });
        let mut input = process.stdin.take().unwrap();
        writeln!(input, "{order}").unwrap();
        drop(input);
        let mut line = String::new();
        let mut output = BufReader::new(process.stdout.take().unwrap());
        output.read_line(&mut line).unwrap();
        let mut kept = Self {
            emulator,
            process,
            folder,
            variables: BTreeMap::new(),
            keys: Vec::new(),
            refusals: Mutex::default(),
            _place: place,
        };
        kept.listen(&line);
        kept
    }

    fn listen(&mut self, line: &str) {
        let answer: Value =
            serde_json::from_str(line).unwrap_or_else(|_| panic!("it says: {line}"));
        let doors = answer["open"].as_array();
        for door in doors.unwrap_or_else(|| panic!("it says: {answer}")) {
            for (name, value) in door["plain"].as_object().unwrap() {
                let value = value.as_str().unwrap().to_owned();
                self.variables.insert(name.clone(), value);
            }
            for (name, value) in door["secret"].as_object().unwrap() {
                let [before, key, after] =
                    ["before", "key", "after"].map(|part| value[part].as_str().unwrap());
                self.keys.push(key.to_owned());
                let whole = [before, key, after].concat();
                self.variables.insert(name.clone(), whole);
            }
        }
    }

    /// A variable by which a door is named.
    pub(super) fn variable(&self, name: &str) -> &str {
        let value = self.variables.get(name);
        value.unwrap_or_else(|| panic!("{name} is not set"))
    }

    /// The names of all.
    pub(super) fn names(&self) -> Vec<&str> {
        self.variables.keys().map(String::as_str).collect()
    }

    /// Host and port of the doors on loopback.
    pub(super) fn authority(&self) -> &str {
        let url = self.variable("IDENTITY_ENDPOINT");
        url.trim_start_matches("http://").split('/').next().unwrap()
    }

    /// The path of the URL in a variable, with its query.
    fn path(&self, name: &str) -> &str {
        let rest = self.variable(name).trim_start_matches("http://");
        &rest[rest.find('/').unwrap()..]
    }

    pub(super) fn socket(&self) -> PathBuf {
        self.folder.join("socket")
    }

    /// Puts what the doors are named by into a request.
    pub(super) fn fill(&self, text: &str) -> String {
        let client = job_environment::connection(self.emulator, CONNECTION).client_id;
        let mut text = text
            .replace("{host}", self.authority())
            .replace("{port}", self.authority().split_once(':').unwrap().1)
            .replace("{client}", &client.to_string());
        for (place, name) in [
            ("{msi}", "IDENTITY_ENDPOINT"),
            ("{open}", "ARM_MSI_ENDPOINT"),
            ("{azd}", "AZD_AUTH_ENDPOINT"),
            ("{oidc}", "ARM_OIDC_REQUEST_URL"),
        ] {
            if text.contains(place) {
                text = text.replace(place, self.path(name));
            }
        }
        for (place, name) in [
            ("{key}", "IDENTITY_HEADER"),
            ("{azdkey}", "AZD_AUTH_KEY"),
            ("{oidckey}", "ARM_OIDC_REQUEST_TOKEN"),
        ] {
            if text.contains(place) {
                text = text.replace(place, self.variable(name));
            }
        }
        text
    }

    /// A request that is answered with a token.
    pub(super) fn honest(&self) -> Vec<u8> {
        raw::lines(&self.fill(HONEST))
    }

    /// Asks for a token, which must come.
    pub(super) fn ask(&self) -> Reply {
        let reply = raw::over_loopback(self.authority(), &self.honest());
        assert_eq!(
            reply.status(),
            Some(200),
            "{}",
            self.without_secrets(&reply.text)
        );
        reply
    }

    /// Keeps a refusal, for the search at the end.
    pub(super) fn heard(&self, reply: &Reply) {
        self.refusals.lock().unwrap().push(reply.text.clone());
    }

    fn without_secrets(&self, text: &str) -> String {
        let mut text = text.to_owned();
        for secret in self.emulator.secrets().iter().chain(&self.keys) {
            text = text.replace(secret.as_str(), "***");
        }
        text
    }

    /// What it has written into its diary.
    pub(super) fn diary(&self) -> String {
        fs::read_to_string(self.folder.join("diary")).unwrap()
    }

    /// How many files it has open. `None` where this user may not know.
    pub(super) fn open_files(&self) -> Option<usize> {
        Some(fs::read_dir(self.in_proc("fd")).ok()?.count())
    }

    /// How much memory it holds, in kB.
    pub(super) fn memory_kb(&self) -> u64 {
        let status = fs::read_to_string(self.in_proc("status")).unwrap();
        let line = status.lines().find_map(|it| it.strip_prefix("VmRSS:"));
        let value = line.unwrap().trim().strip_suffix(" kB").unwrap();
        value.parse().unwrap()
    }

    pub(super) fn in_proc(&self, name: &str) -> PathBuf {
        format!("/proc/{}/{name}", self.process.id()).into()
    }

    /// Waits until it has ended.
    pub(super) fn ended(&mut self) -> ExitStatus {
        self.process.wait().unwrap()
    }

    /// Fails if something that others may see holds a secret.
    fn search(&self) {
        let seen = |place: &str, text: &str| {
            assert_holds_no_secret(self.emulator, place, text);
            for key in &self.keys {
                assert_holds_not(key, place, text);
            }
        };
        // Of a process that has ended, and for a user who may not know, they are empty.
        for name in ["environ", "cmdline"] {
            let bytes = fs::read(self.in_proc(name)).unwrap_or_default();
            seen(name, &String::from_utf8_lossy(&bytes));
        }
        let refusals = self.refusals.lock().unwrap();
        seen("an answer that refuses", &refusals.join("\n"));
        if !self.folder.is_dir() {
            return;
        }
        let mode = |path: &Path| path.metadata().unwrap().permissions().mode() & 0o7777;
        for entry in fs::read_dir(&self.folder).unwrap() {
            let path = entry.unwrap().path();
            let name = path.file_name().unwrap().to_str().unwrap().to_owned();
            match name.as_str() {
                // Nobody enters the folder.
                "socket" => {}
                "diary" => {
                    assert_eq!(mode(&path), 0o600, "{name}");
                    seen("the diary", &fs::read_to_string(&path).unwrap());
                }
                // What the door is for.
                "assertion" => assert_eq!(mode(&path), 0o600, "{name}"),
                other => panic!("nobody knows the file {other}"),
            }
        }
    }
}

impl Drop for Kept<'_> {
    fn drop(&mut self) {
        let found = std::panic::catch_unwind(std::panic::AssertUnwindSafe(|| self.search()));
        let _ = self.process.kill();
        let _ = self.process.wait();
        // A test that fails says why itself.
        if let Err(panic) = found
            && !thread::panicking()
        {
            std::panic::resume_unwind(panic);
        }
    }
}

/// As Azure SDKs ask.
pub(super) const HONEST: &str = "GET {msi}?api-version=2019-08-01&resource=499b84ac-1321-427f-aa17-267ca6975798 HTTP/1.1|\
     Host: {host}|X-IDENTITY-HEADER: {key}||";
