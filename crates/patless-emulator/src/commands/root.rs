//! Finds the folder of the repository that a pipeline file is in.

use std::io;
use std::path::{Path, PathBuf};

/// Returns the nearest folder above a file with `.git`, else the current folder if the file is below it, else its own.
pub(in crate::commands) fn root_of(file: &Path) -> io::Result<PathBuf> {
    let file = std::path::absolute(file)?;
    let mut above = file.ancestors().skip(1);
    let own = above.clone().next().unwrap_or(Path::new("/"));
    let repository = above.find(|folder| folder.join(".git").exists());
    let current = std::env::current_dir()?;
    let current = Some(&*current).filter(|it| file.starts_with(it));
    Ok(repository.or(current).unwrap_or(own).to_owned())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn root_is_the_repository_or_the_folder_of_the_file() {
        let folder = tempfile::tempdir().unwrap();
        let deep = folder.path().join("a/b");
        std::fs::create_dir_all(&deep).unwrap();
        assert_eq!(root_of(&deep.join("p.yml")).unwrap(), deep);
        std::fs::create_dir(folder.path().join(".git")).unwrap();
        assert_eq!(root_of(&deep.join("p.yml")).unwrap(), folder.path());
    }
}
