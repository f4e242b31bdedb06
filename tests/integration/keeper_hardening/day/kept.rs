//! A keeper in this process, on the clock of a test, whose doors are asked over real connections.

use std::fs;
use std::os::unix::fs::PermissionsExt as _;
use std::path::PathBuf;
use std::sync::Arc;
use std::time::Duration;

use patless_core::{
    Clock, Cloud, Context, Credential, Deadline, Environment, Job, Limits, Reuse, ScopeName,
    ServiceConnection, ServiceConnectionId, Source,
};
use patless_emulator::Emulator;
use patless_keeper::{Door, Ending, Keeper, Order, Resources};
use serde_json::Value;
use tempfile::TempDir;
use tokio::io::{AsyncRead, AsyncReadExt as _, AsyncWrite, AsyncWriteExt as _};
use tokio::net::{TcpStream, UnixStream};
use tokio::runtime::{Builder, Runtime};

use super::clock::DayClock;
use crate::captured::Log;
use crate::job_environment;
use crate::leaks::assert_holds_no_secret;
use crate::machine_time::machine_time_s;

/// Azure DevOps issues its assertions: each is another.
const CONNECTION: &str = "azure-wif-legacy";

/// What tokens may be for, as programs write it.
pub(super) const RESOURCES: [&str; 3] = [
    "499b84ac-1321-427f-aa17-267ca6975798",
    "https://management.azure.com/",
    "https://vault.azure.net",
];

pub(super) struct InProcess<'e> {
    emulator: &'e Emulator,
    clock: Arc<DayClock>,
    runtime: Runtime,
    keeper: Keeper,
    asking: Asking,
    _place: TempDir,
}

/// What whoever asks knows.
pub(super) struct Asking {
    clock: Arc<DayClock>,
    endpoint: String,
    key: String,
    socket: PathBuf,
    asked: std::cell::Cell<usize>,
}

impl<'e> InProcess<'e> {
    /// Opens one that stays for so long.
    pub(super) fn open(emulator: &'e Emulator, life: Duration) -> Self {
        let clock = DayClock::new(machine_time_s());
        let shared: Arc<dyn Clock> = Arc::<DayClock>::clone(&clock);
        let mut variables = job_environment::of_job(emulator);
        variables.extend(job_environment::of_connection(emulator, CONNECTION));
        let environment = Environment::new(variables);
        let id = job_environment::connection(emulator, CONNECTION).id;
        let id = ServiceConnectionId::parse(&id.to_string()).unwrap();
        let connection = ServiceConnection::from_environment(&environment, id, None).unwrap();
        let job = Job::from_environment(&environment).unwrap();
        let source = Source::of_connection(&connection, job);
        let place = tempfile::tempdir().unwrap();
        fs::set_permissions(place.path(), fs::Permissions::from_mode(0o700)).unwrap();
        let scopes = ["azureDevOps", "azureResourceManager", "keyVault"].map(|name| {
            let scope = ScopeName::parse(name).unwrap();
            scope.resolve(&Cloud::Public).unwrap()
        });
        let runtime = Builder::new_current_thread().enable_all().build().unwrap();
        let (keeper, opened) = runtime.block_on(async {
            let deadline = Deadline::start(Arc::clone(&shared), Limits::default());
            let context = Context::open(&environment, Arc::clone(&shared), &deadline);
            let order = Order {
                credential: Credential::new(source, context.await.unwrap(), Reuse::Never),
                clock: Arc::clone(&shared),
                resources: Resources::new(scopes),
                client: connection.client(),
                tenant: connection.tenant().cloned(),
                doors: Door::DEFAULT.to_vec(),
                folder: place.path().to_owned(),
                life,
            };
            Keeper::open(order).await.unwrap()
        });
        let mut plain = opened.iter().flat_map(|it| &it.plain);
        let (_, endpoint) = plain
            .find(|(name, _)| *name == "IDENTITY_ENDPOINT")
            .unwrap();
        let mut secret = opened.iter().flat_map(|it| &it.secret);
        let (_, key) = secret.find(|(name, _)| *name == "IDENTITY_HEADER").unwrap();
        Self {
            emulator,
            runtime,
            keeper,
            asking: Asking {
                clock: Arc::clone(&clock),
                endpoint: endpoint.clone(),
                key: key.expose().to_string(),
                socket: place.path().join("socket"),
                asked: std::cell::Cell::default(),
            },
            clock,
            _place: place,
        }
    }

    pub(super) fn clock(&self) -> Arc<DayClock> {
        Arc::clone(&self.clock)
    }

    /// Runs a test beside the keeper, then looks for secrets in what was logged. Why the keeper has ended. `None`: the test was over first.
    pub(super) fn play(self, test: impl AsyncFnOnce(&Asking)) -> Option<Ending> {
        let log = Log::default();
        let ending = {
            let _logging = log.keep();
            self.runtime.block_on(async {
                tokio::select! {
                    (ending, _) = self.keeper.run(std::future::pending()) => Some(ending),
                    () = test(&self.asking) => None,
                }
            })
        };
        let text = log.text();
        assert!(!text.contains(&self.asking.key), "the log holds a key");
        assert_holds_no_secret(self.emulator, "the log", &text);
        ending
    }
}

impl Asking {
    /// Lets time pass until it is so late, and the keeper do its work meanwhile.
    pub(super) async fn until(&self, elapsed: Duration) {
        while self.clock.elapsed() < elapsed {
            let next = self.clock.elapsed() + Duration::from_secs(60);
            self.clock.move_to(next.min(elapsed));
            self.clock.settle().await;
        }
    }

    /// Says that a resource has refused its token.
    pub(super) async fn refuse(&self, resource: &str) {
        let stream = UnixStream::connect(&self.socket).await.unwrap();
        let request = format!("POST /refused?resource={resource} HTTP/1.1\r\nHost: keeper\r\n\r\n");
        let text = exchange(stream, request).await;
        assert!(text.starts_with("HTTP/1.1 200"), "{text}");
    }

    /// Asks for a token at one door or the other, and tells how long it lives. Or the answer that refuses.
    pub(super) async fn ask(&self, resource: &str) -> Result<Duration, String> {
        self.asked.set(self.asked.get() + 1);
        let text = if self.asked.get().is_multiple_of(2) {
            let stream = UnixStream::connect(&self.socket).await.unwrap();
            exchange(
                stream,
                format!("GET /token?resource={resource} HTTP/1.1\r\nHost: keeper\r\n\r\n"),
            )
            .await
        } else {
            let rest = self.endpoint.strip_prefix("http://").unwrap();
            let (authority, path) = rest.split_once('/').unwrap();
            let key = &self.key;
            let stream = TcpStream::connect(authority).await.unwrap();
            exchange(
                stream,
                format!(
                    "GET /{path}?api-version=2019-08-01&resource={resource} HTTP/1.1\r\nHost: {authority}\r\nX-IDENTITY-HEADER: {key}\r\n\r\n"
                ),
            )
            .await
        };
        if !text.starts_with("HTTP/1.1 200") {
            return Err(text);
        }
        let (_, body) = text.split_once("\r\n\r\n").unwrap();
        let body: Value = serde_json::from_str(body).unwrap();
        let left = body["expires_in"].as_str().unwrap().parse().unwrap();
        Ok(Duration::from_secs(left))
    }
}

async fn exchange(mut stream: impl AsyncRead + AsyncWrite + Unpin, request: String) -> String {
    stream.write_all(request.as_bytes()).await.unwrap();
    let mut text = String::new();
    stream.read_to_string(&mut text).await.unwrap();
    text
}
