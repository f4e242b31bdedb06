//! Scenarios in which clocks differ by ten minutes.
//!
//! An assertion that Entra issues is valid for a day from its issue time. An assertion that Azure DevOps issues is
//! valid from ten minutes before its issue time until five minutes after.

use super::azure_devops::all_connections;
use super::row::{NamedScenario, rows};
use crate::scenario::{Outcome, Stage};
use crate::world::Issuer;

/// Rows of this group.
pub(super) const ROWS: &[NamedScenario] = rows! {
    "clock-ahead-10-minutes",
    "the clocks of all services are 10 minutes ahead of the job's clock",
    Outcome::Succeeds,
    { clock_offset_s: SKEW_S };

    "clock-behind-10-minutes",
    "the clocks of all services are 10 minutes behind the job's clock",
    Outcome::Succeeds,
    { clock_offset_s: -SKEW_S };

    "clock-behind-10-minutes-short-assertion",
    "like clock-behind-10-minutes, with assertions that are expired by the job's clock",
    Outcome::Succeeds,
    { clock_offset_s: -SKEW_S, world.issuers: all_connections(Issuer::AzureDevOps) };

    "oidc-clock-ahead-10-minutes",
    "the clock of Azure DevOps is 10 minutes ahead of all other clocks: AADSTS700024",
    REFUSED,
    { clock_offset_s: SKEW_S, entra.clock_offset_s: -SKEW_S };

    "oidc-clock-behind-10-minutes",
    "the clock of Azure DevOps is 10 minutes behind all other clocks",
    Outcome::Succeeds,
    { clock_offset_s: -SKEW_S, entra.clock_offset_s: SKEW_S };

    "oidc-clock-behind-10-minutes-short-assertion",
    "like oidc-clock-behind-10-minutes, with assertions of 300 s: AADSTS700024",
    REFUSED,
    {
        clock_offset_s: -SKEW_S,
        entra.clock_offset_s: SKEW_S,
        world.issuers: all_connections(Issuer::AzureDevOps),
    };

    "entra-clock-ahead-10-minutes",
    "the clock of Entra is 10 minutes ahead of all other clocks",
    Outcome::Succeeds,
    { entra.clock_offset_s: SKEW_S };

    "entra-clock-ahead-10-minutes-short-assertion",
    "like entra-clock-ahead-10-minutes, with assertions of 300 s: AADSTS700024",
    REFUSED,
    { entra.clock_offset_s: SKEW_S, world.issuers: all_connections(Issuer::AzureDevOps) };

    "entra-clock-behind-10-minutes",
    "the clock of Entra is 10 minutes behind all other clocks: AADSTS700024",
    REFUSED,
    { entra.clock_offset_s: -SKEW_S };
};

const REFUSED: Outcome = Outcome::fails(Stage::Exchange);
const SKEW_S: i64 = 600;
