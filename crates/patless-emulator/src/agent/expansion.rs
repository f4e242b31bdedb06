//! Expansion of `$(name)` macros in variables and in text.

use super::text::same_name;
use super::variable::{Variable, find};

/// Warnings and new secrets from the expansion of all variables.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct Expansion {
    /// Warnings for the job log.
    pub(crate) warnings: Vec<String>,
    /// Values that became secret because they contain a secret.
    pub(crate) secrets: Vec<String>,
}

/// Expands macros once. A macro with an unknown name stays unchanged.
pub(super) fn expand_once<'a>(text: &str, value_of: impl Fn(&str) -> Option<&'a str>) -> String {
    let mut result = text.to_owned();
    let mut from = 0;
    while let Some((start, end)) = find_macro(&result, from) {
        match value_of(&result[start + 2..end]) {
            Some(value) => {
                result.replace_range(start..=end, value);
                from = start + value.len();
            }
            None => from = start + 1,
        }
    }
    result
}

/// Expands macros in all variables, nested macros included. A variable that is part of a cycle or nested too deeply
/// stays unchanged.
pub(super) fn expand_variables(set: &[Variable]) -> (Vec<Variable>, Expansion) {
    let mut expansion = Expansion::default();
    let mut expanded = set.to_vec();
    for (original, result) in set.iter().zip(&mut expanded) {
        let mut expander = Expander {
            set,
            secret: original.secret,
            work: 0,
        };
        let mut path = vec![original.name.as_str()];
        match expander.expand(&original.value, &mut path) {
            Ok(value) if value == original.value => {}
            Ok(value) => {
                if expander.secret && !value.is_empty() {
                    expansion.secrets.push(value.clone());
                }
                result.secret = expander.secret;
                result.value = value;
            }
            Err(error) => expansion.warnings.push(error.warning(&original.name)),
        }
    }
    (expanded, expansion)
}

/// Returns the start of the next macro, and the position of its `)`.
fn find_macro(text: &str, from: usize) -> Option<(usize, usize)> {
    let start = from + text.get(from..)?.find("$(")?;
    let end = start + 2 + text[start + 2..].find(')')?;
    Some((start, end))
}

/// Expander of one variable.
struct Expander<'a> {
    /// All variables.
    set: &'a [Variable],
    /// Whether the value contains a secret.
    secret: bool,
    /// How many bytes have been inserted, and a few more for each macro.
    work: usize,
}

impl<'a> Expander<'a> {
    /// Expands the macros of one value. `path` names the variables that lead to it.
    fn expand(&mut self, value: &str, path: &mut Vec<&'a str>) -> Result<String, ExpansionError> {
        let mut result = value.to_owned();
        let mut from = 0;
        while let Some((start, end)) = find_macro(&result, from) {
            let name = &result[start + 2..end];
            let Some(nested) = find(self.set, name).filter(|_| !name.is_empty()) else {
                from = start + 1;
                continue;
            };
            if path.len() == MAX_DEPTH {
                return Err(ExpansionError::TooDeep);
            }
            if path.iter().any(|outer| same_name(outer, name)) {
                return Err(ExpansionError::Cycle);
            }
            self.secret |= nested.secret;
            path.push(&nested.name);
            let inner = self.expand(&nested.value, path)?;
            path.pop();
            self.work = self.work.saturating_add(inner.len() + EACH);
            if self.work > MOST_WORK {
                return Err(ExpansionError::TooMuch);
            }
            result.replace_range(start..=end, &inner);
            from = start + inner.len();
        }
        Ok(result)
    }
}

/// Reason why a variable stays unchanged.
enum ExpansionError {
    /// It refers to itself.
    Cycle,
    /// It refers to too many nested variables.
    TooDeep,
    /// Variables that double each other would fill the memory.
    TooMuch,
}

impl ExpansionError {
    /// Returns the agent's warning.
    fn warning(&self, name: &str) -> String {
        match self {
            Self::Cycle => {
                format!("Unable to expand variable '{name}'. A cyclical reference was detected.")
            }
            Self::TooDeep => format!(
                "Unable to expand variable '{name}'. The max expansion depth ({MAX_DEPTH}) was exceeded."
            ),
            Self::TooMuch => format!(
                "Unable to expand variable '{name}'. emulator: it has more than {MOST_WORK} bytes."
            ),
        }
    }
}

/// The maximum number of nested variables.
const MAX_DEPTH: usize = 50;
/// The most bytes of one variable. No process could have so many in its environment.
const MOST_WORK: usize = 1_000_000;
/// What a macro counts, even if it is empty.
const EACH: usize = 64;

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn text_is_expanded_one_level() {
        let value_of = |name: &str| match name {
            "v" => Some("<$(w)>"),
            "w" => Some("deep"),
            "empty" => Some(""),
            _ => None,
        };
        let cases = [
            ("a $(v) b", "a <$(w)> b"),
            ("$(unknown) $(w)", "$(unknown) deep"),
            ("$(v", "$(v"),
            ("$($(w))", "$(deep)"),
            ("$(empty)$(empty)x", "x"),
            ("$()", "$()"),
        ];
        for (text, expected) in cases {
            assert_eq!(expand_once(text, value_of), expected, "{text}");
        }
    }

    #[test]
    fn variable_that_contains_a_secret_is_secret() {
        let set = [
            Variable::public("variable1", "before $(variable2) after"),
            Variable::secret("variable2", "sekret"),
        ];
        let (expanded, expansion) = expand_variables(&set);
        assert_eq!(expanded[0].value, "before sekret after");
        assert!(expanded[0].secret);
        assert_eq!(expansion.secrets, ["before sekret after"]);
    }

    #[test]
    fn variables_in_a_cycle_stay_unchanged_with_one_warning_each() {
        let set = [Variable::public("a", "$(b)"), Variable::public("b", "$(a)")];
        let (expanded, expansion) = expand_variables(&set);
        assert_eq!(expanded, set);
        assert_eq!(
            expansion.warnings,
            [
                "Unable to expand variable 'a'. A cyclical reference was detected.",
                "Unable to expand variable 'b'. A cyclical reference was detected.",
            ]
        );
    }

    #[test]
    fn variables_may_be_nested_fifty_deep() {
        let chain = |length: usize| -> Vec<Variable> {
            (1..length)
                .map(|i| Variable::public(format!("v{i}"), format!("$(v{})", i + 1)))
                .chain([Variable::public(format!("v{length}"), "end")])
                .collect()
        };
        let (expanded, expansion) = expand_variables(&chain(50));
        assert_eq!(expanded[0].value, "end");
        assert_eq!(expansion, Expansion::default());
        let (expanded, expansion) = expand_variables(&chain(51));
        assert_eq!(expanded[0].value, "$(v2)");
        assert_eq!(
            expansion.warnings,
            ["Unable to expand variable 'v1'. The max expansion depth (50) was exceeded."]
        );
    }

    #[test]
    fn variables_that_double_each_other_stay_unchanged() {
        for leaf in ["", "x"] {
            let mut set: Vec<Variable> = (0..40)
                .map(|it| Variable::public(format!("v{it}"), format!("$(v{0})$(v{0})", it + 1)))
                .collect();
            set.push(Variable::public("v40", leaf));
            let (expanded, expansion) = expand_variables(&set);
            assert_eq!(expanded[0].value, "$(v1)$(v1)");
            assert_eq!(expanded[39].value, leaf.repeat(2));
            assert!(
                expansion.warnings[0].starts_with("Unable to expand variable 'v0'."),
                "{:?}",
                expansion.warnings
            );
        }
    }
}
