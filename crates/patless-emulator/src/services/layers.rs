//! Layers: what happens to every request, on its way to a handler and back.

pub(super) mod date;
pub(super) mod faults;
pub(super) mod journal;
pub(super) mod received;
