//! Tests of Wegwerk.

pub mod browser;
pub mod dom;
pub mod example;
pub mod http;
pub mod page;
pub mod redis;
pub mod shortly;
