//! Shortly.

pub mod links;
pub mod short_id;
pub mod target;
