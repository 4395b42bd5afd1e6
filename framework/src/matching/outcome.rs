//! The outcome of matching.

/// What becomes of a request, before any handler is called.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum Match {
    /// A rule takes it.
    Found(Found),
    /// The client is sent to this address with 308: a path on the same host, else with its host.
    Redirect(String),
    /// Rules take the path, with these methods only: 405.
    NotAllowed(Vec<&'static str>),
    /// Rules take the path, but only as a WebSocket handshake, or only otherwise: 400.
    WebSocketMismatch,
    /// No rule takes it: 404.
    NotFound,
    /// The host is not the server's: 421.
    Misdirected,
    /// The host is none: 400.
    BadHost,
}

/// The rule that takes a request, with the values of its variables.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Found {
    pub(super) endpoint: Vec<&'static str>,
    pub(super) rule: String,
    pub(super) values: Vec<(&'static str, String)>,
}

impl Found {
    /// The endpoint, after the mounts that lead to its app: `["admin", "user"]`.
    pub fn endpoint(&self) -> &[&'static str] {
        &self.endpoint
    }

    /// The rule with the prefixes that it is mounted under: `/admin/user/<int:id>`.
    pub fn rule(&self) -> &str {
        &self.rule
    }

    /// The values of all variables, those of the host and of the prefixes before the rule's own, then the defaults.
    pub fn values(&self) -> &[(&'static str, String)] {
        &self.values
    }

    /// The value of the variable, or the default, of this name.
    pub fn value(&self, name: &str) -> Option<&str> {
        self.values.iter().rev().find(|(own, _)| *own == name).map(|(_, value)| value.as_str())
    }
}
