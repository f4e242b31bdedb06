//! Files that are named by a variable.

use crate::cause::Cause;
use crate::kind::ErrorKind::Configuration;
use crate::pattern::Pattern::Ours;
use crate::remedy::Remedy::Do;
use crate::row::{Retry, Row};

/// The rows.
pub(super) const ROWS: &[Row] = &[
    Row {
        cause: Cause::NotARegularFile,
        patterns: &[
            Ours("not a regular file"),
            Ours("a virtual file of the kernel"),
            Ours("it is on another machine, but"),
        ],
        kind: Configuration,
        summary: "only regular files on this machine can be read",
        remedy: Do(
            "name a regular file; if you did not set the variable, find the step that did, perhaps by printing text from someone else",
        ),
        retry: Retry::Never,
    },
    Row {
        cause: Cause::FileNotReadInTime,
        patterns: &[Ours("it could not be read within")],
        kind: Configuration,
        summary: "the file system that holds the file does not respond",
        remedy: Do(
            "check the network share or disk that holds the file, or move the file to a local disk of the agent",
        ),
        retry: Retry::Never,
    },
    Row {
        cause: Cause::CertificateArchive,
        patterns: &[
            Ours("it is a PKCS #12 archive"),
            Ours("it is a PKCS #7 file"),
        ],
        kind: Configuration,
        summary: "certificates and keys must be in PEM or DER format",
        remedy: Do(
            "convert the archive to PEM files: `openssl pkcs12 -in FILE.pfx -nokeys -out CERTIFICATES.pem`, or `openssl pkcs7 -print_certs -in FILE.p7b -out CERTIFICATES.pem` (add `-inform DER` if it is not PEM)",
        ),
        retry: Retry::Never,
    },
];
