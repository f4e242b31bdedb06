//! Stream that slows down or stops a response.

use std::io;
use std::pin::Pin;
use std::task::{Context, Poll, ready};

use tokio::io::{AsyncRead, AsyncWrite, ReadBuf};
use tokio::time::{Interval, MissedTickBehavior, interval};

use super::delivery::{CurrentDelivery, Pace};

/// Stream that writes at the pace of the current delivery.
pub(super) struct PacedStream<S> {
    stream: S,
    delivery: CurrentDelivery,
    ticks: Option<Interval>,
}

impl<S> PacedStream<S> {
    /// Wraps a stream.
    pub(super) fn new(stream: S, delivery: CurrentDelivery) -> Self {
        Self {
            stream,
            delivery,
            ticks: None,
        }
    }

    /// Unwraps the stream.
    pub(super) fn into_inner(self) -> S {
        self.stream
    }
}

impl<S: AsyncWrite + Unpin> PacedStream<S> {
    /// Writes bytes and counts them.
    fn poll_write_some(
        &mut self,
        context: &mut Context<'_>,
        bytes: &[u8],
    ) -> Poll<io::Result<usize>> {
        let count = ready!(Pin::new(&mut self.stream).poll_write(context, bytes))?;
        self.delivery.sent(count);
        Poll::Ready(Ok(count))
    }
}

impl<S: AsyncWrite + Unpin> AsyncWrite for PacedStream<S> {
    fn poll_write(
        mut self: Pin<&mut Self>,
        context: &mut Context<'_>,
        bytes: &[u8],
    ) -> Poll<io::Result<usize>> {
        match self.delivery.chosen().pace {
            Pace::Full => self.poll_write_some(context, bytes),
            Pace::Only { bytes: 0 } => {
                ready!(Pin::new(&mut self.stream).poll_flush(context))?;
                Poll::Ready(Err(io::ErrorKind::ConnectionReset.into()))
            }
            Pace::Only { bytes: left } => {
                let length = left.min(bytes.len());
                self.poll_write_some(context, &bytes[..length])
            }
            Pace::Slow { pause } => {
                ready!(Pin::new(&mut self.stream).poll_flush(context))?;
                let ticks = self.ticks.get_or_insert_with(|| {
                    let mut ticks = interval(pause);
                    ticks.set_missed_tick_behavior(MissedTickBehavior::Delay);
                    ticks
                });
                ready!(ticks.poll_tick(context));
                self.poll_write_some(context, &bytes[..bytes.len().min(1)])
            }
        }
    }

    fn poll_flush(mut self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<io::Result<()>> {
        Pin::new(&mut self.stream).poll_flush(context)
    }

    fn poll_shutdown(mut self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<io::Result<()>> {
        Pin::new(&mut self.stream).poll_shutdown(context)
    }
}

impl<S: AsyncRead + Unpin> AsyncRead for PacedStream<S> {
    fn poll_read(
        mut self: Pin<&mut Self>,
        context: &mut Context<'_>,
        buffer: &mut ReadBuf<'_>,
    ) -> Poll<io::Result<()>> {
        Pin::new(&mut self.stream).poll_read(context, buffer)
    }
}
