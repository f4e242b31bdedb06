//! Owns the headers that answers of Azure DevOps have, whatever they answer.

use crate::clock::iso_time;
use crate::services::{ServiceName, State};
use crate::wire::{Answer, Request, random_guid};

/// Adds the IDs to quote to Microsoft's support.
///
/// A client may send its own session and end-to-end IDs, which come back.
pub(super) fn with_ids(answer: Answer, state: &State, request: &Request) -> Answer {
    let activity_id = random_guid().to_string();
    let session = request.header("x-tfs-session").unwrap_or(&activity_id);
    let end_to_end = request.header("x-vss-e2eid").unwrap_or(&activity_id);
    let edge = format!(
        "Ref A: {} Ref B: EMULATOR Ref C: {}",
        random_guid().simple().to_string().to_uppercase(),
        iso_time(state.clock(ServiceName::AzureDevOps).now_s()),
    );
    answer
        .header("activityid", &activity_id)
        .header("x-tfs-session", session)
        .header("x-vss-e2eid", end_to_end)
        .header("x-msedge-ref", &edge)
}

/// Adds the directory of the organization, once. The zero ID stands for personal Microsoft accounts.
pub(super) fn with_tenant(answer: Answer, state: &State) -> Answer {
    if answer.has_header(RESOURCE_TENANT) {
        return answer;
    }
    let tenant_id = state.world.organization.tenant_id.to_string();
    answer.header(RESOURCE_TENANT, &tenant_id)
}

const RESOURCE_TENANT: &str = "x-vss-resourcetenant";
