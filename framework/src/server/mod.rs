//! The server: HTTP/1.1 by hyper, one runtime a core, time-outs and limits on, and a stop that loses nothing.
//!
//! [`Server`] says where and how; [`Server::run`] serves an app until SIGINT or SIGTERM. The data's way: `bind`
//! opens the listener, `accept` takes connections from it and hands them to `workers`, where each is a
//! `connection`: hyper between a `stream`, which notes its `activity` for the `watchdog`, and the app.
//! `phase` is how all of them learn of a stop.

mod accept;
mod activity;
mod bind;
mod connection;
mod head;
mod limits;
mod phase;
mod signals;
mod stop;
mod stream;
mod watchdog;
mod workers;

use std::fmt;
use std::io::{self, Write};
use std::net::{TcpListener, ToSocketAddrs};
use std::num::NonZero;
use std::process::exit;
use std::sync::Arc;
use std::time::Duration;

use self::bind::Place;
use self::connection::Serving;
use self::limits::Limits;
use self::signals::{Once, Signals, StopSignal};
pub use self::stop::{Nothing, OnStop, Then};
use self::workers::Workers;
use crate::settings::Settings;
use crate::{App, TrustedProxy, service};

/// An HTTP/1.1 server.
///
/// ```no_run
/// # use wegwerk::{App, BodySlot, Parts, Response};
/// # struct Hello;
/// # impl App for Hello {
/// #     async fn respond<'r, L: Send>(&'r self, _: L, _: &'r mut Parts, _: &'r mut BodySlot) -> Response { Response::default() }
/// # }
/// fn main() -> std::io::Result<()> {
///     wegwerk::Server::new().bind("127.0.0.1:5000").run(Hello)
/// }
/// ```
///
/// # Stopping
///
/// SIGINT and SIGTERM stop it: the listener is closed, and every answer asks its client to close its connection.
/// 300 ms later idle connections are closed; busy ones end with their answer. What is still open when the
/// [shutdown time-out](Server::shutdown_timeout) is over is cut off, and so it is at a second signal.
#[derive(Debug)]
#[must_use = "a server does nothing until it is run"]
pub struct Server<S = Nothing> {
    place: Place,
    workers: Option<usize>,
    limits: Limits,
    settings: Option<Settings>,
    on_stop: S,
}

impl Default for Server {
    fn default() -> Self {
        Server::new()
    }
}

impl Server {
    /// A server for `127.0.0.1:5000`, with as many workers as there are cores.
    pub fn new() -> Self {
        Server {
            place: Place::new("127.0.0.1:5000"),
            workers: None,
            limits: Limits::default(),
            settings: None,
            on_stop: Nothing,
        }
    }

    /// Sets what is done after the last request was answered, on the runtime that the app was built on: the place
    /// to write down what is still in memory. It is given the app.
    ///
    /// ```
    /// # use std::sync::atomic::{AtomicU64, Ordering};
    /// # use wegwerk::{App, BodySlot, Parts, Response};
    /// # struct Counter { hits: AtomicU64 }
    /// # impl Counter { async fn save(&self) { self.hits.load(Ordering::Relaxed); } }
    /// # impl App for Counter {
    /// #     async fn respond<'r, L: Send>(&'r self, _: L, _: &'r mut Parts, _: &'r mut BodySlot) -> Response { Response::default() }
    /// # }
    /// let server = wegwerk::Server::new().on_stop(async |counter: &Counter| counter.save().await);
    /// ```
    pub fn on_stop<F>(self, stop: F) -> Server<Then<F>> {
        let Server { place, workers, limits, settings, on_stop: Nothing } = self;
        Server { place, workers, limits, settings, on_stop: Then(stop) }
    }
}

impl<S> Server<S> {
    /// Sets the address to listen on: text such as `"127.0.0.1:5000"` or `"localhost:5000"`, or whatever else
    /// becomes socket addresses. Of several addresses the first that works is taken; port 0 takes any free port.
    /// A failure shows when the server is run.
    pub fn bind(mut self, address: impl ToSocketAddrs + fmt::Debug) -> Self {
        self.place = Place::new(address);
        self
    }

    /// Listens on a socket that is open already, as when something else bound it.
    pub fn listener(mut self, listener: TcpListener) -> Self {
        self.place = Place::Open(listener);
        self
    }

    /// Sets how many threads serve connections; the number of cores unless it is set. A connection stays with
    /// its thread, so a handler must not block: `#[route("…", blocking)]` and `tokio::task::spawn_blocking` are for what
    /// does.
    pub fn workers(mut self, count: usize) -> Self {
        self.workers = Some(count);
        self
    }

    /// Sets how many bytes of a body extractors read; more is answered with 413. 2 MiB unless it is set.
    pub fn body_limit(mut self, bytes: usize) -> Self {
        self.limits.body = bytes;
        self
    }

    /// Sets how long a client may take to send the head of a request; then its connection is closed. 15 seconds
    /// unless it is set. All time-outs may be late by a quarter of the shortest of them.
    pub fn header_timeout(mut self, time: Duration) -> Self {
        self.limits.header_timeout = time;
        self
    }

    /// Sets how long a client may send nothing of a body that the app reads; then its connection is closed. 30
    /// seconds unless it is set.
    pub fn body_timeout(mut self, time: Duration) -> Self {
        self.limits.body_timeout = time;
        self
    }

    /// Sets how long a connection may wait for its next request; then it is closed. 60 seconds unless it is set.
    pub fn keep_alive_timeout(mut self, time: Duration) -> Self {
        self.limits.keep_alive_timeout = time;
        self
    }

    /// Sets how long a client may take none of an answer that waits for it; then its connection is closed. 30
    /// seconds unless it is set.
    pub fn write_timeout(mut self, time: Duration) -> Self {
        self.limits.write_timeout = time;
        self
    }

    /// Sets how long requests may take after a stop was asked for; then they are cut off. 10 seconds unless it is
    /// set.
    pub fn shutdown_timeout(mut self, time: Duration) -> Self {
        self.limits.shutdown_timeout = time;
        self
    }

    /// Sets how many connections are served at a time; one more is answered with 503 and closed. 10,000 unless it
    /// is set.
    pub fn max_connections(mut self, count: usize) -> Self {
        self.limits.connections = count;
        self
    }

    /// Sets the server's name, `example.org` or `example.org:8080`: what subdomains are relative to. A request for a host
    /// that is neither it nor below it is answered with 421. Without one every subdomain is the empty one. What is no host
    /// shows when the server is run.
    pub fn server_name(mut self, name: &str) -> Self {
        self.settings.get_or_insert_default().server_name = Some(name.to_owned());
        self
    }

    /// Sets the path that the app is reached under, `/shop`: redirects and URLs begin with it. It is not matched: the
    /// proxy before the server takes it off.
    pub fn script_name(mut self, path: &str) -> Self {
        self.settings.get_or_insert_default().script_name = crate::settings::prefix(path);
        self
    }

    /// Sets the scheme that clients use, `https` where a proxy before the server speaks TLS; `http` unless it is set.
    pub fn scheme(mut self, scheme: &str) -> Self {
        self.settings.get_or_insert_default().scheme = Some(scheme.to_owned());
        self
    }

    /// Has the built-in error pages say no more in a debug build than in a release build: no rules, no sources, no places.
    pub fn plain_errors(mut self) -> Self {
        self.settings.get_or_insert_default().plain_errors = true;
        self
    }

    /// Sets which fields of proxies are believed: none unless it is set.
    pub fn trust_proxy(mut self, proxy: TrustedProxy) -> Self {
        self.settings.get_or_insert_default().proxy = Some(proxy);
        self
    }

    /// Refuses settings that are none.
    fn check_settings(&self) -> io::Result<()> {
        let checked = self.settings.as_ref().map_or(Ok(()), Settings::check);
        checked.map_err(|problem| io::Error::new(io::ErrorKind::InvalidInput, problem))
    }

    /// Serves an app until a signal stops the server. Prints the address to standard error when it is ready. A
    /// failure to start is printed as one line, and ends the program with exit code 1.
    ///
    /// # Errors
    ///
    /// None that happen before the server is ready; see [`try_run`](Server::try_run).
    pub fn run<A: App>(self, app: A) -> io::Result<()>
    where
        S: OnStop<A>,
    {
        or_exit(self.try_run(app))
    }

    /// Like [`run`](Server::run), but a failure to start is returned.
    ///
    /// # Errors
    ///
    /// Where the address cannot be listened on, or the system gives no thread.
    pub fn try_run<A: App>(self, app: A) -> io::Result<()>
    where
        S: OnStop<A>,
    {
        self.try_run_with(async || Ok::<_, std::convert::Infallible>(app))
    }

    /// Builds an app and serves it like [`run`](Server::run). What `build` starts lives as long as the server: it
    /// runs on the runtime that stays, so database drivers and timers belong there. An error is printed as one
    /// line, and ends the program with exit code 1.
    ///
    /// # Errors
    ///
    /// As of [`run`](Server::run).
    pub fn run_with<A: App, E: fmt::Display>(
        self,
        build: impl AsyncFnOnce() -> Result<A, E>,
    ) -> io::Result<()>
    where
        S: OnStop<A>,
    {
        or_exit(self.try_run_with(build))
    }

    /// Like [`run_with`](Server::run_with), but a failure to start is returned.
    ///
    /// # Errors
    ///
    /// Where `build` fails, with its message; where the address cannot be listened on, or the system gives no
    /// thread.
    pub fn try_run_with<A: App, E: fmt::Display>(
        self,
        build: impl AsyncFnOnce() -> Result<A, E>,
    ) -> io::Result<()>
    where
        S: OnStop<A>,
    {
        self.check_settings()?;
        let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build()?;
        let served = runtime.block_on(async {
            let mut signals = Signals::new()?;
            // Before the app: a port in use is said before a database is opened.
            let listener = self.place.open()?;
            let app = Arc::new(build().await.map_err(|error| io::Error::other(error.to_string()))?);
            let (lead, follower) = phase::running();
            warn_of_subdomains::<A>(self.settings.as_ref());
            let service = service::of(Arc::clone(&app)).body_limit(self.limits.body);
            let service = service.with_settings(self.settings);
            let serving = Serving { service, limits: self.limits, phase: follower };
            let count = self.workers.or_else(|| std::thread::available_parallelism().ok().map(NonZero::get));
            let workers = Workers::start(count.unwrap_or(1), &serving)?;

            announce(&listener);
            let hand_on = |socket, client, place| workers.hand_on(socket, client, place);
            accept::accept(listener, &lead, &self.limits, &mut signals, hand_on).await;
            tokio::select! {
                () = self.on_stop.stop(&app) => {}
                () = signals.next() => tracing::error!("stopped by a signal before everything was written down"),
            }
            Ok(())
        });
        runtime.shutdown_background();
        served
    }

    /// Serves an app on the caller's runtime until a signal stops the server. `workers` is of no account.
    ///
    /// # Errors
    ///
    /// Where the address cannot be listened on.
    pub async fn serve<A: App>(self, app: A) -> io::Result<()>
    where
        S: OnStop<A>,
    {
        let signals = Signals::new()?;
        self.serve_on(app, signals).await
    }

    /// Like [`serve`](Server::serve), until `stop` is ready.
    ///
    /// # Errors
    ///
    /// Where the address cannot be listened on.
    pub async fn serve_until<A: App>(
        self,
        app: A,
        stop: impl Future<Output = ()> + Send + 'static,
    ) -> io::Result<()>
    where
        S: OnStop<A>,
    {
        self.serve_on(app, Once(Some(Box::pin(stop)))).await
    }

    async fn serve_on<A: App>(self, app: A, mut stop: impl StopSignal) -> io::Result<()>
    where
        S: OnStop<A>,
    {
        self.check_settings()?;
        let listener = self.place.open()?;
        let app = Arc::new(app);
        warn_of_subdomains::<A>(self.settings.as_ref());
        let (lead, follower) = phase::running();
        let service = service::of(Arc::clone(&app)).body_limit(self.limits.body).with_settings(self.settings);
        let serving = Serving { service, limits: self.limits, phase: follower };
        let hand_on = move |socket, client, place| {
            let serving = serving.clone();
            tokio::spawn(async move {
                let _counted = place;
                serving.serve(socket, client).await;
            });
        };
        accept::accept(listener, &lead, &self.limits, &mut stop, hand_on).await;
        self.on_stop.stop(&app).await;
        Ok(())
    }
}

/// Subdomains are relative to the server's name: without one no rule of a subdomain is ever reached.
fn warn_of_subdomains<A: App>(settings: Option<&Settings>) {
    let named = settings.is_some_and(|settings| settings.server_name.is_some());
    if !named && matches!(A::table().hosts(), Some(wegwerk_routing::map::Hosts::Subdomains(_))) {
        tracing::warn!(
            "the app has rules for subdomains, and the server has no name: set `Server::server_name`"
        );
    }
}

/// Says where the server is. Nobody may be there to read it.
fn announce(listener: &tokio::net::TcpListener) {
    if let Ok(address) = listener.local_addr() {
        let _ = writeln!(io::stderr(), "Listening on http://{address}");
    }
}

fn or_exit(served: io::Result<()>) -> io::Result<()> {
    if let Err(error) = served {
        let _ = writeln!(io::stderr(), "error: {error}");
        exit(1);
    }
    Ok(())
}
