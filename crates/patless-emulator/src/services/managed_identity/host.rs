//! Kinds of hosts that have managed identities.

use clap::ValueEnum;

/// Kind of host that gives its processes the access tokens of managed identities.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
#[non_exhaustive]
pub enum ManagedIdentityHost {
    /// Virtual machine, with the Azure Instance Metadata Service.
    Imds,
    /// App Service or Azure Functions.
    AppService,
    /// Server outside Azure with the agent of Azure Arc.
    Arc,
    /// Compute of Azure Machine Learning.
    MachineLearning,
    /// Cloud Shell.
    CloudShell,
}
