//! Tests a client of one's own against `patless-emulator serve`: it gets a token, and asks Azure DevOps who it is.

use std::collections::HashMap;
use std::error::Error;
use std::io::{BufRead as _, BufReader};
use std::process::{Child, Command, Stdio};

use reqwest::{Certificate, Client};
use serde_json::Value;
use url::form_urlencoded;

/// The services, until this is dropped.
pub(crate) struct Served {
    process: Child,
    /// The variables of the file.
    pub(crate) env: HashMap<String, String>,
}

impl Served {
    /// Starts the program, and waits until it is ready.
    pub(crate) fn start(program: &str, options: &[&str]) -> Result<Self, Box<dyn Error>> {
        let folder = tempfile::tempdir()?;
        let file = folder.path().join("env");
        let mut command = Command::new(program);
        command
            .arg("serve")
            .arg("--env-file")
            .arg(&file)
            .args(options);
        let mut process = command.stdout(Stdio::piped()).spawn()?;
        let lines = process.stdout.take().ok_or("no output")?;
        BufReader::new(lines).read_line(&mut String::new())?;
        let text = std::fs::read_to_string(file)?;
        let pairs = text.lines().filter_map(|line| line.split_once('='));
        let env = pairs.map(|(name, value)| (name.to_owned(), value.to_owned()));
        let env = env.collect();
        Ok(Self { process, env })
    }
}

impl Drop for Served {
    fn drop(&mut self) {
        // SIGTERM, so that it removes its files. `Child::kill` is for a system without.
        let id = self.process.id().to_string();
        let asked = Command::new("kill").arg(id).status();
        if !asked.is_ok_and(|it| it.success()) {
            let _ended_already = self.process.kill();
        }
        let _ended = self.process.wait();
    }
}

/// Asks Azure DevOps who the application with the client secret is.
pub(crate) async fn who_am_i(env: &HashMap<String, String>) -> Result<String, Box<dyn Error>> {
    let read = |name: &str| env.get(name).map(String::as_str).ok_or("no such variable");
    let ca = Certificate::from_pem(&std::fs::read(read("PATLESS_EMULATOR_CA_FILE")?)?)?;
    let client = Client::builder().tls_certs_only([ca]).build()?;
    let (host, tenant) = (read("AZURE_AUTHORITY_HOST")?, read("AZURE_TENANT_ID")?);
    let form = form_urlencoded::Serializer::new(String::new())
        .append_pair("grant_type", "client_credentials")
        .append_pair("client_id", read("AZURE_CLIENT_ID")?)
        .append_pair("client_secret", read("AZURE_CLIENT_SECRET")?)
        .append_pair("scope", "499b84ac-1321-427f-aa17-267ca6975798/.default")
        .finish();
    let request = client
        .post(format!("{host}{tenant}/oauth2/v2.0/token"))
        .header("content-type", "application/x-www-form-urlencoded")
        .body(form);
    let answer: Value = serde_json::from_slice(&request.send().await?.bytes().await?)?;
    let refusal = || answer["error_description"].to_string();
    let token = answer["access_token"].as_str().ok_or_else(refusal)?;
    let url = format!("{}_apis/connectionData", read("PATLESS_EMULATOR_ADO_URL")?);
    let answer = client.get(url).bearer_auth(token).send().await?;
    let answer: Value = serde_json::from_slice(&answer.bytes().await?)?;
    let name = &answer["authenticatedUser"]["providerDisplayName"];
    Ok(name.as_str().ok_or("nobody")?.to_owned())
}

#[tokio::main(flavor = "current_thread")]
#[expect(clippy::print_stdout, reason = "the example is a program")]
async fn main() -> Result<(), Box<dyn Error>> {
    // Only for a reqwest without its default features, as here.
    let _installed_already = rustls::crypto::aws_lc_rs::default_provider().install_default();
    let served = Served::start("patless-emulator", &["--identity", "client-secret"])?;
    println!("{}", who_am_i(&served.env).await?);
    Ok(())
}
