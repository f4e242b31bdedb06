//! A sample of each error about a keeper.

use std::io::{Read as _, Write as _};
use std::os::unix::net::UnixListener;
use std::path::Path;
use std::sync::Arc;

use patless::Failure;
use patless_core::{
    Cloud, Context, Credential, Deadline, Environment, Limits, Reuse, ScopeName, Selected,
    SourceName, SourceRequest, SystemClock, TokenError, TokenRequest,
};

/// What can be wrong with a keeper that a step asks, and with one that a task starts.
pub(super) fn keepers() -> Vec<Failure> {
    let scope = super::scope();
    let exchange = |source| Failure::Exchange {
        scope: scope.clone(),
        source,
    };
    let private = || {
        let mut builder = tempfile::Builder::new();
        let mode = std::os::unix::fs::PermissionsExt::from_mode(0o700);
        builder.permissions(mode).tempdir().unwrap()
    };
    let (silent, refusing) = (private(), private());
    let listener = UnixListener::bind(refusing.path().join("socket")).unwrap();
    std::thread::spawn(move || {
        let (mut stream, _) = listener.accept().unwrap();
        let _ = stream.read(&mut [0; 4096]).unwrap();
        let body = r#"{"message":"not for this resource"}"#;
        let length = body.len();
        write!(
            stream,
            "HTTP/1.1 400 Bad Request\r\nContent-Length: {length}\r\n\r\n{body}"
        )
        .unwrap();
    });
    vec![
        exchange(asked(silent.path())),
        exchange(asked(refusing.path())),
        Failure::KeeperNotStarted(std::io::ErrorKind::PermissionDenied.into()),
        Failure::KeeperRefused("the door socket cannot be opened: no space left".to_owned()),
        Failure::Keeper(patless_keeper::KeeperError::TokenFile(
            "too short".to_owned(),
        )),
    ]
}

/// The answer to a request for a token to the keeper of a folder.
fn asked(folder: &Path) -> Arc<TokenError> {
    let environment = Environment::fixed(&[("PATLESS_KEEPER", folder.to_str().unwrap())]);
    let clock = Arc::new(SystemClock::start());
    let deadline = Deadline::start(Arc::clone(&clock) as _, Limits::default());
    let scope = ScopeName::parse("azureDevOps").unwrap();
    let token = TokenRequest::new(scope.resolve(&Cloud::Public).unwrap(), deadline.clone());
    let mut request = SourceRequest::default();
    request.source = Some(SourceName::Keeper);
    let runtime = tokio::runtime::Builder::new_current_thread()
        .enable_all()
        .build();
    runtime.unwrap().block_on(async {
        let context = Context::open(&environment, clock, &deadline).await.unwrap();
        let selected = Selected::select(&context, &environment, &request, &token).await;
        let credential = Credential::of_selected(selected.unwrap(), context, Reuse::Never);
        credential.token(&token).await.unwrap_err()
    })
}
