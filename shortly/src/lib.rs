//! Shortly.
