//! Variables of a job in GitHub Actions.

use super::azure::owned;
use crate::emulator::Emulator;
use crate::world::GITHUB_APPLICATION;

impl Emulator {
    /// Returns the variables of a job in GitHub Actions that may request assertions. One of them is its token.
    ///
    /// The URL has a query, as the real one does.
    pub fn github_environment(&self) -> Vec<(String, String)> {
        let workflow = &self.world().workflow;
        let url = format!(
            "{}pool-7/00000000-0000-0000-0000-000000000000/_apis/distributedtask/hubs/Actions/\
             plans/{}/jobs/{}/idtoken?api-version=2.0",
            self.github_url(),
            workflow.plan_id,
            workflow.job_id,
        );
        let mut variables = self.azure_environment(GITHUB_APPLICATION);
        variables.extend(owned([
            ("GITHUB_ACTIONS", "true".to_owned()),
            ("ACTIONS_ID_TOKEN_REQUEST_URL", url),
            (
                "ACTIONS_ID_TOKEN_REQUEST_TOKEN",
                workflow.request_token.clone(),
            ),
        ]));
        variables
    }
}
