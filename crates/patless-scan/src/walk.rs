//! Walks a checkout as Git sees it, in parallel, and reads its files: one at a time for each thread.

use std::collections::BTreeMap;
use std::fs::File;
use std::io::{self, Read as _};
use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex, PoisonError};

use ignore::{DirEntry, WalkBuilder, WalkState};
use memchr::memchr;

use crate::ignoring::{Ignoring, is_usable};
use crate::literal::redact;
use crate::passed::{LARGEST, Passed, holds_packages, is_generated_by_bytes, is_generated_by_name};
use crate::report::Unreadable;

/// Where files are looked for.
#[derive(Clone, Debug)]
pub struct Place {
    /// Files and folders.
    pub paths: Vec<PathBuf>,
    /// The working folder: what lies below it is shown relative to it.
    pub working_folder: PathBuf,
}

/// What a walk met, apart from the files that were read.
#[derive(Debug, Default)]
pub(crate) struct Walked {
    pub(crate) read: usize,
    pub(crate) passed: BTreeMap<Passed, usize>,
    pub(crate) unreadable: Vec<Unreadable>,
}

/// What comes of a file that was read.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Visited {
    Read,
    Binary,
}

impl Place {
    /// Returns a path as it is shown: with `/`, relative to the working folder where it lies below it, without any PAT.
    pub fn shown(&self, path: &Path) -> String {
        let path = path.strip_prefix(&self.working_folder).unwrap_or(path);
        let parts = path
            .components()
            .filter(|part| *part != std::path::Component::CurDir);
        let shown = parts.collect::<PathBuf>().to_string_lossy().into_owned();
        let shown = if cfg!(windows) {
            shown.replace('\\', "/")
        } else {
            shown
        };
        redact(&shown).into_owned()
    }

    /// Walks. `excludes` tells of a shown path whether it is left out, `visit` gets each file's shown path and bytes.
    pub(crate) fn walk(
        &self,
        excludes: &(dyn Fn(&str, What) -> bool + Sync),
        visit: &(dyn Fn(&str, &[u8]) -> Visited + Sync),
    ) -> Walked {
        let walked = Mutex::new(Walked::default());
        let note = |change: &dyn Fn(&mut Walked)| {
            let mut walked = match walked.lock() {
                Ok(walked) => walked,
                Err(poisoned) => poisoned.into_inner(),
            };
            change(&mut walked);
        };
        let odd = Odd::default();
        let mut unwalked: Vec<_> = self.paths.iter().map(|path| rooted(path)).collect();
        for ignoring in [Ignoring::Repository, Ignoring::Below, Ignoring::Nothing] {
            unwalked.append(&mut odd.folders());
            let is_next = |path: &mut PathBuf| {
                ignoring == Ignoring::Nothing || Ignoring::of(path) == ignoring
            };
            let next: Vec<_> = unwalked.extract_if(.., is_next).collect();
            if let Some(builder) = builder(&next, ignoring, &odd) {
                self.walk_with(&builder, excludes, visit, &note);
            }
        }
        match walked.into_inner() {
            Ok(walked) => walked,
            Err(poisoned) => poisoned.into_inner(),
        }
    }

    fn walk_with(
        &self,
        builder: &WalkBuilder,
        excludes: &(dyn Fn(&str, What) -> bool + Sync),
        visit: &(dyn Fn(&str, &[u8]) -> Visited + Sync),
        note: &Note<'_>,
    ) {
        builder.build_parallel().run(|| {
            let mut bytes = Vec::new();
            Box::new(move |entry| {
                let entry = match entry {
                    Ok(entry) => entry,
                    Err(error) => {
                        let unreadable = self.unreadable(&error);
                        note(&|walked| walked.unreadable.push(unreadable.clone()));
                        return WalkState::Continue;
                    }
                };
                if is_inside_of_git(entry.path()) {
                    return WalkState::Skip;
                }
                let shown = self.shown(entry.path());
                let what = what(&entry);
                if what != What::Other && excludes(&shown, what) {
                    note(&|walked| pass(walked, Passed::Excluded));
                    return WalkState::Skip;
                }
                let passed = match what {
                    // A folder that somebody names is read.
                    What::Folder if entry.depth() > 0 && holds_packages(entry.path()) => {
                        note(&|walked| pass(walked, Passed::Packages));
                        return WalkState::Skip;
                    }
                    What::Folder => return WalkState::Continue,
                    What::Link => Ok(Some(Passed::Link)),
                    What::Other => Ok(Some(Passed::Special)),
                    What::File => read(entry.path(), &mut bytes),
                };
                match passed {
                    Ok(Some(why)) => note(&|walked| pass(walked, why)),
                    Ok(None) if visit(&shown, &bytes) == Visited::Binary => {
                        note(&|walked| pass(walked, Passed::Binary));
                    }
                    Ok(None) => note(&|walked| walked.read += 1),
                    Err(error) => note(&|walked| {
                        walked.unreadable.push(Unreadable {
                            file: shown.clone(),
                            reason: error.to_string(),
                        });
                    }),
                }
                WalkState::Continue
            })
        });
    }

    fn unreadable(&self, error: &ignore::Error) -> Unreadable {
        let (path, reason) = parts(error);
        Unreadable {
            file: path.map(|path| self.shown(path)).unwrap_or_default(),
            reason,
        }
    }
}

/// Changes what a walk met.
type Note<'n> = dyn Fn(&dyn Fn(&mut Walked)) + Sync + 'n;

/// Folders whose `.gitignore` is none: they are walked without it.
#[derive(Clone, Debug, Default)]
struct Odd(Arc<Mutex<Vec<PathBuf>>>);

impl Odd {
    /// Takes the folders out.
    fn folders(&self) -> Vec<PathBuf> {
        std::mem::take(&mut self.0.lock().unwrap_or_else(PoisonError::into_inner))
    }

    fn add(&self, folder: &Path) {
        let mut folders = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        folders.push(folder.to_owned());
    }
}

/// What Git ignores is not read, wherever it is said but in the user's own settings: every machine reads the same.
fn builder(paths: &[PathBuf], ignoring: Ignoring, odd: &Odd) -> Option<WalkBuilder> {
    let (first, others) = paths.split_first()?;
    let mut builder = WalkBuilder::new(first);
    for path in others {
        builder.add(path);
    }
    let ignores = ignoring != Ignoring::Nothing;
    let in_repository = ignoring == Ignoring::Repository;
    builder
        .hidden(false)
        .ignore(false)
        .git_global(false)
        .git_ignore(ignores)
        .git_exclude(ignores)
        .require_git(in_repository)
        .parents(in_repository)
        .follow_links(false);
    if ignores {
        let odd = odd.clone();
        builder.filter_entry(move |entry| {
            let is_folder = entry.file_type().is_some_and(|kind| kind.is_dir());
            let walked = !is_folder || is_usable(entry.path());
            if !walked {
                odd.add(entry.path());
            }
            walked
        });
    }
    Some(builder)
}

/// A folder behind a link that somebody names is read. So is a file whose name is that of standard input.
fn rooted(path: &Path) -> PathBuf {
    if path == Path::new("-") {
        Path::new(".").join(path)
    } else if path.is_symlink() && path.is_dir() {
        path.join(".")
    } else {
        path.to_owned()
    }
}

fn pass(walked: &mut Walked, why: Passed) {
    *walked.passed.entry(why).or_default() += 1;
}

/// What an entry of a folder is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum What {
    File,
    Folder,
    Link,
    Other,
}

fn what(entry: &DirEntry) -> What {
    let kind = if entry.depth() == 0 {
        // What is named is read, be it a link.
        entry.path().metadata().ok().map(|it| it.file_type())
    } else {
        entry.file_type()
    };
    match kind {
        Some(kind) if kind.is_file() => What::File,
        Some(kind) if kind.is_dir() => What::Folder,
        Some(kind) if kind.is_symlink() => What::Link,
        _ => What::Other,
    }
}

/// Of what Git keeps for itself, only its settings are read: PATs stand in them.
fn is_inside_of_git(path: &Path) -> bool {
    let is_git = |folder: &Path| folder.file_name().is_some_and(|name| name == ".git");
    path.parent().is_some_and(is_git) && path.file_name().is_none_or(|name| name != "config")
}

/// Reads a file. What it is passed over for comes back.
fn read(path: &Path, bytes: &mut Vec<u8>) -> io::Result<Option<Passed>> {
    if is_generated_by_name(path) {
        return Ok(Some(Passed::Generated));
    }
    bytes.clear();
    let file = File::open(path)?;
    let size = file.metadata()?.len();
    if size > LARGEST {
        return Ok(Some(Passed::Large));
    }
    // It may grow meanwhile.
    file.take(LARGEST + 1).read_to_end(bytes)?;
    let text = memchr(0, bytes.get(..8_000).unwrap_or(bytes)).is_none();
    let generated = text && !is_yaml(path) && is_generated_by_bytes(bytes);
    Ok(generated.then_some(Passed::Generated))
}

/// A pipeline runs whatever comment stands in it: no long line hides it.
fn is_yaml(path: &Path) -> bool {
    let end = path.extension().unwrap_or_default();
    end.eq_ignore_ascii_case("yml") || end.eq_ignore_ascii_case("yaml")
}

/// Takes an error apart into its path and the reason.
fn parts(error: &ignore::Error) -> (Option<&Path>, String) {
    match error {
        ignore::Error::WithPath { path, err } => (Some(path), parts(err).1),
        ignore::Error::WithDepth { err, .. } | ignore::Error::WithLineNumber { err, .. } => {
            parts(err)
        }
        other => (None, other.to_string()),
    }
}

#[cfg(test)]
mod tests {
    use std::fs;

    use super::*;

    /// Walks a folder with these files, and returns the files that were read.
    fn read_of(files: &[(&str, &[u8])]) -> (Vec<String>, Walked) {
        let folder = tempfile::tempdir().unwrap();
        for (name, bytes) in files {
            let path = folder.path().join(name);
            fs::create_dir_all(path.parent().unwrap()).unwrap();
            fs::write(path, bytes).unwrap();
        }
        let place = Place {
            paths: vec![folder.path().to_owned()],
            working_folder: folder.path().to_owned(),
        };
        let seen = Mutex::new(Vec::new());
        let walked = place.walk(&|path, _| path == "excluded", &|path, bytes| {
            seen.lock().unwrap().push(path.to_owned());
            if bytes.contains(&0) {
                Visited::Binary
            } else {
                Visited::Read
            }
        });
        let mut seen = seen.into_inner().unwrap();
        seen.sort();
        (seen, walked)
    }

    #[test]
    fn hidden_files_are_read_and_what_git_ignores_is_not() {
        let (seen, walked) = read_of(&[
            (".gitignore", b"node_modules/\n"),
            (".ignore", b"b.yml\n"),
            ("node_modules/x/index.js", b"x"),
            (".npmrc", b"x"),
            (".github/workflows/ci.yml", b"x"),
            (".git/config", b"x"),
            (".git/HEAD", b"x"),
            (".git/objects/ab/cd", b"x"),
            ("b.yml", b"x"),
        ]);

        let expected = [
            ".git/config",
            ".github/workflows/ci.yml",
            ".gitignore",
            ".ignore",
            ".npmrc",
            "b.yml",
        ];
        assert_eq!(seen, expected);
        assert_eq!(walked.read, 6);
        assert_eq!(walked.passed.len(), 0);
    }

    #[test]
    fn what_is_passed_over_is_counted() {
        let long = [b'x'].repeat(200_000);
        let large = [b'\n'].repeat(usize::try_from(LARGEST).unwrap() + 1);
        let (seen, walked) = read_of(&[
            ("a.yml", b"x"),
            ("large.txt", &large),
            ("yarn.lock", b"x"),
            ("bundle.js", &long),
            ("b.yml", &long),
            ("image.png", b"\0"),
            ("excluded/x.yml", b"x"),
            ("web/node_modules/x/index.js", b"x"),
        ]);

        assert_eq!(seen, ["a.yml", "b.yml", "image.png"]);
        let passed: Vec<_> = walked.passed.into_iter().collect();
        let expected = [
            (Passed::Binary, 1),
            (Passed::Large, 1),
            (Passed::Generated, 2),
            (Passed::Packages, 1),
            (Passed::Excluded, 1),
        ];
        assert_eq!(passed, expected);
    }

    #[cfg(unix)]
    #[test]
    fn a_link_is_not_followed_but_where_it_is_named() {
        let folder = tempfile::tempdir().unwrap();
        let at = |name: &str| folder.path().join(name);
        fs::create_dir(at("real")).unwrap();
        fs::write(at("real/a.yml"), "x").unwrap();
        std::os::unix::fs::symlink(at("real"), at("link")).unwrap();
        std::os::unix::fs::symlink(at("real/a.yml"), at("a.yml")).unwrap();
        let walk = |path: PathBuf| {
            let place = Place {
                paths: vec![path],
                working_folder: folder.path().to_owned(),
            };
            let walked = place.walk(&|_, _| false, &|_, _| Visited::Read);
            (walked.read, walked.passed)
        };

        let links = BTreeMap::from([(Passed::Link, 2)]);
        assert_eq!(walk(folder.path().to_owned()), (1, links));
        assert_eq!(walk(at("link")), (1, BTreeMap::new()));
        assert_eq!(walk(at("a.yml")), (1, BTreeMap::new()));
    }

    #[test]
    fn patterns_above_what_is_scanned_do_not_count_outside_of_a_repository() {
        let folder = tempfile::tempdir().unwrap();
        let below = folder.path().join("below");
        fs::create_dir(&below).unwrap();
        fs::write(folder.path().join(".gitignore"), "*.yml\n").unwrap();
        fs::write(below.join("a.yml"), "x").unwrap();
        let read = || {
            let place = Place {
                paths: vec![below.clone()],
                working_folder: below.clone(),
            };
            place.walk(&|_, _| false, &|_, _| Visited::Read).read
        };

        assert_eq!(read(), 1);
        fs::create_dir(folder.path().join(".git")).unwrap();
        assert_eq!(read(), 0, "both are in one repository");
        fs::create_dir(below.join(".git")).unwrap();
        assert_eq!(read(), 1, "it is a repository of its own");
    }

    #[cfg(unix)]
    #[test]
    fn a_gitignore_that_is_no_file_or_endless_hides_nothing_and_ends() {
        let folder = tempfile::tempdir().unwrap();
        let at = |name: &str| folder.path().join(name);
        for name in ["device", "pipe", "large"] {
            fs::create_dir_all(at(name).join("inner")).unwrap();
            fs::write(at(name).join("inner/a.yml"), "x").unwrap();
        }
        std::os::unix::fs::symlink("/dev/zero", at("device/.gitignore")).unwrap();
        let made = std::process::Command::new("mkfifo")
            .arg(at("pipe/.gitignore"))
            .status();
        assert!(made.unwrap().success());
        fs::write(at("large/.gitignore"), "*.yml\n".repeat(100_000)).unwrap();
        for paths in [
            vec![folder.path().to_owned()],
            vec![at("device"), at("pipe"), at("large/inner")],
        ] {
            let place = Place {
                paths,
                working_folder: folder.path().to_owned(),
            };
            let seen = Mutex::new(0);
            place.walk(&|_, _| false, &|path, _| {
                *seen.lock().unwrap() += usize::from(path.ends_with("a.yml"));
                Visited::Read
            });
            assert_eq!(seen.into_inner().unwrap(), 3);
        }
    }

    #[test]
    fn what_is_not_there_is_said() {
        let place = Place {
            paths: vec!["not-here".into()],
            working_folder: "/".into(),
        };
        let walked = place.walk(&|_, _| false, &|_, _| Visited::Read);
        assert_eq!(walked.unreadable[0].file, "not-here");
    }
}
