//! Tests of Wegwerk.
