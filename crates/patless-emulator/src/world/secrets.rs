//! Secrets of a world. Clients keep them when the scenario is switched, so the next world has the same.

use uuid::Uuid;

use super::World;
use super::job::Job;
use super::knobs::{JobToken, WorldKnobs};

/// Secrets that are made anew for each world.
#[derive(Clone)]
pub(crate) struct WorldSecrets {
    job_token: String,
    request_token: String,
    stored_value: String,
    clients: Vec<ClientSecrets>,
}

/// Secrets of an application in a tenant.
#[derive(Clone)]
struct ClientSecrets {
    client_id: Uuid,
    tenant_id: Uuid,
    valid: Option<String>,
    expired: Option<String>,
}

impl WorldSecrets {
    /// Takes the secrets of a world. Where its job token is a macro, a real one is made for the worlds that follow.
    pub(crate) fn of(world: &World, knobs: &WorldKnobs) -> Self {
        Self {
            job_token: match knobs.job_token {
                JobToken::Unexpanded => Job::new(&WorldKnobs::default()).token,
                _ => world.job.token.clone(),
            },
            request_token: world.workflow.request_token.clone(),
            stored_value: world.holdings.value.clone(),
            clients: world
                .applications
                .iter()
                .map(|it| ClientSecrets {
                    client_id: it.client_id,
                    tenant_id: it.tenant_id,
                    valid: it.client_secret.clone(),
                    expired: it.expired_client_secret.clone(),
                })
                .collect(),
        }
    }

    /// Builds the world of another scenario, with these secrets.
    pub(crate) fn world(&self, knobs: &WorldKnobs) -> World {
        let mut world = World::new(knobs);
        if knobs.job_token != JobToken::Unexpanded {
            world.job.token.clone_from(&self.job_token);
        }
        world.workflow.request_token.clone_from(&self.request_token);
        world.holdings.value.clone_from(&self.stored_value);
        for application in &mut world.applications {
            let mut clients = self.clients.iter();
            let own = clients.find(|it| {
                it.client_id == application.client_id && it.tenant_id == application.tenant_id
            });
            if let Some(own) = own {
                application.client_secret.clone_from(&own.valid);
                application.expired_client_secret.clone_from(&own.expired);
            }
        }
        world
    }

    /// Returns the job token that worlds have, unless theirs is a macro.
    pub(crate) fn job_token(&self) -> &str {
        &self.job_token
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn next_world_has_the_same_secrets() {
        let first = World::new(&WorldKnobs::default());
        let secrets = WorldSecrets::of(&first, &WorldKnobs::default());
        let next = secrets.world(&WorldKnobs::default());
        assert_eq!(next.job.token, first.job.token);
        assert_eq!(next.workflow.request_token, first.workflow.request_token);
        assert_eq!(next.holdings.value, first.holdings.value);
        let of = |world: &World| -> Vec<_> {
            let all = world.applications.iter();
            all.map(|it| (it.client_secret.clone(), it.expired_client_secret.clone()))
                .collect()
        };
        assert_eq!(of(&next), of(&first));
    }

    #[test]
    fn macro_in_place_of_the_job_token_is_of_its_scenario_only() {
        let knobs = WorldKnobs {
            job_token: JobToken::Unexpanded,
            ..WorldKnobs::default()
        };
        let first = World::new(&knobs);
        let secrets = WorldSecrets::of(&first, &knobs);
        assert_eq!(secrets.world(&knobs).job.token, "$(System.AccessToken)");
        let next = secrets.world(&WorldKnobs::default());
        assert!(next.job.token.starts_with("sekret-job-token-"));
        assert_eq!(next.job.token, secrets.job_token());
    }
}
