//! Knobs of Entra, which a scenario sets.
//!
//! The enums are exhaustive on purpose: a new variant must be handled by the code that reads it.

pub(crate) mod device_code;

use device_code::DeviceCodeKnobs;

use crate::scenario::{FrontEnd, Throttle};

/// Knobs of Entra.
///
/// Exhaustive, so that a test can use struct update syntax.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct EntraKnobs {
    /// Shape of the access tokens. Default: opaque.
    pub access_token_shape: AccessTokenShape,
    /// Lifetime of access tokens in seconds, for `expires_in`. `None` means 3599, as for an application.
    ///
    /// From 7200 seconds on, the response also has `refresh_in`, with half the lifetime.
    pub access_token_lifetime_s: Option<i64>,
    /// State of the field `access_token` in the token response.
    pub access_token_field: AccessTokenField,
    /// Format of the numbers in the token response.
    pub numbers: NumberFormat,
    /// Service principals of the applications.
    pub service_principal: ServicePrincipal,
    /// Decision of the tenant's conditional access policies.
    pub conditional_access: ConditionalAccess,
    /// Number of exchanges that Entra refuses with AADSTS70021 before the first success. Default: 0.
    pub propagation_failures: u32,
    /// Number of exchanges that Entra refuses with AADSTS70021 after the first success. Default: 0.
    pub late_propagation_failures: u32,
    /// Refusal of exchanges that pass all checks.
    pub refusal: Option<EntraRefusal>,
    /// Rate limit of the token endpoint, which applies before all checks. `None` means no limit.
    pub throttle: Option<Throttle>,
    /// Answer to a client assertion that was used before.
    pub assertion_replay: AssertionReplay,
    /// Knobs of the device code flow.
    pub device_code: DeviceCodeKnobs,
    /// Format of Entra's refusals.
    pub refusal_form: RefusalForm,
    /// Seconds by which the clock is ahead of the other services' clocks. Default: 0.
    pub clock_offset_s: i64,
    /// Front end of the service.
    pub front_end: FrontEnd,
}

impl EntraKnobs {
    /// Returns the lifetime of access tokens in seconds.
    pub fn lifetime_of_access_tokens_s(&self) -> i64 {
        self.access_token_lifetime_s.unwrap_or(3599)
    }
}

/// Shape of an access token.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum AccessTokenShape {
    /// Five base64url parts, like an encrypted token. Its claims cannot be read.
    #[default]
    Opaque,
    /// Three parts, a signed JWT with claims.
    JwtShaped,
}

/// State of the field `access_token` in the token response.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum AccessTokenField {
    /// The field has the access token.
    #[default]
    Present,
    /// The field is the empty string.
    Empty,
    /// The field is missing.
    Missing,
}

/// Format of the numbers in the token response.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum NumberFormat {
    /// JSON numbers, as the v2 endpoint sends.
    #[default]
    Json,
    /// JSON strings, as the v1 endpoint sends.
    Strings,
}

/// Service principals of the applications in the tenant.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum ServicePrincipal {
    /// Exist.
    #[default]
    Present,
    /// Do not exist.
    Missing,
    /// Exist, but are disabled.
    Disabled,
}

/// Decision of the tenant's conditional access policies.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum ConditionalAccess {
    /// Tokens are issued.
    #[default]
    Allows,
    /// Tokens are refused with AADSTS53003.
    Blocks,
}

/// Refusal by code, for token requests that pass all checks.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct EntraRefusal {
    /// Number after `AADSTS`. Codes outside the emulator's table get status 400 and a general message.
    pub code: u32,
    /// Number of exchanges that are refused.
    pub times: u32,
}

impl EntraRefusal {
    /// Refuses all exchanges.
    pub fn always(code: u32) -> Self {
        Self::first(u32::MAX, code)
    }

    /// Refuses the first exchanges.
    pub fn first(times: u32, code: u32) -> Self {
        Self { code, times }
    }
}

/// Answer to an assertion that an application signed and used before, by its claim `jti`.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum AssertionReplay {
    /// AADSTS50027. This is stricter than Entra, so that a client which forgets to make a new ID is found.
    #[default]
    Refused,
    /// The assertion is good until it expires, as at Entra. Microsoft's libraries use one again for ten minutes.
    Accepted,
}

/// Format of Entra's refusals.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum RefusalForm {
    /// One space between the message, the trace ID, the correlation ID and the time, as in current responses.
    #[default]
    Spaces,
    /// Carriage return and line feed between them, as in older responses.
    LineBreaks,
    /// Apostrophes escaped as `\u0027` in JSON.
    EscapedApostrophes,
    /// Values in double quotes instead of apostrophes, escaped in JSON.
    EscapedQuotes,
    /// Numbers in `error_codes` as strings.
    CodesAsStrings,
}
