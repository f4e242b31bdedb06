//! Replaces `$(name)` macros in variables and in texts.

use super::text::same_name;
use super::variable::{Variable, find};

/// What the expansion of all variables brought to light.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct Expansion {
    /// Warnings for the job log.
    pub(crate) warnings: Vec<String>,
    /// Values that became secret because they contain a secret.
    pub(crate) secrets: Vec<String>,
}

/// Replaces macros once; a name that is not known stays as it is.
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

/// Replaces macros in all variables, nested ones too; a variable in a cycle or too deep stays as it is.
pub(super) fn expand_variables(set: &[Variable]) -> (Vec<Variable>, Expansion) {
    let mut expansion = Expansion::default();
    let mut expanded = set.to_vec();
    for (original, result) in set.iter().zip(&mut expanded) {
        let mut expander = Expander {
            set,
            secret: original.secret,
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

/// Returns where the next macro begins and where its `)` stands.
fn find_macro(text: &str, from: usize) -> Option<(usize, usize)> {
    let start = from + text.get(from..)?.find("$(")?;
    let end = start + 2 + text[start + 2..].find(')')?;
    Some((start, end))
}

/// The expansion of one variable.
struct Expander<'a> {
    /// All variables.
    set: &'a [Variable],
    /// Whether a secret was met on the way.
    secret: bool,
}

impl<'a> Expander<'a> {
    /// Replaces the macros of one value; `path` names the variables that lead to it.
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
            result.replace_range(start..=end, &inner);
            from = start + inner.len();
        }
        Ok(result)
    }
}

/// Why a variable is left as it is.
enum ExpansionError {
    /// It leads back to itself.
    Cycle,
    /// It leads through too many variables.
    TooDeep,
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
        }
    }
}

/// How many variables may lead to one value.
const MAX_DEPTH: usize = 50;

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
    fn cycle_is_left_literal_with_one_warning_each() {
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
    fn fifty_variables_may_lead_to_a_value() {
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
}
