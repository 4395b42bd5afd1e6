//! A client that sends requests exactly as a test writes them: no redirect is followed, no path is tidied, no field
//! is added but the length of the body.

use std::net::SocketAddr;
use std::time::Duration;

use http_body_util::{BodyExt, Full};
use hyper::body::{Body, Bytes};
use hyper::client::conn::http1::{SendRequest, handshake};
use hyper::header::{AsHeaderName, CONTENT_TYPE, HOST};
use hyper::{HeaderMap, Request};
use hyper_util::rt::TokioIo;
use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::TcpStream;
use tokio::time::timeout;

/// What went wrong before an answer was whole.
pub type Failure = Box<dyn std::error::Error + Send + Sync>;

/// Longer than any answer may take, shorter than anyone wants to wait for a test that hangs.
const PATIENCE: Duration = Duration::from_secs(20);

/// A server that refuses a longer body than this may close without reading it, perhaps after the next request is on
/// its way.
const SHORT_BODY: u64 = 16 * 1024;

/// One connection, kept as long as the server keeps it.
#[derive(Debug)]
pub struct Client {
    address: SocketAddr,
    host: String,
    connection: Option<SendRequest<Full<Bytes>>>,
}

impl Client {
    /// A client of the server at `address`, which is also what its `Host` fields say.
    pub fn new(address: SocketAddr) -> Self {
        Self { address, host: address.to_string(), connection: None }
    }

    /// The same with another host.
    #[must_use]
    pub fn host(self, host: &str) -> Self {
        Self { host: host.into(), ..self }
    }

    /// The answer to a `GET`, however long it waits.
    ///
    /// # Errors
    /// Those of [`Client::send`].
    pub async fn get(&mut self, path: &str) -> Result<Answer, Failure> {
        self.send("GET", path, &[], "").await
    }

    /// Posts the form of the start page.
    ///
    /// # Errors
    /// Those of [`Client::send`].
    pub async fn shorten(&mut self, url: &str) -> Result<Answer, Failure> {
        let body = serde_html_form::to_string([("url", url)])?;
        self.send("POST", "/", &[("content-type", "application/x-www-form-urlencoded")], body).await
    }

    /// Sends a request. A `host` among the header fields stands instead of the client's own.
    ///
    /// # Errors
    /// What is no request, a connection that is refused or breaks, no answer within 20 seconds. Nothing is sent
    /// twice.
    pub async fn send(
        &mut self,
        method: &str,
        path: &str,
        headers: &[(&str, &str)],
        body: impl Into<Bytes>,
    ) -> Result<Answer, Failure> {
        let mut request = Request::builder().method(method).uri(path);
        if !headers.iter().any(|(name, _)| name.eq_ignore_ascii_case(HOST.as_str())) {
            request = request.header(HOST, &self.host);
        }
        for (name, value) in headers {
            request = request.header(*name, *value);
        }
        let request = request.body(Full::new(body.into()))?;
        timeout(PATIENCE, self.exchange(request)).await?
    }

    async fn exchange(&mut self, request: Request<Full<Bytes>>) -> Result<Answer, Failure> {
        let mut kept = self.connection.take();
        if let Some(connection) = &mut kept
            && connection.ready().await.is_err()
        {
            kept = None;
        }
        let is_short = request.body().size_hint().exact().is_some_and(|length| length <= SHORT_BODY);
        let mut connection = match kept {
            Some(connection) => connection,
            None => {
                let stream = TcpStream::connect(self.address).await?;
                stream.set_nodelay(true)?;
                let (connection, run) = handshake(TokioIo::new(stream)).await?;
                tokio::spawn(run);
                connection
            }
        };
        let (head, body) = connection.send_request(request).await?.into_parts();
        let body = body.collect().await?.to_bytes();
        self.connection = is_short.then_some(connection);
        Ok(Answer { status: head.status.as_u16(), headers: head.headers, body })
    }
}

/// Sends bytes that need be no HTTP, and gives what comes back until the server closes or says no more for two
/// seconds.
///
/// # Errors
/// A connection that is refused or breaks.
pub async fn send_raw(address: SocketAddr, bytes: &[u8]) -> Result<String, Failure> {
    let mut stream = TcpStream::connect(address).await?;
    stream.write_all(bytes).await?;
    let mut answer = Vec::new();
    // Silence ends the reading as well as the server does.
    let _ = timeout(Duration::from_secs(2), stream.read_to_end(&mut answer)).await;
    Ok(String::from_utf8_lossy(&answer).into_owned())
}

/// An answer with its whole body.
#[derive(Clone, Debug)]
pub struct Answer {
    /// The status code.
    pub status: u16,
    /// The header fields.
    pub headers: HeaderMap,
    /// The body.
    pub body: Bytes,
}

impl Answer {
    /// The body, where it is text.
    ///
    /// # Panics
    /// If it is none.
    pub fn text(&self) -> &str {
        std::str::from_utf8(&self.body).expect("a body of text")
    }

    /// The first field of this name, as text; empty where there is none.
    pub fn header(&self, name: impl AsHeaderName) -> &str {
        self.headers.get(name).map_or("", |value| value.to_str().expect("a field of text"))
    }

    /// The media type with its parameters.
    pub fn content_type(&self) -> &str {
        self.header(CONTENT_TYPE)
    }

    /// The short id that a form was answered with, where it was.
    pub fn short_id(&self) -> Option<&str> {
        let location = self.headers.get("location").filter(|_| self.status == 302)?.to_str().ok()?;
        location.strip_prefix('/')?.strip_suffix('+')
    }
}
