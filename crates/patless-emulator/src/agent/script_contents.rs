//! Text of the script of a step, as its task writes it.

use std::path::{Path, PathBuf};

use super::context::StepContext;
use super::directories::resolve;
use super::script::Dialect;
use super::script_task::ScriptTask;
use super::text::input_is_on;

/// The text of a script.
#[derive(Debug)]
pub(super) struct Contents {
    /// The text of the file.
    pub(super) text: String,
    /// What the log shows of it.
    pub(super) shown: Vec<String>,
}

/// Reads the inputs of a script task.
///
/// # Errors
/// The text with which the task fails.
pub(super) fn read(
    task: &ScriptTask,
    dialect: Dialect,
    sources: &Path,
    context: &StepContext<'_, '_>,
) -> Result<Contents, String> {
    let input = |name: &str| context.job.variables.expand_text(task.input(name).trim());
    let preferences = match dialect {
        Dialect::PowerShell => preferences(input)?,
        Dialect::Bash | Dialect::Cmd => Vec::new(),
    };
    let target = input("targetType");
    let is_file = target.eq_ignore_ascii_case("filePath");
    if dialect == Dialect::PowerShell && !is_file && !target.eq_ignore_ascii_case("inline") {
        return Err(format!(
            "Invalid target type '{target}'. The value must be one of: 'filepath' or 'inline'"
        ));
    }
    let (script, mut shown) = if is_file {
        let path = script_file(&input("filePath"), dialect, sources)?;
        let call = dialect.call(&path, &input("arguments"));
        let shown = vec![format!("Formatted command: {call}")];
        (call, shown)
    } else {
        let script = input("script");
        let shown = if is_shown(dialect, &script) {
            vec!["Script contents:".to_owned(), script.clone()]
        } else {
            Vec::new()
        };
        (script, shown)
    };
    if dialect != Dialect::PowerShell {
        return Ok(Contents {
            text: script,
            shown,
        });
    }
    if input_is_on(&input("showWarnings")) {
        shown.push("emulator: showWarnings is not played".to_owned());
    }
    let mut lines = preferences;
    lines.push(script);
    if !input_is_on(&input("ignoreLASTEXITCODE")) {
        lines.push(EXIT_WITH_LAST_EXIT_CODE.to_owned());
    }
    let text = lines.join("\n") + "\n";
    Ok(Contents { text, shown })
}

/// Finds the file of a script.
fn script_file(written: &str, dialect: Dialect, sources: &Path) -> Result<PathBuf, String> {
    let path = resolve(sources, written);
    let shown = path.display();
    if !path.exists() {
        return Err(format!("ENOENT: no such file or directory, stat '{shown}'"));
    }
    let is_script = path
        .extension()
        .is_some_and(|it| it.eq_ignore_ascii_case("ps1"));
    match dialect {
        Dialect::PowerShell if !(path.is_file() && is_script) => Err(format!(
            "Invalid file path '{shown}'. A path to a .ps1 file is required."
        )),
        _ if !path.is_file() => Err(format!("Invalid file path '{shown}'.")),
        _ => Ok(path),
    }
}

/// Writes the lines that set the preferences of PowerShell.
fn preferences(input: impl Fn(&str) -> String) -> Result<Vec<String>, String> {
    let mut lines = Vec::new();
    for (name, variable) in PREFERENCES {
        let value = input(name);
        let is_known = |known: &str| known.eq_ignore_ascii_case(&value);
        if !PREFERENCE_VALUES.iter().any(|known| is_known(known)) {
            let known = PREFERENCE_VALUES.join(", ");
            return Err(format!(
                "Invalid action preference for {name}: '{value}'. The value must be one of: {known}"
            ));
        }
        if !value.eq_ignore_ascii_case("default") {
            lines.push(format!("${variable} = '{value}'"));
        }
    }
    Ok(lines)
}

/// Returns whether the script task prints the script: only a single line that contains no logging command.
fn is_shown(dialect: Dialect, text: &str) -> bool {
    let one_line = !text.contains('\n') && !text.to_uppercase().contains("##VSO[");
    one_line && dialect != Dialect::PowerShell
}

/// The inputs for preferences, with the variables of PowerShell.
const PREFERENCES: [(&str, &str); 6] = [
    ("errorActionPreference", "ErrorActionPreference"),
    ("warningPreference", "WarningPreference"),
    ("informationPreference", "InformationPreference"),
    ("verbosePreference", "VerbosePreference"),
    ("debugPreference", "DebugPreference"),
    ("progressPreference", "ProgressPreference"),
];

/// The values of preferences.
const PREFERENCE_VALUES: [&str; 4] = ["Default", "Stop", "Continue", "SilentlyContinue"];

/// The line at the end that passes on the exit code of the last program.
const EXIT_WITH_LAST_EXIT_CODE: &str =
    "if ((Test-Path -LiteralPath variable:\\LASTEXITCODE)) { exit $LASTEXITCODE }";
