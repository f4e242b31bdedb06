//! Refusals that a scenario chooses by their code.

mod table;

use table::ROWS;

use super::refusal::Refusal;

/// Value of a placeholder in an error message.
pub(super) struct Placeholder<'a> {
    /// Name between the braces.
    pub(super) name: &'static str,
    /// Value.
    pub(super) value: &'a str,
}

/// Makes the refusal of a code. A code without a row gets a general message.
pub(super) fn refusal(code: u32, placeholders: &[Placeholder<'_>]) -> Refusal {
    let Some(row) = ROWS.iter().find(|row| row.code == code) else {
        return Refusal::invalid_request(code, "The request is refused.".to_owned());
    };
    Refusal {
        status: row.status,
        ..Refusal::bad_request(row.error, code, filled_in(row.message, placeholders))
    }
}

/// Replaces placeholders by their values.
fn filled_in(message: &str, placeholders: &[Placeholder<'_>]) -> String {
    placeholders
        .iter()
        .fold(message.to_owned(), |text, Placeholder { name, value }| {
            text.replace(&format!("{{{name}}}"), value)
        })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn codes_ascend() {
        assert!(ROWS.is_sorted_by(|a, b| a.code < b.code));
    }

    #[test]
    fn code_without_a_row_is_refused_too() {
        let refusal = refusal(1, &[]);
        assert_eq!((refusal.status, refusal.code), (400, 1));
    }

    #[test]
    fn value_replaces_its_placeholder() {
        let placeholder = Placeholder {
            name: "client",
            value: "c",
        };
        assert_eq!(filled_in("{client} {tenant}", &[placeholder]), "c {tenant}");
    }
}
