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
fn matches(glob: &str, name: &str) -> bool {
    let glob: Vec<char> = upper_invariant(glob).chars().collect();
    let name: Vec<char> = upper_invariant(name).chars().collect();
    let (mut at, mut read) = (0, 0);
    // The last `*`, and up to where it reaches. A name is what a step prints, so the work must not grow with each `*`.
    let mut star = None;
    while let Some(character) = name.get(read) {
        match glob.get(at) {
            Some('*') => {
                star = Some((at, read));
                at += 1;
            }
            Some(one) if *one == '?' || one == character => {
                at += 1;
                read += 1;
            }
            _ => {
                let Some((begin, reach)) = star else {
                    return false;
                };
                star = Some((begin, reach + 1));
                (at, read) = (begin + 1, reach + 1);
            }
        }
    }
    glob.iter().skip(at).all(|it| *it == '*')
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
    fn restricted_mode_allows_only_some_commands() {
        let restricted = [Restrictions {
            restricted_commands: true,
            ..Restrictions::default()
        }];
        assert!(allow_command(&restricted, RestrictedMode::Allowed));
        assert!(!allow_command(&restricted, RestrictedMode::Forbidden));
        assert!(allow_command(&[], RestrictedMode::Forbidden));
    }

    #[test]
    fn glob_with_many_stars_is_matched_in_a_short_time() {
        let name = "a".repeat(5000);
        assert!(!matches(&format!("{}b", "*a".repeat(30)), &name));
        assert!(matches(&"*a".repeat(30), &name));
        assert!(!matches("*?", ""));
        assert!(matches("**", ""));
        assert!(matches("*ab", "aab"));
    }
}
