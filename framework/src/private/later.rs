//! What keeps the compiler from asking how large futures are before the app is built.

/// What only a built app knows of: it is `()` there. A future that holds it has no size before, so that a `cargo check`
/// does not look at the futures of all handlers, which is what takes it longest after an edit of one.
#[diagnostic::on_unimplemented(
    message = "`{Self}` is not what an app is answered with",
    note = "an app is served by `wegwerk::Server`, `wegwerk::gateway` or `App::into_service`"
)]
pub trait Later: Copy + Send + 'static {}

impl Later for () {}

/// Holds it until here: a future that awaits something before this is one that holds it.
pub fn until_here<L: Later>(_: L) {}
