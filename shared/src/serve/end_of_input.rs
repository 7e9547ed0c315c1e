//! Notices the end of the input as it is read. The protocol library waits five seconds for open handlers
//! then, and they would wait for answers that cannot come any more.

use std::{
    io,
    pin::Pin,
    task::{Context, Poll},
};

use tokio::io::{AsyncRead, ReadBuf};
use tokio_util::sync::CancellationToken;

/// A reader that cancels a token when it has nothing more to read.
#[derive(Debug)]
pub(super) struct EndOfInput<R> {
    reader: R,
    closing: CancellationToken,
}

impl<R> EndOfInput<R> {
    pub(super) fn new(reader: R, closing: CancellationToken) -> Self {
        Self { reader, closing }
    }
}

impl<R: AsyncRead + Unpin> AsyncRead for EndOfInput<R> {
    fn poll_read(
        mut self: Pin<&mut Self>,
        context: &mut Context<'_>,
        buffer: &mut ReadBuf<'_>,
    ) -> Poll<io::Result<()>> {
        let before = buffer.filled().len();
        let read = Pin::new(&mut self.reader).poll_read(context, buffer);
        let nothing_read = buffer.filled().len() == before && buffer.remaining() > 0;
        match &read {
            Poll::Ready(Ok(())) if nothing_read => self.closing.cancel(),
            Poll::Ready(Err(_)) => self.closing.cancel(),
            _ => {}
        }
        read
    }
}
