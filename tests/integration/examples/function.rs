//! The Azure Functions of the examples, in Rust and in Node, on the emulated App Service.

#[path = "../../../crates/patless-core/examples/function.rs"]
#[expect(dead_code, reason = "its main reads the environment of the process")]
mod example;

use std::io::{BufRead as _, BufReader, Read as _, Write as _};
use std::net::{SocketAddr, TcpStream};
use std::process::{Child, Command, Stdio};

use patless_core::{Environment, Loopback, Target};
use patless_emulator::{Emulator, ManagedIdentityHost, Scenario};
use tokio::net::TcpListener;
use tokio::runtime::Builder;
use tokio::sync::oneshot;

use crate::leaks::assert_holds_no_secret;
use crate::pipeline::root;
use crate::set_up::set_up;

/// The environment of a function app, with the settings of the example.
fn environment(emulator: &Emulator) -> Vec<(String, String)> {
    let mut variables = emulator.managed_identity_environment(ManagedIdentityHost::AppService);
    let url = emulator.azure_devops_url().to_string();
    variables.push(("AZURE_DEVOPS_URL".to_owned(), url));
    variables
}

/// Asks a function, as the host of the function app does: the status line, and what comes behind the headers.
fn ask(address: SocketAddr) -> (String, String) {
    let mut stream = TcpStream::connect(address).unwrap();
    stream
        .write_all(b"GET /api/whoami HTTP/1.1\r\nhost: localhost\r\nconnection: close\r\n\r\n")
        .unwrap();
    let mut answer = String::new();
    stream.read_to_string(&mut answer).unwrap();
    let (head, body) = answer.split_once("\r\n\r\n").unwrap();
    let status = head.lines().next().unwrap();
    (status.to_owned(), body.to_owned())
}

/// Asks twice: the name of the identity comes back, and the second time no new access token was needed.
fn knows_who_it_is(emulator: &Emulator, address: SocketAddr) {
    for _ in 0..2 {
        let (status, body) = ask(address);
        assert_holds_no_secret(emulator, "the answer", &body);
        assert!(status.contains("200"), "{status}: {body}");
        assert!(body.contains("acme-machine"), "{body}");
    }
    let requests = emulator.requests();
    let tokens = requests.iter().filter(|it| it.path.contains("resource="));
    assert_eq!(tokens.count(), 1);
}

#[test]
fn the_function_in_rust_works_with_its_managed_identity() {
    let emulator = Emulator::start(Scenario::default()).unwrap();
    let ca_file = emulator.ca_file().display().to_string();
    let trust = [("SSL_CERT_FILE".to_owned(), ca_file)];
    let environment = Environment::new(environment(&emulator).into_iter().chain(trust));
    let target = Target::parse(emulator.azure_devops_url().as_str(), Loopback::Counts).unwrap();
    let runtime = Builder::new_current_thread().enable_all().build().unwrap();
    let (listener, function) = runtime.block_on(async {
        let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
        let function = example::Function::new(environment, target).await.unwrap();
        (listener, function)
    });
    let address = listener.local_addr().unwrap();
    let (asked, end) = oneshot::channel();
    std::thread::scope(|scope| {
        scope.spawn(|| {
            // Dropped at the end, whatever it is.
            let _asked: oneshot::Sender<()> = asked;
            knows_who_it_is(&emulator, address);
        });
        runtime.block_on(async {
            tokio::select! {
                served = example::serve(listener, function) => served.unwrap(),
                _ = end => {}
            }
        });
    });
}

/// A program that is stopped when this is dropped.
struct Stopped(Child);

impl Drop for Stopped {
    fn drop(&mut self) {
        self.0.kill().unwrap();
        self.0.wait().unwrap();
    }
}

#[test]
#[ignore = "needs the Node that `cargo xtask test` sets up"]
fn the_function_in_node_works_with_its_managed_identity() {
    let emulator = Emulator::start(Scenario::default()).unwrap();
    let node = Command::new(set_up("clients/node/node"))
        .arg(root().join("examples/function-node/index.mjs"))
        .env_clear()
        .envs(environment(&emulator))
        .env("NODE_EXTRA_CA_CERTS", emulator.ca_file())
        // Any free port. The host of a function app names one.
        .env("FUNCTIONS_CUSTOMHANDLER_PORT", "0")
        .stdin(Stdio::null())
        .stdout(Stdio::piped())
        .spawn()
        .unwrap();
    let mut node = Stopped(node);
    let mut line = String::new();
    let mut output = BufReader::new(node.0.stdout.take().unwrap());
    output.read_line(&mut line).unwrap();
    let port = line.trim().rsplit(' ').next().unwrap().parse().unwrap();
    knows_who_it_is(&emulator, SocketAddr::from(([127, 0, 0, 1], port)));
}
