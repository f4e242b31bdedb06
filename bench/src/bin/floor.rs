//! Does what no client can leave out: two connections, opened at once, and one request over each.
//!
//! No proxy, no retries, one trusted CA, no words about failures: a yardstick, not a product. It reads the variables that
//! the job has and `FLOOR_CA`, the file of the CA, and prints the access token.

use std::{
    env,
    error::Error,
    io::{self, Read, Write},
    net::TcpStream,
    sync::Arc,
    thread,
};

use rustls::{
    ClientConfig, ClientConnection, RootCertStore, StreamOwned,
    crypto::ring,
    pki_types::{CertificateDer, ServerName, pem::PemObject},
};

/// Any failure.
type Failure = Box<dyn Error + Send + Sync>;

/// A connection that is ready for a request.
type Connection = StreamOwned<ClientConnection, TcpStream>;

fn main() -> Result<(), Failure> {
    let config = config()?;
    let azure_devops = Url::of(&env::var("SYSTEM_OIDCREQUESTURI")?)?;
    let entra = Url::of(&env::var("AZURE_AUTHORITY_HOST")?)?;
    let opened = {
        let (config, entra) = (Arc::clone(&config), entra.clone());
        thread::spawn(move || entra.connect(&config))
    };
    let assertion = post(
        &mut azure_devops.connect(&config)?,
        &format!(
            "POST {}?api-version=7.1&serviceConnectionId={} HTTP/1.1\r\nHost: {}\r\nAuthorization: Bearer {}\r\nContent-Length: 0\r\n\r\n",
            azure_devops.path,
            env::var("AZURESUBSCRIPTION_SERVICE_CONNECTION_ID")?,
            azure_devops.host,
            env::var("SYSTEM_ACCESSTOKEN")?,
        ),
        "oidcToken",
    )?;
    let body = format!(
        "grant_type=client_credentials&client_id={}&scope={}&client_assertion_type=urn%3Aietf%3Aparams%3Aoauth%3Aclient-assertion-type%3Ajwt-bearer&client_assertion={assertion}",
        env::var("AZURE_CLIENT_ID")?,
        env::var("SCOPE")?.replace('/', "%2F"),
    );
    let mut opened = opened.join().map_err(|_| "the other thread ended")??;
    let token = post(
        &mut opened,
        &format!(
            "POST /{}/oauth2/v2.0/token HTTP/1.1\r\nHost: {}\r\nContent-Type: application/x-www-form-urlencoded\r\nContent-Length: {}\r\n\r\n{body}",
            env::var("AZURE_TENANT_ID")?,
            entra.host,
            body.len(),
        ),
        "access_token",
    )?;
    println!("{token}");
    Ok(())
}

/// TLS as ring has it by default, for HTTP/1.1, with one CA.
fn config() -> Result<Arc<ClientConfig>, Failure> {
    let mut roots = RootCertStore::empty();
    roots.add(CertificateDer::from_pem_file(env::var("FLOOR_CA")?)?)?;
    let mut config = ClientConfig::builder_with_provider(ring::default_provider().into())
        .with_safe_default_protocol_versions()?
        .with_root_certificates(roots)
        .with_no_client_auth();
    config.alpn_protocols = vec![b"http/1.1".to_vec()];
    Ok(Arc::new(config))
}

/// Where a request goes.
#[derive(Clone)]
struct Url {
    host: String,
    port: u16,
    path: String,
}

impl Url {
    /// Takes an https URL apart.
    fn of(text: &str) -> Result<Self, Failure> {
        let rest = text.strip_prefix("https://").ok_or("https is needed")?;
        let (authority, path) = rest.split_once('/').unwrap_or((rest, ""));
        let (host, port) = authority.split_once(':').unwrap_or((authority, "443"));
        Ok(Self {
            host: host.to_owned(),
            port: port.parse()?,
            path: format!("/{path}"),
        })
    }

    /// Opens a connection, TLS included.
    fn connect(&self, config: &Arc<ClientConfig>) -> Result<Connection, Failure> {
        let mut tcp = TcpStream::connect((self.host.as_str(), self.port))?;
        tcp.set_nodelay(true)?;
        let name = ServerName::try_from(self.host.clone())?;
        let mut tls = ClientConnection::new(Arc::clone(config), name)?;
        while tls.is_handshaking() {
            tls.complete_io(&mut tcp)?;
        }
        Ok(StreamOwned::new(tls, tcp))
    }
}

/// Sends a request, and takes one text out of the JSON of its answer.
fn post(connection: &mut Connection, request: &str, field: &str) -> Result<String, Failure> {
    connection.write_all(request.as_bytes())?;
    connection.flush()?;
    let (mut answer, mut chunk) = (Vec::new(), [0; 8192]);
    loop {
        let length = connection.read(&mut chunk)?;
        if length == 0 {
            return Err(io::Error::from(io::ErrorKind::UnexpectedEof).into());
        }
        answer.extend_from_slice(&chunk[..length]);
        if let Some(text) = find(str::from_utf8(&answer)?, field) {
            return Ok(text.to_owned());
        }
    }
}

/// The text of a field, once the answer holds the whole of it.
fn find<'a>(answer: &'a str, field: &str) -> Option<&'a str> {
    let start = format!("\"{field}\":\"");
    let (_, rest) = answer.split_once(&start)?;
    Some(rest.split_once('"')?.0)
}
