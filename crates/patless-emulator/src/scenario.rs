//! Scenarios: what goes wrong, as settings of the world and of each service.
//!
//! In [`Scenario::default`], everything is right. A test changes one knob:
//!
//! ```
//! use patless_emulator::Scenario;
//!
//! let scenario = Scenario { clock_offset_s: 600, ..Scenario::default() };
//! assert_eq!(scenario.entra.lifetime_of_access_tokens_s(), 3599);
//! ```
//!
//! Named scenarios are rows of a table, each with its [`Outcome`]:
//!
//! ```
//! use patless_emulator::Scenario;
//! use patless_emulator::scenario::{Outcome, Stage};
//!
//! assert_eq!(
//!     Scenario::outcome("wrong-subject"),
//!     Some(Outcome::Fails { stage: Stage::Exchange }),
//! );
//! ```

mod definition;
mod fault;
mod faults;
mod front_end;
mod named;
mod obfuscation;
mod outcome;
mod throttle;

pub use definition::Scenario;
pub use fault::{CannedHeader, CannedResponse, Fault, ResetPoint};
pub use faults::Faults;
pub use front_end::{ConnectOutcome, DateHeader, FrontEnd};
pub use named::row::NamedScenario;
pub use obfuscation::Obfuscation;
pub use outcome::{Outcome, Stage};
pub use throttle::Throttle;

pub use crate::services::azure_devops::knobs::{
    AzureDevOpsKnobs, ConnectionAccess, EntitlementAccess, FeedAccess, OidcRefusal, OidcReply,
    Paging, PipelinePermissions, ProjectAccess, References, StoredThingsAccess, TargetRefusal,
    UnreferencedResponse,
};
pub use crate::services::entra::knobs::device_code::{DeviceCodeKnobs, UserDecision};
pub use crate::services::entra::knobs::{
    AccessTokenField, AccessTokenShape, AssertionReplay, ConditionalAccess, EntraKnobs,
    EntraRefusal, NumberFormat, RefusalForm, ServicePrincipal,
};
pub use crate::services::github::knobs::{GitHubKnobs, GitHubSubject};
pub use crate::services::managed_identity::knobs::{
    ArcChallenge, ArcFolder, AssignedIdentities, ExpiresOnFormat, ManagedIdentityKnobs,
};
pub use crate::world::knobs::{
    Client, ConnectionReference, Directory, FederatedCredentials, GroupMembership, JobToken,
    Membership, MoreConnection, PublisherMembership, ResourceTable, StoredThings, Tenant,
    WorldKnobs,
};
