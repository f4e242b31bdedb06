//! Response body that is truncated or never ends.

use std::pin::Pin;
use std::task::{Context, Poll};

use axum::body::{Bytes, HttpBody};
use hyper::body::{Frame, SizeHint};

use super::aborted::Aborted;

/// Body that is truncated or never ends.
pub(super) struct BrokenBody {
    rest: Bytes,
    end: End,
    size_hint: SizeHint,
}

/// How a body ends.
#[derive(Clone, Copy, PartialEq, Eq)]
enum End {
    /// With an error, after everything that was written has been sent.
    BreakAfterFlush,
    /// With an error.
    Break,
    /// Never: the same bytes are repeated.
    Never,
}

impl BrokenBody {
    /// Makes a body that repeats these bytes until the client disconnects.
    pub(super) fn endless(bytes: Bytes) -> Self {
        Self {
            rest: bytes,
            end: End::Never,
            size_hint: SizeHint::default(),
        }
    }

    /// Makes a body that ends the connection after these bytes, although its declared length is longer.
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
