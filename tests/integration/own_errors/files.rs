//! A sample of each error about a file that a variable names.

use std::sync::Arc;

use patless_core::{Clock, Context, Deadline, Environment, Limits, NetworkError, TestClock};

/// What files that a variable names can be, in the place of certificates.
pub(super) fn files() -> Vec<NetworkError> {
    let folder = tempfile::tempdir().unwrap();
    let file = |name: &str, bytes: &[u8]| {
        let path = folder.path().join(name);
        std::fs::write(&path, bytes).unwrap();
        path.to_str().unwrap().to_owned()
    };
    let folder_path = folder.path().to_str().unwrap().to_owned();
    let pkcs7 = file(
        "a.p7b",
        b"-----BEGIN PKCS7-----\nMIIB\n-----END PKCS7-----\n",
    );
    let pkcs12 = file("a.pfx", b"\x30\x04\x02\x01\x03\x30");
    let empty = file("empty.pem", b"");
    let text = file("text.pem", b"hello");
    let key = file(
        "key.pem",
        b"-----BEGIN ENCRYPTED PRIVATE KEY-----\nMIIB\n-----END ENCRYPTED PRIVATE KEY-----\n",
    );
    let runtime = tokio::runtime::Builder::new_current_thread()
        .enable_all()
        .build()
        .unwrap();
    let refused = |variables: &[(&str, &str)]| {
        let clock: Arc<dyn Clock> = Arc::new(TestClock::at_unix_seconds(0));
        let deadline = Deadline::start(Arc::clone(&clock), Limits::default());
        let environment = Environment::fixed(variables);
        let opened = Context::open(&environment, clock, &deadline);
        runtime.block_on(opened).unwrap_err()
    };
    vec![
        refused(&[("SSL_CERT_FILE", &folder_path)]),
        refused(&[("SSL_CERT_FILE", &pkcs7)]),
        refused(&[("SSL_CERT_FILE", &pkcs12)]),
        refused(&[("SSL_CERT_FILE", &empty)]),
        refused(&[("SSL_CERT_FILE", &text)]),
        refused(&[("SSL_CERT_FILE", "/no/such/file.pem")]),
        refused(&[("AGENT_CLIENTCERT", &pkcs7), ("AGENT_CLIENTCERTKEY", &key)]),
        refused(&[
            ("AGENT_CLIENTCERT", &folder_path),
            ("AGENT_CLIENTCERTKEY", &key),
        ]),
        refused(&[("AGENT_CLIENTCERT", &text), ("AGENT_CLIENTCERTKEY", &text)]),
        refused(&[("AGENT_CLIENTCERT", &text)]),
    ]
}
