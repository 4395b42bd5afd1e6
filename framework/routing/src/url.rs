//! URLs from rules: takes an endpoint and the values of its arguments, gives the path and the subdomain or host that
//! lead to it; and the other way round, where a rule sends the client elsewhere.

mod arguments;
mod build;
mod check;
mod dots;
mod follow;
mod outer;
mod value;

pub use arguments::{Argument, Kind};
pub use build::{Built, Place};
pub use check::Refusal;
pub use follow::Next;
pub use value::canonical;
