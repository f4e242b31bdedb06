//! The reasons why a certificate authority may come from the job.

use std::fmt;

/// Why a certificate authority may come from the job.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
#[non_exhaustive]
pub enum Brought {
    /// A variable of the job names it.
    ByVariable,
    /// It is where the job keeps its files.
    InFolder,
    /// It is in a file system of the kernel.
    OfKernel,
    /// It is on another machine, which an attacker may control.
    Elsewhere,
}

impl fmt::Display for Brought {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::ByVariable => "a variable of the job sets it",
            Self::InFolder => "it is in the job's own files",
            Self::OfKernel => "it is a virtual file of the kernel",
            Self::Elsewhere => "it is on another machine",
        })
    }
}
