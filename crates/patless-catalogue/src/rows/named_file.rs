//! Owns the failures of files that a variable names.

use crate::kind::ErrorKind::Configuration;
use crate::pattern::Sign::Text;
use crate::remedy::Remedy::Do;
use crate::row::{Retry, Row};

/// The rows.
pub(super) const ROWS: &[Row] = &[
    Row {
        name: "not-a-regular-file",
        signs: &[
            Text("not a regular file"),
            Text("a file that the kernel makes up"),
            Text("it is on another machine, and"),
        ],
        kind: Configuration,
        cause: "only files on this machine that have a beginning and an end are read",
        remedy: Do(
            "name the file itself; where you have not set the variable so, look for the step that has, or for a text that a step printed",
        ),
        retry: Retry::Never,
    },
    Row {
        name: "file-not-read-in-time",
        signs: &[Text("it could not be read within")],
        kind: Configuration,
        cause: "the file system that holds the file does not answer",
        remedy: Do(
            "look at the network share or disk that the file is on, or put the file on a disk of the agent",
        ),
        retry: Retry::Never,
    },
    Row {
        name: "certificate-archive",
        signs: &[
            Text("it is a PKCS #12 archive"),
            Text("it is a PKCS #7 file"),
        ],
        kind: Configuration,
        cause: "certificates and keys are read as PEM or DER",
        remedy: Do(
            "write what is in it into PEM files: `openssl pkcs12 -in FILE.pfx -nokeys -out CERTIFICATES.pem`, or `openssl pkcs7 -print_certs -in FILE.p7b -out CERTIFICATES.pem` (with `-inform DER` where it is not PEM)",
        ),
        retry: Retry::Never,
    },
];
