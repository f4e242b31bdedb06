//! Node started by a script, which prepares its surroundings and gets the launcher's path as `$1`.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use crate::namespaces::mount_options;

/// A program that runs as Node would. It goes when this is dropped.
pub(crate) struct WrappedNode(tempfile::TempDir);

impl WrappedNode {
    /// The program.
    pub(crate) fn path(&self) -> PathBuf {
        self.0.path().join("node")
    }

    /// On a processor that nothing is built for.
    pub(crate) fn on_another_machine(node: &Path) -> Self {
        Self::behind(
            node,
            "Object.defineProperty(process, 'arch', { value: 'mips' });",
        )
    }

    /// With a task folder that nobody may write to: by a mount where this user may, and by each error that Node may get.
    pub(crate) fn all_with_read_only_task(node: &Path) -> Vec<Self> {
        let refused = ["EACCES", "EPERM", "EROFS"].map(|code| {
            let script = format!(
                "const fs = require('fs'); const own = fs.chmodSync;\n\
                 const task = require('path').dirname(process.argv[1]);\n\
                 fs.chmodSync = (file, mode) => {{\n\
                   if (file.startsWith(task)) throw Object.assign(new Error('refused'), {{ code: '{code}' }});\n\
                   own(file, mode);\n\
                 }};"
            );
            Self::behind(node, &script)
        });
        let mounted = Self::within(node, READ_ONLY_TASK);
        mounted.into_iter().chain(refused).collect()
    }

    /// Where nothing may be made executable: by mounts where this user may, and by an error that Node gets.
    pub(crate) fn all_without_right_to_execute(node: &Path) -> Vec<Self> {
        let refused = "const fs = require('fs');\n\
                       const refuse = () => { throw Object.assign(new Error('EPERM: refused'), { code: 'EPERM' }); };\n\
                       Object.assign(fs, { chmodSync: refuse, mkdtempSync: refuse });";
        let no_exec = "mount -t tmpfs -o noexec tmpfs \"$task/../../../_temp\"";
        let mounted = Self::within(node, &format!("{READ_ONLY_TASK}; {no_exec}"));
        mounted
            .into_iter()
            .chain([Self::behind(node, refused)])
            .collect()
    }

    /// That starts a child and hears nothing of it, not even its end.
    pub(crate) fn that_never_hears_of_a_child(node: &Path) -> Self {
        Self::behind(
            node,
            "require('child_process').spawn = () => new (require('events'))();",
        )
    }

    /// Whose output is read up to the end of its first line.
    pub(crate) fn read_for_one_line(node: &Path) -> Self {
        let node = node.display();
        Self::new(&format!(
            "\"{node}\" \"$@\" | head -n 1; exit \"${{PIPESTATUS[0]}}\""
        ))
    }

    /// Whose streams cannot be touched, and that names the files of the task that it loaded.
    pub(crate) fn that_counts(node: &Path) -> Self {
        Self::behind(
            node,
            "for (const name of ['stdout', 'stderr']) {\n\
               Object.defineProperty(process, name, { get() { throw new Error(`${name} is touched`); } });\n\
             }\n\
             process.on('exit', () => {\n\
               const { basename } = require('path');\n\
               const files = Object.keys(require.cache).map((file) => basename(file));\n\
               const loaded = files.filter((file) => file !== 'preload.js').sort().join(' ');\n\
               require('fs').writeSync(2, `${loaded}\\n`);\n\
             });",
        )
    }

    /// That says when it has nothing left to do.
    pub(crate) fn that_tells_of_idleness(node: &Path) -> Self {
        Self::behind(
            node,
            "process.on('beforeExit', () => require('fs').writeSync(2, 'idle'));",
        )
    }

    /// Runs a script of its own before the launcher.
    fn behind(node: &Path, script: &str) -> Self {
        let node = node.display();
        let wrapped = Self::new(&format!(
            "exec \"{node}\" --require \"${{0%/*}}/preload.js\" \"$@\""
        ));
        fs::write(wrapped.0.path().join("preload.js"), script).unwrap();
        wrapped
    }

    /// Runs where commands of the shell, such as mounts, have been carried out for it alone.
    ///
    /// `None` where this user may not do that.
    fn within(node: &Path, commands: &str) -> Option<Self> {
        let options = mount_options()?;
        let node = node.display();
        Some(Self::new(&format!(
            "exec unshare {options} bash -c 'set -e; {commands}; exec \"$0\" \"$@\"' \"{node}\" \"$@\""
        )))
    }

    /// Writes the script.
    fn new(script: &str) -> Self {
        let wrapped = Self(tempfile::tempdir().unwrap());
        let text = wrapped.0.path().join("node.sh");
        // Bash: other shells drop the variables whose names hold a GUID.
        fs::write(&text, format!("#!/usr/bin/env bash\n{script}\n")).unwrap();
        // By another process: what this one writes is still open in whatever it forks meanwhile, and cannot be run.
        let mut install = Command::new("install");
        install.args(["-m", "755"]).arg(text).arg(wrapped.path());
        assert!(install.status().unwrap().success());
        wrapped
    }
}

/// Mounts the task's folder once more, read-only.
const READ_ONLY_TASK: &str =
    "task=\"${1%/*}\"; mount --bind \"$task\" \"$task\"; mount -o remount,ro,bind \"$task\"";
