//! An app without the macros, and a server for it: what stands under `#[app]`. Usage: `by_hand [ADDRESS]`.
//!
//! `/` greets, `/slow` takes its time, `/panic` panics. When the server has stopped, it says how many requests it
//! answered.

use std::sync::atomic::{AtomicU64, Ordering};
use std::time::Duration;

use http::{HeaderValue, StatusCode, header::CONTENT_TYPE};
use wegwerk::{App, Body, BodySlot, Parts, Response, Server};

#[derive(Default)]
struct ByHand {
    answered: AtomicU64,
}

impl App for ByHand {
    async fn respond<'r>(&'r self, parts: &'r mut Parts, _: &'r mut BodySlot) -> Response {
        let mut response = Response::default();
        match parts.uri().path() {
            "/" => *response.body_mut() = Body::full("Hello, World!"),
            "/slow" => {
                tokio::time::sleep(Duration::from_millis(500)).await;
                *response.body_mut() = Body::full("That took a while.");
            }
            "/panic" => panic!("as asked"),
            _ => *response.status_mut() = StatusCode::NOT_FOUND,
        }
        response.headers_mut().insert(CONTENT_TYPE, HeaderValue::from_static("text/plain; charset=utf-8"));
        self.answered.fetch_add(1, Ordering::Relaxed);
        response
    }
}

fn main() -> std::io::Result<()> {
    let address = std::env::args().nth(1).unwrap_or_else(|| "127.0.0.1:5000".into());
    let workers = std::env::args().nth(2).and_then(|count| count.parse().ok()).unwrap_or(2);
    let server = Server::new().bind(&*address).workers(workers);
    server
        .on_stop(async |app: &ByHand| println!("{} requests answered", app.answered.load(Ordering::Relaxed)))
        .run(ByHand::default())
}
