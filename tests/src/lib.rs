//! Tests of Wegwerk.

pub mod redis;
