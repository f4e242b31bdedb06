//! Tests the rate limit of the token endpoint.

use patless_emulator::scenario::{EntraKnobs, Throttle};
use patless_emulator::{Emulator, Scenario};

use crate::job::{Exchange, assertion, exchange};

#[test]
fn exchanges_beyond_the_limit_are_refused_as_by_entra() {
    let emulator = Emulator::start(Scenario {
        entra: EntraKnobs {
            throttle: Some(Throttle {
                per_second: 0,
                burst: 1,
                retry_after_s: 7,
            }),
            ..EntraKnobs::default()
        },
        ..Scenario::default()
    })
    .unwrap();
    let assertion = assertion(&emulator, "azure-wif");
    let [first, second] = [(); 2].map(|()| {
        let exchange = Exchange::new(&emulator, "azure-wif", &assertion);
        exchange.send(&emulator)
    });
    assert_eq!(first.status, 200);
    assert_eq!(second.status, 429);
    assert_eq!(second.header("Retry-After"), Some("7"));
    assert_eq!(second.header("Content-Type"), Some("text/plain"));
    assert_eq!(second.body, "Too Many Requests");
    let statuses: Vec<_> = emulator.requests().iter().map(|it| it.status).collect();
    assert_eq!(statuses, [Some(200), Some(200), Some(429)]);
}

#[test]
fn limit_recovers_with_time() {
    let emulator = Emulator::start(Scenario {
        entra: EntraKnobs {
            throttle: Some(Throttle {
                per_second: 1000,
                burst: 1,
                retry_after_s: 1,
            }),
            ..EntraKnobs::default()
        },
        ..Scenario::default()
    })
    .unwrap();
    // Each exchange requests an assertion first, which takes longer than refilling the bucket.
    let statuses = [(); 3].map(|()| exchange(&emulator, "azure-wif").status);
    assert_eq!(statuses, [200; 3]);
    let arrivals: Vec<_> = emulator.requests().iter().map(|it| it.arrived_at).collect();
    assert!(arrivals.is_sorted(), "{arrivals:?}");
}
