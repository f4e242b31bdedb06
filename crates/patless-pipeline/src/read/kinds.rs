//! The key that says what a stage, a job or a step is.

use super::fields::Fields;
use crate::fault::Faults;
use crate::meant::closest;
use crate::shown::{listed, shown};
use crate::yaml::Entry;

/// The keys that one of a list may begin with.
pub(super) struct Kinds<'k> {
    /// `stage`, `job` or `step`.
    pub what: &'static str,
    /// The keys that say what it is.
    pub keys: &'k [&'k str],
    /// The keys that all kinds have.
    pub common: &'k [&'k str],
}

impl Kinds<'_> {
    /// Finds the key, wherever it stands. None and two of them are faults.
    pub(super) fn find<'n>(&self, fields: &Fields<'n>, faults: &mut Faults) -> Option<&'n Entry> {
        let is_kind = |entry: &&Entry| self.keys.contains(&entry.key.as_str());
        let mut found = fields.entries.iter().filter(is_kind);
        let Some(first) = found.next() else {
            self.none(fields, faults);
            return None;
        };
        fields.first(first, faults);
        for second in found {
            faults.error_with(
                &second.key_at,
                format!(
                    "a {} has both {} and {}",
                    self.what,
                    shown(&first.key),
                    shown(&second.key)
                ),
                format!("make two {}s of it, each with its own '-'", self.what),
            );
        }
        Some(first)
    }

    fn none(&self, fields: &Fields<'_>, faults: &mut Faults) {
        if fields.are_incomplete() {
            return;
        }
        let keys = || self.keys.iter().copied();
        let mut unknown = fields.entries.iter();
        let typo = unknown.find_map(|entry| {
            let is_common = self.common.contains(&entry.key.as_str());
            let meant = closest(&entry.key, keys()).filter(|_| !is_common)?;
            Some((entry, meant))
        });
        if let Some((entry, meant)) = typo {
            faults.error_with(
                &entry.key_at,
                format!("unknown kind of {} {}", self.what, shown(&entry.key)),
                format!("did you mean {}?", shown(meant)),
            );
            return;
        }
        let begin = match fields.entries.first() {
            Some(entry) => format!("it begins with {}", shown(&entry.key)),
            None => "it is empty".to_owned(),
        };
        let one_of = if self.keys.len() > 1 { "one of " } else { "" };
        faults.error_with(
            fields.at,
            format!("this is no {}: {begin}", self.what),
            format!("begin it with {one_of}{}", listed(keys())),
        );
    }
}
