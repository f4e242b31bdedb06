//! The environment of a script step: its own command line counts, and nothing that an agent gives only to tasks.

use patless_core::variables::{ENDPOINT_URL_SYSTEMVSSCONNECTION, SYSTEM_COLLECTIONURI};
use patless_core::{Environment, Loopback};

/// Treats the environment as that of a script step, with `told` in place of what an agent gives only to tasks.
///
/// `urls` are those of the command line. Where one is on this machine, and the job's organization is as well, this machine
/// counts: such a command line is for the emulator. Otherwise, only Azure DevOps Services gets the job's token.
pub(crate) fn with_told(
    environment: Environment,
    urls: &[Option<&str>],
    told: impl IntoIterator<Item = (String, String)>,
) -> Environment {
    let mut urls = urls.iter().flatten();
    let is_here = urls.any(|url| Loopback::of_url(url) == Loopback::Counts);
    let organization = environment.variable(&SYSTEM_COLLECTIONURI);
    let organization = organization
        .filter(|url| is_here && Loopback::of_url(url) == Loopback::Counts)
        .map(|url| (ENDPOINT_URL_SYSTEMVSSCONNECTION.name(), url));
    let organization = organization.map(|(name, url)| (name.to_owned(), url.to_owned()));
    let told: Vec<_> = told.into_iter().chain(organization).collect();
    environment.in_script_step(told)
}

#[cfg(test)]
mod tests {
    use patless_core::variables::*;

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
                (ENDPOINT_URL_SYSTEMVSSCONNECTION.name(), HERE),
            ]);
            let environment = with_told(environment, &[None, option], []);
            assert_eq!(
                environment.variable(&ENDPOINT_URL_SYSTEMVSSCONNECTION),
                expected
            );
        }
    }

    #[test]
    fn what_is_for_tasks_is_gone_in_any_case() {
        let variables = [
            ("endpoint_url_SystemVssConnection", "x"),
            ("INPUT_SCOPE", "x"),
            ("SECRET_AGENT_PROXYPASSWORD", "x"),
            ("VSTS_PUBLIC_VARIABLES", "x"),
            ("vsts_secret_variables", "x"),
            ("VSTS_TASKVARIABLE_PATLESS_VARIABLES", "x"),
            ("TF_BUILD", "True"),
        ];
        let environment = with_told(Environment::fixed(&variables), &[], []);
        for variable in [
            &ENDPOINT_URL_SYSTEMVSSCONNECTION,
            &SECRET_AGENT_PROXYPASSWORD,
            &VSTS_PUBLIC_VARIABLES,
            &VSTS_SECRET_VARIABLES,
        ] {
            assert_eq!(environment.variable(variable), None, "{variable:?}");
        }
        assert_eq!(environment.member(&INPUT, "SCOPE"), None);
        assert_eq!(
            environment.member(&TASK_VARIABLE, "PATLESS_VARIABLES"),
            None
        );
        assert_eq!(environment.variable(&TF_BUILD), Some("True"));
    }
}
