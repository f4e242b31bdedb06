//! Tests the page: its routes, who may ask it, and that nothing secret is in any of its answers.

use std::io::{Read as _, Write as _};
use std::net::TcpStream;
use std::time::Duration;

use base64::Engine as _;
use base64::engine::general_purpose::{STANDARD, URL_SAFE_NO_PAD};
use patless_emulator::scenario::{Fault, Faults, Obfuscation};
use patless_emulator::services::{azure_devops, entra};
use patless_emulator::{Emulator, Page, Scenario, ShownJob};
use serde_json::{Value, json};

use crate::client::Request;
use crate::job::{Exchange, access_token, assertion, emulator, exchange, request_assertion};

fn open(emulator: &Emulator) -> Page {
    Page::open(emulator, 0, ShownJob::Log).unwrap()
}

/// Sends a request to the page, with these lines in its head beside the first one, and returns the answer.
fn ask(page: &Page, first: &str, lines: &[&str], body: &str) -> String {
    let mut stream = TcpStream::connect(("127.0.0.1", page.url().port().unwrap())).unwrap();
    let length = format!("Content-Length: {}", body.len());
    let head = [&[first], lines, &[&length, "Connection: close"]].concat();
    let text = format!("{}\r\n\r\n{body}", head.join("\r\n"));
    stream.write_all(text.as_bytes()).unwrap();
    let mut answer = String::new();
    stream.read_to_string(&mut answer).unwrap();
    answer
}

/// Returns the header `Host` of the page.
fn host(page: &Page) -> String {
    format!("Host: 127.0.0.1:{}", page.url().port().unwrap())
}

fn get(page: &Page, path: &str) -> String {
    ask(page, &format!("GET {path} HTTP/1.1"), &[&host(page)], "")
}

fn status(answer: &str) -> &str {
    answer.split(' ').nth(1).unwrap()
}

/// Switches the scenario as the page does, with this header beside `Host`.
fn switch(page: &Page, name: &str, header: &str) -> String {
    let body = format!("scenario={name}");
    let lines = [&host(page), header, "Accept: application/json"];
    ask(page, "POST /scenario HTTP/1.1", &lines, &body)
}

/// Reads the stream of events until what has been read satisfies a condition.
fn events(page: &Page, last_id: Option<&str>, is_enough: impl Fn(&str) -> bool) -> String {
    let mut stream = TcpStream::connect(("127.0.0.1", page.url().port().unwrap())).unwrap();
    stream
        .set_read_timeout(Some(Duration::from_secs(20)))
        .unwrap();
    let last_id = last_id.map_or_else(String::new, |it| format!("Last-Event-ID: {it}\r\n"));
    let head = format!("GET /events HTTP/1.1\r\n{}\r\n{last_id}\r\n", host(page));
    stream.write_all(head.as_bytes()).unwrap();
    let mut bytes = Vec::new();
    let mut buffer = [0; 16 * 1024];
    // A page that waits gets the time every ten seconds.
    while bytes
        .windows(12)
        .filter(|it| it == b"event: time\n")
        .count()
        < 4
    {
        let text = String::from_utf8_lossy(&bytes).into_owned();
        if is_enough(&text) {
            return text;
        }
        let count = stream.read(&mut buffer).unwrap();
        assert!(count > 0, "{text}");
        bytes.extend_from_slice(&buffer[..count]);
    }
    panic!("{}", String::from_utf8_lossy(&bytes))
}

/// Reads the data of the events of a name.
fn data(events: &str, name: &str) -> Vec<Value> {
    events
        .split("\n\n")
        .filter(|it| it.contains(&format!("event: {name}\n")))
        .filter_map(|it| it.lines().find_map(|line| line.strip_prefix("data: ")))
        .map(|it| serde_json::from_str(it).unwrap())
        .collect()
}

/// Reads the requests on the page, of which there must be so many.
fn requests(page: &Page, count: usize) -> Vec<Value> {
    let text = events(page, None, |it| {
        // The last event is complete when something follows it.
        let last = format!("\"number\":{count},");
        it.split_once(&last)
            .is_some_and(|(_, rest)| rest.contains("\n\n"))
    });
    let requests = data(&text, "request");
    assert_eq!(requests.len(), count);
    requests
}

#[test]
fn page_and_its_files_are_there_with_a_strict_policy() {
    let emulator = emulator("default");
    let page = open(&emulator);
    for (path, content_type, part) in [
        ("/", "text/html", "<h1>Patless emulator</h1>"),
        ("/page.css", "text/css", "prefers-color-scheme: dark"),
        ("/page.js", "text/javascript", "EventSource"),
        ("/icon.svg", "image/svg+xml", "<svg"),
        ("/requests.txt", "text/plain", "No requests yet."),
    ] {
        let answer = get(&page, path);
        assert_eq!(status(&answer), "200", "{path}");
        for line in [
            &format!("content-type: {content_type}; charset=utf-8\r\n"),
            "content-security-policy: default-src 'none'; script-src 'self'; ",
            "x-content-type-options: nosniff\r\n",
            "cache-control: no-store\r\n",
            part,
        ] {
            assert!(answer.contains(line), "{path}: {line}: {answer}");
        }
        assert!(!answer.contains("unsafe-inline"), "{path}");
        assert!(!answer.contains("{{"), "{path}");
    }
    assert_eq!(status(&get(&page, "/elsewhere")), "404");
    let post = "POST / HTTP/1.1";
    assert_eq!(status(&ask(&page, post, &[&host(&page)], "")), "405");
}

#[test]
fn page_asks_no_other_host_and_has_no_script_or_style_in_it() {
    let emulator = emulator("default");
    let page = open(&emulator);
    for path in ["/", "/page.css", "/page.js"] {
        let answer = get(&page, path);
        for foreign in [
            "https://",
            "http://",
            "//cdn",
            "@import",
            "innerHTML",
            "insertAdjacent",
        ] {
            assert!(!answer.contains(foreign), "{path}: {foreign}");
        }
    }
    let html = get(&page, "/");
    assert!(!html.contains("style="), "{html}");
    assert!(!html.contains("<script>"), "{html}");
    let mut attributes = html.split_whitespace().filter_map(|it| it.split_once('='));
    let handler = attributes.find(|(name, _)| name.starts_with("on"));
    assert_eq!(handler, None, "{html}");
}

#[test]
fn other_host_is_refused_on_every_route() {
    let emulator = emulator("default");
    let page = open(&emulator);
    let port = page.url().port().unwrap();
    for path in ["/", "/page.js", "/events", "/requests.txt", "/elsewhere"] {
        for host in [
            "evil.example",
            &format!("evil.example:{port}"),
            &format!("127.0.0.1.evil.example:{port}"),
            "127.0.0.1:1",
        ] {
            let line = format!("Host: {host}");
            let answer = ask(&page, &format!("GET {path} HTTP/1.1"), &[&line], "");
            assert_eq!(status(&answer), "403", "{path} {host}");
            assert!(!answer.contains("<h1>"), "{path} {host}");
        }
    }
    let localhost = format!("Host: localhost:{port}");
    assert_eq!(
        status(&ask(&page, "GET / HTTP/1.1", &[&localhost], "")),
        "200"
    );
}

#[test]
fn scenario_is_switched_by_the_page_only() {
    let emulator = emulator("default");
    let page = open(&emulator);
    let own = format!("Origin: http://127.0.0.1:{}", page.url().port().unwrap());
    for stranger in [
        "Origin: http://evil.example",
        "Origin: null",
        "Sec-Fetch-Site: cross-site",
        "Sec-Fetch-Site: none",
        "X-Nothing: 1",
    ] {
        let answer = switch(&page, "wrong-subject", stranger);
        assert_eq!(status(&answer), "403", "{stranger}");
    }
    assert_eq!(exchange(&emulator, "renovate").status, 200);

    let answer = switch(&page, "wrong-subject", &own);
    assert_eq!(status(&answer), "200", "{answer}");
    assert!(answer.contains("\"name\":\"wrong-subject\""), "{answer}");
    assert_eq!(exchange(&emulator, "renovate").status, 401);
    assert!(get(&page, "/").contains("<option value=\"wrong-subject\" selected>"));

    let by_form = ask(
        &page,
        "POST /scenario HTTP/1.1",
        &[&host(&page), &own],
        "scenario=default",
    );
    assert_eq!(status(&by_form), "303", "{by_form}");
    assert!(by_form.contains("location: /\r\n"), "{by_form}");
    assert_eq!(exchange(&emulator, "renovate").status, 200);

    for (name, expected) in [("no-such-one", "400"), (&*"x".repeat(2000), "413")] {
        assert_eq!(status(&switch(&page, name, &own)), expected);
    }
    let get = "GET /scenario?scenario=wrong-subject HTTP/1.1";
    assert_eq!(status(&ask(&page, get, &[&host(&page), &own], "")), "405");
    assert_eq!(exchange(&emulator, "renovate").status, 200);
}

#[test]
fn refusal_is_explained_with_claims_beside_what_is_expected() {
    let emulator = emulator("wrong-subject");
    let page = open(&emulator);
    let refused = exchange(&emulator, "azure-wif-legacy");
    assert_eq!(refused.status, 401);
    let requests = requests(&page, 2);
    assert_eq!(requests[0]["sender"], "the job");
    assert_eq!(requests[0]["is_refused"], false);
    let request = &requests[1];
    assert_eq!(request["service"], "entra");
    assert_eq!(request["host"], "login.microsoftonline.com");
    assert_eq!(request["status"], 401);
    assert_eq!(request["code"], "AADSTS700213");
    assert_eq!(request["check"], "the subject");
    let connection = emulator.world().connection("azure-wif-legacy").unwrap();
    let application = emulator.world().application(connection.client_id).unwrap();
    assert_eq!(request["sender"], application.name);
    let claims = request["assertion"]["claims"].as_array().unwrap();
    let of = |claim: &str| claims.iter().find(|it| it["claim"] == claim).unwrap();
    assert_eq!(of("iss")["verdict"], "equal");
    assert_eq!(
        of("sub"),
        &json!({
            "name": "Subject",
            "claim": "sub",
            "presented": connection.federation.as_ref().unwrap().subject,
            "expected": "sc://acme/Widgets/renamed-connection",
            "verdict": "different",
        })
    );
    assert_eq!(of("aud")["verdict"], "equal");
    assert_eq!(of("exp")["verdict"], "not expired");
}

#[test]
fn each_scenario_of_the_federated_credential_is_seen_in_its_claim() {
    for (scenario, claim, verdict) in [
        ("default", None, "equal"),
        ("wrong-issuer", Some("iss"), "different"),
        ("wrong-subject", Some("sub"), "different"),
        ("subject-case", Some("sub"), "different in case"),
        ("wrong-audience", Some("aud"), "different"),
        ("expired-assertion", Some("exp"), "expired"),
    ] {
        let emulator = emulator(scenario);
        let page = open(&emulator);
        exchange(&emulator, "azure-wif-legacy");
        let requests = requests(&page, 2);
        let claims = requests[1]["assertion"]["claims"].as_array().unwrap();
        for it in claims {
            let expected = match claim {
                Some(claim) if it["claim"] == claim => verdict,
                _ if it["claim"] == "exp" => "not expired",
                _ => "equal",
            };
            assert_eq!(it["verdict"], expected, "{scenario}: {it}");
        }
    }
}

#[test]
fn text_of_strangers_stays_text() {
    let emulator = emulator("default");
    let page = open(&emulator);
    let part = |value: Value| URL_SAFE_NO_PAD.encode(value.to_string());
    let claims =
        json!({ "iss": "<b>\u{202e}", "sub": "a\n\nevent: hello\ndata: {}", "exp": i64::MAX });
    let forged = format!("{}.{}.AAAA", part(json!({ "alg": "RS256" })), part(claims));
    Exchange::new(&emulator, "renovate", &forged).send(&emulator);
    let url = emulator
        .azure_devops_url()
        .join("<script>alert(1)</script>");
    Request::get(url.unwrap())
        .header("User-Agent: <img src=x onerror=alert(1)>")
        .send(&emulator);
    let text = events(&page, None, |it| it.contains("\"number\":2,"));
    // Each event is one line of JSON, whatever is in it.
    assert_eq!(data(&text, "hello").len(), 1);
    let requests = requests(&page, 2);
    let claims = &requests[0]["assertion"]["claims"];
    assert_eq!(claims[0]["presented"], "<b>\u{fffd}");
    assert_eq!(
        claims[1]["presented"],
        "a\u{fffd}\u{fffd}event: hello\u{fffd}data: {}"
    );
    assert_eq!(requests[1]["path"], "/acme/<script>alert(1)</script>");
    assert!(get(&page, "/requests.txt").contains("content-type: text/plain"));
}

#[test]
fn browser_that_comes_back_gets_only_what_is_new() {
    let emulator = emulator("default");
    let page = open(&emulator);
    access_token(&emulator, "renovate");
    let text = events(&page, None, |it| {
        it.split_once("event: tokens")
            .is_some_and(|(_, it)| it.contains("\n\n"))
            && it.contains("\"number\":2,")
    });
    let id = text.lines().rev().find_map(|it| it.strip_prefix("id: "));
    assertion(&emulator, "renovate");
    let news = events(&page, id, |it| it.contains("\"number\":3,"));
    assert!(!news.contains("\"number\":2,\"path\""), "{news}");
    let numbers: Vec<_> = data(&news, "request")
        .iter()
        .map(|it| it["number"].clone())
        .collect();
    assert_eq!(numbers, [3]);
    let of_another = events(&page, Some("other.2.0"), |it| it.contains("\"number\":3,"));
    assert_eq!(data(&of_another, "request").len(), 3);
}

/// Returns the forms in which a secret could be in an answer.
fn forms(secret: &str) -> Vec<String> {
    let percent: String = url::form_urlencoded::byte_serialize(secret.as_bytes()).collect();
    vec![
        secret.to_owned(),
        percent,
        STANDARD.encode(secret),
        URL_SAFE_NO_PAD.encode(secret),
        secret.chars().rev().collect(),
    ]
}

#[test]
fn no_answer_has_a_secret() {
    let emulator = emulator("default");
    let page = open(&emulator);
    let mut out = Vec::new();
    let mut log = page.log_to(&mut out);
    let token = access_token(&emulator, "renovate");
    let secrets = emulator.secrets();
    for secret in &secrets {
        // A careless client has secrets everywhere.
        writeln!(log, "the secret is {secret}, of {secret}").unwrap();
        let encoded: String = url::form_urlencoded::byte_serialize(secret.as_bytes()).collect();
        let url = emulator.azure_devops_url();
        for path in [
            format!("_apis/{encoded}?{encoded}=1&api-version={encoded}&path={encoded}"),
            format!("{}?x={encoded}", STANDARD.encode(secret).replace('/', "_")),
        ] {
            Request::get(url.join(&path).unwrap())
                .header(format!("User-Agent: {secret}"))
                .bearer(secret)
                .send(&emulator);
        }
        let part = |value: Value| URL_SAFE_NO_PAD.encode(value.to_string());
        let claims = json!({ "iss": secret, "sub": format!("x{secret}"), "aud": secret });
        let forged = format!("{}.{}.AAAA", part(json!({ "alg": "RS256" })), part(claims));
        Exchange::new(&emulator, "renovate", &forged)
            .with("scope", secret)
            .send(&emulator);
        Exchange::new(&emulator, "renovate", secret).send(&emulator);
    }
    // Answers that repeat what they were sent, as a whole, in pieces and in other forms.
    let pieces = [
        Obfuscation::None,
        Obfuscation::Uppercase,
        Obfuscation::Reversed,
    ]
    .map(|it| Fault::ReflectPieces {
        status: 400,
        obfuscation: it,
    });
    for fault in pieces.into_iter().chain([Fault::Reflect { status: 401 }]) {
        let faults = Faults::on(entra::TOKEN, fault.clone().always());
        emulator.play(Scenario {
            faults: faults.and(azure_devops::OIDC_TOKEN, fault.always()),
            ..Scenario::default()
        });
        request_assertion(&emulator, "renovate");
        Exchange::new(&emulator, "renovate", &token).send(&emulator);
    }
    emulator.play(Scenario::default());
    access_token(&emulator, "renovate");
    let count = emulator.requests().len();
    let mut answers = events(&page, None, |it| {
        it.split_once(&format!("\"number\":{count},"))
            .and_then(|(_, it)| it.split_once("event: log"))
            .is_some_and(|(_, it)| it.contains("\n\n"))
    });
    for path in ["/", "/page.js", "/page.css", "/requests.txt"] {
        answers.push_str(&get(&page, path));
    }
    assert!(answers.contains("the secret is [covered], of [covered]"));
    assert!(!data(&answers, "tokens").is_empty());
    for secret in emulator.secrets() {
        for form in forms(&secret) {
            assert!(!answers.contains(&form), "{form}");
        }
        // The first half would be enough to tell a token from others.
        let half = secret.get(..secret.len() / 2).unwrap_or(&secret);
        let is_told = half.len() >= 16 && !half.starts_with("sekret-client-sec");
        assert!(!is_told || !answers.contains(half), "{half}");
    }
    assert!(!token.is_empty());
}

#[test]
fn tokens_are_numbers_with_a_hash_and_their_time() {
    let emulator = emulator("default");
    let page = open(&emulator);
    let first = access_token(&emulator, "renovate");
    access_token(&emulator, "azure-wif");
    let text = events(&page, None, |it| {
        data(it, "tokens")
            .last()
            .is_some_and(|it| it["tokens"].as_array().unwrap().len() == 2)
    });
    let tokens = data(&text, "tokens").pop().unwrap();
    let now_s = tokens["now_s"].as_i64().unwrap();
    let token = &tokens["tokens"][0];
    assert_eq!(token["number"], 1);
    assert_eq!(token["resource"], "Azure DevOps");
    assert_eq!(token["hash"].as_str().unwrap().len(), 6);
    assert!(!first.contains(token["hash"].as_str().unwrap()));
    let left_s = token["expires_at_s"].as_i64().unwrap() - now_s;
    assert!((3500..=3600).contains(&left_s), "{left_s}");
    assert_ne!(token["hash"], tokens["tokens"][1]["hash"]);
    emulator.expire_access_tokens();
    access_token(&emulator, "renovate");
    let text = events(&page, None, |it| {
        data(it, "tokens")
            .last()
            .is_some_and(|it| it["tokens"].as_array().unwrap().len() == 3)
    });
    let tokens = data(&text, "tokens").pop().unwrap();
    assert_eq!(tokens["tokens"][0]["expires_at_s"], 0);
}

#[test]
fn port_that_is_taken_is_an_error() {
    let emulator = emulator("default");
    let page = open(&emulator);
    let port = page.url().port().unwrap();
    let again = Page::open(&emulator, port, ShownJob::None).unwrap_err();
    assert_eq!(again.kind(), std::io::ErrorKind::AddrInUse);
}

#[test]
fn page_ends_with_the_emulator() {
    let emulator = emulator("default");
    let page = open(&emulator);
    let port = page.url().port().unwrap();
    drop(emulator);
    assert!(TcpStream::connect(("127.0.0.1", port)).is_err());
}
