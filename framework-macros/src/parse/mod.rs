//! From tokens to what was written: the block and its attributes.

pub(crate) mod allow;
pub(crate) mod answers;
pub(crate) mod attribute;
pub(crate) mod block;
pub(crate) mod defaults;
mod groups;
mod hollow;
mod lenient;
pub(crate) mod methods;
mod options;
mod outer;
mod recovery;
