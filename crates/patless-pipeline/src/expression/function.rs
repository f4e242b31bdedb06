//! Which functions and names there are, and where.

use super::surroundings::Use;
use crate::meant::closest;

/// A function.
#[derive(Debug)]
pub(super) struct Function {
    /// Its name, in the spelling of Microsoft's documentation.
    pub(super) name: &'static str,
    /// How many arguments it takes at least.
    pub(super) least: usize,
    /// How many it takes at most.
    pub(super) most: usize,
    /// What it does.
    pub(super) does: Does,
}

/// What a function does.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Does {
    And,
    Coalesce,
    Contains,
    ContainsValue,
    ConvertToJson,
    EndsWith,
    Eq,
    Format,
    Ge,
    Gt,
    Iif,
    In,
    Join,
    Le,
    Length,
    Lower,
    Lt,
    Ne,
    Not,
    NotIn,
    Or,
    Replace,
    Split,
    StartsWith,
    Trim,
    Upper,
    Xor,
    /// The surroundings know: `counter` and the functions of conditions.
    AsksSurroundings,
}

/// What a name in front of `(` is.
pub(super) enum Found {
    /// A function that may stand here.
    Here(&'static Function),
    /// A function of another place. The text completes "it is".
    Elsewhere(&'static str),
    /// No function. The name that was probably meant.
    Nothing(Option<&'static str>),
}

/// Finds a function that may stand here. Names ignore case.
pub(super) fn here(name: &str, of: Use) -> Option<&'static Function> {
    functions(of).find(|function| function.name.eq_ignore_ascii_case(name))
}

/// Finds a function, or says what else the name is.
pub(super) fn find(name: &str, of: Use) -> Found {
    if let Some(function) = here(name, of) {
        return Found::Here(function);
    }
    let is_it = |function: &&Function| function.name.eq_ignore_ascii_case(name);
    if COUNTER.iter().any(|it| is_it(&it)) {
        return Found::Elsewhere("for $[ ] in the value of a variable");
    }
    if JOB_STATUS.iter().any(|it| is_it(&it)) {
        return Found::Elsewhere("for conditions");
    }
    Found::Nothing(closest(name, functions(of).map(|it| it.name)))
}

/// Lists the functions that may stand here.
fn functions(of: Use) -> impl Iterator<Item = &'static Function> {
    let more: &[Function] = match of {
        Use::Template => &[],
        Use::Runtime => &COUNTER,
        Use::StageCondition | Use::JobCondition => &JOB_STATUS,
        Use::StepCondition => &STEP_STATUS,
    };
    ALWAYS_THERE.iter().chain(more)
}

/// Lists the names at the left of a dot. In a template, `each` adds others.
pub(super) fn roots(of: Use) -> &'static [&'static str] {
    match of {
        Use::Template => &["parameters", "variables", "resources", "pipeline"],
        // The agent evaluates it, and knows nothing else.
        Use::StepCondition => &["variables"],
        Use::StageCondition | Use::JobCondition | Use::Runtime => &[
            "variables",
            "dependencies",
            "stageDependencies",
            "pipeline",
            "resources",
        ],
    }
}

const fn function(name: &'static str, least: usize, most: usize, does: Does) -> Function {
    Function {
        name,
        least,
        most,
        does,
    }
}

const fn asks(name: &'static str, most: usize) -> Function {
    function(name, 0, most, Does::AsksSurroundings)
}

/// As many arguments as there are.
const ANY: usize = usize::MAX;

static ALWAYS_THERE: [Function; 27] = [
    function("and", 2, ANY, Does::And),
    function("coalesce", 2, ANY, Does::Coalesce),
    function("contains", 2, 2, Does::Contains),
    function("containsValue", 2, 2, Does::ContainsValue),
    function("convertToJson", 1, 1, Does::ConvertToJson),
    function("endsWith", 2, 2, Does::EndsWith),
    function("eq", 2, 2, Does::Eq),
    function("format", 1, 255, Does::Format),
    function("ge", 2, 2, Does::Ge),
    function("gt", 2, 2, Does::Gt),
    function("iif", 3, 3, Does::Iif),
    function("in", 1, ANY, Does::In),
    function("join", 2, 2, Does::Join),
    function("le", 2, 2, Does::Le),
    function("length", 1, 1, Does::Length),
    function("lower", 1, 1, Does::Lower),
    function("lt", 2, 2, Does::Lt),
    function("ne", 2, 2, Does::Ne),
    function("not", 1, 1, Does::Not),
    function("notIn", 1, ANY, Does::NotIn),
    function("or", 2, ANY, Does::Or),
    function("replace", 3, 3, Does::Replace),
    function("split", 2, 2, Does::Split),
    function("startsWith", 2, 2, Does::StartsWith),
    function("trim", 1, 1, Does::Trim),
    function("upper", 1, 1, Does::Upper),
    function("xor", 2, 2, Does::Xor),
];

static COUNTER: [Function; 1] = [asks("counter", 2)];

/// In conditions of stages and jobs, the names of dependencies are arguments.
static JOB_STATUS: [Function; 5] = [
    asks("always", 0),
    asks("canceled", 0),
    asks("failed", ANY),
    asks("succeeded", ANY),
    asks("succeededOrFailed", ANY),
];

static STEP_STATUS: [Function; 5] = [
    asks("always", 0),
    asks("canceled", 0),
    asks("failed", 0),
    asks("succeeded", 0),
    asks("succeededOrFailed", 0),
];
