//! The real Renovate, npm and Microsoft's libraries for Azure DevOps, each with a token from `patless`.

mod job;
mod node_api;
mod npm;
mod python_api;
mod redirects;

use std::path::{Path, PathBuf};

use patless_emulator::scenario::{AccessTokenShape, EntraKnobs, Fault, Faults};
use patless_emulator::services::Route;
use patless_emulator::{Emulator, RecordedRequest, Scenario};

use crate::set_up::set_up;
use crate::verbs::Call;

/// The folder with the real programs, and a Node.js that they run on.
fn programs() -> PathBuf {
    set_up("clients/renovate/programs")
}

/// A call of somebody who has the programs, and the client secret of an application.
fn call(emulator: &Emulator) -> Call<'_> {
    let path = format!("{}:/usr/local/bin:/usr/bin:/bin", programs().display());
    Call::with_client_secret(emulator)
        .variable("PATH", &path)
        .variable("NODE_EXTRA_CA_CERTS", emulator.ca_file().to_str().unwrap())
}

/// A host to which the first request to a route is redirected, and the emulator that does it.
struct Redirected {
    emulator: Emulator,
    stranger: Emulator,
    folder: tempfile::TempDir,
}

impl Redirected {
    fn new(route: Route) -> Self {
        let stranger = Emulator::start(Scenario::default()).unwrap();
        let port = stranger.azure_devops_url().port().unwrap();
        // Another host to every client. A port alone is none to some of them.
        let server = format!("https://127.0.0.1:{port}");
        let redirect = Fault::RedirectTo { server };
        let emulator = Emulator::start(Scenario {
            faults: Faults::on(route, redirect.always()),
            entra: jwt_shaped(),
            ..Scenario::default()
        });
        let folder = tempfile::tempdir().unwrap();
        let redirected = Self {
            emulator: emulator.unwrap(),
            stranger,
            folder,
        };
        let read = |emulator: &Emulator| std::fs::read_to_string(emulator.ca_file()).unwrap();
        let both = read(&redirected.emulator) + &read(&redirected.stranger);
        std::fs::write(redirected.authorities(), both).unwrap();
        redirected
    }

    /// The file with both certificate authorities: the stranger is trusted, so that only its name is what stops a token.
    fn authorities(&self) -> PathBuf {
        self.folder.path().join("both.pem")
    }

    fn call(&self) -> Call<'_> {
        let authorities = self.authorities();
        call(&self.emulator).variable("NODE_EXTRA_CA_CERTS", authorities.to_str().unwrap())
    }

    /// The only requests that the stranger got. There are some, or the redirect was not followed.
    fn at_the_stranger(&self) -> Vec<RecordedRequest> {
        let requests = self.stranger.requests();
        assert!(!requests.is_empty(), "the redirect was not followed");
        requests
    }
}

/// Access tokens of the form that Entra's have, by which Renovate decides how to send them.
fn jwt_shaped() -> EntraKnobs {
    EntraKnobs {
        access_token_shape: AccessTokenShape::JwtShaped,
        ..EntraKnobs::default()
    }
}

/// Whether a request had a credential.
fn had_credential(request: &RecordedRequest) -> bool {
    request.header("authorization").is_some()
}

/// The text of a path.
fn text(path: &Path) -> &str {
    path.to_str().unwrap()
}
