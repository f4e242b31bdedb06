//! Check of an assertion's validity period.

use crate::clock::iso_time_precise;
use crate::services::entra::refusal::Refusal;
use crate::services::{ServiceName, Shared};
use crate::wire::UnverifiedJwt;

/// Checks that the assertion is valid now. It may begin this many seconds later.
pub(super) fn check_time(
    shared: &Shared,
    jwt: &UnverifiedJwt<'_>,
    early_s: i64,
) -> Result<(), Refusal> {
    let now_s = shared.clock(ServiceName::Entra).now_s();
    let from_s = jwt.time("nbf").unwrap_or_default();
    let until_s = jwt.time("exp").unwrap_or_default();
    if (from_s.saturating_sub(early_s)..until_s).contains(&now_s) {
        return Ok(());
    }
    Err(Refusal::invalid_client(
        700_024,
        format!(
            "Client assertion is not within its valid time range. Current time: {}, assertion \
             valid from {}, expiry time of assertion {}. Review the documentation at \
             https://learn.microsoft.com/entra/identity-platform/certificate-credentials .",
            iso_time_precise(now_s),
            iso_time_precise(from_s),
            iso_time_precise(until_s),
        ),
    ))
}
