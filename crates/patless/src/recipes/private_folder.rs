//! The one place that writes secrets into files: a new folder that only its owner can enter, with files that only its owner can
//! read.

use std::fs::{self, DirBuilder, OpenOptions};
use std::io::{self, Write as _};
use std::path::{Component, Path, PathBuf};

use patless_recipes::{PrivateFile, Recipe};
use tempfile::TempDir;
use url::Url;

/// A folder of a random name, mode 0700. It is removed with all that is in it when this is dropped.
#[derive(Debug)]
pub(crate) struct PrivateFolder(TempDir);

/// A private folder that stays, by its whole path: the task notes it for its post-job stage.
#[derive(Clone, Debug, Eq, PartialEq)]
pub(crate) struct LeftFolder(PathBuf);

impl PrivateFolder {
    /// Creates it, empty. `place`: the folder to create it in, or `None` for the system's folder of temporary files.
    pub(crate) fn create(place: Option<&Path>) -> io::Result<Self> {
        let mut builder = tempfile::Builder::new();
        builder.prefix(PREFIX).rand_bytes(RANDOM);
        #[cfg(unix)]
        builder.permissions(std::os::unix::fs::PermissionsExt::from_mode(0o700));
        let folder = match place {
            Some(place) => builder.tempdir_in(place),
            None => builder.tempdir(),
        };
        folder.map(Self)
    }

    /// Where it is.
    pub(crate) fn path(&self) -> &Path {
        self.0.path()
    }

    /// Creates the folders and files of a recipe. Nothing that is there already is followed or opened.
    pub(crate) fn write(&self, recipe: &Recipe) -> io::Result<()> {
        for folder in &recipe.folders {
            self.folder(folder)?;
        }
        recipe.files.iter().try_for_each(|file| self.file(file))
    }

    /// Removes it.
    ///
    /// # Errors
    /// Something in it cannot be removed, such as what a process that is still running writes.
    pub(crate) fn remove(self) -> io::Result<()> {
        self.0.close()
    }

    /// Leaves it there when this is dropped.
    pub(crate) fn keep(self) {
        let _ = self.0.keep();
    }

    /// Where it is, for who removes it later. `None` if it has no path that can be noted.
    pub(crate) fn left(&self) -> Option<LeftFolder> {
        let path = std::path::absolute(self.path()).ok()?;
        LeftFolder::of(path)
    }

    fn file(&self, file: &PrivateFile) -> io::Result<()> {
        if let Some(folder) = file.path.parent() {
            self.folder(folder)?;
        }
        let mut options = OpenOptions::new();
        // Whatever is there already is not ours.
        options.write(true).create_new(true);
        #[cfg(unix)]
        std::os::unix::fs::OpenOptionsExt::mode(&mut options, 0o600);
        let mut opened = options.open(self.below(&file.path)?)?;
        // The secret goes into the file that its recipe names.
        opened.write_all(file.content.expose().as_bytes())
    }

    fn folder(&self, path: &Path) -> io::Result<()> {
        let mut builder = DirBuilder::new();
        builder.recursive(true);
        #[cfg(unix)]
        std::os::unix::fs::DirBuilderExt::mode(&mut builder, 0o700);
        builder.create(self.below(path)?)
    }

    /// A path in the folder, which must not lead out of it.
    fn below(&self, path: &Path) -> io::Result<PathBuf> {
        let is_name = |it: Component<'_>| matches!(it, Component::Normal(_));
        if !path.components().all(is_name) {
            return Err(io::ErrorKind::InvalidInput.into());
        }
        Ok(self.path().join(path))
    }
}

impl LeftFolder {
    /// Reads a path as [`Self::noted`] has written it. `None` if no private folder has such a path.
    pub(crate) fn parse(text: &str) -> Option<Self> {
        Self::of(Url::parse(text).ok()?.to_file_path().ok()?)
    }

    /// Its path as one word without a space.
    pub(crate) fn noted(&self) -> Option<String> {
        Url::from_file_path(&self.0).ok().map(String::from)
    }

    /// Its path.
    pub(crate) fn path(&self) -> &Path {
        &self.0
    }

    /// Removes it. Returns whether it was there. A link in its place is removed, and what it leads to stays.
    pub(crate) fn remove(&self) -> io::Result<bool> {
        match fs::remove_dir_all(&self.0) {
            Ok(()) => Ok(true),
            Err(error) if error.kind() == io::ErrorKind::NotFound => Ok(false),
            Err(error) => Err(error),
        }
    }

    fn of(path: PathBuf) -> Option<Self> {
        let random = path.file_name()?.to_str()?.strip_prefix(PREFIX)?;
        let is_ours = random.len() == RANDOM && random.bytes().all(|it| it.is_ascii_alphanumeric());
        (is_ours && path.is_absolute()).then_some(Self(path))
    }
}

const PREFIX: &str = "patless-";
/// How many random letters and digits a name has. Nobody has made a folder of this name before.
const RANDOM: usize = 16;

#[cfg(test)]
mod tests {
    use super::*;

    #[cfg(unix)]
    #[test]
    fn only_the_owner_may_enter_or_read_and_it_goes_as_a_whole() {
        use std::os::unix::fs::PermissionsExt as _;
        let place = tempfile::tempdir().unwrap();
        let folder = PrivateFolder::create(Some(place.path())).unwrap();
        folder.folder(Path::new("a/b")).unwrap();
        let mode = |path: &str| {
            let path = folder.path().join(path);
            path.metadata().unwrap().permissions().mode() & 0o7777
        };
        assert_eq!([mode(""), mode("a"), mode("a/b")], [0o700; 3]);
        folder.remove().unwrap();
        assert_eq!(place.path().read_dir().unwrap().count(), 0);
    }

    #[test]
    fn a_path_that_leads_out_is_refused() {
        let folder = PrivateFolder::create(None).unwrap();
        for path in ["..", "a/../..", "/tmp/x"] {
            assert!(folder.folder(Path::new(path)).is_err(), "{path}");
        }
    }

    #[test]
    fn only_a_path_of_ours_is_removed() {
        let place = tempfile::Builder::new().prefix("a b%").tempdir().unwrap();
        let folder = PrivateFolder::create(Some(place.path())).unwrap();
        let left = folder.left().unwrap();
        let noted = left.noted().unwrap();
        assert!(!noted.contains(' '), "{noted}");
        assert_eq!(LeftFolder::parse(&noted), Some(left.clone()));
        folder.keep();
        assert!(left.path().is_dir());
        assert!(left.remove().unwrap());
        assert!(!left.remove().unwrap());
        assert_eq!(place.path().read_dir().unwrap().count(), 0);
        for text in [
            "",
            "patless-0123456789abcdef",
            "file:///home/x1",
            "file:///t/patless-0123456789abcde",
            "file:///t/patless-0123456789abcdef/..",
            "https://t/patless-0123456789abcdef",
        ] {
            assert_eq!(LeftFolder::parse(text), None, "{text}");
        }
    }

    #[cfg(unix)]
    #[test]
    fn what_a_link_leads_to_stays() {
        let place = tempfile::tempdir().unwrap();
        let target = tempfile::tempdir().unwrap();
        fs::write(target.path().join("file"), "").unwrap();
        let left = LeftFolder::of(place.path().join("patless-0123456789abcdef")).unwrap();
        std::os::unix::fs::symlink(target.path(), left.path()).unwrap();
        let _ = left.remove();
        assert!(target.path().join("file").exists());
    }
}
