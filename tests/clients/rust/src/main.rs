//! Gets one access token through a credential of the SDK and prints one line of JSON that says how it went, without the token.

use std::{env, error::Error, process::ExitCode, sync::Arc};

use azure_core::credentials::{AccessToken, TokenCredential};
use azure_identity::{
    AzurePipelinesCredential, ManagedIdentityCredential, WorkloadIdentityCredential,
};
use serde_json::json;

/// Azure DevOps.
const DEFAULT_SCOPE: &str = "499b84ac-1321-427f-aa17-267ca6975798/.default";

#[tokio::main(flavor = "current_thread")]
async fn main() -> ExitCode {
    match access_token().await {
        Ok(access_token) => {
            let text = access_token.token.secret();
            println!(
                "{}",
                json!({
                    "ok": true,
                    "tokenLength": text.len(),
                    "tokenParts": text.split('.').count(),
                    "expiresOn": access_token.expires_on.unix_timestamp(),
                })
            );
            ExitCode::SUCCESS
        }
        Err(error) => {
            println!("{}", json!({ "ok": false, "error": error.to_string() }));
            ExitCode::FAILURE
        }
    }
}

/// Asks the SDK, with what the job's environment says.
async fn access_token() -> Result<AccessToken, Box<dyn Error>> {
    let scope = env::args()
        .nth(1)
        .or_else(|| env::var("SCOPE").ok())
        .unwrap_or_else(|| DEFAULT_SCOPE.to_owned());
    Ok(credential()?.get_token(&[&scope], None).await?)
}

/// Makes the credential that the variable CREDENTIAL names. Default: that of a job of a pipeline.
fn credential() -> Result<Arc<dyn TokenCredential>, Box<dyn Error>> {
    Ok(match env::var("CREDENTIAL").as_deref() {
        Ok("ManagedIdentityCredential") => ManagedIdentityCredential::new(None)?,
        Ok("WorkloadIdentityCredential") => WorkloadIdentityCredential::new(None)?,
        Ok(other) => return Err(format!("unknown credential {other}").into()),
        Err(_) => AzurePipelinesCredential::new(
            env::var("AZURE_TENANT_ID")?,
            env::var("AZURE_CLIENT_ID")?,
            &env::var("AZURESUBSCRIPTION_SERVICE_CONNECTION_ID")?,
            env::var("SYSTEM_ACCESSTOKEN")?,
            None,
        )?,
    })
}
