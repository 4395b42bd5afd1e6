//! The listener: accepts connections, hands them on, and leads the server down.

use std::convert::Infallible;
use std::io::{self, Read, Write};
use std::net::SocketAddr;
use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::time::Duration;

use tokio::net::{TcpListener, TcpStream};
use tokio::sync::mpsc;
use tokio::time::{Instant, sleep, timeout};

use super::limits::Limits;
use super::phase::{Lead, Phase};
use super::signals::StopSignal;

/// How long answers ask their clients to close before idle connections are closed.
const LAME_DUCK: Duration = Duration::from_millis(300);

/// How long cut-off connections get to be dropped.
const CUT_OFF: Duration = Duration::from_millis(500);

/// How long nothing is accepted after the system refused to: it is out of file descriptors or memory, and would
/// refuse again at once.
const PAUSE: Duration = Duration::from_millis(100);

const FULL: &[u8] = b"HTTP/1.1 503 Service Unavailable\r\nContent-Type: text/plain; charset=utf-8\r\n\
    Content-Length: 34\r\nRetry-After: 1\r\nConnection: close\r\n\r\nThe server has no room right now.\n";

/// Held by every open connection, and by whoever may open one.
#[derive(Clone, Debug)]
pub(super) struct Open {
    count: Arc<AtomicUsize>,
    _alive: mpsc::Sender<Infallible>,
}

/// One open connection.
#[derive(Debug)]
pub(super) struct Place(Open);

impl Open {
    fn place(&self) -> Place {
        self.count.fetch_add(1, Ordering::Relaxed);
        Place(self.clone())
    }

    fn count(&self) -> usize {
        self.count.load(Ordering::Relaxed)
    }
}

impl Drop for Place {
    fn drop(&mut self) {
        self.0.count.fetch_sub(1, Ordering::Relaxed);
    }
}

/// Accepts until `stop` asks to stop, then ends what is open: gently first, at once when `stop` asks again or
/// the time is up. `hand_on` starts to serve a connection; the `Place` is dropped when it has ended.
pub(super) async fn accept(
    listener: TcpListener,
    lead: &Lead,
    limits: &Limits,
    stop: &mut impl StopSignal,
    mut hand_on: impl FnMut(TcpStream, SocketAddr, Place) + Send,
) {
    let (alive, mut gone) = mpsc::channel(1);
    let open = Open { count: Arc::default(), _alive: alive };
    let mut admit = |socket: TcpStream, client| {
        if open.count() < limits.connections {
            hand_on(socket, client, open.place());
        } else {
            refuse(socket);
        }
    };

    tokio::select! {
        () = stop.next() => {}
        () = accept_all(&listener, &mut admit) => {}
    }
    // Who has connected already is served: closing the listener would reset what waits in its queue.
    if let Ok(listener) = listener.into_std() {
        while let Ok((socket, client)) = listener.accept() {
            if let Ok(socket) = asynchronous(socket) {
                admit(socket, client);
            }
        }
    }

    let deadline = Instant::now() + limits.shutdown_timeout;
    let busy = open.count() > 0;
    drop(open);
    if busy {
        lead.enter(Phase::LameDuck);
        let gently = async {
            let lame_duck = LAME_DUCK.min(limits.shutdown_timeout);
            if timeout(lame_duck, gone.recv()).await.is_err() {
                lead.enter(Phase::Draining);
                let _ = tokio::time::timeout_at(deadline, gone.recv()).await;
            }
        };
        tokio::select! {
            () = gently => {}
            () = stop.next() => {}
        }
    }
    lead.enter(Phase::Stopped);
    // What does not go even now is stuck in code that never yields.
    let _ = timeout(CUT_OFF, gone.recv()).await;
}

async fn accept_all(listener: &TcpListener, admit: &mut impl FnMut(TcpStream, SocketAddr)) {
    loop {
        match listener.accept().await {
            Ok((socket, client)) => admit(socket, client),
            Err(error) if concerns_one_connection(&error) => {}
            Err(error) => {
                tracing::error!(%error, "no connection can be accepted right now");
                sleep(PAUSE).await;
            }
        }
    }
}

/// Whether a connection went away before it was accepted, which says nothing about the next.
fn concerns_one_connection(error: &io::Error) -> bool {
    use io::ErrorKind::{ConnectionAborted, ConnectionRefused, ConnectionReset};
    matches!(error.kind(), ConnectionAborted | ConnectionRefused | ConnectionReset)
}

fn asynchronous(socket: std::net::TcpStream) -> io::Result<TcpStream> {
    socket.set_nonblocking(true)?;
    TcpStream::from_std(socket)
}

/// Tells a client that there is no room. It is a favour: nothing waits for it to be read, and nothing fails.
fn refuse(socket: TcpStream) {
    if let Ok(mut socket) = socket.into_std() {
        // Bytes that nobody read would make the closing a reset, which may overtake the answer.
        let _ = socket.read(&mut [0; 4096]);
        let _ = socket.write(FULL);
    }
}

#[cfg(test)]
mod tests {
    #[test]
    fn the_refusal_has_the_length_it_says() {
        let text = std::str::from_utf8(super::FULL).unwrap();
        let (head, body) = text.split_once("\r\n\r\n").unwrap();
        assert!(head.contains(&format!("Content-Length: {}\r\n", body.len())), "{}", body.len());
    }
}
