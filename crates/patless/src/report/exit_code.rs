//! The exit codes of the command line.

use patless_catalogue::ErrorKind;

/// The exit code of the command line for a kind of error. The task uses other exit codes.
pub const fn exit_code(kind: ErrorKind) -> u8 {
    match kind {
        ErrorKind::Internal => 1,
        ErrorKind::Usage => 2,
        ErrorKind::Configuration => 3,
        ErrorKind::Assertion => 4,
        ErrorKind::Rejected => 5,
        ErrorKind::Unavailable => 6,
    }
}

#[cfg(test)]
mod tests {
    use super::exit_code;
    use patless_catalogue::ErrorKind::{
        Assertion, Configuration, Internal, Rejected, Unavailable, Usage,
    };

    #[test]
    fn exit_codes_are_distinct_and_fixed() {
        let codes = [
            Internal,
            Usage,
            Configuration,
            Assertion,
            Rejected,
            Unavailable,
        ]
        .map(exit_code);
        assert_eq!(codes, [1, 2, 3, 4, 5, 6]);
    }
}
