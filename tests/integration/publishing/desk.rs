//! A script step with the real tfx and the real vsce, whose identity is that of the connection `marketplace`.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

use patless_emulator::Emulator;
use serde_json::{Value, json};

use super::EXTENSION;
use crate::job_environment::connection;
use crate::set_up::set_up;
use crate::verbs::{Call, Ended};

/// A script step, with packages to publish.
pub(super) struct Desk<'e> {
    emulator: &'e Emulator,
    folder: tempfile::TempDir,
}

/// One of the tools, in the version that its lock file pins.
#[derive(Clone, Copy)]
pub(super) enum Tool {
    Tfx,
    Vsce,
}

impl Tool {
    /// Its start file, which Node.js runs.
    pub(super) fn script(self) -> PathBuf {
        set_up(match self {
            Self::Tfx => "tools/tfx/node_modules/tfx-cli/_build/tfx-cli.js",
            Self::Vsce => "clients/vsce/node_modules/@vscode/vsce/vsce",
        })
    }

    /// What `--for` calls it.
    pub(super) fn name(self) -> &'static str {
        match self {
            Self::Tfx => "tfx",
            Self::Vsce => "vsce",
        }
    }

    /// Its command line up to the arguments.
    fn words(self) -> [String; 3] {
        [
            set_up("clients/node/node").display().to_string(),
            "--no-deprecation".to_owned(),
            self.script().display().to_string(),
        ]
    }
}

impl<'e> Desk<'e> {
    pub(super) fn new(emulator: &'e Emulator) -> Self {
        let folder = tempfile::tempdir().unwrap();
        Self { emulator, folder }
    }

    /// A call of `patless` here. Both tools trust these certificates.
    pub(super) fn call(&self) -> Call<'e> {
        let connection = connection(self.emulator, "marketplace");
        let call = Call::in_a_script_step(self.emulator);
        let ids = [
            ("SERVICE_CONNECTION_ID", connection.id),
            ("TENANT_ID", connection.tenant_id),
            ("CLIENT_ID", connection.client_id),
        ];
        ids.into_iter()
            .fold(call, |call, (name, id)| {
                call.variable(&format!("AZURESUBSCRIPTION_{name}"), &id.to_string())
            })
            .variable(
                "NODE_EXTRA_CA_CERTS",
                self.emulator.ca_file().to_str().unwrap(),
            )
            .traced()
    }

    /// Starts a tool through `patless exec --for`.
    pub(super) fn run(&self, tool: Tool, arguments: &[&str]) -> Ended {
        Self::run_in(self.call(), tool, arguments)
    }

    /// Starts a tool through `patless exec --for`, once the token has expired.
    pub(super) fn run_too_late(&self, tool: Tool, arguments: &[&str]) -> Ended {
        let words = tool.words();
        let late = "sleep 2; exec \"$@\"";
        let mut all = vec![
            "exec",
            "--for",
            tool.name(),
            "--minimum-lifetime",
            "0",
            "--",
        ];
        all.extend(["sh", "-c", late, "sh"]);
        all.extend(words.iter().map(String::as_str));
        all.extend(arguments);
        self.call().run_on_emulator(&all)
    }

    /// Starts a tool through `patless exec --for`, in the environment of a call.
    pub(super) fn run_in(call: Call<'_>, tool: Tool, arguments: &[&str]) -> Ended {
        let exec = ["exec", "--for", tool.name(), "--"];
        Self::run_behind(call, &exec, tool, arguments)
    }

    /// Starts a tool through the first words of a command line, in the environment of a call.
    pub(super) fn run_behind(
        call: Call<'_>,
        first: &[&str],
        tool: Tool,
        arguments: &[&str],
    ) -> Ended {
        let words = tool.words();
        let mut all = first.to_vec();
        all.extend(words.iter().map(String::as_str));
        all.extend(arguments);
        call.run_on_emulator(&all)
    }

    /// Has a tool publish a package.
    pub(super) fn publishes(&self, tool: Tool, package: &Path) -> Ended {
        let arguments = self.publication(tool, package);
        let arguments: Vec<_> = arguments.iter().map(String::as_str).collect();
        self.run(tool, &arguments)
    }

    /// The arguments with which a tool publishes a package.
    pub(super) fn publication(&self, tool: Tool, package: &Path) -> Vec<String> {
        let url = self.emulator.marketplace_url().to_string();
        let package = package.to_str().unwrap();
        let words = match tool {
            Tool::Tfx => vec![
                "extension",
                "publish",
                "--no-color",
                "--no-prompt",
                "--service-url",
                &url,
                "--vsix",
                package,
            ],
            Tool::Vsce => vec!["publish", "--packagePath", package],
        };
        words.into_iter().map(str::to_owned).collect()
    }

    /// The profile id that `patless whoami` names.
    pub(super) fn profile_id(&self) -> String {
        let ended = self.call().run_on_emulator(&["whoami", "--json"]).fine();
        let read: Value = serde_json::from_str(&ended.stdout).unwrap();
        read["profileId"].as_str().unwrap().to_owned()
    }

    /// Packs an extension of Azure DevOps.
    pub(super) fn packed_by_tfx(&self, publisher: &str, version: &str) -> PathBuf {
        let folder = self.folder.path().join("azure-devops");
        extension_of_azure_devops(&folder, EXTENSION, publisher, version);
        let create = ["extension", "create", "--no-prompt", "--output-path"];
        self.packed(Tool::Tfx, &create, &folder, version)
    }

    /// Packs an extension of Visual Studio Code.
    pub(super) fn packed_by_vsce(&self, publisher: &str, version: &str) -> PathBuf {
        let folder = self.folder.path().join("code");
        extension_of_code(&folder, EXTENSION, publisher, version);
        let package = ["package", "--no-dependencies", "--out"];
        self.packed(Tool::Vsce, &package, &folder, version)
    }

    /// Runs a tool that needs no token, and writes a package.
    fn packed(&self, tool: Tool, arguments: &[&str], folder: &Path, version: &str) -> PathBuf {
        let package = self.folder.path().join(format!("{version}.vsix"));
        let [node, options, script] = tool.words();
        let output = Command::new(node)
            .arg(options)
            .arg(script)
            .args(arguments)
            .arg(&package)
            .current_dir(folder)
            .env("HOME", self.folder.path())
            .stdin(Stdio::null())
            .output()
            .unwrap();
        let words = String::from_utf8_lossy(&output.stderr);
        assert!(output.status.success(), "{words}");
        package
    }
}

/// Writes the sources of an extension of Azure DevOps.
pub(super) fn extension_of_azure_devops(folder: &Path, name: &str, publisher: &str, version: &str) {
    let manifest = json!({
        "manifestVersion": 1,
        "id": name,
        "publisher": publisher,
        "version": version,
        "name": "Hello",
        "categories": ["Azure Boards"],
        "targets": [{ "id": "Microsoft.VisualStudio.Services" }],
        "contributions": [{
            "id": "hub",
            "type": "ms.vss-web.hub",
            "targets": ["ms.vss-work-web.work-hub-group"],
            "properties": { "name": "Hello", "uri": "hello.html" },
        }],
        "files": [{ "path": "hello.html", "addressable": true }],
    });
    fs::create_dir_all(folder).unwrap();
    fs::write(folder.join("hello.html"), "<p>Hello</p>").unwrap();
    fs::write(folder.join("vss-extension.json"), manifest.to_string()).unwrap();
}

/// Writes the sources of an extension of Visual Studio Code.
pub(super) fn extension_of_code(folder: &Path, name: &str, publisher: &str, version: &str) {
    let manifest = json!({
        "name": name,
        "displayName": "Hello",
        "publisher": publisher,
        "version": version,
        "repository": "https://example.com/hello",
        "engines": { "vscode": "^1.80.0" },
        "main": "hello.js",
        "activationEvents": ["onStartupFinished"],
    });
    fs::create_dir_all(folder).unwrap();
    for (file, text) in [
        ("README.md", "# Hello\n\nSays hello.\n"),
        ("LICENSE", "Free.\n"),
        ("hello.js", "exports.activate = () => {};\n"),
        ("package.json", &manifest.to_string()),
    ] {
        fs::write(folder.join(file), text).unwrap();
    }
}
