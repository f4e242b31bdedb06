//! Certificates whose CA may be trusted, but which break a rule, or cannot be checked for revocation.

use crate::cause::Cause;
use crate::kind::ErrorKind::{Configuration, Unavailable};
use crate::pattern::Pattern::{All, Text};
use crate::remedy::Remedy::Do;
use crate::row::{Retry, Row};

/// The rows. They are searched before those of certificates, because tools report all of them as failed verifications.
pub(super) const ROWS: &[Row] = &[
    Row {
        cause: Cause::PackageSignatureChain,
        patterns: &[
            Text("error NU3018"),
            Text("error NU3028"),
            All(&[Text("warning NU3018"), Text("self signed certificate")]),
        ],
        kind: Configuration,
        summary: "NuGet cannot verify who signed the package: this machine does not know the CA of the signature, or does not reach the server that knows revoked certificates",
        remedy: Do(
            "if the message speaks of an untrusted root, update the machine's root certificates (on Linux, the .NET SDK has its own list: update the SDK); if it speaks of revocation, allow the agent to reach the addresses for revocation in the certificate, or set NUGET_CERT_REVOCATION_MODE=offline. The connection to the feed is not the problem",
        ),
        retry: Retry::Never,
    },
    Row {
        cause: Cause::RevocationNotChecked,
        patterns: &[
            Text("CRYPT_E_NO_REVOCATION_CHECK"),
            Text("CRYPT_E_REVOCATION_OFFLINE"),
            Text("CERT_TRUST_REVOCATION_STATUS_UNKNOWN"),
            Text("CERT_TRUST_IS_OFFLINE_REVOCATION"),
            Text("0x80092012"),
            Text("0x80092013"),
            Text("RevocationStatusUnknown"),
            Text("OfflineRevocation"),
            Text("revocation function was unable to check revocation"),
        ],
        kind: Unavailable,
        summary: "Windows could not find out whether the server's certificate is revoked: the revocation server cannot be reached, or the certificate of a proxy that decrypts TLS names none",
        remedy: Do(
            "allow the agent to reach the addresses under CRL Distribution Points and Authority Information Access in the certificate, on port 80; if a proxy replaces the certificate, have it exempt {host}. If neither is possible: git config --global http.schannelCheckRevoke false, curl --ssl-revoke-best-effort; both still check everything else",
        ),
        retry: Retry::Never,
    },
    Row {
        cause: Cause::NoncompliantCertificate,
        patterns: &[
            Text("Basic Constraints of CA cert not marked critical"),
            Text("Missing Authority Key Identifier"),
            Text("Missing Subject Key Identifier"),
            Text("CA cert does not include key usage extension"),
            Text("certificate verify failed: invalid CA certificate"),
            Text("certificate is not standards compliant"),
            Text("certificate relies on legacy Common Name field"),
            Text("parent certificate cannot sign this kind of certificate"),
            Text("insecure algorithm SHA1-RSA"),
            Text("x509: negative serial number"),
            Text("EE certificate key too weak"),
            Text("CA certificate key too weak"),
            Text("CA signature digest algorithm too weak"),
            Text("EE_KEY_TOO_SMALL"),
            Text("CA_MD_TOO_WEAK"),
        ],
        kind: Unavailable,
        summary: "the certificate of the server, or of a proxy that decrypts TLS, breaks a rule that this client enforces; trusting its CA does not help",
        remedy: Do(
            "have the certificate issued anew by the rule that the message names (RFC 5280: critical basic constraints, key identifiers, a host name as subject alternative name, a strong key and signature; on macOS also a lifetime of at most 825 days), or exempt {host} from TLS inspection. Python 3.13, macOS and OpenSSL check more than their predecessors did",
        ),
        retry: Retry::Never,
    },
];
