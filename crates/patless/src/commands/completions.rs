//! The verb `completions`: a script with which a shell completes the command line.

use std::io::{self, Write};

use clap::{Command, ValueEnum};
use clap_complete::generate;
use clap_complete::shells::{Bash, Fish, PowerShell, Zsh};

/// The shells.
#[derive(Clone, Copy, Debug, Eq, PartialEq, ValueEnum)]
#[expect(clippy::enum_variant_names, reason = "one shell is called so")]
pub(crate) enum Shell {
    Bash,
    Zsh,
    Fish,
    #[value(name = "powershell")]
    PowerShell,
}

/// Writes the script for a shell.
pub(crate) fn run<W: Write>(shell: Shell, mut command: Command, mut out: W) -> io::Result<()> {
    let mut script = Vec::new();
    match shell {
        Shell::Bash => generate(Bash, &mut command, NAME, &mut script),
        Shell::Zsh => generate(Zsh, &mut command, NAME, &mut script),
        Shell::Fish => generate(Fish, &mut command, NAME, &mut script),
        Shell::PowerShell => generate(PowerShell, &mut command, NAME, &mut script),
    }
    out.write_all(&script)?;
    out.flush()
}

const NAME: &str = "patless";
