//! How a child ended.

/// How a child ended.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub(crate) enum End {
    /// It exited with this code.
    Code(i32),
    /// A signal ended it.
    #[cfg(unix)]
    Signal(i32),
}
