//! The names under `resources`, and what refers to them.

use std::collections::HashSet;

use super::scalars::is_dynamic;
use crate::fault::Faults;
use crate::meant::{COMPARED, closest};
use crate::place::Place;
use crate::shown::{listed, shown};

/// The aliases of each kind of resource.
#[derive(Default)]
pub(super) struct Aliases {
    /// `builds`.
    pub builds: Group,
    /// `containers`.
    pub containers: Group,
    /// `packages`.
    pub packages: Group,
    /// `pipelines`.
    pub pipelines: Group,
    /// `repositories`.
    pub repositories: Group,
}

/// The aliases of one kind of resource. Case does not count.
#[derive(Default)]
pub(super) struct Group {
    names: Vec<String>,
    folded: HashSet<String>,
}

impl Group {
    /// Adds an alias.
    pub(super) fn add(&mut self, alias: &str) {
        self.folded.insert(alias.to_ascii_lowercase());
        self.names.push(alias.to_owned());
    }

    /// Returns whether there is such an alias.
    pub(super) fn has(&self, alias: &str) -> bool {
        self.folded.contains(&alias.to_ascii_lowercase())
    }

    /// Reports an alias that no resource has. `kind` is the key under `resources`, and `always` are the words that need no
    /// resource.
    pub(super) fn check(
        &self,
        alias: &str,
        at: &Place,
        kind: &str,
        always: &[&str],
        faults: &mut Faults,
    ) {
        let is_word = always.iter().any(|it| it.eq_ignore_ascii_case(alias));
        if alias.is_empty() || is_word || is_dynamic(alias) || self.has(alias) {
            return;
        }
        let names = || self.names.iter().take(COMPARED).map(String::as_str);
        let meant = closest(alias, always.iter().copied().chain(names()));
        let hint = match meant {
            Some(meant) => format!("did you mean {}?", shown(meant)),
            None if kind == "containers" => {
                "add it to 'resources: containers:', or write an image with its tag, such as 'acme:1'"
                    .to_owned()
            }
            None if self.names.is_empty() => format!("add it to 'resources: {kind}:'"),
            None => format!("'resources: {kind}:' has {}", listed(names())),
        };
        faults.error_with(
            at,
            format!("no resource of '{kind}' is called {}", shown(alias)),
            hint,
        );
    }
}
