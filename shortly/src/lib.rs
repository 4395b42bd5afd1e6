//! Shortly.

pub mod pages;
pub mod links;
pub mod short_id;
pub mod target;
