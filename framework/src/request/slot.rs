//! The place that holds the body until an extractor takes it.

use crate::Body;

/// The body of a request until an extractor takes it, and how much of it may be read.
#[derive(Debug)]
pub struct BodySlot {
    body: Option<Body>,
    limit: usize,
}

impl BodySlot {
    /// A slot that holds `body`, of which extractors read at most `limit` bytes.
    pub fn new(body: Body, limit: usize) -> Self {
        BodySlot { body: Some(body), limit }
    }

    /// Takes the body out, unread; `None` the second time.
    pub fn take(&mut self) -> Option<Body> {
        self.body.take()
    }

    /// How many bytes may be read.
    pub fn limit(&self) -> usize {
        self.limit
    }
}
