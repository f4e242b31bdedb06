//! A checkout of 100,000 files and 1 GB that nobody wrote. It is the same each time.
use std::path::{Path, PathBuf};

use build_helper::{Failure, folder, say};
use fs_err as fs;

use super::kinds::{KINDS, Kind};
use super::text;

/// The checkout.
#[derive(Debug)]
pub(super) struct Tree {
    folder: PathBuf,
    /// How large its files are together, in MB, without those that Git ignores.
    pub(super) megabytes: u32,
}

/// So many files a program has to look at.
pub(super) const FILES: u32 = 100_000;
/// So many more are in a folder that `.gitignore` names.
const IGNORED: u32 = 10_000;
/// So many files are in each folder at the top.
pub(super) const PART: u32 = 1_000;

impl Tree {
    /// Makes it below `place`, or finds it there.
    pub(super) fn make(place: &Path) -> Result<Self, Failure> {
        let pins = [
            include_str!("kinds.rs"),
            include_str!("text.rs"),
            include_str!("tree.rs"),
            include_str!("words.txt"),
        ]
        .concat();
        let made = place.join("made");
        folder::set_up(&made, &pins, || {
            say("making a checkout of 100,000 files");
            fill(&made)
        })?;
        let megabytes = fs::read_to_string(made.join(SIZE))?;
        Ok(Self {
            folder: made.join("checkout"),
            megabytes: megabytes.parse().unwrap_or_default(),
        })
    }

    /// Where it is.
    pub(super) fn folder(&self) -> &Path {
        &self.folder
    }

    /// One of its hundred parts, which are alike.
    pub(super) fn part(&self) -> PathBuf {
        self.folder.join("part-000")
    }
}

fn fill(made: &Path) -> Result<(), Failure> {
    let checkout = made.join("checkout");
    // Without it, nobody reads .gitignore.
    fs::create_dir_all(checkout.join(".git"))?;
    fs::write(checkout.join(".gitignore"), "/node_modules/\n")?;
    let mut bytes = 0_u64;
    for index in 0..FILES {
        let top = checkout.join(format!("part-{:03}", index / PART));
        bytes += write(&top, index)?;
    }
    for index in FILES..FILES + IGNORED {
        let package = format!("node_modules/package-{:03}", index / 100);
        write(&checkout.join(package), index)?;
    }
    let megabytes = bytes / 1_000_000;
    Ok(fs::write(made.join(SIZE), megabytes.to_string())?)
}

/// Writes a file, and tells how long it is.
fn write(top: &Path, index: u32) -> Result<u64, Failure> {
    let mut random = fastrand::Rng::with_seed(u64::from(index));
    let kind = kind(&mut random);
    let content = text::content(kind, index, &mut random);
    let name = kind.name.replace('#', &index.to_string());
    let path = top.join(format!("group-{}", index / 20 % 50)).join(name);
    fs::create_dir_all(path.parent().unwrap_or(top))?;
    fs::write(path, &content)?;
    Ok(content.len() as u64)
}

fn kind(random: &mut fastrand::Rng) -> &'static Kind {
    let all: u32 = KINDS.iter().map(|kind| kind.share).sum();
    let mut place = random.u32(..all);
    for kind in KINDS {
        match place.checked_sub(kind.share) {
            Some(rest) => place = rest,
            None => return kind,
        }
    }
    &KINDS[0]
}

/// The file that says how large the checkout is.
const SIZE: &str = "megabytes";
