//! Names the two Marketplace entries that each release goes to.
use std::path::Path;

/// An extension in the Marketplace. Both hold the same task, so an organization installs one of them.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Channel {
    /// What everybody can install.
    Public,
    /// What is shared with chosen organizations first.
    Preview,
}

impl Channel {
    /// Both, in the order in which they are made.
    pub(crate) const ALL: [Self; 2] = [Self::Public, Self::Preview];

    /// The name of the vsix.
    pub(crate) fn file_name(self) -> &'static str {
        match self {
            Self::Public => "patless.vsix",
            Self::Preview => "patless-preview.vsix",
        }
    }

    /// The file, at the top of the repository, whose keys replace those of the manifest.
    pub(crate) fn overrides(self) -> Option<&'static Path> {
        match self {
            Self::Public => None,
            Self::Preview => Some(Path::new("vss-extension.preview.json")),
        }
    }
}
