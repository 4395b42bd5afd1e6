//! Bare hyper, as fast as it goes: one runtime a thread, `TCP_NODELAY`, pipelined answers flushed together, no
//! timer, no limits, no router. Usage: `peer-hyper PORT [THREADS]`.

use std::convert::Infallible;
use std::io;

use bytes::Bytes;
use http_body_util::Full;
use hyper::body::Incoming;
use hyper::header::{CONTENT_TYPE, HeaderValue};
use hyper::server::conn::http1;
use hyper::service::service_fn;
use hyper::{Request, Response, StatusCode};
use hyper_util::rt::TokioIo;

async fn answer(request: Request<Incoming>) -> Result<Response<Full<Bytes>>, Infallible> {
    let mut response;
    if request.uri().path() == "/" {
        response = Response::new(Full::new(Bytes::from_static(b"Hello, World!")));
        let text = HeaderValue::from_static("text/plain; charset=utf-8");
        response.headers_mut().insert(CONTENT_TYPE, text);
    } else {
        response = Response::new(Full::default());
        *response.status_mut() = StatusCode::NOT_FOUND;
    }
    Ok(response)
}

async fn accept(listener: std::net::TcpListener) -> io::Result<()> {
    let listener = tokio::net::TcpListener::from_std(listener)?;
    loop {
        let (stream, _) = listener.accept().await?;
        stream.set_nodelay(true)?;
        tokio::spawn(async move {
            let mut http = http1::Builder::new();
            http.pipeline_flush(true);
            // A client that goes away is no concern of a benchmark.
            let _ = http.serve_connection(TokioIo::new(stream), service_fn(answer)).await;
        });
    }
}

fn main() -> io::Result<()> {
    let mut args = std::env::args().skip(1);
    let port: u16 = args.next().and_then(|port| port.parse().ok()).unwrap_or(8080);
    let threads: usize = args.next().and_then(|threads| threads.parse().ok()).unwrap_or(1);

    let listener = std::net::TcpListener::bind(("127.0.0.1", port))?;
    listener.set_nonblocking(true)?;
    let mut running = Vec::new();
    for _ in 0..threads {
        let listener = listener.try_clone()?;
        running.push(std::thread::spawn(move || {
            tokio::runtime::Builder::new_current_thread().enable_io().build()?.block_on(accept(listener))
        }));
    }
    for thread in running {
        thread.join().map_err(|_| io::Error::other("a thread panicked"))??;
    }
    Ok(())
}
