//! The door `tokenFile`: what the workload identity credentials of the SDKs read, and when it is written anew.

use std::fs::File;
use std::future::pending;
use std::io::Read as _;
use std::os::unix::fs::PermissionsExt as _;
use std::path::Path;
use std::sync::Arc;
use std::time::Duration;

use patless_core::{
    Cloud, Context, Credential, Deadline, Environment, Job, Limits, Reuse, ScopeName,
    ServiceConnection, ServiceConnectionId, Source, TestClock,
};
use patless_emulator::world::Issuer;
use patless_emulator::{Emulator, Scenario};
use patless_keeper::{Door, Keeper, Opened, Order, Resources};
use tokio::runtime::Builder;
use tokio::task::yield_now;

use super::KeptJob;
use super::client::{AZURE_DEVOPS, Client, RESOURCE_MANAGER};
use crate::job_environment::{self, CONNECTION};
use crate::machine_time::machine_time_s;

const FILE: &str = "AZURE_FEDERATED_TOKEN_FILE";

#[test]
#[ignore = "needs the clients that `cargo xtask test` sets up"]
fn each_sdk_exchanges_the_assertion_in_the_file() {
    // The service connection has an issuer whose assertions live for a day.
    let emulator = Emulator::start(Scenario::default()).unwrap();
    let job = KeptJob::start(&emulator, "tokenFile", "azureDevOps");
    let file = job.variable(FILE).to_owned();
    assert_eq!(mode(&file), 0o600);
    let host = emulator.authority_host().to_string();
    for client in [
        Client::node("WorkloadIdentityCredential"),
        Client::node("DefaultAzureCredential"),
        Client::python("WorkloadIdentityCredential"),
        Client::rust("WorkloadIdentityCredential"),
    ] {
        let client = client.variable("AZURE_AUTHORITY_HOST", &host);
        // What they exchange it for, they decide: the keeper does not see it.
        for scope in [AZURE_DEVOPS, RESOURCE_MANAGER] {
            client.gets_a_token(&job, scope);
        }
    }
    job.end_with(1, 0);
    assert!(!Path::new(&file).exists());
}

#[test]
fn the_file_is_replaced_as_a_whole_in_time_and_goes_with_the_keeper() {
    let mut scenario = Scenario::default();
    let issuers = &mut scenario.world.issuers;
    // It issues another one each time.
    issuers.insert(CONNECTION.to_owned(), Issuer::AzureDevOps);
    scenario.azure_devops.assertion_lifetime_s = Some(1_000);
    let emulator = Emulator::start(scenario).unwrap();
    let clock = Arc::new(TestClock::by_ticks(machine_time_s()));
    let folder = tempfile::tempdir().unwrap();
    let runtime = Builder::new_current_thread().enable_all().build().unwrap();
    runtime.block_on(async {
        let (keeper, opened) = open(&emulator, &clock, folder.path()).await;
        let (_, file) = opened[0].plain.iter().find(|(it, _)| *it == FILE).unwrap();
        let looking = async {
            for _ in 0..3 {
                let old = std::fs::read_to_string(file).unwrap();
                let mut opened_before = File::open(file).unwrap();
                // Clients keep what they read for 600 s, and a minute is left when they send it.
                clock.tick(Duration::from_secs(1_000 - 600 - 60));
                loop {
                    let text = std::fs::read_to_string(file).unwrap();
                    assert_eq!(text.split('.').count(), 3);
                    if text != old {
                        break;
                    }
                    yield_now().await;
                }
                assert_eq!(mode(file), 0o600);
                let mut text = String::new();
                opened_before.read_to_string(&mut text).unwrap();
                assert_eq!(text, old, "it was written into while it was read");
            }
            clock.tick(LIFE);
        };
        tokio::join!(keeper.run(pending()), looking);
        assert!(!Path::new(file).exists());
    });
    let names = folder.path().read_dir().unwrap();
    assert_eq!(names.count(), 0, "nothing is left in the folder");
}

const LIFE: Duration = Duration::from_secs(86_400);

/// Opens a keeper in this process.
async fn open(emulator: &Emulator, clock: &Arc<TestClock>, folder: &Path) -> (Keeper, Vec<Opened>) {
    let clock = Arc::<TestClock>::clone(clock);
    let mut variables = job_environment::of_job(emulator);
    variables.extend(job_environment::of_connection(emulator, CONNECTION));
    let environment = Environment::new(variables);
    let id = job_environment::connection(emulator, CONNECTION).id;
    let id = ServiceConnectionId::parse(&id.to_string()).unwrap();
    let connection = ServiceConnection::from_environment(&environment, id, None).unwrap();
    let job = Job::from_environment(&environment).unwrap();
    let deadline = Deadline::start(Arc::<TestClock>::clone(&clock), Limits::default());
    let context = Context::open(&environment, Arc::<TestClock>::clone(&clock), &deadline);
    let source = Source::of_connection(&connection, job);
    let scope = ScopeName::parse("azureDevOps").unwrap();
    let order = Order {
        credential: Credential::new(source, context.await.unwrap(), Reuse::Never),
        clock,
        resources: Resources::new([scope.resolve(&Cloud::Public).unwrap()]),
        client: connection.client(),
        tenant: connection.tenant().cloned(),
        doors: vec![Door::TokenFile],
        folder: folder.to_owned(),
        life: LIFE,
    };
    Keeper::open(order).await.unwrap()
}

fn mode(path: impl AsRef<Path>) -> u32 {
    path.as_ref().metadata().unwrap().permissions().mode() & 0o7777
}
