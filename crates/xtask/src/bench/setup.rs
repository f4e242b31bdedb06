//! The circumstances of a table: how the servers speak, how far away they are, how long they think.

use std::fmt;

use super::options::wrong;
use crate::failure::Failure;

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
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) enum Profile {
    /// TLS 1.3 at both, no retried hello.
    Modern,
    /// As traces of the real servers show it.
    Observed,
}

impl Profile {
    /// Reads a name.
    pub(super) fn named(name: &str) -> Result<Self, Failure> {
        [Self::Modern, Self::Observed]
            .into_iter()
            .find(|profile| profile.name() == name)
            .ok_or_else(|| wrong(format!("no profile is called {name}: modern, observed")))
    }

    /// The name.
    pub(super) fn name(self) -> &'static str {
        match self {
            Self::Modern => "modern",
            Self::Observed => "observed",
        }
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

impl Think {
    /// Reads `AZURE_DEVOPS_MS,ENTRA_MS`.
    pub(super) fn parse(text: &str) -> Result<Self, Failure> {
        let mut times = text.split(',').map(|time| time.parse().ok());
        match (times.next(), times.next(), times.next()) {
            (Some(Some(azure_devops_ms)), Some(Some(entra_ms)), None) => Ok(Self {
                azure_devops_ms,
                entra_ms,
            }),
            _ => Err(wrong(format!("not two times in milliseconds: {text}"))),
        }
    }
}

/// Our assumption about the real servers; nobody measured it.
const PLAUSIBLE: Think = Think {
    azure_devops_ms: 150,
    entra_ms: 100,
};
