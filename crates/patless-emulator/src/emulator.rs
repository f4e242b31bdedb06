//! Emulator: starts and stops the services, and gives access to their state.

use std::io;
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::thread::{self, JoinHandle};

use tempfile::TempDir;
use tokio::runtime;
use tokio::sync::oneshot;
use url::Url;
use uuid::Uuid;

use crate::clock::{Clock, Moved};
use crate::journal::RecordedRequest;
use crate::scenario::Scenario;
use crate::services::azure_devops::gallery_state::Gallery;
use crate::services::feed::npm_registry;
use crate::services::git_repositories::GitRepositories;
use crate::services::managed_identity::{HostSecrets, HostUrls};
use crate::services::{Current, Kept, ServiceName, Services, Shared, Socket, Transport, Urls};
use crate::tls::CertificateAuthority;
use crate::world::{PullRequest, World};

/// Running services. Dropping it stops them.
///
/// The services run on a separate thread, so the handle works in blocking code and in async code.
///
/// # Examples
///
/// ```
/// use patless_emulator::{Emulator, Scenario};
///
/// let emulator = Emulator::start(Scenario::default())?;
/// assert_eq!(emulator.azure_devops_url().path(), "/acme/");
/// assert!(emulator.requests().is_empty());
/// # Ok::<(), std::io::Error>(())
/// ```
pub struct Emulator {
    /// State of the scenario with which it was started.
    shared: Arc<Shared>,
    current: Current,
    runtime: runtime::Handle,
    ca_file: PathBuf,
    stop: Option<oneshot::Sender<()>>,
    thread: Option<JoinHandle<()>>,
    directory: TempDir,
}

impl Emulator {
    /// Starts the services on free ports.
    pub fn start(scenario: Scenario) -> io::Result<Self> {
        let directory = tempfile::Builder::new()
            .prefix("patless-emulator-")
            .tempdir()?;
        let authority = Arc::new(CertificateAuthority::new()?);
        let ca_file = directory.path().join("ca.pem");
        std::fs::write(&ca_file, authority.pem())?;

        let bind = |service| Socket::bind(service, Transport::Tls(Arc::clone(&authority)));
        let azure_devops = bind(ServiceName::AzureDevOps)?;
        let vstoken = bind(ServiceName::Vstoken)?;
        let entra = bind(ServiceName::Entra)?;
        let resource_manager = bind(ServiceName::ResourceManager)?;
        let github = bind(ServiceName::GitHub)?;
        let mut sockets = Vec::new();
        let mut bind_plain = |service| {
            let socket = Socket::bind(service, Transport::Plain)?;
            let url = socket.url.clone();
            sockets.push(socket);
            io::Result::Ok(url)
        };
        let hosts = HostUrls {
            imds: bind_plain(ServiceName::Imds)?,
            app_service: bind_plain(ServiceName::AppService)?,
            arc: bind_plain(ServiceName::Arc)?,
            machine_learning: bind_plain(ServiceName::MachineLearning)?,
            cloud_shell: bind_plain(ServiceName::CloudShell)?,
        };
        let world = World::new(&scenario.world);
        let collection = format!("{}/", world.organization.name);
        let urls = Urls {
            azure_devops: azure_devops
                .url
                .join(&collection)
                .map_err(io::Error::other)?,
            vstoken: vstoken.url.clone(),
            authority_host: entra.url.clone(),
            resource_manager: resource_manager.url.clone(),
            github: github.url.clone(),
            hosts,
        };
        let host_secrets = HostSecrets::new(directory.path())?;
        let git_repositories =
            GitRepositories::new(directory.path(), &world, &npm_registry(&urls.azure_devops));
        let shared = Arc::new(Shared::new(
            scenario,
            world,
            urls,
            host_secrets,
            git_repositories,
            Moved::create(directory.path().join("clock"))?,
        ));
        sockets.extend([azure_devops, vstoken, entra, resource_manager, github]);

        let (stop, stopped) = oneshot::channel();
        let runtime = runtime::Builder::new_current_thread()
            .enable_all()
            .build()?;
        let current = Current::new(Arc::clone(&shared));
        let services = Services {
            sockets,
            current: current.clone(),
        };
        services.spawn_on(&runtime)?;
        let handle = runtime.handle().clone();
        let thread = thread::Builder::new()
            .name("patless-emulator".to_owned())
            .spawn(move || {
                let _sent_or_dropped = runtime.block_on(stopped);
            })?;
        Ok(Self {
            shared,
            current,
            runtime: handle,
            ca_file,
            stop: Some(stop),
            thread: Some(thread),
            directory,
        })
    }

    /// Plays another scenario from now on. Requests that have arrived keep theirs. When it returns, all ports go by it.
    ///
    /// What clients have stays good: URLs, certificate, job token, client secrets, issued tokens. What was pushed to a Git
    /// repository or published stays too. A scenario that gives a client other variables, such as `unknown-client`, shows
    /// only to clients that were given them; [`scenario`](Self::scenario), [`world`](Self::world) and the environments stay
    /// those of the start.
    pub fn play(&self, scenario: Scenario) {
        self.current.play(scenario);
    }

    /// Returns the state by which requests go now.
    pub(crate) fn current(&self) -> &Current {
        &self.current
    }

    /// Returns what outlives a switch of the scenario.
    pub(crate) fn kept(&self) -> &Arc<Kept> {
        self.shared.kept()
    }

    /// Returns the runtime of the services, which ends with the emulator.
    pub(crate) fn runtime(&self) -> &runtime::Handle {
        &self.runtime
    }

    /// Returns the emulated world, as it was at the start.
    pub fn world(&self) -> &World {
        &self.shared.world
    }

    /// Returns the path of the CA certificate of all services, in PEM.
    ///
    /// The file is removed when the emulator is dropped.
    pub fn ca_file(&self) -> &Path {
        &self.ca_file
    }

    /// Returns the folder for files of the emulator. It is removed when the emulator is dropped.
    pub(crate) fn directory(&self) -> &Path {
        self.directory.path()
    }

    /// Returns the clock of the cluster of the pod.
    pub(crate) fn clock(&self) -> Clock {
        self.current.get().clock(ServiceName::AzureDevOps)
    }

    /// Returns how far the clock of all services has been moved.
    pub(crate) fn moved(&self) -> &Moved {
        &self.shared.moved
    }

    /// Adds a secret to the list of all secrets.
    pub(crate) fn note_secret(&self, secret: &str) {
        self.shared.issued.note_secret(secret);
    }

    /// Returns the folder in which the agent of Azure Arc puts its keys, instead of `/var/opt/azcmagent/tokens`.
    pub fn arc_key_folder(&self) -> &Path {
        self.shared.host_secrets.arc_keys.folder()
    }

    /// Returns the requests so far, in the order of their responses.
    pub fn requests(&self) -> Vec<RecordedRequest> {
        self.shared.journal.requests()
    }

    /// Returns the pull requests so far, in the order in which they were opened.
    pub fn pull_requests(&self) -> Vec<PullRequest> {
        self.shared.pull_requests.all()
    }

    /// Returns the number of connections accepted so far by all services, including connections without a request.
    pub fn connections(&self) -> u64 {
        self.shared.connections()
    }

    /// Returns all secrets so far: job tokens, client secrets, private keys, device codes, secrets of the hosts of managed
    /// identities, assertions, access tokens and refresh tokens.
    pub fn secrets(&self) -> Vec<String> {
        self.shared.issued.secrets()
    }

    /// Has every access token expire that was issued so far.
    pub fn expire_access_tokens(&self) {
        self.shared.issued.expire_access_tokens();
    }

    /// Returns the URLs of the services.
    pub(crate) fn urls(&self) -> &Urls {
        &self.shared.urls
    }

    /// Adds a job to the run, so that the assertion endpoint knows it. Returns the URL of its endpoint.
    pub(crate) fn add_job(&self, id: Uuid) -> Url {
        self.shared.add_job(id);
        self.oidc_request_uri_of(id)
    }

    /// Returns the secrets of the hosts of managed identities.
    pub(crate) fn host_secrets(&self) -> &HostSecrets {
        &self.shared.host_secrets
    }

    /// Returns the members and extensions of the Marketplace.
    pub(crate) fn gallery(&self) -> &Gallery {
        &self.shared.gallery
    }

    /// Returns the scenario of the start.
    pub fn scenario(&self) -> &Scenario {
        &self.shared.scenario
    }
}

impl Drop for Emulator {
    fn drop(&mut self) {
        drop(self.stop.take());
        if let Some(thread) = self.thread.take() {
            let _panicked = thread.join();
        }
    }
}

impl std::fmt::Debug for Emulator {
    fn fmt(&self, formatter: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        formatter
            .debug_struct("Emulator")
            .field("urls", &self.shared.urls)
            .finish_non_exhaustive()
    }
}
