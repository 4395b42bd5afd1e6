//! Shortly.

pub mod pages;
