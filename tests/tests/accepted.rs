//! What the attributes must accept, without a warning: each file is a corner that an expansion can cut.
#![deny(warnings)]
#![allow(missing_docs)]

#[path = "accepted/arguments.rs"]
mod arguments;
#[path = "accepted/attributes.rs"]
mod attributes;
#[path = "accepted/block.rs"]
mod block;
#[path = "accepted/captured.rs"]
mod captured;
#[path = "accepted/catches.rs"]
mod catches;
#[path = "accepted/conditional.rs"]
mod conditional;
#[path = "accepted/generics.rs"]
mod generics;
#[path = "accepted/lifetimes.rs"]
mod lifetimes;
#[path = "accepted/lints.rs"]
mod lints;
#[path = "accepted/macros.rs"]
mod macros;
#[path = "accepted/many.rs"]
mod many;
#[path = "accepted/names.rs"]
mod names;
#[path = "accepted/reachable.rs"]
mod reachable;
