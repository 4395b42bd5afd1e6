//! Panics of handlers, caught before they end the connection.

use std::any::Any;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::pin::Pin;
use std::task::{Context, Poll, ready};

use pin_project_lite::pin_project;

/// What a future that panicked said.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Panicked(String);

impl std::fmt::Display for Panicked {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "a handler panicked: {}", self.0)
    }
}

impl std::error::Error for Panicked {}

pin_project! {
    /// A future that turns a panic of another one into an error.
    #[derive(Debug)]
    #[must_use = "futures do nothing unless polled"]
    pub(crate) struct CatchPanic<F> {
        #[pin]
        future: F,
    }
}

/// Polls `future`, and turns a panic in it into an error with what it said. The future is not polled after that.
pub(crate) fn catch_panic<F: Future>(future: F) -> CatchPanic<F> {
    CatchPanic { future }
}

impl<F: Future> Future for CatchPanic<F> {
    type Output = Result<F::Output, Panicked>;

    fn poll(self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<Self::Output> {
        let future = self.project().future;
        // Whatever the panic left half done within the future is dropped with it; what it shares with others
        // has to bear a panic anyway, as it does in a task of its own.
        match catch_unwind(AssertUnwindSafe(|| future.poll(cx))) {
            Ok(poll) => Poll::Ready(Ok(ready!(poll))),
            Err(payload) => Poll::Ready(Err(Panicked(said(payload)))),
        }
    }
}

fn said(payload: Box<dyn Any + Send>) -> String {
    let payload = match payload.downcast::<&'static str>() {
        Ok(text) => return (*text).to_owned(),
        Err(payload) => payload,
    };
    match payload.downcast::<String>() {
        Ok(text) => *text,
        Err(payload) => {
            // A value of any type can panic again when it is dropped; that one is given up.
            if let Err(again) = catch_unwind(AssertUnwindSafe(|| drop(payload))) {
                std::mem::forget(again);
            }
            "a value that is no text".to_owned()
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    struct PanicsOnDrop;

    impl Drop for PanicsOnDrop {
        fn drop(&mut self) {
            std::panic::panic_any(PanicsOnDrop);
        }
    }

    async fn fails(kind: &str) -> &'static str {
        tokio::task::yield_now().await;
        match kind {
            "literal" => panic!("boom"),
            "formatted" => panic!("boom {}", kind.len()),
            "value" => std::panic::panic_any(7),
            "bomb" => std::panic::panic_any(PanicsOnDrop),
            _ => "fine",
        }
    }

    #[tokio::test]
    async fn a_panic_becomes_an_error_that_says_what_it_said() {
        let cases = [
            ("", Ok("fine")),
            ("literal", Err("a handler panicked: boom")),
            ("formatted", Err("a handler panicked: boom 9")),
            ("value", Err("a handler panicked: a value that is no text")),
            ("bomb", Err("a handler panicked: a value that is no text")),
        ];
        for (kind, expected) in cases {
            let result = catch_panic(fails(kind)).await.map_err(|panicked| panicked.to_string());
            assert_eq!(result, expected.map_err(str::to_owned));
        }
    }

    #[test]
    fn it_is_send_where_the_future_is() {
        fn send<T: Send>(_: &T) {}
        send(&catch_panic(fails("")));
        assert_eq!(size_of_val(&catch_panic(fails(""))), size_of_val(&fails("")));
    }
}
