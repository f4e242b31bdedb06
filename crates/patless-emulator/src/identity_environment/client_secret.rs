//! Variables of a client with a client secret.

use super::azure::owned;
use crate::emulator::Emulator;
use crate::world::SECRET_APPLICATION;

impl Emulator {
    /// Returns the variables of a client with a client secret. One of them is the secret.
    pub fn client_secret_environment(&self) -> Vec<(String, String)> {
        let application = self.world().application_named(SECRET_APPLICATION);
        let secret = application.and_then(|it| it.client_secret.clone());
        let mut variables = self.azure_environment(SECRET_APPLICATION);
        variables.extend(owned([("AZURE_CLIENT_SECRET", secret.unwrap_or_default())]));
        variables
    }
}
