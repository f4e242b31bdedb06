//! Running job.

use uuid::{Uuid, uuid};

use super::knobs::{JobToken, WorldKnobs};
use crate::wire::random_text;

/// Running job, with the values that the agent gives it.
#[derive(Clone, Debug)]
#[non_exhaustive]
pub struct Job {
    /// Plan ID.
    pub plan_id: Uuid,
    /// Job ID.
    pub job_id: Uuid,
    /// Timeline ID.
    pub timeline_id: Uuid,
    /// Host type, which is also the hub in the assertion URL.
    pub hub: String,
    /// Name of the stage.
    pub stage: String,
    /// Name of the job.
    pub name: String,
    /// Pipeline definition ID.
    pub definition_id: u32,
    /// Name of the pipeline.
    pub definition_name: String,
    /// Build ID.
    pub build_id: u32,
    /// Build number.
    pub build_number: String,
    /// Repository ID.
    pub repository_id: Uuid,
    /// Repository URL.
    pub repository_uri: String,
    /// Commit.
    pub source_version: String,
    /// Git ref.
    pub source_ref: String,
    /// Job token that the client gets, `System.AccessToken`. A secret.
    pub token: String,
}

impl Job {
    /// Builds the job with a new job token.
    pub(super) fn new(knobs: &WorldKnobs) -> Self {
        Self {
            plan_id: uuid!("b0b5e1a7-2c4d-4e6f-8a1b-3c5d7e9f1a2b"),
            job_id: uuid!("12f1170f-54f2-53f3-20dd-22fc7dff55f9"),
            timeline_id: uuid!("b0b5e1a7-2c4d-4e6f-8a1b-3c5d7e9f1a2b"),
            hub: "build".to_owned(),
            stage: "Build".to_owned(),
            name: "Job".to_owned(),
            definition_id: 42,
            definition_name: "widgets-ci".to_owned(),
            build_id: 1207,
            build_number: "20261121.3".to_owned(),
            repository_id: uuid!("6d5c4b3a-2918-4706-95f4-e3d2c1b0a998"),
            repository_uri: "https://acme@dev.azure.com/acme/Widgets/_git/widgets".to_owned(),
            source_version: "4f2d8c6a1e3b5d7f9a0c2e4b6d8f1a3c5e7b9d0f".to_owned(),
            source_ref: "refs/heads/main".to_owned(),
            token: match knobs.job_token {
                JobToken::Unexpanded => "$(System.AccessToken)".to_owned(),
                JobToken::Valid | JobToken::Expired | JobToken::OtherPlan | JobToken::Garbage => {
                    format!("sekret-job-token-{}", random_text(JOB_TOKEN_RANDOM_BYTES))
                }
            },
        }
    }
}

/// Random bytes of a job token. They become 64 characters, so that the length of the token is neither 52 nor 84: by
/// these lengths, clients recognize personal access tokens.
const JOB_TOKEN_RANDOM_BYTES: usize = 48;

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn job_token_does_not_have_the_length_of_a_personal_access_token() {
        let token = Job::new(&WorldKnobs::default()).token;
        assert!(token.starts_with("sekret-job-token-"));
        assert_eq!(token.len(), 81);
    }
}
