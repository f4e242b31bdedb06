//! Finds and reads the files of a pipeline, below the folders of their repositories.

mod paths;
mod text;

use std::collections::{BTreeMap, HashMap};
use std::path::{Path, PathBuf};
use std::rc::Rc;
use std::sync::Arc;

use crate::fault::Faults;
use crate::meant::closest;
use crate::options::{Options, means_repository};
use crate::place::Place;
use crate::shown::{argument, harmless, listed, shown};
use crate::yaml::{self, Node};
use paths::{prefix_of, resolved};
use text::{neighbor, text_of};

/// The files of a pipeline and of its repositories.
#[derive(Debug)]
pub(crate) struct Files<'o> {
    options: &'o Options,
    /// The folders in use, absolute. The first is that of the pipeline.
    folders: Vec<Folder>,
    /// The aliases under `resources`, each with the name of its repository.
    aliases: Vec<(String, String)>,
    read: HashMap<(usize, String), Rc<Source>>,
    by_place: HashMap<Arc<str>, (usize, String)>,
    texts: &'o mut BTreeMap<Arc<str>, Arc<str>>,
}

/// The folder of a repository.
#[derive(Debug)]
struct Folder {
    path: PathBuf,
    /// What places show before a path in it. It ends with `/` unless it is empty.
    prefix: String,
}

/// A file that has been read.
#[derive(Debug)]
pub(crate) struct Source {
    /// Its path in places.
    pub(crate) file: Arc<str>,
    /// What it says. None: it is no YAML, which is already a fault.
    pub(crate) root: Option<Node>,
}

impl<'o> Files<'o> {
    /// Opens the file of the pipeline.
    pub(crate) fn open(
        file: &Path,
        options: &'o Options,
        texts: &'o mut BTreeMap<Arc<str>, Arc<str>>,
        faults: &mut Faults,
    ) -> Option<(Self, Rc<Source>)> {
        let written = file.to_string_lossy().replace('\\', "/");
        let name: Arc<str> = Arc::from(harmless(&written));
        let whole = Place::of_file(&name);
        let given = if file.is_file() {
            file.to_owned()
        } else {
            options.root.join(file)
        };
        let found = given.canonicalize();
        let root = if options.root.as_os_str().is_empty() {
            Path::new(".").canonicalize()
        } else {
            options.root.canonicalize()
        };
        let (found, root) = match (found, root) {
            (Ok(found), Ok(root)) => (found, root),
            (Err(error), _) | (_, Err(error)) => {
                faults.error(&whole, format!("cannot be read: {error}"));
                return None;
            }
        };
        let Ok(path) = found.strip_prefix(&root) else {
            faults.error(&whole, "the file is not below the folder of the repository");
            return None;
        };
        let path = path.to_string_lossy().replace('\\', "/");
        let prefix = match written.strip_suffix(&path) {
            Some(prefix) => prefix.to_owned(),
            None => prefix_of(&options.root),
        };
        let mut files = Self {
            options,
            folders: vec![Folder { path: root, prefix }],
            aliases: Vec::new(),
            read: HashMap::new(),
            by_place: HashMap::new(),
            texts,
        };
        let source = files.read(0, path, name, &whole, faults)?;
        Some((files, source))
    }

    /// Makes a repository under `resources` known. The first of two with one alias stays.
    pub(crate) fn declare(&mut self, alias: &str, name: &str) {
        if self.alias(alias).is_none() {
            self.aliases.push((alias.to_owned(), name.to_owned()));
        }
    }

    /// Reads the file that `template` names. `by` is the file that says so, and `at` the place of the path.
    pub(crate) fn find(
        &mut self,
        template: &str,
        by: &Arc<str>,
        at: &Place,
        faults: &mut Faults,
    ) -> Option<Rc<Source>> {
        let (path, alias) = match template.rsplit_once('@') {
            Some((path, alias)) => (path, Some(alias.trim())),
            None => (template, None),
        };
        let (here, current) = self.by_place.get(by).cloned().unwrap_or_default();
        let folder = match alias {
            None => here,
            Some(alias) => self.folder(alias, at, faults)?,
        };
        let base = if folder == here { current.as_str() } else { "" };
        let Some(path) = self.chosen(folder, base, path.trim(), alias) else {
            let what = format!("the template {} leaves its repository", shown(template));
            faults.error_with(at, what, "write a path below the root of the repository");
            return None;
        };
        if let Some(source) = self.read.get(&(folder, path.clone())) {
            return Some(Rc::clone(source));
        }
        if self.read.len() > MOST {
            let what = format!("the pipeline includes more than {MOST} files");
            faults.error(at, what);
            return None;
        }
        let prefix = self.folders.get(folder).map_or("", |it| it.prefix.as_str());
        let name = Arc::from(harmless(&format!("{prefix}{path}")));
        self.read(folder, path, name, at, faults)
    }

    /// Resolves the path of a template. With an alias, also `@self`, public pipelines that run have both paths from the
    /// file that names it and from the root: the first one that is there counts.
    fn chosen(&self, folder: usize, base: &str, path: &str, alias: Option<&str>) -> Option<String> {
        let near = resolved(base, path);
        let root = &self.folders.get(folder)?.path;
        if alias.is_none() || near.as_ref().is_some_and(|it| root.join(it).is_file()) {
            return near;
        }
        let far = resolved("", path).filter(|it| root.join(it).is_file());
        far.or(near)
    }

    fn alias(&self, alias: &str) -> Option<&str> {
        let mut all = self.aliases.iter();
        let found = all.find(|(other, _)| other.eq_ignore_ascii_case(alias));
        found.map(|(_, name)| name.as_str())
    }

    /// Finds the folder of a repository by its alias.
    fn folder(&mut self, alias: &str, at: &Place, faults: &mut Faults) -> Option<usize> {
        if alias.eq_ignore_ascii_case("self") {
            return Some(0);
        }
        let Some(name) = self.alias(alias).map(ToOwned::to_owned) else {
            let known: Vec<&str> = self.aliases.iter().map(|(it, _)| it.as_str()).collect();
            let hint = match closest(alias, known.iter().copied()) {
                Some(meant) => format!("did you mean {}?", shown(meant)),
                None if known.is_empty() => {
                    String::from("declare it under resources: repositories:")
                }
                None => format!("there are {}", listed(known)),
            };
            let what = format!("there is no repository {} under resources", shown(alias));
            faults.error_with(at, what, hint);
            return None;
        };
        let mut given = self.options.repositories.iter();
        let Some((_, path)) = given.find(|(key, _)| means_repository(key, alias, &name)) else {
            let what = format!("a template of the repository {}", shown(&name));
            let keys = self
                .options
                .repositories
                .iter()
                .map(|(key, _)| key.as_str());
            let others = if keys.len() == 0 {
                String::new()
            } else {
                format!(" (given are those of {})", listed(keys))
            };
            let alias = argument(alias);
            let hint = format!("give its folder: --repository {alias}=FOLDER{others}");
            faults.unsupported_with(at, what, hint);
            return None;
        };
        let Ok(found) = path.canonicalize() else {
            let what = format!(
                "there is no folder {} for the repository {}",
                shown(&path.to_string_lossy()),
                shown(&name)
            );
            faults.error(at, what);
            return None;
        };
        if let Some(known) = self.folders.iter().position(|it| it.path == found) {
            return Some(known);
        }
        let prefix = prefix_of(path);
        self.folders.push(Folder {
            path: found,
            prefix,
        });
        Some(self.folders.len() - 1)
    }

    /// Reads a file of a folder. `at`: where somebody names it.
    fn read(
        &mut self,
        folder: usize,
        path: String,
        name: Arc<str>,
        at: &Place,
        faults: &mut Faults,
    ) -> Option<Rc<Source>> {
        let root = self.folders.get(folder)?.path.clone();
        let whole = root.join(&path);
        let text = match text_of(&whole, &root) {
            Ok(text) => text,
            Err(why) => {
                let hint =
                    neighbor(&whole, &root).map(|it| format!("did you mean {}?", shown(&it)));
                let what = format!("{}: {why}", shown(&name));
                faults.error_perhaps_with(at, what, hint);
                return None;
            }
        };
        let root = yaml::read(&name, &text, faults);
        self.texts.insert(Arc::clone(&name), Arc::from(text));
        let file = Arc::clone(&name);
        let source = Rc::new(Source { file, root });
        self.by_place.insert(name, (folder, path.clone()));
        self.read.insert((folder, path), Rc::clone(&source));
        Some(source)
    }
}

/// How many files a pipeline may include, as documented.
const MOST: usize = 100;
