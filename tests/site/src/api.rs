//! The interface for programs, generic in what the publisher's name is.

use wegwerk::prelude::*;
use wegwerk_tests_mounted::Labels;

use crate::{Name, answer};

/// The interface for programs.
#[derive(Debug)]
pub struct Api<N> {
    name: N,
    labels: Labels<u8>,
}

impl<N> Api<N> {
    pub(crate) fn new(name: N) -> Self {
        Api { name, labels: Labels(7) }
    }
}

#[app(outer(version: u16))]
impl<N: Name> Api<N> {
    /// The version.
    #[route("/")]
    fn on_version(&self, version: u16, matched: MatchedRule) -> String {
        answer(matched, &[&self.name, &version])
    }

    /// Anything that programs send.
    #[route("/echo/<path:rest>", methods(ANY))]
    fn on_echo(&self, rest: &str, method: &Method, matched: MatchedRule) -> String {
        answer(matched, &[&rest, method])
    }

    /// A generic app of another crate, below a generic app.
    #[mount("/labels")]
    fn labels(&self) -> &Labels<u8> {
        &self.labels
    }
}
