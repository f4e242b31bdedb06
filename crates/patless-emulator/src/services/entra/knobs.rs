//! Knobs of Entra: what a scenario may have it do.
//!
//! The enums are exhaustive on purpose: a new variant must be handled by the code that reads it.

use crate::scenario::{FrontEnd, Throttle};

/// Knobs of Entra.
///
/// Exhaustive, so that a test can use struct update syntax.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct EntraKnobs {
    /// Shape of the access tokens. Default: opaque, five parts.
    pub access_token_shape: AccessTokenShape,
    /// Lifetime of access tokens in seconds, told in `expires_in`. `None` means 3599, as for an application.
    ///
    /// From 7200 on, the reply also carries `refresh_in`, half of it.
    pub access_token_lifetime_s: Option<i64>,
    /// State of the `access_token` field in the token reply.
    pub access_token_field: AccessTokenField,
    /// Shape of the numbers in the token reply.
    pub numbers: NumberFormat,
    /// Service principals of the applications.
    pub service_principal: ServicePrincipal,
    /// Decision of the tenant's conditional access policies.
    pub conditional_access: ConditionalAccess,
    /// Number of exchanges that Entra refuses with AADSTS70021 before replicas agree. Default: 0.
    pub propagation_failures: u32,
    /// Number of exchanges that Entra refuses with AADSTS70021 after the first success. Default: 0.
    pub late_propagation_failures: u32,
    /// Refusal of exchanges that pass all checks.
    pub refusal: Option<EntraRefusal>,
    /// Limit of the route of access tokens, before all checks. `None` means that it takes any number of requests.
    pub throttle: Option<Throttle>,
    /// Form of the refusals of Entra.
    pub refusal_form: RefusalForm,
    /// Seconds that the clock is ahead of the other services'. Default: 0.
    pub clock_offset_s: i64,
    /// What a client meets before it meets the service.
    pub front_end: FrontEnd,
}

impl EntraKnobs {
    /// Returns the lifetime of access tokens in seconds: that of an application's tokens, unless the scenario says otherwise.
    pub fn lifetime_of_access_tokens_s(&self) -> i64 {
        self.access_token_lifetime_s.unwrap_or(3599)
    }
}

/// Shape of an access token.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum AccessTokenShape {
    /// Five base64url parts, like an encrypted token. Nothing in it can be read.
    #[default]
    Opaque,
    /// Three parts, a signed JWT with claims.
    JwtShaped,
}

/// State of the `access_token` field in the token reply.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum AccessTokenField {
    /// Holds the access token.
    #[default]
    Present,
    /// Holds the empty string.
    Empty,
    /// Is absent.
    Missing,
}

/// Shape of the numbers in the token reply.
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

/// Refusal of the token endpoint by its code, after a request passed all checks.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct EntraRefusal {
    /// Number after `AADSTS`. Codes outside the emulator's table get status 400 and a general sentence.
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

/// Form of the refusals of Entra.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum RefusalForm {
    /// One space between sentence, trace ID, correlation ID and time, as today.
    #[default]
    Spaces,
    /// Carriage return and line feed between them, as in older captures.
    LineBreaks,
    /// JSON text with `\u0027` instead of apostrophes.
    EscapedApostrophes,
    /// Values in quotation marks instead of apostrophes, which JSON escapes.
    EscapedQuotes,
    /// Numbers in `error_codes` as strings.
    CodesAsStrings,
}
