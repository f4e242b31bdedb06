//! The circumstances of a table: how the servers speak, how far away they are, how long they think.
use std::{fmt, str::FromStr};

use clap::ValueEnum;

use crate::name::name;

/// The circumstances of one table.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Setup {
    /// How the servers speak TLS.
    pub(super) profile: Profile,
    /// How long the servers think.
    pub(super) think: Think,
    /// The round-trip times that are added, in ms.
    pub(super) rtts_ms: Vec<u32>,
}

impl Setup {
    /// What docs/BENCHMARKS.md shows.
    pub(super) fn standard() -> Vec<Self> {
        let setup = |profile, think, rtts_ms| Self {
            profile,
            think,
            rtts_ms,
        };
        vec![
            setup(Profile::Modern, Think::default(), vec![0, 40]),
            setup(Profile::Observed, Think::default(), vec![0, 40]),
            setup(Profile::Modern, PLAUSIBLE, vec![20]),
        ]
    }
}

impl fmt::Display for Setup {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Profile `{}`", self.profile.name())?;
        if self.think != Think::default() {
            let Think {
                azure_devops_ms,
                entra_ms,
            } = self.think;
            write!(
                f,
                ", Azure DevOps thinks for {azure_devops_ms} ms and Entra for {entra_ms} ms"
            )?;
        }
        Ok(())
    }
}

/// How the servers speak TLS; bench/src/bin/servers/tls.rs says what each is.
#[derive(Clone, Copy, Debug, PartialEq, ValueEnum)]
pub(super) enum Profile {
    /// TLS 1.3 at both, no retried hello.
    Modern,
    /// As traces of the real servers show it.
    Observed,
}

impl Profile {
    /// The name.
    pub(super) fn name(self) -> String {
        name(&self)
    }
}

/// The servers' own time over a token.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub(super) struct Think {
    /// Over an assertion.
    pub(super) azure_devops_ms: u32,
    /// Over an access token.
    pub(super) entra_ms: u32,
}

/// Reads `AZURE_DEVOPS_MS,ENTRA_MS`.
impl FromStr for Think {
    type Err = &'static str;

    fn from_str(text: &str) -> Result<Self, Self::Err> {
        let times = text.split_once(',').and_then(|(azure_devops, entra)| {
            Some((azure_devops.parse().ok()?, entra.parse().ok()?))
        });
        let (azure_devops_ms, entra_ms) = times.ok_or("not two times in milliseconds")?;
        Ok(Self {
            azure_devops_ms,
            entra_ms,
        })
    }
}

/// Our assumption about the real servers; nobody measured it.
const PLAUSIBLE: Think = Think {
    azure_devops_ms: 150,
    entra_ms: 100,
};
