//! What stands below the help of each verb: exit codes and examples.

pub(super) const EXAMPLE: &str = "Examples:
  patless exec -- npx jest                       runs a program with a token in AZURE_DEVOPS_TOKEN
  patless doctor --explain 'AADSTS700213: No …'  explains an error of any tool";

pub(super) const TOKEN_EXAMPLE: &str =
    "Exit code: 0, or 1 to 6 by what has to be fixed, as the verb's --help lists them.

Example, for a script:
  TOKEN=$(patless token --scope azureResourceManager)";

pub(super) const EXEC_EXAMPLE: &str = "Exit code: that of the command. If a signal ends the command, patless ends by the same one: a shell shows 128 plus its
number. 125: there is no token, and the command was not started. 126: it cannot be started. 127: it was not found.

Examples:
  patless exec -- npx jest
  patless exec --variable RENOVATE_TOKEN --variable ARM_TOKEN=azureResourceManager -- npx renovate";

pub(super) const WHOAMI_EXAMPLE: &str =
    "Exit code: 0, or 1 to 6 by what has to be fixed, as the verb's --help lists them.

Example:
  patless whoami --organization https://dev.azure.com/acme";

pub(super) const PLAN_EXAMPLE: &str = "Exit code: 0 nothing is missing, 3 something is missing, else 1 to 6 by what has to be fixed, as the doctor's.

Examples:
  patless plan --for renovate --organization https://dev.azure.com/acme --project Web --service-connection renovate
  patless plan --for publish --organization https://dev.azure.com/acme --publisher acme --form terraform";

pub(super) const GIT_CREDENTIAL_EXAMPLE: &str = "Git calls it, once `patless git setup` has set it up. Exit code: 0, or 1 to 6 by what has to be fixed. Another server gets \
no answer, and 0.

Example, for Git's settings:
  [credential \"https://dev.azure.com\"]
      helper = !patless git-credential --quiet";

pub(super) const GIT_EXAMPLE: &str = "Examples:
  patless git setup --source service-connection && git push
  patless git unset
  lines=$(patless git setup --header --organization https://dev.azure.com/acme) && set -a && eval \"$lines\" && set +a";

pub(super) const SCAN_EXAMPLE: &str = "Exit code: 0 nothing was found, 1 an error, 2 the command line is wrong, 3 nothing was read; 11 to 14 by the worst finding: \
note, info, warning, error.

Examples:
  patless scan
  patless scan --fix --diff --connection acme-renovate
  patless scan --format sarif > patless.sarif";

pub(super) const COMPLETIONS_EXAMPLE: &str = "Example:
  source <(patless completions bash)";
