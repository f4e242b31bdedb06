//! Refuses jobs in which a variable shadows another one that decides something.

use super::variable::Variable;
use super::variables::{ALL, RESERVED};
use super::{Environment, EnvironmentError, environment_name};

impl Environment {
    /// Refuses a job in which a variable with another name shadows one that decides something.
    ///
    /// The agent protects `system.oidcRequestUri` by its name, but hands variables over by their normalized name: a
    /// variable named `SYSTEM_OIDCREQUESTURI` is a different one, and which of the two wins is not specified.
    /// Agents before 5.277 let a public variable override the `ENDPOINT_…` ones as well.
    pub(crate) fn refuse_shadowed(&self) -> Result<(), EnvironmentError> {
        let listed = self.listed_variables()?;
        for name in listed.public {
            let place = environment_name(&name);
            refuse(name, &[&place])?;
        }
        for name in listed.secret {
            // Mapping a secret variable to its own name is common.
            let place = environment_name(&name);
            refuse(name, &[&place, &format!("SECRET_{place}")])?;
        }
        Ok(())
    }
}

/// Refuses the job variable with this name if it shadows another one.
fn refuse(name: String, places: &[&str]) -> Result<(), EnvironmentError> {
    match places.iter().find_map(|place| owner(place, &name)) {
        Some(owner) => Err(EnvironmentError::Shadowed { name, owner }),
        None => Ok(()),
    }
}

/// Returns what has this name in the environment, unless that is the job variable `name` itself.
fn owner(place: &str, name: &str) -> Option<&'static str> {
    let reserved = RESERVED.iter().find(|it| place.starts_with(it.prefix));
    reserved.map(|it| it.owner).or_else(|| {
        let variable = ALL.iter().find(|variable| variable.name() == place);
        let guarded = variable.copied().and_then(Variable::guarded_name);
        guarded.filter(|own| !own.eq_ignore_ascii_case(name))
    })
}

#[cfg(test)]
mod tests {
    use super::super::variable::Given;
    use super::super::variables::FAMILIES;
    use super::*;
    use crate::Job;
    use crate::environment::Decides;

    /// The job of a task on Azure DevOps Services with one more variable, in the list with this name.
    fn job(list: &str, name: &str) -> Result<Job, EnvironmentError> {
        let own = "https://dev.azure.com/acme/";
        let request = "https://dev.azure.com/acme/oidctoken";
        let names = serde_json::json!(["build.buildId", name]).to_string();
        Job::from_environment(&Environment::fixed(&[
            ("ENDPOINT_URL_SYSTEMVSSCONNECTION", own),
            (
                "ENDPOINT_AUTH_PARAMETER_SYSTEMVSSCONNECTION_ACCESSTOKEN",
                "sekret-job",
            ),
            ("SYSTEM_COLLECTIONURI", own),
            ("SYSTEM_OIDCREQUESTURI", request),
            (list, &names),
        ]))
    }

    const PUBLIC: &str = "VSTS_PUBLIC_VARIABLES";
    const SECRET: &str = "VSTS_SECRET_VARIABLES";

    fn assert_refused(list: &str, name: &str) {
        let result = job(list, name);
        let refused =
            matches!(&result, Err(EnvironmentError::Shadowed { name: told, .. }) if told == name);
        assert!(refused, "{list} {name}: {result:?}");
    }

    /// Whether no other variable may shadow this one. Code that reads an input refuses it there.
    fn is_guarded(decides: Decides) -> bool {
        !matches!(
            decides,
            Decides::Nothing | Decides::IdentityInScripts | Decides::Inputs | Decides::Programs
        )
    }

    /// Names, other than its own, of variables that would be at this place.
    fn others(place: &str, own: Option<&str>) -> Vec<String> {
        let spellings = [
            place.to_owned(),
            place.to_lowercase(),
            place.replace('_', "."),
            place.replacen('_', " ", 1),
            place.to_lowercase().replace('_', "."),
        ];
        let is_own = |name: &String| own.is_some_and(|own| own.eq_ignore_ascii_case(name));
        let others = spellings.into_iter().filter(|name| !is_own(name));
        others.collect()
    }

    #[test]
    fn another_spelling_of_whatever_decides_is_refused() {
        for variable in ALL.iter().filter(|it| is_guarded(it.decides())) {
            let own = match variable.given {
                Given::Job(own) => Some(own),
                Given::Secret(_) | Given::Tasks => None,
            };
            let others = others(variable.name(), own);
            assert!(others.len() >= 2, "{others:?}");
            for name in others {
                assert_refused(PUBLIC, &name);
                assert_refused(SECRET, &name);
            }
        }
    }

    #[test]
    fn any_variable_in_the_place_of_a_family_is_refused_whatever_the_member_decides() {
        let families = FAMILIES.iter().filter(|it| it.decides() != Decides::Inputs);
        for place in families.map(|it| it.name("1F2E3D4C")) {
            for name in others(&place, None) {
                assert_refused(PUBLIC, &name);
                assert_refused(SECRET, &name);
            }
        }
    }

    #[test]
    fn what_decides_is_itself_no_reason_to_refuse() {
        for variable in ALL {
            match variable.given {
                Given::Job(own) => assert!(job(PUBLIC, own).is_ok(), "{own}"),
                Given::Secret(own) => assert!(job(SECRET, own).is_ok(), "{own}"),
                Given::Tasks => {}
            }
        }
    }

    #[test]
    fn a_secret_variable_behind_its_prefix_is_refused_where_the_agents_own_is() {
        assert_refused(SECRET, "AGENT_PROXYPASSWORD");
        assert_refused(PUBLIC, "secret.agent.proxyPassword");
    }

    #[test]
    fn names_that_people_give_their_variables_are_no_reason_to_refuse() {
        for name in [
            "SYSTEM_ACCESSTOKEN",
            "azure.tenant.id",
            "input.folder",
            "system_debug",
            "AGENT_PROXYPASSWORD",
        ] {
            assert!(job(PUBLIC, name).is_ok(), "{name}");
        }
    }
}
