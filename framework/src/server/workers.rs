//! The threads that serve connections: each runs its own single-threaded runtime, so that a connection, once
//! handed over, never leaves its core.

use std::io;
use std::net::SocketAddr;
use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};

use tokio::net::TcpStream;
use tokio::sync::mpsc;

use super::accept::Place;
use super::connection::Serving;
use super::phase::Phase;
use crate::service::Handle;

#[derive(Debug)]
struct Handed {
    socket: std::net::TcpStream,
    client: SocketAddr,
    load: Load,
    place: Place,
}

/// Counts one connection of a worker.
#[derive(Debug)]
struct Load(Arc<AtomicUsize>);

impl Drop for Load {
    fn drop(&mut self) {
        self.0.fetch_sub(1, Ordering::Relaxed);
    }
}

#[derive(Debug)]
struct Worker {
    queue: mpsc::UnboundedSender<Handed>,
    load: Arc<AtomicUsize>,
}

/// All threads that serve. They end when the server has stopped.
#[derive(Debug)]
pub(super) struct Workers(Vec<Worker>);

impl Workers {
    /// Starts `count` threads.
    pub(super) fn start<H: Handle>(count: usize, serving: &Serving<H>) -> io::Result<Self> {
        (0..count.max(1)).map(|number| start(number, serving.clone())).collect::<io::Result<_>>().map(Workers)
    }

    /// Hands a connection to the worker that has the fewest.
    pub(super) fn hand_on(&self, socket: TcpStream, client: SocketAddr, place: Place) {
        let Some(worker) = self.0.iter().min_by_key(|worker| worker.load.load(Ordering::Relaxed)) else {
            return;
        };
        // From one reactor to another.
        match socket.into_std() {
            Ok(socket) => {
                worker.load.fetch_add(1, Ordering::Relaxed);
                let load = Load(Arc::clone(&worker.load));
                if worker.queue.send(Handed { socket, client, load, place }).is_err() {
                    tracing::error!("a worker is gone: a connection was dropped");
                }
            }
            Err(error) => tracing::error!(%error, "a connection could not be handed to a worker"),
        }
    }
}

fn start<H: Handle>(number: usize, serving: Serving<H>) -> io::Result<Worker> {
    let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build()?;
    let (queue, handed) = mpsc::unbounded_channel();
    std::thread::Builder::new().name(format!("wegwerk-{number}")).spawn(move || {
        runtime.block_on(work(handed, serving));
        // Connections that are still there are dropped; blocking work is not waited for.
        runtime.shutdown_background();
    })?;
    Ok(Worker { queue, load: Arc::default() })
}

async fn work<H: Handle>(mut handed: mpsc::UnboundedReceiver<Handed>, serving: Serving<H>) {
    let mut phase = serving.phase.clone();
    let accept = async {
        while let Some(Handed { socket, client, load, place }) = handed.recv().await {
            match TcpStream::from_std(socket) {
                Ok(socket) => {
                    let serving = serving.clone();
                    tokio::spawn(async move {
                        let _counted = (load, place);
                        serving.serve(socket, client).await;
                    });
                }
                Err(error) => tracing::error!(%error, "a worker could not take a connection"),
            }
        }
        std::future::pending::<()>().await;
    };
    tokio::select! {
        () = accept => {}
        () = phase.reached(Phase::Stopped) => {}
    }
}
