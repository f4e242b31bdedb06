//! Tests broken responses, as a client sees them.

use patless_emulator::scenario::{Fault, Faults};
use patless_emulator::services::entra;
use patless_emulator::{Emulator, Scenario, ServiceName};

use crate::client::{ConnectionError, Request, Response};
use crate::job::{Exchange, assertion_url, emulator};

/// Endpoint, with the prefix of its scenarios' names.
#[derive(Clone, Copy, Debug)]
enum Endpoint {
    Oidc,
    Entra,
}

impl Endpoint {
    const BOTH: [Self; 2] = [Self::Oidc, Self::Entra];

    fn emulator(self, name: &str) -> Emulator {
        emulator(&match self {
            Self::Oidc => format!("oidc-{name}"),
            Self::Entra => format!("entra-{name}"),
        })
    }

    /// Sends a request to which the real endpoint responds with JSON.
    fn send(self, emulator: &Emulator) -> Result<Response, ConnectionError> {
        match self {
            Self::Oidc => Request::post(assertion_url(emulator, "azure-wif"))
                .bearer(&emulator.world().job.token)
                .suppress(),
            Self::Entra => Exchange::new(emulator, "azure-wif", "***").request(emulator),
        }
        .attempt(emulator)
    }
}

#[test]
fn resets_are_seen_where_they_happen() {
    for endpoint in Endpoint::BOTH {
        let broken = |name| {
            let emulator = endpoint.emulator(name);
            let broken = endpoint.send(&emulator).unwrap_err();
            (broken, emulator.requests()[0].status)
        };
        let before = broken("reset-before-headers");
        assert_eq!(before, (ConnectionError::Reset(0), None), "{endpoint:?}");
        let during = broken("reset-during-headers");
        assert_eq!(during, (ConnectionError::Reset(24), None), "{endpoint:?}");
        let (ConnectionError::Reset(count), Some(_)) = broken("reset-during-body") else {
            panic!("{endpoint:?}");
        };
        assert!(count > 200, "{endpoint:?}: {count}");
        let (closed, _) = broken("closed-before-headers-once");
        assert_eq!(closed, ConnectionError::Closed(0), "{endpoint:?}");
    }
}

#[test]
fn single_reset_is_followed_by_a_response() {
    for endpoint in Endpoint::BOTH {
        for name in [
            "reset-before-headers-once",
            "reset-during-headers-once",
            "reset-during-body-once",
            "closed-before-headers-once",
            "closed-during-body-once",
        ] {
            let emulator = endpoint.emulator(name);
            assert!(endpoint.send(&emulator).is_err(), "{endpoint:?} {name}");
            assert!(endpoint.send(&emulator).is_ok(), "{endpoint:?} {name}");
        }
    }
}

#[test]
fn silence_and_endless_bodies_never_end() {
    for endpoint in Endpoint::BOTH {
        let rows = [
            ("silence", ConnectionError::Silent),
            ("endless-body", ConnectionError::Large),
        ];
        for (name, expected) in rows {
            let emulator = endpoint.emulator(name);
            assert_eq!(endpoint.send(&emulator).unwrap_err(), expected, "{name}");
        }
    }
}

#[test]
fn slow_response_is_complete_in_the_end() {
    let slow = |every_ms| {
        Emulator::start(Scenario {
            faults: Faults::on(entra::TOKEN, vec![Fault::SlowBytes { every_ms }]),
            ..Scenario::default()
        })
        .unwrap()
    };
    let response = Endpoint::Entra.send(&slow(1)).unwrap();
    assert_eq!(response.json()["error_codes"][0], 50027);
}

#[test]
fn half_of_the_json_is_sent_as_if_complete() {
    for endpoint in Endpoint::BOTH {
        let response = endpoint.send(&endpoint.emulator("truncated-json")).unwrap();
        let length = response.body.len().to_string();
        assert_eq!(response.header("Content-Length"), Some(&*length));
        assert!(serde_json::from_str::<serde_json::Value>(&response.body).is_err());
    }
}

#[test]
fn redirect_points_to_another_host_of_the_emulator() {
    for endpoint in Endpoint::BOTH {
        let emulator = endpoint.emulator("redirect");
        let response = endpoint.send(&emulator).unwrap();
        assert_eq!(response.status, 307);
        let elsewhere = emulator.vstoken_url().join("elsewhere").unwrap();
        assert_eq!(response.header("Location"), Some(elsewhere.as_str()));
        Request::post(elsewhere).send(&emulator);
        assert_eq!(emulator.requests()[1].service, ServiceName::Vstoken);
    }
}

#[test]
fn responses_of_proxies_and_front_ends_have_their_format() {
    let rows = [
        ("throttled", 429, "text/plain", Some("60")),
        ("throttled-for-good", 429, "text/plain", None),
        ("throttled-burst", 429, "text/plain", Some("1")),
        ("unavailable", 503, "text/html; charset=utf-8", None),
        ("internal-error", 500, "text/html; charset=utf-8", None),
        ("bad-gateway", 502, "text/html; charset=utf-8", None),
        (
            "proxy-authentication",
            407,
            "text/html; charset=utf-8",
            None,
        ),
        ("proxy-forbidden", 403, "text/html; charset=utf-8", None),
        ("text-forbidden", 403, "text/plain; charset=utf-8", None),
        ("html", 200, "text/html; charset=utf-8", None),
    ];
    for endpoint in Endpoint::BOTH {
        for (name, status, content_type, retry_after) in rows {
            let response = endpoint.send(&endpoint.emulator(name)).unwrap();
            assert_eq!(response.status, status, "{name}");
            assert_eq!(
                response.header("Content-Type"),
                Some(content_type),
                "{name}"
            );
            assert_eq!(response.header("Retry-After"), retry_after, "{name}");
            assert_eq!(response.all_headers("Date").len(), 1, "{name}");
        }
    }
}

#[test]
fn bursts_end() {
    for endpoint in Endpoint::BOTH {
        for (name, count) in [
            ("throttled-burst", 3),
            ("throttled-without-retry-after", 2),
            ("unavailable-burst", 3),
        ] {
            let emulator = endpoint.emulator(name);
            for _ in 0..count {
                assert!(endpoint.send(&emulator).unwrap().status >= 429, "{name}");
            }
            assert!(endpoint.send(&emulator).unwrap().status < 429, "{name}");
        }
    }
}
