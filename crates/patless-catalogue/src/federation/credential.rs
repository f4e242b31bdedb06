//! The federated credential that matches an issuer and a subject, as JSON.

/// Writes a federated credential as `az ad app federated-credential create --parameters` takes it, less its name.
///
/// Its audience is always this one: with the issuer of Entra, the assertion itself says another
/// (`fb60f99c-…`), which is the id of the same resource.
pub fn federated_credential(issuer: &str, subject: &str) -> String {
    let json = serde_json::json!({
        "issuer": issuer,
        "subject": subject,
        "audiences": ["api://AzureADTokenExchange"],
    });
    json.to_string()
}
