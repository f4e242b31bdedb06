//! No program may ship whose clock can be moved: that is for tests, in debug builds.
use super::find::holds;
use crate::part::Part;

/// The programs that can follow the emulator's clock.
pub(super) fn problems(parts: &[Part]) -> Vec<String> {
    let programs = parts.iter().filter(|part| part.is_binary());
    programs
        .filter(|part| holds(&part.bytes, VARIABLE.as_bytes()))
        .map(|part| {
            format!(
                "{}: it holds the variable {VARIABLE}, as debug builds do",
                part.name
            )
        })
        .collect()
}

/// The variable with the emulator's clock.
const VARIABLE: &str = "PATLESS_EMULATOR_CLOCK";

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn program_of_a_debug_build_is_refused() {
        for name in ["patless/bin/patless-linux-x64.bin", "package/bin/patless"] {
            let part = Part::new(name, format!("\0{VARIABLE}\0"));
            assert_eq!(problems(&[part]).len(), 1, "{name}");
            assert_eq!(problems(&[Part::new(name, "PATLESS_")]), [""; 0], "{name}");
        }
    }

    #[test]
    fn the_variable_is_that_of_the_program() {
        let source = include_str!("../../../patless/src/process/environment.rs");
        assert!(source.contains(&format!("\"{VARIABLE}\"")));
    }
}
