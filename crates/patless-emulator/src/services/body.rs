//! Owns the body of an answer, which may break off.

use std::pin::Pin;
use std::task::{Context, Poll};

use hyper::body::{Body, Bytes, Frame, SizeHint};

/// Body that is sent in one piece, or without end.
pub(super) struct AnswerBody {
    rest: Bytes,
    end: End,
}

/// Way in which a body ends.
#[derive(Clone, Copy, PartialEq, Eq)]
enum End {
    /// With its last byte.
    Complete,
    /// With an error, after what is written has gone out.
    BreakAfterFlush,
    /// With an error.
    Break,
    /// Not at all: the last bytes come again and again.
    Never,
}

/// Reason for which a body ends early.
#[derive(Debug)]
pub(super) struct BrokenOff;

impl AnswerBody {
    /// Makes a body that is sent in full.
    pub(super) fn full(bytes: Bytes) -> Self {
        Self {
            rest: bytes,
            end: End::Complete,
        }
    }

    /// Makes a body that repeats these bytes until the client leaves.
    pub(super) fn endless(bytes: Bytes) -> Self {
        Self {
            rest: bytes,
            end: End::Never,
        }
    }

    /// Makes a body whose connection ends after it.
    pub(super) fn broken_off(bytes: Bytes) -> Self {
        Self {
            rest: bytes,
            end: End::BreakAfterFlush,
        }
    }
}

impl Body for AnswerBody {
    type Data = Bytes;
    type Error = BrokenOff;

    fn poll_frame(
        mut self: Pin<&mut Self>,
        context: &mut Context<'_>,
    ) -> Poll<Option<Result<Frame<Bytes>, BrokenOff>>> {
        if self.end == End::Never {
            return Poll::Ready(Some(Ok(Frame::data(self.rest.clone()))));
        }
        if !self.rest.is_empty() {
            return Poll::Ready(Some(Ok(Frame::data(std::mem::take(&mut self.rest)))));
        }
        match self.end {
            End::Complete | End::Never => Poll::Ready(None),
            End::Break => Poll::Ready(Some(Err(BrokenOff))),
            End::BreakAfterFlush => {
                // The server flushes when a body has nothing ready.
                self.end = End::Break;
                context.waker().wake_by_ref();
                Poll::Pending
            }
        }
    }

    fn is_end_stream(&self) -> bool {
        self.rest.is_empty() && self.end == End::Complete
    }

    fn size_hint(&self) -> SizeHint {
        match self.end {
            End::Complete => {
                SizeHint::with_exact(u64::try_from(self.rest.len()).unwrap_or(u64::MAX))
            }
            End::BreakAfterFlush | End::Break | End::Never => SizeHint::default(),
        }
    }
}

impl std::fmt::Display for BrokenOff {
    fn fmt(&self, formatter: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        formatter.write_str("the scenario breaks the body off")
    }
}

impl std::error::Error for BrokenOff {}
