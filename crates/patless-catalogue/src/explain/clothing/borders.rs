//! Removes the borders of boxes.

/// Removes the border of a box from a line: Terraform draws a bar in front of an error, Python's rich a whole box,
/// PowerShell an indented `|`.
pub(super) fn without_border(line: &str) -> &str {
    let inner = line.trim_start_matches(' ');
    if let Some(rest) = inner.strip_prefix(BARS) {
        let rest = rest.trim_end().trim_end_matches(BARS).trim_end();
        return rest.strip_prefix(' ').unwrap_or(rest);
    }
    if inner.starts_with(CORNERS) {
        return inner.trim_matches(|c| c == ' ' || is_drawn(c));
    }
    let Some(rest) = inner.strip_prefix("| ") else {
        return line;
    };
    if inner.len() < line.len() {
        return rest;
    }
    // A table has several cells.
    let cell = rest.strip_suffix(" |").filter(|cell| !cell.contains('|'));
    cell.map_or(line, str::trim_end)
}

const BARS: [char; 5] = ['│', '┃', '║', '▌', '▎'];

const CORNERS: [char; 12] = ['╭', '╰', '╷', '╵', '┌', '└', '╔', '╚', '┏', '┗', '├', '╠'];

/// Returns whether a character belongs to the block for drawing boxes.
fn is_drawn(character: char) -> bool {
    ('\u{2500}'..='\u{257f}').contains(&character)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn borders_are_removed() {
        for (line, inner) in [
            ("│ Error: no", "Error: no"),
            ("│   on main.tf   │", "  on main.tf"),
            ("     | AADSTS50166: Request", "AADSTS50166: Request"),
            ("╭─ Error ─────╮", "Error"),
            ("╰─────────────╯", ""),
            ("| Error: no    |", "Error: no"),
            ("│", ""),
        ] {
            assert_eq!(without_border(line), inner, "{line}");
        }
    }

    #[test]
    fn tables_and_values_stay() {
        for line in [
            "| a | table |",
            "  subject  x",
            "a | b",
            "Line |",
            " 111 |  $x",
            "|---|",
        ] {
            assert_eq!(without_border(line), line);
        }
    }
}
