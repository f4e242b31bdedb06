//! Undoes quotes that are doubled or preceded by a backtick.

use super::lines::lines;
use std::borrow::Cow;

/// Undoes the escapes of C# (`@"{""a"":1}"`), of tables as CSV, and of PowerShell (`` `"a`" ``, `` `r`n ``).
pub(super) fn single(text: &str) -> Cow<'_, str> {
    lines(text, |line| {
        let is_doubled = line.contains("{\"\"") && line.contains("\"\":");
        let is_ticked = line.contains("`\"") && !line.contains("\"`");
        let breaks = line.contains("`r`n");
        if !is_doubled && !is_ticked && !breaks {
            return Cow::Borrowed(line);
        }
        let mut line = line.replace("`r`n", "\n\n");
        if is_doubled {
            line = line.replace("\"\"", "\"");
        }
        if is_ticked {
            line = line.replace("`\"", "\"");
        }
        Cow::Owned(line)
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn doubled_quotes_are_undone() {
        assert_eq!(single("@\"{\"\"a\"\":\"\"b\"\"}\""), "@\"{\"a\":\"b\"}\"");
        assert_eq!(single("{`\"a`\": 1}`r`n"), "{\"a\": 1}\n\n");
    }

    #[test]
    fn empty_strings_and_inline_code_stay() {
        for text in ["{\"a\":\"\"}", "run `\"x\"`", "`name`", "x = \"\""] {
            assert_eq!(single(text), text);
        }
    }
}
