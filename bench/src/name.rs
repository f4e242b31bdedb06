//! What the command line calls a value.
use clap::ValueEnum;

/// The name that the value has on the command line.
pub(super) fn name(value: &impl ValueEnum) -> String {
    let name = value.to_possible_value();
    name.map_or_else(String::new, |name| name.get_name().to_owned())
}
