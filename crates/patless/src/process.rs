//! The process: its clock, environment, streams, signals, dumps and children. All other code is given values.

mod child;
mod clock;
mod command_in_environment;
mod dumps;
mod environment;
mod reader;
mod signals;
mod terminal;

pub(crate) use child::{Held, Program, command, end_as, run};
pub(crate) use clock::start_clock;
pub(crate) use command_in_environment::variable_with_command;
pub(crate) use dumps::{NoDumps, forbid_dumps};
pub(crate) use environment::{environment, variable, variable_names, variables_of_a_daemon};
pub(crate) use reader::{Reader, of_standard_error, of_standard_output};
pub(crate) use signals::canceled;
pub(crate) use terminal::colors;
