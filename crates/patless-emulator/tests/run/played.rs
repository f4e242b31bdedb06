//! Plays a pipeline through the front door of `run`.

use std::fs;
use std::io::{self, Write};
use std::sync::OnceLock;

use clap::Parser as _;
use patless_emulator::agent::{CancellationToken, TaskResult};
use patless_emulator::cli::{Cli, Command};
use patless_emulator::commands::{CommandError, play_until};
use patless_emulator::{Emulator, Scenario};

/// What became of a pipeline.
pub(crate) struct Played {
    pub(crate) result: Result<TaskResult, CommandError>,
    pub(crate) log: String,
}

impl Played {
    /// The lines that the steps print with the prefix `got `, without it.
    pub(crate) fn got(&self) -> Vec<&str> {
        let lines = self.log.lines();
        lines.filter_map(|line| line.strip_prefix("got ")).collect()
    }

    /// The lines of the summary, without spaces at their beginning.
    pub(crate) fn summary(&self) -> Vec<&str> {
        let (_, end) = self.log.rsplit_once("\n\n").unwrap();
        end.lines().map(str::trim_start).collect()
    }

    pub(crate) fn refusal(&self) -> String {
        self.result.as_ref().unwrap_err().to_string()
    }
}

/// Plays a pipeline.
pub(crate) fn played(yaml: &str) -> Played {
    play_with(yaml, &[], &[])
}

/// Plays a pipeline beside other files, with more words on the command line. `FOLDER` in them stands for the folder.
pub(crate) fn play_with(yaml: &str, files: &[(&str, &str)], more: &[&str]) -> Played {
    play_to(yaml, files, more, "")
}

/// Plays a pipeline, and cancels it once its log has a text, unless the text is empty.
pub(crate) fn play_to(
    yaml: &str,
    files: &[(&str, &str)],
    more: &[&str],
    cancel_at: &'static str,
) -> Played {
    // The services keep nothing that these pipelines ask for.
    static EMULATOR: OnceLock<Emulator> = OnceLock::new();
    let emulator = EMULATOR.get_or_init(|| Emulator::start(Scenario::default()).unwrap());
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().display().to_string();
    for (name, text) in [("p.yml", yaml)].iter().chain(files) {
        let file = folder.path().join(name);
        fs::create_dir_all(file.parent().unwrap()).unwrap();
        fs::write(file, text).unwrap();
    }
    let file = format!("{path}/p.yml");
    let words = ["patless-emulator", "run", &file, "--sources", &path];
    let words = words.iter().map(|it| (*it).to_owned());
    let more = more.iter().map(|it| it.replace("FOLDER", &path));
    let cli = Cli::try_parse_from(words.chain(more)).unwrap();
    let Command::Run(args) = cli.command else {
        panic!("run is a verb")
    };
    let mut log = Log {
        text: String::new(),
        cancel_at,
        token: CancellationToken::new(),
    };
    let token = log.token.clone();
    let result = play_until(&args, emulator, &token, &mut log);
    let log = log.text.replace(&path, "FOLDER");
    Played { result, log }
}

/// A log that cancels the run at a text.
struct Log {
    text: String,
    cancel_at: &'static str,
    token: CancellationToken,
}

impl Write for Log {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        self.text.push_str(std::str::from_utf8(bytes).unwrap());
        if !self.cancel_at.is_empty() && self.text.contains(self.cancel_at) {
            self.token.cancel();
        }
        Ok(bytes.len())
    }

    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}
