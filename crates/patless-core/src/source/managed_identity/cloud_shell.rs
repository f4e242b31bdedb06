//! The identity of Cloud Shell: the user who is signed in there.
//!
//! Wire: the source of MSAL (`_obtain_token_on_cloud_shell`).

use url::{Url, form_urlencoded};

use super::choice::Parameters;
use super::question::{Asked, Question};

/// The identity endpoint of Cloud Shell.
#[derive(Clone, Debug)]
pub(super) struct CloudShell {
    pub(super) url: Url,
}

pub(super) const PARAMETERS: Parameters = Parameters {
    client: None,
    object: None,
    resource: None,
};

impl CloudShell {
    pub(super) fn question(&self, asked: &Asked<'_>) -> Question<'_> {
        let mut form = form_urlencoded::Serializer::new(String::new());
        form.append_pair("resource", asked.resource);
        Question::post(&self.url, form.finish()).with_metadata()
    }
}
