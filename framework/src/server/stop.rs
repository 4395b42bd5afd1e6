//! What is done after the last request was answered.

/// Something done after the last request was answered. Async closures that take the app are, through
/// [`Server::on_stop`](super::Server::on_stop).
#[diagnostic::on_unimplemented(
    message = "`{Self}` cannot be done when the server stops",
    note = "give `on_stop` an async closure that takes the app: `async |app: &Shop| …`",
    note = "one that needs nothing of it ignores it: `async |_| …`"
)]
pub trait OnStop<A> {
    /// Does it.
    fn stop(self, app: &A) -> impl Future<Output = ()>;
}

/// Nothing.
#[derive(Clone, Copy, Debug, Default)]
pub struct Nothing;

impl<A> OnStop<A> for Nothing {
    async fn stop(self, _: &A) {}
}

/// What a closure does.
#[derive(Clone, Copy, Debug)]
pub struct Then<F>(pub(super) F);

impl<A, F: AsyncFnOnce(&A)> OnStop<A> for Then<F> {
    async fn stop(self, app: &A) {
        (self.0)(app).await;
    }
}
