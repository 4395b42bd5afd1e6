//! An app written by hand, a server for it, and a client that sends exactly the bytes it is told to.
#![allow(dead_code, reason = "each test file uses its share")]

use std::io::{self, Read, Write};
use std::net::{SocketAddr, TcpListener, TcpStream};
use std::thread::JoinHandle;
use std::time::Duration;

use http::{HeaderValue, StatusCode};
use http_body_util::{BodyExt, Limited};
use wegwerk::{App, Body, BodySlot, Parts, Response, Server};

/// Answers with what it was asked; some paths do more.
pub(crate) struct Sample;

pub(crate) const BIG: usize = 32 * 1024 * 1024;

fn text(status: StatusCode, text: impl Into<bytes::Bytes>) -> Response {
    let mut response = Response::new(Body::full(text));
    *response.status_mut() = status;
    response
}

impl App for Sample {
    async fn respond<'r, L: Send>(&'r self, _: L, parts: &'r mut Parts, body: &'r mut BodySlot) -> Response {
        match parts.uri().path() {
            "/" => text(StatusCode::OK, "Hello, World!"),
            "/panic" => panic!("as asked"),
            "/big" => text(StatusCode::OK, vec![b'x'; BIG]),
            "/slow" => {
                tokio::time::sleep(Duration::from_millis(400)).await;
                text(StatusCode::OK, "slow")
            }
            "/stuck" => std::future::pending().await,
            "/empty" => text(StatusCode::NO_CONTENT, ""),
            "/client" => text(StatusCode::OK, format!("{:?}", parts.client_addr())),
            "/echo" => {
                let said =
                    parts.headers().get("content-length").and_then(|value| value.to_str().ok()?.parse().ok());
                if said.is_some_and(|length: usize| length > body.limit()) {
                    return text(StatusCode::PAYLOAD_TOO_LARGE, "too large, and not read");
                }
                match Limited::new(body.take().unwrap_or_default(), body.limit()).collect().await {
                    Ok(body) => text(StatusCode::OK, body.to_bytes()),
                    Err(_) => text(StatusCode::PAYLOAD_TOO_LARGE, "too large"),
                }
            }
            "/login" => {
                let mut response = text(StatusCode::OK, "");
                response
                    .headers_mut()
                    .append("set-cookie", HeaderValue::from_static("user=ada; Path=/; HttpOnly"));
                response
            }
            "/logout" => {
                let mut response = text(StatusCode::OK, "");
                response
                    .headers_mut()
                    .append("set-cookie", HeaderValue::from_static("user=; Path=/; Max-Age=0"));
                response
            }
            "/head" => text(StatusCode::OK, format!("{:?}", parts.headers())),
            _ => text(StatusCode::NOT_FOUND, parts.uri().to_string()),
        }
    }
}

/// A server that runs in a thread until it is dropped.
pub(crate) struct Running {
    pub(crate) address: SocketAddr,
    stop: Option<tokio::sync::oneshot::Sender<()>>,
    thread: Option<JoinHandle<io::Result<()>>>,
}

/// Serves [`Sample`] on a free port.
pub(crate) fn serve(server: Server) -> Running {
    let listener = TcpListener::bind("127.0.0.1:0").unwrap();
    let address = listener.local_addr().unwrap();
    let (stop, stopped) = tokio::sync::oneshot::channel();
    let thread = std::thread::spawn(move || {
        let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build()?;
        let stopped = async {
            let _ = stopped.await;
        };
        runtime.block_on(server.listener(listener).serve_until(Sample, stopped))
    });
    Running { address, stop: Some(stop), thread: Some(thread) }
}

impl Running {
    pub(crate) fn connect(&self) -> Connection {
        Connection::open(self.address)
    }

    pub(crate) fn ask_to_stop(&mut self) {
        self.stop.take();
    }

    pub(crate) fn stop(mut self) {
        self.ask_to_stop();
        self.thread.take().unwrap().join().unwrap().unwrap();
    }
}

/// One connection.
pub(crate) struct Connection {
    pub(crate) socket: TcpStream,
    buffer: Vec<u8>,
}

/// An answer as it came.
#[derive(Debug)]
pub(crate) struct Answer {
    pub(crate) status: u16,
    pub(crate) head: String,
    pub(crate) body: Vec<u8>,
}

impl Answer {
    pub(crate) fn header(&self, name: &str) -> Option<&str> {
        self.head.lines().skip(1).find_map(|line| {
            let (field, value) = line.split_once(": ")?;
            field.eq_ignore_ascii_case(name).then_some(value)
        })
    }

    pub(crate) fn text(&self) -> &str {
        std::str::from_utf8(&self.body).unwrap()
    }
}

impl Connection {
    pub(crate) fn open(address: SocketAddr) -> Self {
        Connection::try_open(address).unwrap()
    }

    pub(crate) fn try_open(address: SocketAddr) -> io::Result<Self> {
        let socket = TcpStream::connect(address)?;
        socket.set_read_timeout(Some(Duration::from_secs(20)))?;
        Ok(Connection { socket, buffer: Vec::new() })
    }

    pub(crate) fn send(&mut self, bytes: impl AsRef<[u8]>) {
        self.socket.write_all(bytes.as_ref()).unwrap();
    }

    /// Sends a request without a body and reads the answer.
    pub(crate) fn ask(&mut self, method: &str, path: &str) -> Answer {
        self.try_ask(method, path).unwrap()
    }

    pub(crate) fn try_ask(&mut self, method: &str, path: &str) -> io::Result<Answer> {
        self.socket.write_all(format!("{method} {path} HTTP/1.1\r\nHost: localhost\r\n\r\n").as_bytes())?;
        self.answer_to(method)
    }

    /// Reads an answer, by the length that it says.
    pub(crate) fn answer(&mut self) -> Answer {
        self.answer_to("GET").unwrap()
    }

    pub(crate) fn answer_to(&mut self, method: &str) -> io::Result<Answer> {
        let end = loop {
            match self.buffer.windows(4).position(|window| window == b"\r\n\r\n") {
                Some(at) => break at + 4,
                None => self.more()?,
            }
        };
        let head = String::from_utf8(self.buffer.drain(..end).collect()).unwrap();
        let status = head[9..12].parse().unwrap();
        let mut answer = Answer { status, head, body: Vec::new() };
        let length = answer.header("content-length").map_or(0, |length| length.parse().unwrap());
        if method != "HEAD" {
            while self.buffer.len() < length {
                self.more()?;
            }
            answer.body = self.buffer.drain(..length).collect();
        }
        Ok(answer)
    }

    fn more(&mut self) -> io::Result<()> {
        let mut bytes = [0; 65536];
        match self.socket.read(&mut bytes)? {
            0 => Err(io::ErrorKind::UnexpectedEof.into()),
            length => {
                self.buffer.extend_from_slice(&bytes[..length]);
                Ok(())
            }
        }
    }

    /// Whether the server closes the connection without another byte, within the client's patience.
    pub(crate) fn is_closed(&mut self) -> bool {
        self.buffer.is_empty()
            && match self.socket.read(&mut [0; 1]) {
                Ok(length) => length == 0,
                Err(error) => error.kind() == io::ErrorKind::ConnectionReset,
            }
    }
}
