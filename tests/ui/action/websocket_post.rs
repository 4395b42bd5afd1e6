//! A WebSocket rule for a method that no handshake has.

use wegwerk::prelude::*;

struct Pages;

#[app]
impl Pages {
    #[route("/live", websocket, methods(GET, POST))]
    fn on_live(&self) -> &'static str {
        "live"
    }
}

fn main() {}
