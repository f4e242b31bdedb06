//! References to variables in text, in every spelling: `$(X)`, `$X`, `$env:X`, `%X%`, `process.env.X`, `${{ secrets.X }}` …

use std::ops::Range;

use crate::pattern::pattern;

/// A reference to a variable.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Reference<'t> {
    /// Its bytes in the document, all of `$(X)`.
    pub(crate) at: Range<usize>,
    /// The name: `X`.
    pub(crate) name: &'t str,
    /// The spelling.
    pub(crate) form: Form,
}

/// How a reference is spelled.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Form {
    /// `$(X)`: a variable of a pipeline, or of make.
    Macro,
    /// `${{ secrets.X }}`, `${{ parameters.x }}`, `$[variables.x]`: before the step starts.
    Expression,
    /// A variable of the environment or the script.
    Variable,
}

/// Who reads `$(X)` before the text is used.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Macros {
    /// Azure Pipelines, or make: it is a variable.
    Replaced,
    /// Nobody: in a shell, it runs a command.
    Kept,
}

pattern!(MACRO, r"\$\(([A-Za-z_][A-Za-z0-9_.\-]*)\)");
pattern!(
    EXPRESSION,
    r#"\$\{\{[^\n}]*?(?:secrets|parameters|variables|env|vars|inputs|matrix|outputs)(?:\.|\[\s*['"])([A-Za-z_][A-Za-z0-9_.\-]*)[^\n}]*\}\}|\$\[[^\n\]]*?(?:variables|outputs)(?:\.|\[\s*['"])([A-Za-z_][A-Za-z0-9_.\-]*)(?:['"]\])?[^\n\]]*\]"#
);
pattern!(
    VARIABLE,
    r#"\$\{?env:([A-Za-z_][A-Za-z0-9_]*)|\$\{([A-Za-z_][A-Za-z0-9_.]*)[^}\n]{0,80}\}|\$([A-Za-z_][A-Za-z0-9_]*)|%([A-Za-z_][A-Za-z0-9_]*)%|process\.env(?:\.([A-Za-z_][A-Za-z0-9_]*)|\[\s*['"]([A-Za-z_][A-Za-z0-9_]*)['"]\])|(?:\bos\.)?environ(?:\.get\(|\[)\s*['"]([A-Za-z_][A-Za-z0-9_]*)['"][^\n()\[\]]{0,40}[)\]]|(?:\bos\.)?getenv\(\s*['"]([A-Za-z_][A-Za-z0-9_]*)['"][^\n()]{0,40}\)|(?:\bEnvironment\.)?GetEnvironmentVariable\(\s*@?"([A-Za-z_][A-Za-z0-9_]*)"[^\n()]{0,40}\)|\bvar\.([A-Za-z_][A-Za-z0-9_\-]*)"#
);

/// Finds the references in a part of a document, in the order of the text.
pub(crate) fn references(text: &str, within: Range<usize>, macros: Macros) -> Vec<Reference<'_>> {
    let part = text.get(within.clone()).unwrap_or_default();
    if !part.contains(['$', '%', '(', '[', '.']) {
        return Vec::new();
    }
    let mut found = Vec::new();
    let mut look = |pattern: &regex::bytes::Regex, form: Form| {
        for captures in pattern.captures_iter(part.as_bytes()) {
            let Some((whole, name)) = captures
                .get(0)
                .zip(captures.iter().skip(1).flatten().next())
            else {
                continue;
            };
            let at = within.start + whole.start()..within.start + whole.end();
            if let Some(name) = part.get(name.range()) {
                found.push(Reference { at, name, form });
            }
        }
    };
    if macros == Macros::Replaced {
        look(&MACRO, Form::Macro);
    }
    look(&EXPRESSION, Form::Expression);
    look(&VARIABLE, Form::Variable);
    found.sort_by_key(|reference| reference.at.start);
    found
}

#[cfg(test)]
mod tests {
    use super::*;

    fn names(text: &str, macros: Macros) -> Vec<&str> {
        references(text, 0..text.len(), macros)
            .into_iter()
            .map(|reference| reference.name)
            .collect()
    }

    #[test]
    fn every_spelling_is_a_reference() {
        let text = "$(A) ${{ secrets.B }} ${{ parameters['C'] }} $[variables.D] $E ${F} ${G:-x} $env:H %I% process.env.J os.environ[\"K\"] os.getenv('L') Environment.GetEnvironmentVariable(\"M\") var.n ${env.O}";

        assert_eq!(
            names(text, Macros::Replaced),
            [
                "A", "B", "C", "D", "E", "F", "G", "H", "I", "J", "K", "L", "M", "n", "env.O"
            ]
        );
    }

    #[test]
    fn a_reference_is_all_of_its_call() {
        for text in [
            r#"os.environ["K"]"#,
            "os.environ.get('K', '')",
            r#"os.getenv("K")"#,
            r#"Environment.GetEnvironmentVariable("K")"#,
            "process.env['K']",
        ] {
            let found = references(text, 0..text.len(), Macros::Kept);

            assert_eq!(found[0].at, 0..text.len(), "{text}");
        }
    }

    #[test]
    fn a_command_substitution_of_a_shell_is_none() {
        assert_eq!(names("echo $(PAT)", Macros::Kept), [""; 0]);
    }
}
