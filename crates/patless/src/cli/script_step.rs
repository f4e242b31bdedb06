//! What counts in a script step: what its own command line says, and nothing that an agent hands over to tasks only.

use patless_core::{Environment, Loopback};

/// What an agent hands over to tasks only, and what a script library takes away the upper-case spellings of. In a script
/// step, a variable of such a name has come from whoever printed a line.
const FOR_TASKS: [&str; 7] = [
    "ENDPOINT_",
    "INPUT_",
    "SECRET_",
    "SECUREFILE_",
    "VSTS_PUBLIC_VARIABLES",
    "VSTS_SECRET_VARIABLES",
    "VSTS_TASKVARIABLE_",
];

/// Takes the environment as a script step's, with what was told in the place of what an agent hands over to tasks.
///
/// `urls` are those of the command line. Where one is on this machine, and the job's organization is as well, this machine
/// counts: whoever writes that into the call runs the emulator. Else only Azure DevOps Services gets the job's token.
pub(crate) fn with_told(
    environment: Environment,
    urls: &[Option<&str>],
    told: impl IntoIterator<Item = (String, String)>,
) -> Environment {
    let mut urls = urls.iter().flatten();
    let is_here = urls.any(|url| Loopback::of_url(url) == Loopback::Counts);
    let organization = environment.variable("SYSTEM_COLLECTIONURI");
    let organization = organization
        .filter(|url| is_here && Loopback::of_url(url) == Loopback::Counts)
        .map(|url| (SYSTEM_CONNECTION_URL.to_owned(), url.to_owned()));
    let told: Vec<_> = told.into_iter().chain(organization).collect();
    environment.replacing(&FOR_TASKS, told)
}

const SYSTEM_CONNECTION_URL: &str = "ENDPOINT_URL_SYSTEMVSSCONNECTION";

#[cfg(test)]
mod tests {
    use super::*;

    const HERE: &str = "https://localhost:4430/acme/";
    const SERVICES: &str = "https://dev.azure.com/acme/";

    #[test]
    fn this_machine_counts_only_where_an_option_and_the_organization_say_so() {
        for (organization, option, expected) in [
            (HERE, Some(HERE), Some(HERE)),
            (HERE, Some(SERVICES), None),
            (HERE, None, None),
            (SERVICES, Some(HERE), None),
        ] {
            let environment = Environment::fixed(&[
                ("SYSTEM_COLLECTIONURI", organization),
                (SYSTEM_CONNECTION_URL, HERE),
            ]);
            let environment = with_told(environment, &[None, option], []);
            assert_eq!(environment.variable(SYSTEM_CONNECTION_URL), expected);
        }
    }

    #[test]
    fn what_is_for_tasks_is_gone_in_any_case() {
        for name in [
            "endpoint_url_SystemVssConnection",
            "INPUT_SCOPE",
            "SECRET_AGENT_PROXYPASSWORD",
            "VSTS_PUBLIC_VARIABLES",
            "vsts_secret_variables",
        ] {
            let environment = Environment::fixed(&[(name, "[]"), ("PATH", "/bin")]);
            let environment = with_told(environment, &[], []);
            assert_eq!(environment.variable(name), None, "{name}");
            assert_eq!(environment.variable("PATH"), Some("/bin"));
        }
    }
}
