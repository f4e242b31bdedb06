//! Layers: what happens to every request, on its way to a handler and back.

pub(super) mod buffering;
pub(super) mod date;
pub(super) mod faults;
pub(super) mod journal;
