//! Body of an answer that does not end as it should: it breaks off, or has no end.

use std::pin::Pin;
use std::task::{Context, Poll};

use axum::body::{Bytes, HttpBody};
use hyper::body::{Frame, SizeHint};

use super::aborted::Aborted;

/// Body that breaks off, or has no end.
pub(super) struct BrokenBody {
    rest: Bytes,
    end: End,
    size_hint: SizeHint,
}

/// Way in which a body ends.
#[derive(Clone, Copy, PartialEq, Eq)]
enum End {
    /// With an error, after what is written has gone out.
    BreakAfterFlush,
    /// With an error.
    Break,
    /// Not at all: the last bytes come again and again.
    Never,
}

impl BrokenBody {
    /// Makes a body that repeats these bytes until the client leaves.
    pub(super) fn endless(bytes: Bytes) -> Self {
        Self {
            rest: bytes,
            end: End::Never,
            size_hint: SizeHint::default(),
        }
    }

    /// Makes a body whose connection ends after these bytes, although it is told to be longer.
    pub(super) fn truncated(bytes: Bytes, declared_length: usize) -> Self {
        Self {
            rest: bytes,
            end: End::BreakAfterFlush,
            size_hint: SizeHint::with_exact(u64::try_from(declared_length).unwrap_or(u64::MAX)),
        }
    }
}

impl HttpBody for BrokenBody {
    type Data = Bytes;
    type Error = Aborted;

    fn poll_frame(
        mut self: Pin<&mut Self>,
        context: &mut Context<'_>,
    ) -> Poll<Option<Result<Frame<Bytes>, Aborted>>> {
        if self.end == End::Never {
            return Poll::Ready(Some(Ok(Frame::data(self.rest.clone()))));
        }
        if !self.rest.is_empty() {
            return Poll::Ready(Some(Ok(Frame::data(std::mem::take(&mut self.rest)))));
        }
        if self.end == End::BreakAfterFlush {
            // The server flushes when a body has nothing ready.
            self.end = End::Break;
            context.waker().wake_by_ref();
            return Poll::Pending;
        }
        Poll::Ready(Some(Err(Aborted)))
    }

    fn size_hint(&self) -> SizeHint {
        self.size_hint
    }
}
