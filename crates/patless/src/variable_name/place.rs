//! The names that a variable has in the environment of later steps.

use patless_core::variables::{ListedVariables, environment_name};

/// A variable, and its names in the environment of later steps.
pub(super) struct Placed {
    pub(super) name: String,
    places: Vec<String>,
}

impl Placed {
    /// A public variable.
    fn public(name: &str) -> Self {
        Self {
            name: name.to_owned(),
            places: vec![environment_name(name)],
        }
    }

    /// A secret variable: tasks get it with the prefix `SECRET_`. Its own name counts as well, because users map it there.
    fn secret(name: &str) -> Self {
        let place = environment_name(name);
        Self {
            name: name.to_owned(),
            places: vec![format!("SECRET_{place}"), place],
        }
    }

    /// The two variables of one token.
    pub(super) fn of_token(name: &str, expires_on: &str) -> [Self; 2] {
        [Self::secret(name), Self::public(expires_on)]
    }

    /// The variables that the job has.
    pub(super) fn of_the_job(listed: &ListedVariables) -> impl Iterator<Item = Self> {
        let public = listed.public.iter().map(|name| Self::public(name));
        public.chain(listed.secret.iter().map(|name| Self::secret(name)))
    }

    /// Whether it is the same variable.
    pub(super) fn is_set_anew_by(&self, other: &Self) -> bool {
        self.name.eq_ignore_ascii_case(&other.name)
    }

    /// The name that both have. `None` if they do not collide.
    pub(super) fn shared_with(&self, other: &Self) -> Option<String> {
        let mut places = self.places.iter();
        places.find(|place| other.places.contains(place)).cloned()
    }
}
