//! The languages in which a secret is handed on.

/// The language of a script or a source file.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Language {
    /// `sh`, `bash`.
    Shell,
    /// Windows PowerShell, PowerShell.
    PowerShell,
    /// `cmd.exe`.
    Batch,
    /// Python.
    Python,
    /// JavaScript, TypeScript.
    JavaScript,
    /// C#, and the other languages of .NET.
    CSharp,
    /// A Dockerfile: its instructions, and shell in `RUN`.
    Docker,
    /// A Makefile: `$(X)` is a variable of make.
    Make,
    /// Terraform.
    Terraform,
    /// XML, INI, JSON, TOML, gradle and other settings.
    Settings,
}

impl Language {
    /// Tells whether lines are commands: shell, PowerShell, `cmd.exe`, and files that hold such lines.
    pub(crate) fn runs_commands(self) -> bool {
        matches!(
            self,
            Self::Shell | Self::PowerShell | Self::Batch | Self::Docker | Self::Make
        )
    }

    /// Tells whether a variable is a bare name: `pat`, and not `$pat`.
    pub(crate) fn has_bare_names(self) -> bool {
        matches!(self, Self::Python | Self::JavaScript | Self::CSharp)
    }

    /// Returns what starts a comment to the end of the line.
    pub(crate) fn comments(self) -> &'static [&'static str] {
        match self {
            Self::Shell | Self::PowerShell | Self::Python | Self::Docker | Self::Make => &["#"],
            Self::Terraform => &["#", "//"],
            Self::Batch => &["rem ", "@rem ", "::"],
            Self::JavaScript | Self::CSharp => &["//", "/*", "* "],
            Self::Settings => &["#", ";", "//", "<!--"],
        }
    }
}
