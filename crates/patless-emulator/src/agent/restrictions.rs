//! Restrictions on the commands that a task may use and on the variables that it may set.

use patless_pipeline::model::Target;

use super::text::upper_invariant;

/// Restrictions from one source, such as `task.json`.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Restrictions {
    /// Whether restricted mode is on.
    pub(super) restricted_commands: bool,
    /// The variables that may be set, as globs. `None` allows all, and an empty list allows none.
    pub(super) settable: Option<Vec<String>>,
}

impl Restrictions {
    /// Reads those under `target` of a step.
    pub(super) fn of_target(target: &Target) -> Self {
        Self {
            restricted_commands: target.is_restricted,
            settable: target.settable_variables.clone(),
        }
    }
}

/// Returns whether a command may run.
pub(super) fn allow_command(
    restrictions: &[Restrictions],
    restricted_mode: RestrictedMode,
) -> bool {
    restricted_mode == RestrictedMode::Allowed
        || !restrictions.iter().any(|one| one.restricted_commands)
}

/// Returns whether all sources allow a variable to be set.
pub(super) fn allow_variable(restrictions: &[Restrictions], name: &str) -> bool {
    let mut lists = restrictions.iter().filter_map(|one| one.settable.as_ref());
    lists.all(|globs| globs.iter().any(|glob| matches(glob, name)))
}

/// Whether restricted mode allows a command.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum RestrictedMode {
    /// The command is allowed.
    Allowed,
    /// The command is forbidden.
    Forbidden,
}

/// Matches a glob with `*` and `?`. Ignores case.
///
/// Only the last `*` is tried again, so that a glob of many takes no longer than its length times that of the name.
fn matches(glob: &str, name: &str) -> bool {
    let glob: Vec<char> = upper_invariant(glob).chars().collect();
    let name: Vec<char> = upper_invariant(name).chars().collect();
    let (mut at, mut in_name) = (0, 0);
    // What stands behind the last `*`, and where in the name it was tried.
    let mut again: Option<(usize, usize)> = None;
    while let Some(character) = name.get(in_name) {
        match (glob.get(at), again) {
            (Some('*'), _) => {
                at += 1;
                again = Some((at, in_name));
            }
            (Some(wanted), _) if *wanted == '?' || wanted == character => {
                at += 1;
                in_name += 1;
            }
            (_, Some((behind, begin))) => {
                at = behind;
                in_name = begin + 1;
                again = Some((behind, in_name));
            }
            (_, None) => return false,
        }
    }
    glob.iter().skip(at).all(|rest| *rest == '*')
}

#[cfg(test)]
mod tests {
    use super::*;

    fn settable(globs: &[&str]) -> Restrictions {
        let globs = globs.iter().map(|glob| (*glob).to_owned()).collect();
        Restrictions {
            settable: Some(globs),
            ..Restrictions::default()
        }
    }

    #[test]
    fn variable_is_settable_if_every_list_has_it() {
        let two = [
            settable(&["my*", "otherVar"]),
            settable(&["myVar", "myThing", "extra"]),
        ];
        let cases: [(&[Restrictions], &str, bool); 13] = [
            (&[], "any", true),
            (&[Restrictions::default()], "any", true),
            (&[settable(&[])], "any", false),
            (&[settable(&["myVar", "otherVar"])], "MYVAR", true),
            (&[settable(&["my*"])], "MY", true),
            (&[settable(&["my*"])], "mything", true),
            (&[settable(&["my*"])], "badVar", false),
            (&[settable(&["path"])], "PATH", true),
            (&two, "myVar", true),
            (&two, "myThing", true),
            (&two, "otherVar", false),
            (&two, "extra", false),
            (&[settable(&["a?c"])], "abc", true),
        ];
        for (restrictions, name, expected) in cases {
            assert_eq!(allow_variable(restrictions, name), expected, "{name}");
        }
    }

    #[test]
    fn a_glob_of_many_stars_ends() {
        let glob = "*a".repeat(200);
        let name = "a".repeat(2000);
        assert!(allow_variable(&[settable(&[&glob])], &name));
        assert!(!allow_variable(&[settable(&[&format!("{glob}b")])], &name));
        assert!(!allow_variable(&[settable(&["*ab*c"])], "aabbcd"));
        assert!(allow_variable(&[settable(&["*ab*c**"])], "xabab c"));
    }

    #[test]
    fn restricted_mode_allows_only_some_commands() {
        let restricted = [Restrictions {
            restricted_commands: true,
            ..Restrictions::default()
        }];
        assert!(allow_command(&restricted, RestrictedMode::Allowed));
        assert!(!allow_command(&restricted, RestrictedMode::Forbidden));
        assert!(allow_command(&[], RestrictedMode::Forbidden));
    }
}
