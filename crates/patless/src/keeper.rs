//! The keeper as a process of its own: started by the task, detached from its step, and stopped at the end of the job.

mod agent_process;
mod answered;
mod diary;
mod order;
mod start;
mod stop;

pub(crate) use agent_process::AgentProcess;
pub(crate) use answered::{Answered, OpenDoor};
pub(crate) use diary::Diary;
pub(crate) use order::{Order, read_order};
pub(crate) use start::{KeeperStart, Started, prepare, start};
pub(crate) use stop::stop;
