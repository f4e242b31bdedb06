//! Knobs of the hosts of managed identities, which a scenario sets.
//!
//! The enums are exhaustive on purpose: a new variant must be handled by the code that reads it.

use crate::scenario::FrontEnd;

/// Knobs of the hosts of managed identities.
///
/// A host that is busy for a while is no knob: put faults on its route.
///
/// Exhaustive, so that a test can use struct update syntax.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct ManagedIdentityKnobs {
    /// Identities that are assigned to the machine.
    pub assigned: AssignedIdentities,
    /// Lifetime of access tokens in seconds. `None` means 86,399, as for a new one.
    ///
    /// A host keeps an access token and hands it out again, so a client can get one with any lifetime left.
    pub access_token_lifetime_s: Option<i64>,
    /// Format of `expires_on`.
    pub expires_on: ExpiresOnFormat,
    /// Challenge of the agent of Azure Arc.
    pub arc_challenge: ArcChallenge,
    /// Folder that the challenge names.
    pub arc_folder: ArcFolder,
    /// Front end of all hosts. They have no certificate, so outcomes about certificates change nothing.
    pub front_end: FrontEnd,
}

impl ManagedIdentityKnobs {
    /// Returns the lifetime of access tokens in seconds.
    pub fn lifetime_of_access_tokens_s(&self) -> i64 {
        self.access_token_lifetime_s.unwrap_or(86_399)
    }
}

/// Identities that are assigned to the machine.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum AssignedIdentities {
    /// The system-assigned and the user-assigned one.
    #[default]
    SystemAndUser,
    /// Only the user-assigned one.
    UserOnly,
    /// None.
    Nothing,
}

/// Format of `expires_on`.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum ExpiresOnFormat {
    /// Seconds since 1970, as a string.
    #[default]
    EpochString,
    /// Seconds since 1970, as a JSON number.
    EpochNumber,
    /// Date and time, like `11/21/2026 19:50:45 +00:00`, as App Service sent for API version 2017-09-01.
    DateTime,
}

/// Challenge of the agent of Azure Arc to a request without a key.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum ArcChallenge {
    /// Names a file with a key in the folder of the keys.
    #[default]
    KeyFile,
    /// Names a file in another folder.
    OtherFolder,
    /// Names a file in another folder, by a path that begins with the folder of the keys.
    Traversal,
    /// Names a file whose name does not end in `.key`.
    OtherSuffix,
    /// Names a file of more than 4096 bytes.
    LargeFile,
    /// Names a file that does not exist.
    MissingFile,
    /// Has another scheme than `Basic`.
    OtherScheme,
    /// Is missing.
    Missing,
}

/// Folder that the challenge of the agent of Azure Arc names.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum ArcFolder {
    /// The one where the emulator writes the key files.
    #[default]
    OfEmulator,
    /// `/var/opt/azcmagent/tokens`, where the real agent has them. Whoever starts the client mounts the emulator's folder
    /// there.
    OfAgent,
}
