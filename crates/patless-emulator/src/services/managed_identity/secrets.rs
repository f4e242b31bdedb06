//! Secrets by which the hosts recognize the processes of their machine.

use std::io;
use std::path::Path;

use super::arc_keys::ArcKeys;
use crate::wire::random_text;

/// Secrets of the hosts.
pub(crate) struct HostSecrets {
    /// Value of `IDENTITY_HEADER` on App Service.
    pub(crate) identity_header: String,
    /// Value of `MSI_SECRET` on Azure Machine Learning.
    pub(crate) msi_secret: String,
    /// Keys of the agent of Azure Arc.
    pub(crate) arc_keys: ArcKeys,
}

impl HostSecrets {
    /// Makes the secrets, and the folders of the keys below a directory.
    pub(crate) fn new(directory: &Path) -> io::Result<Self> {
        Ok(Self {
            // Without words of the hosts' messages: clients remove what repeats their secret.
            identity_header: format!("sekret-app-{}", random_text(24)),
            msi_secret: format!("sekret-msi-{}", random_text(24)),
            arc_keys: ArcKeys::new(directory)?,
        })
    }
}
