//! Variables that all identities have.

use crate::emulator::Emulator;

impl Emulator {
    /// Returns authority host, tenant, and the client ID of an application.
    pub(super) fn azure_environment(&self, application: &str) -> Vec<(String, String)> {
        let world = self.world();
        let application = world.application_named(application);
        let client_id = application.map(|it| it.client_id.to_string());
        owned([
            ("AZURE_AUTHORITY_HOST", self.authority_host().into()),
            ("AZURE_TENANT_ID", world.tenant.id.to_string()),
            ("AZURE_CLIENT_ID", client_id.unwrap_or_default()),
        ])
        .collect()
    }
}

/// Makes variables of names and values.
pub(super) fn owned<const N: usize>(
    variables: [(&str, String); N],
) -> impl Iterator<Item = (String, String)> {
    variables
        .into_iter()
        .map(|(name, value)| (name.to_owned(), value))
}
