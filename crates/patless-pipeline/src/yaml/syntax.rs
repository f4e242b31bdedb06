//! Says what is wrong with a text that is no YAML.

use crate::fault::Faults;
use crate::place::Place;
use crate::shown::shown;

/// Adds the fault of a syntax error. `at` is where the parser saw it, and `info` what it says.
pub(super) fn refuse(mut at: Place, text: &str, info: &str, faults: &mut Faults) {
    let mut info: String = info.chars().filter(|it| !it.is_control()).collect();
    let line = text.lines().nth(at.line.saturating_sub(1)).unwrap_or("");
    if info.contains("unknown anchor") {
        let alias = line.chars().skip(at.column);
        let alias: String = alias.take_while(|it| !it.is_whitespace()).collect();
        info = format!("there is no anchor {}", shown(&alias));
    }
    if info.contains("found a tab") {
        // The parser says where the text begins, whose next line begins with a tab.
        let below = text.lines().enumerate().skip(at.line).take(100);
        let mut tabs = below.filter(|(_, it)| it.trim_start_matches(' ').starts_with('\t'));
        if let Some((index, line)) = tabs.next() {
            at.line = index + 1;
            at.column = 1 + line.len() - line.trim_start_matches(' ').len();
        }
    }
    let indent = line.len() - line.trim_start_matches([' ', '\t']).len();
    let above = text.lines().nth(at.line.saturating_sub(2)).unwrap_or("");
    let is_open = |it: &str| it.contains("${{") && it.trim_end().ends_with("}}");
    let hint = if is_open(above) && !is_open(line) {
        "write a colon behind the }} of the line above, or look at the indentation"
    } else if info.contains("found a tab") || line.get(..indent).is_some_and(|it| it.contains('\t'))
    {
        "indent with spaces, not with tabs"
    } else if info.contains("valid YAML whitespace") {
        "write a space, and no tab, behind it"
    } else if info.contains("mapping values are not allowed") {
        "put a text with a colon in quotes, and look at the indentation"
    } else {
        "look at the indentation, the quotes and the brackets here and above"
    };
    faults.error_with(&at, format!("not YAML: {info}"), hint);
}
