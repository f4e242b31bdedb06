//! The versions of Git that are on this machine.

use std::io::{self, Write as _};
use std::path::{Path, PathBuf};
use std::process::Command;
use std::sync::Once;

/// One version of Git.
#[derive(Debug)]
pub(super) struct Git {
    pub(super) program: PathBuf,
    /// Such as `2.47`.
    version: (u32, u32),
}

impl Git {
    /// How it sends a token that the helper gives.
    pub(super) fn scheme(&self) -> &'static str {
        if self.version >= FIRST_WITH_BEARER {
            "Bearer"
        } else {
            "Basic"
        }
    }

    /// Its folder, and then those of the system.
    pub(super) fn path_variable(&self) -> String {
        let folder = self.program.parent().unwrap().display();
        format!("{folder}:/usr/bin:/bin")
    }
}

/// The first version that understands `authtype`.
const FIRST_WITH_BEARER: (u32, u32) = (2, 46);

/// The newest Git of each protocol that is here. What is not here is printed, so that it is known what was not tested.
pub(super) fn gits() -> Vec<Git> {
    let path = crate::system::PROGRAMS.split(':').map(Path::new);
    let mut all: Vec<_> = path
        .filter_map(|folder| found(&folder.join("git")))
        .collect();
    all.sort_by_key(|git| std::cmp::Reverse(git.version));
    let newest = |scheme| all.iter().position(|git| git.scheme() == scheme);
    let kept: Vec<_> = [("Bearer", newest("Bearer")), ("Basic", newest("Basic"))]
        .into_iter()
        .filter_map(|(scheme, found)| {
            if found.is_none() {
                tell(scheme);
            }
            found
        })
        .collect();
    assert!(!kept.is_empty(), "there is no git here");
    let mut index = 0;
    all.retain(|_| {
        index += 1;
        kept.contains(&(index - 1))
    });
    all
}

/// Writes once what is not tested, past the test harness, which would keep it for itself.
fn tell(scheme: &str) {
    static TOLD: Once = Once::new();
    TOLD.call_once(|| {
        let told = writeln!(io::stderr(), "not tested: no git here sends {scheme}");
        told.unwrap();
    });
}

fn found(program: &Path) -> Option<Git> {
    let output = Command::new(program).arg("--version").output().ok()?;
    let text = String::from_utf8(output.stdout).ok()?;
    let mut numbers = text.split_whitespace().nth(2)?.split('.');
    let mut number = || numbers.next()?.parse().ok();
    let version = (number()?, number()?);
    let program = program.to_owned();
    Some(Git { program, version })
}
