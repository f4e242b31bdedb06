//! The federated credential that matches an issuer and a subject, as JSON.

/// Writes a federated credential as `az ad app federated-credential create --parameters` takes it, without a name.
///
/// The audience is always the same. An assertion from the Entra issuer shows another one (`fb60f99c-…`), which is the id of
/// the same resource.
pub fn federated_credential(issuer: &str, subject: &str) -> String {
    let json = serde_json::json!({
        "issuer": issuer,
        "subject": subject,
        "audiences": ["api://AzureADTokenExchange"],
    });
    json.to_string()
}
