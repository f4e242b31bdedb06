//! Runs nginx in front of the emulator: it terminates TLS with a certificate of its own and opens a new connection.

use std::path::{Path, PathBuf};
use std::process::Command;

use patless_emulator::Emulator;
use tempfile::TempDir;

use super::certificates::Ca;
use super::server::{Server, free_port};
use crate::step::Step;

/// A running nginx, with one port for Azure DevOps and one for Entra.
pub(super) struct Nginx<'e> {
    emulator: &'e Emulator,
    azure_devops_port: u16,
    entra_port: u16,
    /// The CA that its own certificate is of.
    pub(super) ca: Ca,
    log: PathBuf,
    _server: Server,
    folder: TempDir,
}

impl<'e> Nginx<'e> {
    /// Starts it as a proxy that opens TLS.
    pub(super) fn start(emulator: &'e Emulator) -> Self {
        Self::start_with(emulator, |_| String::new())
    }

    /// Starts it as a gateway: Azure DevOps' port wants a client certificate of the CA that is returned as well, Entra's
    /// port would take any.
    pub(super) fn asking_for_certificates(emulator: &'e Emulator) -> (Self, Ca) {
        let mut clients = None;
        let nginx = Self::start_with(emulator, |folder| {
            let ca = Ca::new("clients", folder);
            let line = format!("ssl_client_certificate {};", ca.file.display());
            clients = Some(ca);
            line
        });
        (nginx, clients.unwrap())
    }

    fn start_with(emulator: &'e Emulator, prepare: impl FnOnce(&Path) -> String) -> Self {
        let folder = tempfile::tempdir().unwrap();
        let ca = Ca::new("interceptor", folder.path());
        let own = ca.server();
        let clients = prepare(folder.path());
        let wants = |mode: &str| {
            if clients.is_empty() {
                String::new()
            } else {
                format!("{clients} ssl_verify_client {mode};")
            }
        };
        let azure_devops = emulator.azure_devops_url().port().unwrap();
        let entra = emulator.authority_host().port().unwrap();
        let (azure_devops_port, entra_port) = (free_port(), free_port());
        let server = |port: u16, behind: u16, lines: &str| {
            format!(
                "server {{ listen 127.0.0.1:{port} ssl; ssl_certificate {}; ssl_certificate_key {}; {lines} \
                 location / {{ proxy_pass https://localhost:{behind}; proxy_http_version 1.1; }} }}\n",
                own.certificate.display(),
                own.key.display(),
            )
        };
        let at = folder.path().display();
        let text = format!(
            "daemon off; master_process off; pid {at}/pid; error_log {at}/errors;\nevents {{}}\n\
             http {{ client_body_temp_path {at}/body; proxy_temp_path {at}/proxy; fastcgi_temp_path {at}/fastcgi; \
             uwsgi_temp_path {at}/uwsgi; scgi_temp_path {at}/scgi;\n\
             log_format seen '$server_port $status [$ssl_client_s_dn]'; access_log {at}/log seen;\n{}{}}}\n",
            server(azure_devops_port, azure_devops, &wants("on")),
            server(entra_port, entra, &wants("optional_no_ca")),
        );
        let configuration = folder.path().join("nginx.conf");
        std::fs::write(&configuration, text).unwrap();
        let mut command = Command::new("nginx");
        command.arg("-e").arg(folder.path().join("errors"));
        command.arg("-p").arg(folder.path());
        command.arg("-c").arg(&configuration);
        Self {
            emulator,
            azure_devops_port,
            entra_port,
            ca,
            log: folder.path().join("log"),
            _server: Server::start(&mut command, entra_port),
            folder,
        }
    }

    /// A step that finds both servers behind this nginx, and trusts its CA.
    pub(super) fn step(&self) -> Step<'e> {
        let on = |port: u16| format!("//localhost:{port}/");
        let azure_devops = self.emulator.azure_devops_url().port().unwrap();
        let entra = self.emulator.authority_host().port().unwrap();
        Step::new(self.emulator)
            .replaced(&on(azure_devops), &on(self.azure_devops_port))
            .replaced(&on(entra), &on(self.entra_port))
            .variable("AGENT_CAINFO", self.ca.file.to_str().unwrap())
    }

    /// Its folder.
    pub(super) fn folder(&self) -> &Path {
        self.folder.path()
    }

    /// Whom each request for Azure DevOps was from, as the client's certificate says.
    pub(super) fn clients_of_azure_devops(&self) -> Vec<String> {
        self.clients(self.azure_devops_port)
    }

    /// Whom each request for Entra was from.
    pub(super) fn clients_of_entra(&self) -> Vec<String> {
        self.clients(self.entra_port)
    }

    fn clients(&self, port: u16) -> Vec<String> {
        let log = std::fs::read_to_string(&self.log).unwrap();
        let own = log.lines().filter_map(|line| {
            let (of, rest) = line.split_once(' ')?;
            let (_, client) = rest.split_once(' ')?;
            (of == port.to_string()).then(|| client.to_owned())
        });
        own.collect()
    }
}
