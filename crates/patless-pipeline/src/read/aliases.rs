//! The names under `resources`, and what refers to them.

use super::scalars::is_dynamic;
use crate::fault::Faults;
use crate::meant::closest;
use crate::place::Place;
use crate::shown::{listed, shown};

/// The aliases of each kind of resource.
#[derive(Debug, Default)]
pub(super) struct Aliases {
    /// `builds`.
    pub builds: Vec<String>,
    /// `containers`.
    pub containers: Vec<String>,
    /// `packages`.
    pub packages: Vec<String>,
    /// `pipelines`.
    pub pipelines: Vec<String>,
    /// `repositories`.
    pub repositories: Vec<String>,
}

/// Returns whether `alias` is among the known ones. Case does not count.
pub(super) fn knows(known: &[String], alias: &str) -> bool {
    known.iter().any(|it| it.eq_ignore_ascii_case(alias))
}

/// Reports an alias that no resource has. `always` are the words that need none.
pub(super) fn check(
    alias: &str,
    at: &Place,
    group: &str,
    known: &[String],
    always: &[&str],
    faults: &mut Faults,
) {
    let is_word = always.iter().any(|it| it.eq_ignore_ascii_case(alias));
    if alias.is_empty() || is_word || is_dynamic(alias) || knows(known, alias) {
        return;
    }
    let names = || {
        always
            .iter()
            .copied()
            .chain(known.iter().map(String::as_str))
    };
    let hint = match (closest(alias, names()), known) {
        (Some(meant), _) => format!("did you mean {}?", shown(meant)),
        (None, _) if group == "containers" => {
            "add it to 'resources: containers:', or write an image with its tag, such as 'acme:1'"
                .to_owned()
        }
        (None, []) => format!("add it to 'resources: {group}:'"),
        (None, _) => format!(
            "'resources: {group}:' has {}",
            listed(known.iter().map(String::as_str))
        ),
    };
    faults.error_with(
        at,
        format!("no resource of '{group}' is called {}", shown(alias)),
        hint,
    );
}
