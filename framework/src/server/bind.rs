//! The address to listen on, and what is said where that fails.

use std::fmt;
use std::io;
use std::net::{SocketAddr, TcpListener, ToSocketAddrs};

/// How many connections the kernel keeps until they are accepted. It has its own upper bound.
const BACKLOG: u32 = 4096;

/// Where to listen: addresses of which the first that works is taken, or a listener that is open already.
#[derive(Debug)]
pub(super) enum Place {
    Addresses { written: String, resolved: io::Result<Vec<SocketAddr>> },
    Open(TcpListener),
}

impl Place {
    /// Resolves what was written; a failure is kept until [`Place::open`].
    pub(super) fn new(address: impl ToSocketAddrs + fmt::Debug) -> Self {
        let resolved = address.to_socket_addrs().map(Iterator::collect);
        // Text is written as it is, without the quotes of its `Debug`.
        let written = format!("{address:?}").trim_matches('"').to_owned();
        Place::Addresses { written, resolved }
    }

    /// Opens the listener, within a runtime.
    pub(super) fn open(self) -> io::Result<tokio::net::TcpListener> {
        let (written, addresses) = match self {
            Place::Open(listener) => {
                listener.set_nonblocking(true)?;
                return tokio::net::TcpListener::from_std(listener);
            }
            Place::Addresses { written, resolved: Ok(addresses) } => (written, addresses),
            Place::Addresses { written, resolved: Err(cause) } => {
                let reason = "it is no address of the form HOST:PORT";
                return Err(failure(cause.kind(), &written, &format!("{reason} ({cause})")));
            }
        };
        let mut last = None;
        for address in addresses {
            match listen(address) {
                Ok(listener) => return Ok(listener),
                Err(cause) => {
                    last = Some(failure(cause.kind(), &address.to_string(), &reason(&cause, address)))
                }
            }
        }
        Err(last
            .unwrap_or_else(|| failure(io::ErrorKind::AddrNotAvailable, &written, "the name has no address")))
    }
}

fn listen(address: SocketAddr) -> io::Result<tokio::net::TcpListener> {
    use tokio::net::TcpSocket;
    let socket = if address.is_ipv4() { TcpSocket::new_v4()? } else { TcpSocket::new_v6()? };
    // A restart must not wait for the old connections to be forgotten. On Windows the option means something
    // else: two programs could share the port.
    #[cfg(not(windows))]
    socket.set_reuseaddr(true)?;
    socket.bind(address)?;
    socket.listen(BACKLOG)
}

fn failure(kind: io::ErrorKind, place: &str, reason: &str) -> io::Error {
    io::Error::new(kind, format!("cannot listen on {place}: {reason}"))
}

fn reason(cause: &io::Error, address: SocketAddr) -> String {
    match cause.kind() {
        io::ErrorKind::AddrInUse => "the port is in use by another program (choose another port)".into(),
        io::ErrorKind::AddrNotAvailable => {
            format!("this machine does not have the address {}", address.ip())
        }
        io::ErrorKind::PermissionDenied => {
            format!("port {} needs more rights (choose a port above 1023)", address.port())
        }
        _ => cause.to_string(),
    }
}
