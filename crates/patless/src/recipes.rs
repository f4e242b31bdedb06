//! What recipes say, put into effect: the environment of a command or variables of a job, and private files.

mod equipment;
mod git_headers;
mod private_folder;

pub(crate) use equipment::{Equipment, Existing, Order, of_job};
pub(crate) use private_folder::{LeftFolder, PrivateFolder};
