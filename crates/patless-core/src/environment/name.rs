//! The name of a variable in the environment.

/// Writes a variable's name as the agent writes it into the environment: `.` and space become `_`, upper case.
pub fn environment_name(name: &str) -> String {
    name.replace(['.', ' '], "_").to_uppercase()
}
