//! Layers between the socket and the handlers, through which every request and response passes.

pub(super) mod buffering;
pub(super) mod date;
pub(super) mod faults;
pub(super) mod journal;
