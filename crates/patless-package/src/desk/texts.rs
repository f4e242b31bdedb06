//! The texts that travel with the program wherever it goes.
use std::path::Path;

use build_helper::Failure;
use fs_err as fs;

use crate::part::Part;

/// The licenses, as the vsix has them.
#[derive(Debug)]
pub(super) struct Texts {
    /// Our own.
    license: String,
    /// Those of other people's code in the programs.
    notices: String,
}

impl Texts {
    /// Reads those of the task in the folder that tfx packs.
    pub(super) fn of_extension(extension: &Path) -> Result<Self, Failure> {
        let task = extension.join("patless");
        Ok(Self {
            license: fs::read_to_string(task.join("LICENSE.txt"))?,
            notices: fs::read_to_string(task.join("THIRD-PARTY-NOTICES.txt"))?,
        })
    }

    /// Our license, in the folder `root`.
    pub(super) fn license(&self, root: &str) -> Part {
        Part::new(&format!("{root}/LICENSE.txt"), self.license.as_str())
    }

    /// Both, in the folder `root`.
    pub(super) fn all(&self, root: &str) -> [Part; 2] {
        let notices = Part::new(
            &format!("{root}/THIRD-PARTY-NOTICES.txt"),
            self.notices.as_str(),
        );
        [self.license(root), notices]
    }
}

#[cfg(test)]
impl Texts {
    /// Two short ones.
    pub(super) fn fixed() -> Self {
        Self {
            license: "MIT".to_owned(),
            notices: "others".to_owned(),
        }
    }
}
