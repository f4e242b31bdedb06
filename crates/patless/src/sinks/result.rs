//! The sink for whoever started the program: standard output, with the token in the form that was asked for.

use std::io::{self, Write};

use patless_core::Wiped;

/// Writes the whole result with one call.
pub(crate) fn write_result<W: Write>(out: &mut W, result: &Wiped) -> io::Result<()> {
    out.write_all(result.as_bytes())?;
    out.flush()
}
