//! Tests of Wegwerk.

pub mod example;
pub mod http;
pub mod page;
pub mod redis;
pub mod shortly;
