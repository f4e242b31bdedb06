//! Variables and token of a pod with workload identity (AKS).
//!
//! The claims are those of a projected service account token:
//! <https://kubernetes.io/docs/reference/access-authn-authz/service-accounts-admin/>.

use std::io;

use serde_json::json;

use super::azure::owned;
use crate::emulator::Emulator;
use crate::keys::SigningKey;
use crate::private_file;
use crate::wire::{FEDERATION_AUDIENCE, random_guid};
use crate::world::KUBERNETES_APPLICATION;

impl Emulator {
    /// Returns a new token of the pod's service account, which is good for one hour.
    ///
    /// # Errors
    ///
    /// No key could be generated.
    pub fn kubernetes_token(&self) -> io::Result<String> {
        self.kubernetes_token_of_age(0)
    }

    /// Returns a token of the pod's service account that was issued this many seconds ago. After 3600, it has expired.
    ///
    /// # Errors
    ///
    /// No key could be generated.
    pub fn kubernetes_token_of_age(&self, age_s: i64) -> io::Result<String> {
        let account = &self.world().service_account;
        let issued_at_s = self.clock().now_s() - age_s;
        let claims = json!({
            "aud": [FEDERATION_AUDIENCE],
            "exp": issued_at_s + LIFETIME_S,
            "iat": issued_at_s,
            "iss": account.issuer,
            "jti": random_guid(),
            "kubernetes.io": {
                "namespace": account.namespace,
                "node": { "name": "aks-pool-1", "uid": random_guid() },
                "pod": { "name": "publisher-7d9f", "uid": random_guid() },
                "serviceaccount": { "name": account.name, "uid": account.id },
            },
            "nbf": issued_at_s,
            "sub": account.subject(),
        });
        let token = SigningKey::kubernetes()
            .and_then(|key| key.signed_kubernetes_jwt(&claims))
            .ok_or_else(|| io::Error::other("no RSA key could be generated"))?;
        self.note_secret(&token);
        Ok(token)
    }

    /// Returns the variables of a pod with workload identity. A new token is written to its file, which only its owner
    /// can read, and which replaces the file of an earlier call.
    ///
    /// # Errors
    ///
    /// No key could be generated, or the file could not be written.
    pub fn workload_identity_environment(&self) -> io::Result<Vec<(String, String)>> {
        let path = self.directory().join("azure-identity-token");
        private_file::write(&path, self.kubernetes_token()?.as_bytes())?;
        let mut variables = self.azure_environment(KUBERNETES_APPLICATION);
        variables.extend(owned([(
            "AZURE_FEDERATED_TOKEN_FILE",
            path.display().to_string(),
        )]));
        Ok(variables)
    }
}

/// Lifetime of a projected token.
const LIFETIME_S: i64 = 3600;
