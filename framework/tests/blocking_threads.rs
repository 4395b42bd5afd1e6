//! What a blocking handler costs its runtime: a thread while it runs, none while it waits.
#![allow(missing_docs)]

use std::pin::Pin;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::mpsc::{Receiver, Sender, channel};
use std::sync::{Arc, Mutex};
use std::task::{Context, Poll};
use std::thread;
use std::time::Duration;

use bytes::Bytes;
use http_body::Frame;
use http_body_util::BodyExt;
use tokio::sync::mpsc;
use tower_service::Service;
use wegwerk::prelude::*;
use wegwerk::{Body, BodySlot, FromRequest, Parts};

#[derive(Clone, Default)]
struct Site {
    calls: Arc<AtomicUsize>,
    gate: Arc<Mutex<Option<Receiver<()>>>>,
}

#[app]
impl Site {
    #[post("/text", blocking)]
    fn on_text(&self, body: String) -> String {
        body
    }

    #[route("/count", blocking)]
    fn on_count(&self) -> String {
        self.calls.fetch_add(1, Ordering::SeqCst).to_string()
    }

    #[route("/gate", blocking)]
    fn on_gate(&self) -> &'static str {
        let gate = self.gate.lock().unwrap().take().unwrap();
        gate.recv_timeout(Duration::from_secs(10)).unwrap();
        "open"
    }

    #[route("/later", blocking)]
    fn on_later(&self, _later: Later) -> &'static str {
        "later"
    }

    #[route("/greedy", blocking)]
    fn on_greedy(&self, _greedy: Greedy) -> &'static str {
        "greedy"
    }

    #[route("/in-place", blocking)]
    fn on_in_place(&self) -> &'static str {
        tokio::task::block_in_place(|| "in place")
    }
}

impl Site {
    fn gate() -> (Sender<()>, Self) {
        let (open, gate) = channel();
        (open, Site { gate: Arc::new(Mutex::new(Some(gate))), ..Site::default() })
    }
}

/// An extractor that waits for a timer.
struct Later;

impl<A: ?Sized + Sync> FromRequest<A> for Later {
    type Rejection = Error;

    async fn from_request(_: &Parts, _: &mut BodySlot, _: &A) -> Result<Self, Error> {
        tokio::time::sleep(Duration::from_millis(20)).await;
        Ok(Later)
    }
}

/// An extractor that is woken while it is polled, and then takes what `Thread::unpark` left, as channels do that wait.
struct Greedy;

impl<A: ?Sized + Sync> FromRequest<A> for Greedy {
    type Rejection = Error;

    async fn from_request(_: &Parts, _: &mut BodySlot, _: &A) -> Result<Self, Error> {
        let mut polled = false;
        std::future::poll_fn(move |cx| {
            if std::mem::replace(&mut polled, true) {
                return Poll::Ready(());
            }
            let waker = cx.waker().clone();
            thread::spawn(move || waker.wake()).join().unwrap();
            thread::park_timeout(Duration::from_millis(1));
            Poll::Pending
        })
        .await;
        Ok(Greedy)
    }
}

/// A body that comes when it is sent.
struct Coming(mpsc::UnboundedReceiver<&'static str>);

impl http_body::Body for Coming {
    type Data = Bytes;
    type Error = std::convert::Infallible;

    fn poll_frame(
        mut self: Pin<&mut Self>,
        cx: &mut Context<'_>,
    ) -> Poll<Option<Result<Frame<Bytes>, Self::Error>>> {
        self.0.poll_recv(cx).map(|piece| piece.map(|piece| Ok(Frame::data(piece.into()))))
    }
}

async fn ask(site: Site, method: &'static str, path: &'static str, body: Body) -> String {
    let request = http::Request::builder().method(method).uri(path).body(body).unwrap();
    let Ok(response) = site.into_service().call(request).await;
    let body = response.into_body().collect().await.unwrap().to_bytes();
    String::from_utf8(body.to_vec()).unwrap()
}

/// A runtime with one thread that may block. Where the work hangs, the test fails.
fn run<F: Future<Output = ()> + Send + 'static>(work: F) {
    let mut runtime = tokio::runtime::Builder::new_current_thread();
    let runtime = runtime.enable_all().max_blocking_threads(1).build().unwrap();
    let done = runtime.block_on(async { tokio::time::timeout(Duration::from_secs(5), work).await });
    runtime.shutdown_background();
    done.expect("it ends");
}

async fn get(site: &Site, path: &'static str) -> String {
    ask(site.clone(), "GET", path, Body::empty()).await
}

#[test]
fn a_body_that_is_still_coming_holds_no_thread() {
    run(async {
        let site = Site::default();
        let (send, coming) = mpsc::unbounded_channel();
        let slow = tokio::spawn(ask(site.clone(), "POST", "/text", Body::new(Coming(coming))));
        send.send("one ").unwrap();
        tokio::time::sleep(Duration::from_millis(20)).await;
        assert_eq!(get(&site, "/count").await, "0");
        send.send("two").unwrap();
        drop(send);
        assert_eq!(slow.await.unwrap(), "one two");
    });
}

#[test]
fn a_wake_is_not_lost_to_what_parks_the_thread() {
    run(async { assert_eq!(get(&Site::default(), "/greedy").await, "greedy") });
}

#[test]
fn what_nobody_waits_for_any_more_is_not_begun() {
    run(async {
        let (open, site) = Site::gate();
        let gate = tokio::spawn({
            let site = site.clone();
            async move { get(&site, "/gate").await }
        });
        tokio::time::sleep(Duration::from_millis(20)).await;
        for _ in 0..3 {
            let given_up = tokio::time::timeout(Duration::from_millis(1), get(&site, "/count")).await;
            assert!(given_up.is_err());
        }
        open.send(()).unwrap();
        assert_eq!(gate.await.unwrap(), "open");
        assert_eq!(get(&site, "/count").await, "0", "none of the three was called");
    });
}

#[test]
fn time_goes_on_where_it_is_paused() {
    run(async {
        tokio::time::pause();
        assert_eq!(get(&Site::default(), "/later").await, "later");
    });
}

#[test]
fn a_handler_may_say_again_that_it_blocks() {
    run(async { assert_eq!(get(&Site::default(), "/in-place").await, "in place") });
    let runtime = tokio::runtime::Builder::new_multi_thread().build().unwrap();
    assert_eq!(runtime.block_on(get(&Site::default(), "/in-place")), "in place");
}
