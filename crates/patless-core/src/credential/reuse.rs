//! Whether exchanges share an assertion.

/// Whether several exchanges may share an assertion.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
#[non_exhaustive]
pub enum Reuse {
    /// They may, until it is about to expire or Entra finds it too old.
    WithinStep,
    /// Each exchange requests its own.
    Never,
}
