//! Benchmarks of the hot code: masking and escaping a token, reading the agent's variables, finding an error's cause.
//!
//! Run them with `cargo bench --package patless`. `cargo xtask bench` measures a whole step.

use std::hint::black_box;

use criterion::{Criterion, criterion_group, criterion_main};
use patless::sinks::Escaping;
use patless::sinks::masks::masks;
use patless_catalogue::explain;
use patless_core::{Environment, Job};

/// A text of the shape and about the length of an access token for Azure DevOps.
fn token() -> String {
    let part = |length| "eyJ0eXAiOiJKV1QiLCJhbGciOi".chars().cycle().take(length);
    let parts = [part(160), part(1_300), part(342)].map(String::from_iter);
    parts.join(".")
}

/// The variables of a job: some decide, most are the agent's and the machine's.
fn variables() -> Vec<(String, String)> {
    let collection = "https://dev.azure.com/acme/";
    let decisive = [
        ("ENDPOINT_URL_SYSTEMVSSCONNECTION", collection.to_owned()),
        ("SYSTEM_COLLECTIONURI", collection.to_owned()),
        ("SYSTEM_OIDCREQUESTURI", format!("{collection}p/oidctoken")),
        (
            "ENDPOINT_AUTH_PARAMETER_SYSTEMVSSCONNECTION_ACCESSTOKEN",
            token(),
        ),
        ("VSTS_PUBLIC_VARIABLES", r#"["build.buildId"]"#.to_owned()),
    ];
    let others = (0..200).map(|number| (format!("BUILD_VARIABLE_{number}"), "value".to_owned()));
    let decisive = decisive.map(|(name, value)| (name.to_owned(), value));
    decisive.into_iter().chain(others).collect()
}

/// What Entra says of a wrong subject.
const REFUSAL: &str = "AADSTS700213: No matching federated identity record found for presented assertion subject \
    '/eid1/c/pub/t/AAAA/a/BBBB/sc/CCCC/DDDD'. Check your federated identity credential Subject, Audience and Issuer \
    against the presented assertion. Trace ID: 0 Correlation ID: 0 Timestamp: 2026-11-22 00:00:00Z";

fn inside(criterion: &mut Criterion) {
    let token = token();
    criterion.bench_function("the masks of a token", |bench| {
        bench.iter(|| masks(black_box(&token)));
    });
    criterion.bench_function("a token escaped for a logging command", |bench| {
        bench.iter(|| Escaping::WithPercents.escape(black_box(&token)));
    });
    criterion.bench_function("a job read from its variables", |bench| {
        bench.iter(|| Job::from_environment(&Environment::new(black_box(variables()))));
    });
    criterion.bench_function("the cause of a refusal", |bench| {
        bench.iter(|| explain(black_box(REFUSAL)));
    });
}

criterion_group!(benches, inside);
criterion_main!(benches);
