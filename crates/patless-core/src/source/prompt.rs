//! Asks a person to sign in. The library prints nothing: whoever uses it says where the words go.

use std::fmt;
use std::sync::Arc;
use std::time::Duration;

use url::Url;

/// What is called when somebody has to sign in on another device.
#[derive(Clone)]
pub struct Prompt(Arc<dyn Fn(&SignIn) + Send + Sync>);

/// A sign-in that a person is asked for. It is displayed as one line of words for them.
#[derive(Clone, Debug)]
#[non_exhaustive]
pub struct SignIn {
    /// The page to open: one of Microsoft's, or of the authority host. It has no query and no fragment.
    pub page: Url,
    /// The code to enter there: letters, digits and hyphens.
    pub code: String,
    /// How long the code can be entered.
    pub expires_in: Duration,
}

impl Prompt {
    /// Calls `show` for each sign-in. It must not wait for the person.
    pub fn new(show: impl Fn(&SignIn) + Send + Sync + 'static) -> Self {
        Self(Arc::new(show))
    }

    pub(crate) fn show(&self, sign_in: &SignIn) {
        (self.0)(sign_in);
    }
}

impl fmt::Debug for Prompt {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Prompt")
    }
}

impl fmt::Display for SignIn {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self {
            page,
            code,
            expires_in,
        } = self;
        let minutes = expires_in.as_secs().div_ceil(60);
        write!(
            f,
            "to sign in, open {page} in a browser within {minutes} min and enter the code {code}"
        )
    }
}
