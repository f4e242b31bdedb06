//! The process: its environment, signals and dumps. All other code is given values.

mod command_in_environment;
mod dumps;
mod environment;
mod signals;
mod terminal;

pub(crate) use command_in_environment::variable_with_command;
pub(crate) use dumps::forbid_dumps;
pub(crate) use environment::environment;
pub(crate) use signals::canceled;
pub(crate) use terminal::colors;
