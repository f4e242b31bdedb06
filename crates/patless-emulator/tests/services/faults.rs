//! Tests faults and the journal.

use patless_emulator::scenario::{CannedResponse, Fault, Faults};
use patless_emulator::services::entra;
use patless_emulator::{Emulator, Scenario, ServiceName};

use crate::client::Request;
use crate::job::{Exchange, assertion, assertion_url, emulator, exchange, request_assertion};

fn with_token_faults(token: Vec<Fault>) -> Emulator {
    Emulator::start(Scenario {
        faults: Faults::on(entra::TOKEN, token),
        ..Scenario::default()
    })
    .unwrap()
}

#[test]
fn throttled_endpoints_recover() {
    let emulator = emulator("throttled-once");
    let refused = request_assertion(&emulator, "azure-wif");
    assert_eq!(refused.status, 429);
    assert_eq!(refused.header("Retry-After"), Some("1"));
    assert_eq!(refused.body, "Too Many Requests");
    assert_eq!(exchange(&emulator, "azure-wif").status, 429);
    assert_eq!(exchange(&emulator, "azure-wif").status, 200);
}

#[test]
fn unavailable_endpoint_recovers() {
    let emulator = emulator("unavailable-once");
    let statuses = [(); 2].map(|()| request_assertion(&emulator, "azure-wif").status);
    assert_eq!(statuses, [503, 200]);
}

#[test]
fn closed_connection_has_no_response() {
    let emulator = with_token_faults(vec![Fault::CloseBeforeHeaders]);
    let assertion = assertion(&emulator, "azure-wif");
    let exchange = Exchange::new(&emulator, "azure-wif", &assertion);
    assert!(exchange.request(&emulator).try_send(&emulator).is_none());
    assert_eq!(exchange.send(&emulator).status, 200);
    let statuses: Vec<_> = emulator.requests().iter().map(|it| it.status).collect();
    assert_eq!(statuses, [Some(200), None, Some(200)]);
}

#[test]
fn truncated_body_ends_early() {
    let response = CannedResponse::json(200, "{\"access_token\":\"cut\"}");
    let emulator = with_token_faults(vec![Fault::Truncate {
        response,
        sent_bytes: 10,
    }]);
    let exchange = Exchange::new(&emulator, "azure-wif", "x");
    let text = exchange.request(&emulator).start(&emulator).broken_text();
    assert!(text.contains("content-length: 22\r\n"), "{text}");
    assert!(text.ends_with("\r\n\r\n{\"access_t"), "{text}");
}

#[test]
fn stalled_request_ends_with_the_emulator() {
    let emulator = with_token_faults(vec![Fault::Stall]);
    let url = emulator
        .authority_host()
        .join("common/oauth2/v2.0/token")
        .unwrap();
    let stalled = Request::post(url).start(&emulator);
    while emulator.requests().is_empty() {
        std::thread::yield_now();
    }
    assert_eq!(emulator.requests()[0].status, None);
    drop(emulator);
    assert!(stalled.finish().is_none());
}

#[test]
fn journal_holds_no_secret() {
    let emulator = emulator("default");
    exchange(&emulator, "azure-wif");
    let requests = emulator.requests();
    let journal = format!("{requests:?}");
    for secret in emulator.secrets() {
        assert!(!journal.contains(&secret));
    }
    assert_eq!(requests[0].service, ServiceName::AzureDevOps);
    assert_eq!(requests[0].header("Authorization"), Some("Bearer"));
    assert_eq!(
        requests[0].header("X-TFS-FedAuthRedirect"),
        Some("Suppress")
    );
    let target = &assertion_url(&emulator, "azure-wif")[url::Position::BeforePath..];
    assert_eq!(requests[0].path, target);
    assert_eq!(requests[1].service, ServiceName::Entra);
    assert_eq!(requests[1].status, Some(200));
    assert_eq!(
        requests[1].form_fields,
        [
            "client_id",
            "scope",
            "grant_type",
            "client_assertion_type",
            "client_assertion"
        ],
    );
    assert_eq!(
        requests[1].scope.as_deref(),
        Some("499b84ac-1321-427f-aa17-267ca6975798/.default"),
    );
    assert_ne!(requests[0].connection, requests[1].connection);
}
