//! axum, as its documentation shows it, with `TCP_NODELAY`. Usage: `peer-axum PORT [THREADS]`.

use std::io;

use axum::Router;
use axum::routing::get;
use axum::serve::ListenerExt;

async fn serve(port: u16) -> io::Result<()> {
    let app = Router::new().route("/", get(|| async { "Hello, World!" }));
    let listener = tokio::net::TcpListener::bind(("127.0.0.1", port)).await?;
    let listener = listener.tap_io(|stream| {
        // A stream without it still answers.
        let _ = stream.set_nodelay(true);
    });
    axum::serve(listener, app).await
}

fn main() -> io::Result<()> {
    let mut args = std::env::args().skip(1);
    let port: u16 = args.next().and_then(|port| port.parse().ok()).unwrap_or(8080);
    let threads: usize = args.next().and_then(|threads| threads.parse().ok()).unwrap_or(1);
    tokio::runtime::Builder::new_multi_thread()
        .worker_threads(threads)
        .enable_all()
        .build()?
        .block_on(serve(port))
}
