//! Azure Developer CLI: the user or service principal that `azd auth login` signed in.
//!
//! Command and answer: <https://learn.microsoft.com/azure/developer/azure-developer-cli/reference#azd-auth-token>.

#[cfg(test)]
#[cfg(unix)]
mod tests;
mod timestamp;
mod words;

use std::time::{Duration, SystemTime};

use serde::Deserialize;
use zeroize::Zeroizing;

use super::error::SourceError;
use super::name::SourceName;
use super::search::Search;
use super::tool::issued::Issued;
use super::tool::{Argument, Output, Program, Tool, ToolFailure};
use crate::context::Context;
use crate::environment::variables::{IDENTITY_HEADER, MSI_SECRET, SYSTEM_ACCESSTOKEN};
use crate::error::TokenError;
use crate::exchange::AccessToken;
use crate::scope::Scope;
use patless_catalogue::Cause;
use patless_catalogue::identifiers::TenantId;

/// Azure Developer CLI, and the tenant that it is asked for.
#[derive(Clone, Debug)]
pub(crate) struct AzureDeveloperCli {
    tool: Tool,
    /// `None`: as azd decides outside a project, typically the user's home tenant.
    tenant: Option<TenantId>,
}

pub(super) const AZD: Program = Program {
    source: SourceName::AzureDeveloperCli,
    name: "azd",
    files: if cfg!(windows) {
        &["azd.exe"]
    } else {
        &["azd"]
    },
    given: &[("NO_COLOR", "true"), ("AZD_SKIP_UPDATE_CHECK", "true")],
    // Signed in with a managed identity, it asks the host of the machine; with a service connection, it asks with the job's
    // token that a step mapped for it.
    needs: &[&IDENTITY_HEADER, &MSI_SECRET, &SYSTEM_ACCESSTOKEN],
    sign_in: &["azd auth login", "azd login", "not logged in"],
    not_signed_in: Cause::AzdNotSignedIn,
};

/// What `azd` prints.
#[derive(Deserialize)]
struct Reply {
    token: Option<Zeroizing<String>>,
    /// RFC 3339.
    #[serde(rename = "expiresOn")]
    expires_on: Option<String>,
}

impl AzureDeveloperCli {
    /// Finds it, and has it give the token that is looked for: only that shows whether somebody is signed in.
    ///
    /// # Errors
    /// It is not here if it is not installed or, in an automatic selection, if nobody is signed in.
    pub(crate) async fn find(search: &Search<'_>) -> Result<(Self, AccessToken), SourceError> {
        let cli = Self {
            tool: Tool::find(search, &AZD)?,
            tenant: search.request.tenant.clone(),
        };
        let token = &search.token;
        let limit = token.deadline.patience();
        let first = cli.token(search.context, &token.scope, limit).await;
        let first = first.map_err(|failure| failure.while_searching(search))?;
        Ok((cli, first))
    }

    /// Has it give an access token, once.
    pub(crate) async fn access_token(
        &self,
        context: &Context,
        scope: &Scope,
        limit: Duration,
    ) -> Result<AccessToken, TokenError> {
        Ok(self.token(context, scope, limit).await?)
    }

    async fn token(
        &self,
        context: &Context,
        scope: &Scope,
        limit: Duration,
    ) -> Result<AccessToken, ToolFailure> {
        let arguments = self.arguments(scope)?;
        let clock = &**context.clock();
        let now = clock.now();
        let output = self.tool.run(clock, &arguments, limit).await?;
        self.read(&output, scope, now)
    }

    fn arguments(&self, scope: &Scope) -> Result<Vec<Argument>, ToolFailure> {
        let words = ["auth", "token", "--output", "json", "--no-prompt"];
        let mut arguments: Vec<_> = words.map(Argument::word).into();
        let value = Argument::value(scope.as_str());
        let value = value.ok_or_else(|| self.tool.unfit("scope", scope.as_str()))?;
        arguments.extend([Argument::word("--scope"), value]);
        if let Some(tenant) = &self.tenant {
            let tenant = tenant.to_string();
            let value = Argument::value(&tenant);
            let value = value.ok_or_else(|| self.tool.unfit("tenant", &tenant))?;
            arguments.extend([Argument::word("--tenant-id"), value]);
        }
        Ok(arguments)
    }

    fn read(
        &self,
        output: &Output,
        scope: &Scope,
        now: SystemTime,
    ) -> Result<AccessToken, ToolFailure> {
        if !output.status.success() {
            let stderr = String::from_utf8_lossy(&output.stderr);
            return Err(self.tool.refusal(&words::of(&stderr)));
        }
        let reply: Reply = serde_json::from_slice(&output.stdout)
            .map_err(|_| self.tool.unreadable("something other than a JSON object"))?;
        let end = reply.expires_on.as_deref().and_then(timestamp::parse);
        let end = end.ok_or_else(|| self.tool.unreadable("no time when the token expires"))?;
        self.tool.issued(Issued {
            token: reply.token,
            expires_on: end,
            tenant: None,
            scope,
            now,
        })
    }
}
