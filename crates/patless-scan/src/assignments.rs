//! What a script assigns to its variables.

use std::collections::BTreeMap;
use std::ops::Range;

use crate::script::Script;

/// The first assignment of each variable of a script, by its name in small letters: the bytes of the line.
#[derive(Debug, Default)]
pub(crate) struct Assignments {
    by_name: BTreeMap<String, Range<usize>>,
}

impl Assignments {
    /// Collects the assignments of a script.
    pub(crate) fn of(script: &Script<'_>) -> Self {
        let mut by_name = BTreeMap::new();
        let mut start = script.at.start;
        for line in script.text().split_inclusive('\n') {
            let set = set_variable(line).map(|name| (name, script.command_at(start)));
            let set = set.or_else(|| Some((assigned(line)?, start..start + line.trim_end().len())));
            if let Some((name, at)) = set
                && !script.is_comment(start)
            {
                by_name.entry(name.to_ascii_lowercase()).or_insert(at);
            }
            start += line.len();
        }
        Self { by_name }
    }

    /// Returns the line that assigns a variable.
    pub(crate) fn line(&self, name: &str) -> Option<Range<usize>> {
        self.by_name.get(&name.to_ascii_lowercase()).cloned()
    }
}

/// Returns the name in `… | Set-Variable X` of PowerShell.
fn set_variable(line: &str) -> Option<&str> {
    let (_, behind) = line.split_once("Set-Variable ")?;
    behind
        .split_whitespace()
        .find(|word| !word.starts_with('-'))
}

/// Returns the name that a line assigns: `X=`, `export X=`, `$X =`, `$env:X =`, `const x: string =`, `ARG X=`.
fn assigned(line: &str) -> Option<&str> {
    let line = without_attribute(line);
    let (left, right) = line.split_once('=')?;
    if right.starts_with('>') {
        return property(left);
    }
    if right.starts_with(['=', '~']) || left.ends_with(['!', '<', '>', '=']) {
        return None;
    }
    let left = left.trim().trim_end_matches([':', '+']).trim_end();
    // The type of a variable in TypeScript and Python stands behind its name.
    let left = match left.rsplit_once(": ") {
        Some((name, kind)) if !kind.contains(' ') => name,
        _ => left,
    };
    let mut words = left.split_whitespace().rev();
    let name = words.next()?;
    let name = name.rsplit(['$', ':', '{']).next()?;
    let fits = !name.is_empty()
        && name
            .bytes()
            .all(|byte| byte.is_ascii_alphanumeric() || matches!(byte, b'_' | b'.' | b'-'));
    // With more words before it, this is a command with an argument.
    (fits && words.clone().count() <= 2 && words.all(|word| !word.starts_with('-'))).then_some(name)
}

/// Takes off what PowerShell says about a parameter before it: `[Parameter(Mandatory = $false)]`.
fn without_attribute(line: &str) -> &str {
    let start = line.trim_start();
    let is_one = start
        .get(.."[parameter(".len())
        .is_some_and(|start| start.eq_ignore_ascii_case("[parameter("));
    match start.split_once(")]").filter(|_| is_one) {
        Some((_, rest)) => rest,
        None => line,
    }
}

/// Returns the name of a property of C#: `string Token => …`. Without a type before it, it is the parameter of a lambda.
fn property(left: &str) -> Option<&str> {
    let mut words = left.split_whitespace().rev();
    let name = words.next()?;
    let fits = name
        .bytes()
        .all(|byte| byte.is_ascii_alphanumeric() || byte == b'_');
    let kind = words.next()?;
    (fits && matches!(kind, "string" | "String" | "string?")).then_some(name)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_spelling_of_an_assignment_is_seen() {
        for (line, name) in [
            ("X=1", Some("X")),
            ("  export X=\"$Y\"", Some("X")),
            ("$X = Get-Y", Some("X")),
            ("$env:X = $y", Some("X")),
            ("[string]$x = $y", Some("x")),
            ("set X=%Y%", Some("X")),
            ("const x: string = y;", Some("x")),
            ("private readonly string _pat = y;", None),
            ("var pat = y;", Some("pat")),
            ("self.pat = y", Some("self.pat")),
            ("ARG X=y", Some("X")),
            ("if (x == y)", None),
            ("x => y", None),
            ("async x => y", None),
            ("protected string Token => Get(\"X\");", Some("Token")),
            ("[Parameter(Mandatory=$false)][string]$x = $y", Some("x")),
            ("curl -d a=b", None),
            ("docker run -e X=$Y image", None),
        ] {
            assert_eq!(assigned(line), name, "{line}");
        }
    }
}
