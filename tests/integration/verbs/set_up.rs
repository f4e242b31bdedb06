//! What makes each source be here: a call of a machine or a job that has it, and who that is.

use patless_core::SourceName;
use patless_emulator::scenario::{ArcFolder, DeviceCodeKnobs, EntraKnobs, ManagedIdentityKnobs};
use patless_emulator::{Emulator, Identity, ManagedIdentityHost as Host, Scenario};

use super::call::Call;
#[cfg(unix)]
use super::signed_in;
use crate::namespaces::mount_options;

/// A way in which a source is here.
#[derive(Clone, Copy)]
pub(super) struct SetUp {
    /// The source.
    pub(super) source: SourceName,
    /// Makes the call.
    pub(super) call: fn(&Emulator) -> Call<'_>,
    /// The flags without which it is not found.
    pub(super) flags: &'static [&'static str],
    /// The name that it has in the organization.
    pub(super) who: &'static str,
}

/// The emulator of all set-ups.
pub(super) fn emulator() -> Emulator {
    Emulator::start(scenario()).unwrap()
}

/// Its scenario: people sign in at once, and Azure Arc names its keys as its agent does.
pub(super) fn scenario() -> Scenario {
    Scenario {
        entra: EntraKnobs {
            device_code: device_code(),
            ..EntraKnobs::default()
        },
        managed_identity: ManagedIdentityKnobs {
            arc_folder: ArcFolder::OfAgent,
            ..ManagedIdentityKnobs::default()
        },
        ..Scenario::default()
    }
}

/// A person who signs in within a second.
pub(crate) fn device_code() -> DeviceCodeKnobs {
    DeviceCodeKnobs {
        interval_s: 1,
        ..DeviceCodeKnobs::default()
    }
}

/// Every set-up that this machine can have.
pub(super) fn all() -> Vec<SetUp> {
    let mut all = vec![
        SetUp {
            source: SourceName::ServiceConnection,
            call: |emulator| Call::in_a_script_step(emulator),
            flags: &[],
            who: "acme-renovate",
        },
        SetUp {
            source: SourceName::GitHubActions,
            call: |emulator| by_variables(emulator, Identity::Github),
            flags: &[],
            who: "acme-github",
        },
        SetUp {
            source: SourceName::ClientCertificate,
            call: |emulator| by_variables(emulator, Identity::ClientCertificate),
            flags: &[],
            who: "acme-certificate",
        },
        SetUp {
            source: SourceName::ClientSecret,
            call: |emulator| by_variables(emulator, Identity::ClientSecret),
            flags: &[],
            who: "acme-secret",
        },
        SetUp {
            source: SourceName::WorkloadIdentity,
            call: |emulator| by_variables(emulator, Identity::WorkloadIdentity),
            flags: &[],
            who: "acme-workload",
        },
        SetUp {
            source: SourceName::DeviceCode,
            call: |emulator| Call::at_a_desk(emulator),
            flags: &["--source", "device-code"],
            who: "Ada Lovelace",
        },
    ];
    all.extend(machines());
    #[cfg(unix)]
    all.extend(signed_in::set_ups());
    all
}

/// A machine or service of each kind that has a managed identity: Azure Arc only where this user can mount its keys.
#[expect(
    clippy::print_stderr,
    reason = "a test that leaves out a machine says so"
)]
fn machines() -> Vec<SetUp> {
    let calls: [fn(&Emulator) -> Call<'_>; 5] = [
        |emulator| on_host(emulator, Host::Imds),
        |emulator| on_host(emulator, Host::AppService),
        |emulator| on_host(emulator, Host::MachineLearning),
        |emulator| on_host(emulator, Host::CloudShell),
        |emulator| on_host(emulator, Host::Arc).with_arc_keys(),
    ];
    let is_mountable = cfg!(target_os = "linux") && mount_options().is_some();
    if !is_mountable {
        eprintln!("not tried: Azure Arc, whose keys this user cannot mount");
    }
    let calls = calls.into_iter().take(if is_mountable { 5 } else { 4 });
    let set_up = |call| SetUp {
        source: SourceName::ManagedIdentity,
        call,
        flags: &[],
        who: "acme-machine",
    };
    calls.map(set_up).collect()
}

/// A call on a host of managed identities.
pub(super) fn on_host(emulator: &Emulator, host: Host) -> Call<'_> {
    Call::at_a_desk(emulator).variables(emulator.managed_identity_environment(host))
}

/// A call where nothing but the variables of an identity is set.
pub(super) fn by_variables(emulator: &Emulator, identity: Identity) -> Call<'_> {
    Call::at_a_desk(emulator).variables(emulator.identity_environment(identity).unwrap())
}
