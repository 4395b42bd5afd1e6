//! Runs Shortly.
fn main() {}
