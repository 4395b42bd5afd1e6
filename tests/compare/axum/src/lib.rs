//! Where the mistakes are served: on a port of loopback that the environment names.

/// The address to listen on.
pub fn address() -> (&'static str, u16) {
    let port = std::env::var("PORT").ok().and_then(|port| port.parse().ok());
    ("127.0.0.1", port.unwrap_or(0))
}
