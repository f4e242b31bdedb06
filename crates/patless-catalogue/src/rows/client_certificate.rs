//! Client certificates of applications that cannot be used.

use crate::cause::Cause;
use crate::kind::ErrorKind::Configuration;
use crate::pattern::Pattern::Ours;
use crate::remedy::Remedy::Do;
use crate::row::{Retry, Row};

/// The rows.
pub(super) const ROWS: &[Row] = &[
    Row {
        cause: Cause::CertificateWithoutKey,
        patterns: &[Ours("it contains a certificate, but no private key")],
        kind: Configuration,
        summary: "the client certificate has no private key with it",
        remedy: Do(
            "put both into one file: cat CERTIFICATE.pem KEY.pem > BOTH.pem. The certificate alone, which is registered for the app, proves nothing",
        ),
        retry: Retry::Never,
    },
    Row {
        cause: Cause::KeyWithoutCertificate,
        patterns: &[Ours("it contains a private key, but no certificate")],
        kind: Configuration,
        summary: "the private key has no certificate with it",
        remedy: Do(
            "put both into one file: cat CERTIFICATE.pem KEY.pem > BOTH.pem. Entra finds the key by the thumbprint of its certificate",
        ),
        retry: Retry::Never,
    },
    Row {
        cause: Cause::KeyOfOtherCertificate,
        patterns: &[Ours("its private key belongs to none of its certificates")],
        kind: Configuration,
        summary: "the private key belongs to another certificate",
        remedy: Do(
            "compare the public keys, and put those together that are the same: openssl x509 -in FILE.pem -noout -pubkey; openssl pkey -in FILE.pem -pubout",
        ),
        retry: Retry::Never,
    },
    Row {
        cause: Cause::ClientCertificateExpired,
        patterns: &[Ours("its certificate expired on")],
        kind: Configuration,
        summary: "the client certificate has expired",
        remedy: Do(
            "create another certificate and register it for the app: az ad app credential reset --id {client} --cert @CERTIFICATE.pem --append. If the date is wrong, correct the clock of this machine. Federation needs no certificate",
        ),
        retry: Retry::Never,
    },
    Row {
        cause: Cause::ClientCertificateNotYetValid,
        patterns: &[Ours("its certificate is not valid before")],
        kind: Configuration,
        summary: "the client certificate is not valid yet",
        remedy: Do(
            "correct the clock of this machine, or wait: a certificate is for the time from the date in it on",
        ),
        retry: Retry::Never,
    },
    Row {
        cause: Cause::CertificatePasswordMissing,
        patterns: &[Ours("it is protected with a password, and none is given")],
        kind: Configuration,
        summary: "the client certificate is protected with a password",
        remedy: Do(
            "set AZURE_CLIENT_CERTIFICATE_PASSWORD. In a service connection, store the key without a password",
        ),
        retry: Retry::Never,
    },
    Row {
        cause: Cause::CertificatePasswordWrong,
        patterns: &[Ours("the given password does not open it")],
        kind: Configuration,
        summary: "the password does not open the client certificate",
        remedy: Do(
            "correct AZURE_CLIENT_CERTIFICATE_PASSWORD. Try it: openssl pkcs12 -in FILE.pfx -noout",
        ),
        retry: Retry::Never,
    },
    Row {
        cause: Cause::UnsupportedEncryption,
        patterns: &[Ours("it is encrypted in a way that is not supported")],
        kind: Configuration,
        summary: "the client certificate or its key is encrypted in a way that Patless cannot decrypt",
        remedy: Do(
            "write the key anew, encrypted with AES: openssl pkcs8 -topk8 -in OLD.pem -out KEY.pem, or openssl pkcs12 -export -in BOTH.pem -out FILE.pfx with OpenSSL 3",
        ),
        retry: Retry::Never,
    },
    Row {
        cause: Cause::UnsupportedKey,
        patterns: &[
            Ours("its private key is not an RSA key"),
            Ours("only 2048 to 8192 can be used"),
        ],
        kind: Configuration,
        summary: "the client certificate has a key that cannot be used",
        remedy: Do(
            "create a certificate with an RSA key of 2048 to 8192 bits: openssl req -x509 -newkey rsa:3072 -noenc -days 180 -subj /CN=NAME -keyout KEY.pem -out CERTIFICATE.pem",
        ),
        retry: Retry::Never,
    },
    Row {
        cause: Cause::NotAClientCertificate,
        patterns: &[
            Ours("neither a certificate nor a private key, in PEM or PKCS #12"),
            Ours("its content is malformed"),
        ],
        kind: Configuration,
        summary: "the file or text is not a client certificate with its key",
        remedy: Do(
            "use PEM, which begins with -----BEGIN, with the certificate and its private key, or a PKCS #12 archive (.pfx, .p12)",
        ),
        retry: Retry::Never,
    },
];
