//! JSON bodies.

/// JSON: as an argument the body of the request, as a return value that of the response.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Json<T>(pub T);
