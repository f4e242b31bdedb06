//! An assertion that the client signs itself, or that an issuer of its own signs.

use crate::cause::Cause;
use crate::kind::ErrorKind::Rejected;
use crate::pattern::Pattern::{Aadsts, All, Any, Text};
use crate::remedy::Remedy::Do;
use crate::row::{Retry, Row};

/// The rows.
pub(in crate::rows) const ROWS: &[Row] = &[
    Row {
        cause: Cause::ExpiredAppCertificate,
        patterns: &[
            All(&[
                Aadsts(700027),
                Any(&[
                    Text("is expired on application"),
                    Text("The key used is expired"),
                    Text("client assertion is expired"),
                ]),
            ]),
            All(&[Aadsts(50012), Text("The key used is expired")]),
            Aadsts(1000502),
            Aadsts(7000214),
            Aadsts(7000277),
        ],
        kind: Rejected,
        summary: "the certificate that signed the assertion has expired or was revoked",
        remedy: Do(
            "create another certificate, register it without its key, and use it: az ad app credential reset --id {client} --cert @CERTIFICATE.pem --append. If it is not that old, correct the clock of this machine. Workload identity federation needs no certificate",
        ),
        retry: Retry::Never,
    },
    Row {
        cause: Cause::UnregisteredCertificate,
        patterns: &[
            All(&[
                Aadsts(700027),
                Any(&[
                    Text("is not registered on application"),
                    Text("see configured keys for app Id"),
                ]),
            ]),
            All(&[Aadsts(50012), Text("The key was not found")]),
        ],
        kind: Rejected,
        summary: "the app has no current certificate with this thumbprint",
        remedy: Do(
            "register the certificate, without its key: az ad app credential reset --id {client} --cert @CERTIFICATE.pem --append. If it is registered, check that the client id is that of the same app",
        ),
        retry: Retry::Never,
    },
    Row {
        cause: Cause::CertificateSubject,
        patterns: &[
            All(&[
                Aadsts(700030),
                Any(&[Text("subject name"), Text("SubjectNames")]),
            ]),
            All(&[
                Aadsts(50012),
                Text("The subject name of the signing certificate"),
            ]),
        ],
        kind: Rejected,
        summary: "the app trusts certificates by their subject, and this certificate has another one",
        remedy: Do(
            "use a certificate with the trusted subject and issuer, the first one in its PEM file, or register this one, without its key: az ad app credential reset --id {client} --cert @CERTIFICATE.pem --append",
        ),
        retry: Retry::Never,
    },
    Row {
        cause: Cause::AppWithoutKeys,
        patterns: &[Aadsts(700026)],
        kind: Rejected,
        summary: "the app has neither a certificate nor a client secret",
        remedy: Do(
            "check that client {client} is the intended one; then register the certificate, without its key: az ad app credential reset --id {client} --cert @CERTIFICATE.pem --append; or use a federated credential, which needs no key",
        ),
        retry: Retry::Never,
    },
    Row {
        cause: Cause::AssertionOfOtherClient,
        patterns: &[Aadsts(700021)],
        kind: Rejected,
        summary: "the assertion names another client than the request",
        remedy: Do(
            "sign the assertion with iss and sub set to the client id of the request: {client}; usually the client id and the certificate belong to different apps",
        ),
        retry: Retry::Never,
    },
    Row {
        cause: Cause::AssertionEndpoint,
        patterns: &[
            All(&[
                Aadsts(700023),
                Text("audience claim does not match Realm issuer"),
            ]),
            All(&[
                Aadsts(50012),
                Text("audience claim does not match Realm issuer"),
            ]),
        ],
        kind: Rejected,
        summary: "the audience of the assertion is not the endpoint to which it was sent",
        remedy: Do(
            "set aud to https://login.microsoftonline.com/{tenant}/oauth2/v2.0/token, for the same tenant and cloud as the request; if a library signs the assertion, correct its tenant or authority host",
        ),
        retry: Retry::Never,
    },
    Row {
        cause: Cause::IssuerKeyUnknown,
        patterns: &[Aadsts(7000272)],
        kind: Rejected,
        summary: "the issuer does not publish the key that signed the assertion, or Entra has an old copy of its keys",
        remedy: Do(
            "check that {issuer}/.well-known/openid-configuration names the current keys (jwks_uri), and that the key is among them, under its kid; for Kubernetes, publish those of kubectl get --raw /openid/v1/jwks. If they are right, wait half an hour",
        ),
        retry: Retry::Never,
    },
];
