//! Whether a request asks for a WebSocket.

use http::header::{CONNECTION, UPGRADE};
use http::{HeaderMap, HeaderName};

use crate::Parts;

/// Whether a request is an opening handshake (RFC 6455, 4.2.1): `Upgrade: websocket` and `Connection: upgrade`, each
/// perhaps among others, in any case.
pub(crate) fn is_handshake(parts: &Parts) -> bool {
    let headers = parts.headers();
    headers.contains_key(UPGRADE) && has(headers, UPGRADE, "websocket") && has(headers, CONNECTION, "upgrade")
}

fn has(headers: &HeaderMap, name: HeaderName, word: &str) -> bool {
    let fields = headers.get_all(name).into_iter().filter_map(|field| field.to_str().ok());
    fields.flat_map(|field| field.split(',')).any(|item| item.trim().eq_ignore_ascii_case(word))
}
