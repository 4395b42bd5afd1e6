//! Tests of Wegwerk.

pub mod browser;
pub mod http;
pub mod page;
pub mod redis;
pub mod shortly;
