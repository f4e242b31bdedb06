//! The failures of files that a variable names.

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
            Ours("a file that the kernel makes up"),
            Ours("it is on another machine, and"),
        ],
        kind: Configuration,
        summary: "only files on this machine that have a beginning and an end are read",
        remedy: Do(
            "name the file itself; where you have not set the variable so, look for the step that has, or for a text that a step printed",
        ),
        retry: Retry::Never,
    },
    Row {
        cause: Cause::FileNotReadInTime,
        patterns: &[Ours("it could not be read within")],
        kind: Configuration,
        summary: "the file system that holds the file does not answer",
        remedy: Do(
            "look at the network share or disk that the file is on, or put the file on a disk of the agent",
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
        summary: "certificates and keys are read as PEM or DER",
        remedy: Do(
            "write what is in it into PEM files: `openssl pkcs12 -in FILE.pfx -nokeys -out CERTIFICATES.pem`, or `openssl pkcs7 -print_certs -in FILE.p7b -out CERTIFICATES.pem` (with `-inform DER` where it is not PEM)",
        ),
        retry: Retry::Never,
    },
];
