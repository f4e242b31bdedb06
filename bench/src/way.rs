//! The ways to get an access token that are compared.
use clap::ValueEnum;

use crate::name::name;

/// One way. The order is that of the tables.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, ValueEnum)]
pub(super) enum Way {
    /// What no client can leave out.
    Floor,
    /// Our task's program.
    Patless,
    /// The same, for ten tokens in one step.
    #[value(name = "patless-10")]
    PatlessTen,
    /// Our task as an agent starts it: Node.js with the launcher, which starts the program.
    Launcher,
    /// Node.js with an empty file, which gets no token: what the launcher cannot leave out.
    EmptyNode,
    /// A shell script.
    Curl,
    /// `azure_identity`.
    Rust,
    /// `azure-identity`.
    Python,
    /// `@azure/identity`.
    Node,
    /// What `AzureCLI@2` starts.
    AzureCli,
}

impl Way {
    /// What `--only` calls it.
    pub(super) fn name(self) -> String {
        name(&self)
    }

    /// What the tables call it.
    pub(super) fn title(self) -> &'static str {
        match self {
            Self::Floor => "floor",
            Self::Patless => "**Patless**",
            Self::PatlessTen => "Patless, ten tokens",
            Self::Launcher => "Patless behind its launcher",
            Self::EmptyNode => "an empty file in Node.js, no token",
            Self::Curl => "sh, curl, jq",
            Self::Rust => "`azure_identity` (Rust)",
            Self::Python => "`azure-identity` (Python)",
            Self::Node => "`@azure/identity` (Node.js)",
            Self::AzureCli => "Azure CLI as `AzureCLI@2` drives it",
        }
    }

    /// What its output holds where it got its token. The task's program ends well even where its step fails.
    pub(super) fn proof(self) -> &'static str {
        match self {
            Self::Patless | Self::Launcher => "##vso[task.setvariable variable=TOKEN;",
            Self::PatlessTen => "##vso[task.setvariable variable=TOKEN_9;",
            Self::Floor | Self::Curl | Self::AzureCli => "eyJ",
            Self::EmptyNode => "",
            Self::Rust | Self::Python | Self::Node => "tokenLength",
        }
    }
}
