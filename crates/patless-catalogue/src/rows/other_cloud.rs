//! Programs that look for the credentials of another cloud.

use crate::cause::Cause;
use crate::kind::ErrorKind::Configuration;
use crate::pattern::Pattern::{All, Any, Text};
use crate::remedy::Remedy::Do;
use crate::row::{Retry, Row};

/// The rows. Their metadata services have the same address as Azure's.
pub(super) const ROWS: &[Row] = &[Row {
    cause: Cause::OtherCloudCredentials,
    patterns: &[
        Text("169.254.169.254/latest"),
        Text("no EC2 IMDS role found"),
        Text("NoCredentialProviders: no valid providers in chain"),
        Text("Unable to locate credentials. You can configure credentials by running"),
        All(&[
            Any(&[
                Text("metadata.google.internal"),
                Text("169.254.169.254/computeMetadata"),
            ]),
            Any(&[
                Text("no such host"),
                Text("timed out"),
                Text("i/o timeout"),
                Text("ENOTFOUND"),
                Text("Failed to establish a new connection"),
                Text("Name or service not known"),
                Text("NameResolutionError"),
                Text("Failed to resolve"),
            ]),
        ]),
        Text("could not find default credentials"),
        Text("Could not load the default credentials"),
        Text("Your default credentials were not found"),
    ],
    kind: Configuration,
    summary: "the program looks for credentials of AWS or Google Cloud and finds none; Azure has no part in it",
    remedy: Do(
        "give the step credentials of that cloud: for AWS AWS_ACCESS_KEY_ID and AWS_SECRET_ACCESS_KEY, or AWS_ROLE_ARN and AWS_WEB_IDENTITY_TOKEN_FILE; for Google Cloud GOOGLE_APPLICATION_CREDENTIALS. The metadata service exists only on that cloud's own machines: opening a firewall does not help",
    ),
    retry: Retry::Never,
}];
