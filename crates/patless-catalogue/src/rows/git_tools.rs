//! Git, Git LFS and SSH without a credential, or with one that Azure DevOps does not accept.

use crate::cause::Cause;
use crate::kind::ErrorKind::Configuration;
use crate::pattern::Pattern::{self, All, Any, Text};
use crate::remedy::Remedy::Do;
use crate::row::{Retry, Row};

/// The rows.
pub(super) const ROWS: &[Row] = &[
    Row {
        cause: Cause::GitWithoutCredential,
        patterns: &[Any(UNASKED_BY_HOST), Any(UNASKED_BY_PATH)],
        kind: Configuration,
        summary: "no credential reached git in this step, and nobody can be asked for one",
        remedy: Do(
            "in a job, map SYSTEM_ACCESSTOKEN: $(System.AccessToken) into the step, and have git send it (bash): git config --global http.https://dev.azure.com/.extraheader \"Authorization: Bearer $SYSTEM_ACCESSTOKEN\", with your server's URL if it differs; remove it at the end with --unset-all. Programs that start git, such as terraform init, use it too. For pushes to the repository of checkout alone, persistCredentials: true does; use one of both, never two. On your own machine, run git once in a terminal, with Git Credential Manager. In docker build, pass the token as a secret (--mount=type=secret)",
        ),
        retry: Retry::Never,
    },
    Row {
        cause: Cause::GitBadRequest,
        patterns: &[All(&[
            Text("The requested URL returned error: 400"),
            Any(&[
                Text("unable to access 'https://dev.azure.com"),
                Text("/_git/"),
            ]),
        ])],
        kind: Configuration,
        summary: "Azure DevOps cannot read the request: git sends two Authorization headers, or one that is malformed",
        remedy: Do(
            "list the stored headers with their files: git config --show-origin --name-only --get-regexp extraheader. Keep one: leave out persistCredentials: true, or remove the other with git config --unset-all NAME (--global if it is in the user's file). A header of your own must be on one line: with Basic, encode :TOKEN by base64 -w0 (on a Mac, base64)",
        ),
        retry: Retry::Never,
    },
    // The words of go-git, the library of Argo, Flux and other programs, about HTTP 401.
    Row {
        cause: Cause::GoGitRefused,
        patterns: &[All(&[
            Text("/_git/"),
            Any(&[
                Text(": authentication required"),
                Text(": authorization failed"),
            ]),
            Any(&[
                Text("failed to clone"),
                Text("unable to clone"),
                Text("unable to list remote"),
                Text("failed to list refs"),
                Text("failed to checkout and determine revision"),
            ]),
        ])],
        kind: Configuration,
        summary: "the program has no credential for this repository that Azure DevOps accepts",
        remedy: Do(
            "check the secret that the program reads: a token is the password, with any user name that is not empty, and both without a line break. If it has expired, let the program use workload identity where it can, such as provider: azure in Flux and useAzureWorkloadIdentity in Argo CD, and add that identity to the organization",
        ),
        retry: Retry::Never,
    },
    Row {
        cause: Cause::LfsRefused,
        patterns: &[All(&[
            Any(&[
                Text("batch response: Authentication required"),
                Text("batch response: Authorization error"),
                Text("LFS: Authentication required"),
                Text("LFS: Authorization error"),
            ]),
            Any(&[
                Text("Authorization error: https://dev.azure.com"),
                All(&[
                    Text("/_git/"),
                    Any(&[Text("visualstudio.com"), Text("@dev.azure.com")]),
                ]),
            ]),
        ])],
        kind: Configuration,
        summary: "Git LFS has no credential that Azure DevOps accepts, or the identity may not write to the repository",
        remedy: Do(
            "to read files in a pipeline, set lfs: true on checkout: the credential of checkout is gone in later steps, unless persistCredentials: true keeps it. To push, give the identity Contribute on the repository (Project settings, Repositories, Security)",
        ),
        retry: Retry::Never,
    },
    Row {
        cause: Cause::SshKeyRefused,
        patterns: &[
            Text("remote: Public key authentication failed"),
            Text("ssh.dev.azure.com: Permission denied"),
            Text("vs-ssh.visualstudio.com: Permission denied"),
        ],
        kind: Configuration,
        summary: "Azure DevOps does not accept the SSH key: it is not one of the user's, has expired, or is not the first one that ssh offers",
        remedy: Do(
            "check in User settings, SSH public keys, that the key is there and has not expired. Then name it in ~/.ssh/config, for the host of the URL (ssh.dev.azure.com or vs-ssh.visualstudio.com), with IdentityFile and IdentitiesOnly yes: only the first key that is offered counts. A service principal has no SSH keys: use https and patless git setup",
        ),
        retry: Retry::Never,
    },
    Row {
        cause: Cause::SshHostKey,
        patterns: &[All(&[
            Text("Host key verification failed"),
            Any(&[Text("ssh.dev.azure.com"), Text("vs-ssh.visualstudio.com")]),
        ])],
        kind: Configuration,
        summary: "this machine does not know the SSH server's key, or knows another one",
        remedy: Do(
            "compare the output of ssh-keyscan -t rsa HOST (the host of the URL, such as ssh.dev.azure.com) with the fingerprints in User settings, SSH public keys, then add it to ~/.ssh/known_hosts: ssh-keyscan -t rsa HOST >> ~/.ssh/known_hosts. If an old key is there, remove it first: ssh-keygen -R HOST. In a pipeline, InstallSSHKey@0 does this with its input knownHostsEntry",
        ),
        retry: Retry::Never,
    },
];

/// Git names the server and not the path, unless `credential.useHttpPath` is set. A user name may precede the server.
const UNASKED_BY_HOST: &[Pattern] = &[
    All(&[UNASKED, Text("dev.azure.com': terminal prompts disabled")]),
    All(&[UNASKED, Text("dev.azure.com': No such device or address")]),
    All(&[UNASKED, Text("dev.azure.com': No such file or directory")]),
    All(&[UNASKED, Text("dev.azure.com': Device not configured")]),
    All(&[
        UNASKED,
        Text("visualstudio.com': terminal prompts disabled"),
    ]),
    All(&[
        UNASKED,
        Text("visualstudio.com': No such device or address"),
    ]),
    All(&[
        UNASKED,
        Text("visualstudio.com': No such file or directory"),
    ]),
    All(&[UNASKED, Text("visualstudio.com': Device not configured")]),
];

const UNASKED: Pattern = Any(&[
    Text("could not read Username for 'https://"),
    Text("could not read Password for 'https://"),
]);

const UNASKED_BY_PATH: &[Pattern] = &[
    Text("could not read Username for 'https://dev.azure.com"),
    Text("could not read Password for 'https://[secure]@dev.azure.com"),
    Text("could not read Password for 'https://***@dev.azure.com"),
];
