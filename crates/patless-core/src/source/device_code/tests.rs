//! Tests the sign-in on another device, against a server on loopback that answers what a test says.

use std::sync::{Arc, Mutex};
use std::time::Duration;

use tokio::io::{AsyncReadExt as _, AsyncWriteExt as _};
use tokio::net::{TcpListener, TcpStream};

use super::page;
use crate::clock::{Clock, TestClock};
use crate::environment::Environment;
use crate::{
    AuthorityHost, Cloud, Context, Credential, Deadline, Limits, Loopback, Prompt, Reuse,
    ScopeName, Selected, SourceError, SourceName, SourceRequest, TokenError, TokenRequest,
};

const CODE: &str = r#"{"user_code":"ABCD-1234","device_code":"sekret-device","verification_uri":"https://microsoft.com/devicelogin","expires_in":900,"interval":5,"message":"\u001b[31m##vso[task.complete]"}"#;
const TOKEN: &str =
    r#"{"token_type":"Bearer","expires_in":3599,"access_token":"sekret-user","scope":"x"}"#;
const NOW: u64 = 1_795_295_000;

fn refusal(error: &str) -> String {
    format!(r#"{{"error":"{error}","error_description":"x","error_codes":[1]}}"#)
}

/// Entra, as far as a test says. The last answer is repeated.
struct Entra {
    url: String,
    requests: Arc<Mutex<Vec<String>>>,
}

impl Entra {
    async fn start(answers: &[(u16, &str)]) -> Self {
        let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
        let url = format!("http://{}", listener.local_addr().unwrap());
        let requests = Arc::<Mutex<Vec<String>>>::default();
        let answers: Vec<_> = answers
            .iter()
            .map(|&(status, body)| (status, body.to_owned()))
            .collect();
        let seen = Arc::clone(&requests);
        tokio::spawn(async move {
            loop {
                let (mut stream, _) = listener.accept().await.unwrap();
                let request = read(&mut stream).await;
                let count = {
                    let mut seen = seen.lock().unwrap();
                    seen.push(request);
                    seen.len()
                };
                let (status, body) = &answers[(count - 1).min(answers.len() - 1)];
                let length = body.len();
                let answer = format!(
                    "HTTP/1.1 {status} x\r\ncontent-type: application/json\r\ncontent-length: {length}\r\nconnection: close\r\n\r\n{body}"
                );
                stream.write_all(answer.as_bytes()).await.unwrap();
            }
        });
        Self { url, requests }
    }

    fn requests(&self) -> Vec<String> {
        self.requests.lock().unwrap().clone()
    }
}

/// Reads a request: its path, and its form.
async fn read(stream: &mut TcpStream) -> String {
    let mut text = String::new();
    loop {
        let mut bytes = [0; 4096];
        let length = stream.read(&mut bytes).await.unwrap();
        assert_ne!(length, 0, "{text}");
        text.push_str(std::str::from_utf8(&bytes[..length]).unwrap());
        if let Some((head, body)) = text.split_once("\r\n\r\n") {
            let head = head.to_ascii_lowercase();
            let (_, rest) = head.split_once("content-length: ").unwrap();
            let expected: usize = rest.lines().next().unwrap().parse().unwrap();
            if body.len() == expected {
                let path = head.split(' ').nth(1).unwrap();
                return format!("{path} {body}");
            }
        }
    }
}

/// A machine with a person in front of it.
struct Desk {
    entra: Entra,
    clock: Arc<TestClock>,
    shown: Arc<Mutex<Vec<String>>>,
    context: Context,
}

impl Desk {
    async fn with(answers: &[(u16, &str)]) -> Self {
        let clock = Arc::new(TestClock::at_unix_seconds(NOW));
        let deadline = deadline(&clock);
        let environment = Environment::fixed(&[]);
        let own = Arc::clone(&clock) as Arc<dyn Clock>;
        Self {
            entra: Entra::start(answers).await,
            context: Context::open(&environment, own, &deadline).await.unwrap(),
            clock,
            shown: Arc::default(),
        }
    }

    fn request(&self) -> SourceRequest {
        let host = AuthorityHost::told("it", &self.entra.url, Loopback::Counts).unwrap();
        let shown = Arc::clone(&self.shown);
        let show = move |sign_in: &crate::SignIn| shown.lock().unwrap().push(sign_in.to_string());
        SourceRequest {
            source: Some(SourceName::DeviceCode),
            authority_host: Some(host),
            prompt: Some(Prompt::new(show)),
            ..SourceRequest::default()
        }
    }

    fn token(&self) -> TokenRequest {
        let scope = ScopeName::parse("azureDevOps").unwrap();
        let scope = scope.resolve(&Cloud::Public).unwrap();
        TokenRequest::new(scope, deadline(&self.clock))
    }

    async fn credential(&self) -> Credential {
        let environment = Environment::fixed(&[("AZURE_CLIENT_ID", "not even one")]);
        let (request, token) = (self.request(), self.token());
        let selected = Selected::select(&self.context, &environment, &request, &token).await;
        Credential::of_selected(selected.unwrap(), self.context.clone(), Reuse::WithinStep)
    }

    async fn fails_with(answers: &[(u16, &str)]) -> (Self, Arc<TokenError>) {
        let desk = Self::with(answers).await;
        let credential = desk.credential().await;
        let error = credential.token(&desk.token()).await.unwrap_err();
        assert!(!format!("{error:?} {error}").contains("sekret"));
        (desk, error)
    }

    fn shown(&self) -> Vec<String> {
        self.shown.lock().unwrap().clone()
    }
}

fn deadline(clock: &Arc<TestClock>) -> Deadline {
    let clock = Arc::clone(clock) as Arc<dyn Clock>;
    Deadline::start(clock, Limits::default())
}

#[tokio::test]
async fn a_user_has_as_long_as_the_code_is_valid_and_the_interval_is_obeyed() {
    let (pending, slow) = (refusal("authorization_pending"), refusal("slow_down"));
    let mut answers = vec![(200, CODE), (400, &*pending), (400, &*slow)];
    answers.extend([(400, &*pending); 20]);
    answers.push((200, TOKEN));
    let desk = Desk::with(&answers).await;
    let credential = desk.credential().await;
    let token = credential.token(&desk.token()).await.unwrap();
    assert_eq!(token.expose(), "sekret-user");
    // 5 s before each of the first two, and 10 s after `slow_down`: far more than the 30 s of the requests.
    assert_eq!(desk.clock.elapsed(), Duration::from_secs(2 * 5 + 21 * 10));
    assert_eq!(
        desk.shown(),
        [
            "to sign in, open https://microsoft.com/devicelogin in a browser within 15 min and enter the code ABCD-1234"
        ]
    );
    let requests = desk.entra.requests();
    assert_eq!(requests.len(), answers.len());
    assert_eq!(
        requests[0],
        "/organizations/oauth2/v2.0/devicecode client_id=04b07795-8ddb-461a-bbee-02f9e1bf7b46&scope=499b84ac-1321-427f-aa17-267ca6975798%2F.default"
    );
    assert_eq!(
        requests[1],
        "/organizations/oauth2/v2.0/token client_id=04b07795-8ddb-461a-bbee-02f9e1bf7b46&grant_type=urn%3Aietf%3Aparams%3Aoauth%3Agrant-type%3Adevice_code&device_code=sekret-device"
    );
    assert!(!format!("{credential:?} {:?}", desk.shown()).contains("sekret"));
}

#[tokio::test]
async fn nobody_is_asked_again_while_the_token_is_valid() {
    let desk = Desk::with(&[(200, CODE), (200, TOKEN)]).await;
    let credential = desk.credential().await;
    credential.token(&desk.token()).await.unwrap();
    desk.clock.tick(Duration::from_secs(3_000));
    credential.token(&desk.token()).await.unwrap();
    tokio::task::yield_now().await;
    assert_eq!(desk.shown().len(), 1);
    assert_eq!(desk.entra.requests().len(), 2);
}

#[tokio::test]
async fn the_end_of_a_sign_in_has_its_cause() {
    for (error, expected) in [
        ("expired_token", "device-code-expired"),
        ("authorization_declined", "sign-in-declined"),
        ("bad_verification_code", "unknown-device-code"),
    ] {
        let answer = refusal(error);
        let (desk, error) = Desk::fails_with(&[(200, CODE), (400, &answer)]).await;
        assert_eq!(error.cause().name(), expected);
        assert_eq!(desk.entra.requests().len(), 2);
    }
}

#[tokio::test]
async fn a_code_that_nobody_enters_expires_by_our_clock() {
    let code = CODE.replace("900", "20");
    let pending = refusal("authorization_pending");
    let (desk, error) = Desk::fails_with(&[(200, &code), (400, &pending)]).await;
    assert_eq!(error.cause().name(), "device-code-expired");
    assert_eq!(error.to_string(), "nobody entered the code within 20 s");
    assert_eq!(desk.entra.requests().len(), 1 + 3);
}

#[tokio::test]
async fn a_server_that_is_busy_is_asked_less_often() {
    let answers = [(200, CODE), (503, "{}"), (503, "{}"), (200, TOKEN)];
    let desk = Desk::with(&answers).await;
    let credential = desk.credential().await;
    credential.token(&desk.token()).await.unwrap();
    assert_eq!(desk.clock.elapsed(), Duration::from_secs(5 + 10 + 20));
}

#[tokio::test]
async fn a_client_that_is_refused_is_asked_for_nothing_else() {
    let body = r#"{"error":"unauthorized_client","error_description":"AADSTS700016: none","error_codes":[700016]}"#;
    let (desk, error) = Desk::fails_with(&[(400, body)]).await;
    assert_eq!(error.cause().name(), "unknown-client");
    assert_eq!(desk.shown(), [""; 0]);
    assert_eq!(desk.entra.requests().len(), 1);
}

#[tokio::test]
async fn an_answer_that_cannot_be_shown_is_not_shown() {
    for (from, to, expected) in [
        (
            "https://microsoft.com/devicelogin",
            "https://evil.example/",
            "foreign-sign-in-page",
        ),
        (
            "https://microsoft.com/devicelogin",
            "nowhere",
            "no-access-token-in-reply",
        ),
        (
            "ABCD-1234",
            "##vso[task.complete]",
            "no-access-token-in-reply",
        ),
        ("ABCD-1234", "\\u001b[31m", "no-access-token-in-reply"),
        ("sekret-device", "sekret device", "no-access-token-in-reply"),
        ("900", "0", "no-access-token-in-reply"),
    ] {
        let code = CODE.replace(from, to);
        let (desk, error) = Desk::fails_with(&[(200, &code)]).await;
        assert_eq!(error.cause().name(), expected, "{to}");
        assert_eq!(desk.shown(), [""; 0]);
        assert_eq!(desk.entra.requests().len(), 1);
    }
}

#[tokio::test]
async fn two_scopes_are_signed_in_for_one_after_the_other() {
    let pending = refusal("authorization_pending");
    let answers = [
        (200, CODE),
        (400, &*pending),
        (200, TOKEN),
        (200, CODE),
        (200, TOKEN),
    ];
    let desk = Desk::with(&answers).await;
    let credential = desk.credential().await;
    let vault = ScopeName::parse("https://vault.azure.net").unwrap();
    let vault = vault.resolve(&Cloud::Public).unwrap();
    let other = TokenRequest::new(vault, deadline(&desk.clock));
    let tokens = credential.tokens(&[desk.token(), other]).await;
    assert!(tokens.iter().all(Result::is_ok));
    let paths: Vec<_> = desk.entra.requests();
    let ends: Vec<_> = paths.iter().map(|it| it.contains("/devicecode ")).collect();
    assert_eq!(ends, [true, false, false, true, false]);
}

#[tokio::test]
async fn without_anybody_to_ask_it_is_not_here() {
    let desk = Desk::with(&[(200, CODE)]).await;
    let select = async |variables: &[(&str, &str)], request: &SourceRequest| {
        let environment = Environment::fixed(variables);
        Selected::select(&desk.context, &environment, request, &desk.token()).await
    };
    let mut request = desk.request();
    request.prompt = None;
    let error = select(&[], &request).await.unwrap_err();
    assert!(error.to_string().starts_with("device-code: standard error"));
    let automatic = || SourceRequest {
        source: None,
        ..desk.request()
    };
    let job = "this is an Azure Pipelines job";
    for (variable, why) in [
        ("TF_BUILD", job),
        ("SYSTEM_JOBID", job),
        ("CI", "CI is set"),
    ] {
        let error = select(&[(variable, "true")], &automatic())
            .await
            .unwrap_err();
        let SourceError::Nowhere(all) = error else {
            panic!("{error:?}");
        };
        let reason = &all.last().unwrap().reason;
        assert!(reason.starts_with(why), "{reason}");
        assert!(select(&[(variable, "true")], &desk.request()).await.is_ok());
    }
    assert!(select(&[("CI", "false")], &automatic()).await.is_ok());
    assert_eq!(desk.entra.requests(), [""; 0]);
}

#[tokio::test]
async fn only_a_page_of_microsoft_or_of_the_authority_is_shown() {
    let desk = Desk::with(&[(200, CODE)]).await;
    let (environment, request) = (Environment::fixed(&[]), desk.request());
    let token = desk.token();
    let search = crate::source::search::Search {
        context: &desk.context,
        environment: &environment,
        request: &request,
        token: &token,
    };
    let application = super::DeviceCode::find(&search).unwrap().application;
    let shown = |text: &str| {
        let page = page::checked(&text.parse().unwrap(), &application);
        page.ok().map(|page| page.to_string())
    };
    let own = format!("{}/device", desk.entra.url);
    for (text, expected) in [
        (
            "https://microsoft.com/devicelogin",
            "https://microsoft.com/devicelogin",
        ),
        (
            "https://microsoft.com/deviceloginus",
            "https://microsoft.com/deviceloginus",
        ),
        (
            "https://login.microsoft.com/device",
            "https://login.microsoft.com/device",
        ),
        (
            "https://login.microsoftonline.us/common/oauth2/deviceauth",
            "https://login.microsoftonline.us/common/oauth2/deviceauth",
        ),
        (
            "https://microsoft.com/devicelogin?a=b##vso[task.complete]",
            "https://microsoft.com/devicelogin",
        ),
        (&own, &own),
    ] {
        assert_eq!(shown(text).as_deref(), Some(expected), "{text}");
    }
    for text in [
        "http://microsoft.com/devicelogin",
        "https://microsoft.com:444/devicelogin",
        "https://microsoft.com/evil",
        "https://user@microsoft.com/devicelogin",
        "https://microsoft.com.evil.example/devicelogin",
        "https://evil.example/devicelogin",
        "javascript:alert(1)",
        "http://127.0.0.1:1/device",
    ] {
        assert_eq!(shown(text), None, "{text}");
    }
}
