//! Owns the knobs that make an endpoint refuse a request that is right.
//!
//! The bodies are those of the real refusals: the service writes them with the values of the request.

/// Refusal of the assertion endpoint.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum OidcRefusal {
    /// 302 to the sign-in page, whatever the Suppress header says.
    SignIn,
    /// 400: no API version.
    VersionNotSpecified,
    /// 400: an API version that needs `-preview`.
    InvalidPreviewVersion,
    /// 400: an API version that the resource never had.
    VersionOutOfRange,
    /// 400: a body that is not JSON.
    ContentType,
    /// 400 without a body: a project that is not named by its ID.
    ProjectName,
    /// 400: a service connection that does not exist.
    UnknownConnection,
    /// 404 without a body: a hub that does not exist.
    UnknownHub,
    /// 404: a plan that does not exist.
    UnknownPlan,
    /// 404: a job that does not exist.
    UnknownJob,
    /// 404 without a body: nothing to issue, as for a connection without workload identity federation.
    NothingToIssue,
    /// 405: another method than POST.
    Method,
    /// 411: a request without a length.
    Length,
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

/// Refusal of Azure DevOps as the target of an access token that is right.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum TargetRefusal {
    /// 401 TF400813 with the anonymous ID: the credential is ignored.
    Anonymous,
    /// 401 TF400813 with the ID of the identity.
    Unauthorized,
    /// 403 VS403463: a policy of the tenant.
    ConditionalAccess,
    /// 429 TF400733: too many requests.
    Throttled,
    /// 203 with the sign-in page.
    SignInPage,
}
