//! URLs of the hosts of managed identities.

use url::Url;

/// URLs of the hosts of managed identities, each with a trailing slash.
#[derive(Debug)]
pub(crate) struct HostUrls {
    /// Azure Instance Metadata Service.
    pub(crate) imds: Url,
    /// App Service.
    pub(crate) app_service: Url,
    /// Agent of Azure Arc.
    pub(crate) arc: Url,
    /// Azure Machine Learning.
    pub(crate) machine_learning: Url,
    /// Cloud Shell.
    pub(crate) cloud_shell: Url,
}
