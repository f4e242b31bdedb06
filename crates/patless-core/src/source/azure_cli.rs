//! Azure CLI: the user or service principal that `az login` signed in.
//!
//! Command and answer: <https://learn.microsoft.com/cli/azure/account#az-account-get-access-token>.

#[cfg(test)]
#[cfg(unix)]
mod tests;

use std::time::{Duration, SystemTime};

use serde::Deserialize;
use zeroize::Zeroizing;

use super::error::SourceError;
use super::name::SourceName;
use super::search::Search;
use super::tool::issued::Issued;
use super::tool::{Argument, Output, Program, Tool, ToolFailure};
use crate::context::Context;
use crate::environment::variables::{IDENTITY_HEADER, MSI_SECRET};
use crate::error::TokenError;
use crate::exchange::{AccessToken, seconds};
use crate::scope::Scope;
use patless_catalogue::Cause;
use patless_catalogue::identifiers::TenantId;

/// Azure CLI, and the tenant that it is asked for.
#[derive(Clone, Debug)]
pub(crate) struct AzureCli {
    tool: Tool,
    /// `None`: the tenant of the selected subscription.
    tenant: Option<TenantId>,
}

pub(super) const AZ: Program = Program {
    source: SourceName::AzureCli,
    name: "az",
    files: if cfg!(windows) {
        &["az.exe", "az.bat", "az.cmd"]
    } else {
        &["az"]
    },
    given: &[
        ("AZURE_CORE_NO_COLOR", "true"),
        ("AZURE_CORE_ONLY_SHOW_ERRORS", "true"),
        ("NO_COLOR", "true"),
    ],
    // Signed in with a managed identity, it asks the host of the machine.
    needs: &[&IDENTITY_HEADER, &MSI_SECRET],
    sign_in: &["az login", "az account set"],
    not_signed_in: Cause::AzNotSignedIn,
};

/// What `az` prints. The other fields are not read.
#[derive(Deserialize)]
struct Reply {
    #[serde(rename = "accessToken")]
    access_token: Option<Zeroizing<String>>,
    /// Unix seconds, since 2.54. The older `expiresOn` is the local time of some time zone, which is not said.
    #[serde(default, deserialize_with = "seconds")]
    expires_on: Option<u64>,
    /// The tenant that issued the token: the one asked for, else that of the selected subscription.
    tenant: Option<String>,
}

impl AzureCli {
    /// Finds it, and has it give the token that is looked for: only that shows whether somebody is signed in.
    ///
    /// # Errors
    /// It is not here if it is not installed or, in an automatic selection, if nobody is signed in.
    pub(crate) async fn find(search: &Search<'_>) -> Result<(Self, AccessToken), SourceError> {
        let cli = Self {
            tool: Tool::find(search, &AZ)?,
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
        let words = ["account", "get-access-token", "--output", "json"];
        let mut arguments: Vec<_> = words.map(Argument::word).into();
        let resource = scope.resource();
        let value = Argument::value(resource);
        let value = value.ok_or_else(|| self.tool.unfit("resource", resource))?;
        arguments.extend([Argument::word("--resource"), value]);
        if let Some(tenant) = &self.tenant {
            let tenant = tenant.to_string();
            let value = Argument::value(&tenant);
            let value = value.ok_or_else(|| self.tool.unfit("tenant", &tenant))?;
            arguments.extend([Argument::word("--tenant"), value]);
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
            // Warnings of extensions and of Python come before it.
            let (_, words) = stderr.rsplit_once("ERROR: ").unwrap_or(("", &stderr));
            return Err(self.tool.refusal(words));
        }
        let reply: Reply = serde_json::from_slice(&output.stdout)
            .map_err(|_| self.tool.unreadable("something other than a JSON object"))?;
        let Some(seconds) = reply.expires_on else {
            let reason = "az does not say when the token expires: it is older than 2.54";
            return Err(self.tool.broken(Cause::OldAz, reason.to_owned()).into());
        };
        let end = SystemTime::UNIX_EPOCH.checked_add(Duration::from_secs(seconds));
        let end = end.ok_or_else(|| self.tool.unreadable("a time that there is not"))?;
        let tenant = reply.tenant.as_deref();
        let tenant = tenant.and_then(|text| TenantId::parse(text).ok());
        self.tool.issued(Issued {
            token: reply.access_token,
            expires_on: end,
            tenant,
            scope,
            now,
        })
    }
}
