//! Each printed error of ours is explained by its own cause. Text from users does not affect the cause.

mod answers;
mod client_certificates;
#[cfg(unix)]
mod desk;
mod environments;
mod files;
mod gits;
mod inputs;
#[cfg(unix)]
mod keepers;
mod refusals;
mod sources;
mod transports;

use std::collections::HashSet;
use std::error::Error;
use std::sync::Arc;

use patless::{Failure, InputError, Report, UnexpectedIdentity};
use patless_catalogue::{Cause, Pattern, explain, rows};
use patless_core::errors::{
    EnvironmentError, Fault, InvalidScope, Reason, Server, TransportError, Unavailable,
};
use patless_core::{Cloud, NetworkError, Scope, ScopeName, TokenError};

use crate::managed_identity;
use crate::named_causes::add_causes;
use crate::pipeline::root;

/// Every failure but the refusals of Entra, which the fault matrix has.
fn samples() -> Vec<Failure> {
    let mut failures = vec![
        Failure::OutsideJob,
        Failure::Command {
            variable: "NAME".to_owned(),
        },
        Failure::Forgotten(environments::variable_names()),
        Failure::Lifetime {
            scope: scope(),
            left_min: 5,
            minimum_min: 10,
        },
        Failure::PipelineAssertion {
            subject: "p://acme/web/build".to_owned(),
        },
        Failure::Unescapable { scope: scope() },
        Failure::HeldLifetime {
            name: "TOKEN".to_owned(),
            left_min: 5,
            minimum_min: 10,
        },
    ];
    let scopes = [
        InvalidScope::Several("a b".to_owned()),
        InvalidScope::OtherCloud {
            name: "storage",
            cloud: Cloud::UsGovernment,
        },
        InvalidScope::ResourceOfOtherCloud {
            resource: "https://vault.azure.cn".to_owned(),
            of: Cloud::China,
            cloud: Cloud::Public,
        },
        InvalidScope::Unknown {
            text: "devops".to_owned(),
            meant: Some("azureDevOps"),
        },
    ];
    failures.extend(scopes.map(|source| Failure::Scope {
        place: "for the variable TOKEN".to_owned(),
        source,
    }));
    failures.extend(gits::gits().map(Failure::Git));
    failures.extend(sources::sources().into_iter().map(Failure::Source));
    #[cfg(unix)]
    failures.extend(desk::desk());
    #[cfg(unix)]
    failures.extend(keepers::keepers());
    let found = Some("sc://acme/web/other".to_owned());
    let expected = "sc://acme/web/deploy".to_owned();
    failures.push(Failure::UnexpectedIdentity(UnexpectedIdentity::new(
        "subject", expected, found,
    )));
    failures.extend(inputs::inputs().into_iter().map(Failure::Inputs));
    failures.extend(
        environments::environments()
            .into_iter()
            .map(Failure::Environment),
    );
    failures.extend(client_certificates::client_certificates());
    let networks = environments::networks().into_iter();
    failures.extend(networks.chain(files::files()).map(Failure::Network));
    let assertions = answers::assertions().into_iter().map(Arc::new);
    failures.extend(assertions.map(Failure::Assertion));
    failures.push(Failure::NewAssertion {
        scope: scope(),
        source: Arc::new(answers::job_token_refused().into()),
    });
    failures.extend(
        answers::of_github()
            .into_iter()
            .map(|source| Failure::NewAssertion {
                scope: scope(),
                source: Arc::new(source),
            }),
    );
    let exchanges = answers::exchanges().into_iter();
    failures.extend(exchanges.map(|source| Failure::Exchange {
        scope: scope(),
        source: Arc::new(source),
    }));
    let managed = managed_identity::samples::errors().into_iter();
    failures.extend(managed.map(|source| Failure::Exchange {
        scope: scope(),
        source,
    }));
    let targets = answers::targets().into_iter();
    failures.extend(targets.map(|source| Failure::Target {
        organization: "acme".to_owned(),
        client: None,
        source,
    }));
    failures
}

fn scope() -> Scope {
    let scope = ScopeName::parse("azureDevOps").unwrap();
    scope.resolve(&Cloud::Public).unwrap()
}

#[test]
fn every_error_of_ours_is_explained_by_its_cause() {
    for failure in samples() {
        let report = Report::of(&failure);
        let cause = failure.cause();
        let text = report.to_string();
        let explained = explain(&text).map(|it| it.cause);
        assert_eq!(explained, Some(cause), "{text}");
        // What says all itself has no summary by which its first line could be known.
        if !cause.is_general() && cause != Cause::PipelineSubject {
            let explained = explain(&report.headline).map(|it| it.cause);
            assert_eq!(explained, Some(cause), "{}", report.headline);
        }
    }
}

#[test]
fn every_cause_that_our_errors_name_has_a_sample() {
    let samples = samples();
    let shown: HashSet<_> = samples.iter().map(Failure::cause).collect();
    let mut named = HashSet::new();
    for folder in ["crates/patless-core/src", "crates/patless/src"] {
        add_causes(&root().join(folder), &mut named);
    }
    assert!(named.len() > 30, "{named:?}");
    let missing = named.difference(&shown);
    let missing: Vec<_> = missing
        .filter(|it| !OF_FILES.contains(it) && !ELSEWHERE.contains(it))
        .collect();
    assert!(missing.is_empty(), "without a sample: {missing:?}");
}

/// What takes a slow disk or Windows to be seen. A test beside the error has all of it.
const OF_FILES: [Cause; 2] = [Cause::FileNotReadInTime, Cause::NotARegularFile];

/// What is shown by tests of their own: a warning of the task, and a sign-in page that the emulator does not offer.
const ELSEWHERE: [Cause; 2] = [Cause::ConvertibleConnection, Cause::ForeignSignInPage];

#[test]
fn every_phrase_of_ours_in_the_catalogue_stands_in_an_error_of_ours() {
    let samples = samples();
    let texts: Vec<_> = samples.iter().map(own_words).collect();
    let is_here = |cause| !OF_FILES.contains(cause) && !ELSEWHERE.contains(cause);
    for row in rows().filter(|row| is_here(&row.cause)) {
        for phrase in row.patterns.iter().flat_map(phrases_of_ours) {
            let is_said = texts.iter().any(|text| text.contains(phrase));
            assert!(is_said, "{}: nothing of ours says {phrase:?}", row.name());
        }
    }
}

/// What an error and its sources say, without the words of a row.
fn own_words(error: &Failure) -> String {
    let first: &dyn Error = error;
    let errors = std::iter::successors(Some(first), |&error| error.source());
    let texts: Vec<_> = errors.map(ToString::to_string).collect();
    texts.join(": ")
}

/// Lists the phrases of ours in a pattern.
fn phrases_of_ours(pattern: &Pattern) -> Vec<&'static str> {
    match pattern {
        Pattern::All(patterns) | Pattern::Any(patterns) => {
            patterns.iter().flat_map(phrases_of_ours).collect()
        }
        Pattern::Ours(phrase) => vec![phrase],
        _ => Vec::new(),
    }
}

/// Texts that name a cause, where they are an error.
const NAMING: [&str; 6] = [
    "ECONNREFUSED",
    "TF401444",
    "AADSTS700213",
    "HTTP 407",
    "the agent did not provide service connection",
    "docs/TROUBLESHOOTING.md#no-job-token",
];

#[test]
fn what_people_write_chooses_no_cause() {
    let text = || "x".to_owned();
    for naming in NAMING {
        let naming = || naming.to_owned();
        for (of_text, of_naming) in [
            (written(&text()), written(&naming())),
            (reached(&text()), reached(&naming())),
        ] {
            for (one, other) in of_text.iter().zip(&of_naming) {
                assert_eq!(one.cause(), other.cause(), "{other:?}");
                assert_eq!(one.kind(), other.kind(), "{other:?}");
            }
        }
    }
}

/// Failures that repeat what somebody wrote.
fn written(text: &str) -> Vec<Failure> {
    let text = || text.to_owned();
    vec![
        Failure::Command { variable: text() },
        Failure::Inputs(InputError::Value {
            input: "isOutput",
            text: text(),
            expected: "true or false",
        }),
        Failure::Inputs(InputError::TokenLine {
            number: 1,
            line: text(),
        }),
        Failure::Inputs(InputError::Overridden {
            name: text(),
            input: "scope",
        }),
        Failure::Environment(EnvironmentError::Shadowed {
            name: text(),
            owner: "SYSTEM_OIDCREQUESTURI",
        }),
        Failure::Environment(EnvironmentError::Insecure {
            what: text(),
            scheme: "http".to_owned(),
            host: text(),
        }),
        Failure::Environment(EnvironmentError::UnsupportedScheme {
            id: text(),
            scheme: text(),
        }),
        Failure::Network(NetworkError::CaFile {
            variable: "AGENT_CAINFO",
            path: text(),
            source: text().into(),
        }),
        Failure::Scope {
            place: text(),
            source: InvalidScope::Several(text()),
        },
    ]
}

/// Failures on the way to a host of this name.
fn reached(host: &str) -> Vec<Failure> {
    let host = || host.to_owned();
    let reason = || Reason::new("something new", Fault::Other);
    let errors = [
        TransportError::Address { host: host() },
        TransportError::Connect {
            host: host(),
            reason: reason(),
        },
        TransportError::Proxy {
            host: host(),
            proxy: host(),
            reason: reason(),
        },
        TransportError::TooLarge {
            host: host(),
            limit_bytes: 1,
        },
    ];
    let errors = errors.into_iter();
    errors
        .map(|error| {
            let server = Server::Assertion;
            let error = TokenError::from(Unavailable::NoAnswer { server, error });
            Failure::Assertion(Arc::new(error))
        })
        .collect()
}
