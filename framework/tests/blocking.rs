//! Handlers that block the thread that they are called on.
#![allow(missing_docs)]

use std::io::{Read, Write};
use std::net::{TcpListener, TcpStream};
use std::sync::mpsc::{Receiver, Sender, channel};
use std::sync::{Arc, Mutex};
use std::thread;
use std::time::Duration;

use wegwerk::prelude::*;
use wegwerk::testing::Client;

struct Site<T> {
    waiting: Waiting,
    value: T,
}

struct Waiting {
    said: Mutex<Receiver<String>>,
    say: Sender<String>,
}

impl Waiting {
    fn new() -> Self {
        let (say, said) = channel();
        Waiting { said: Mutex::new(said), say }
    }
}

#[app]
impl<T: std::fmt::Display + Send + Sync + 'static> Site<T> {
    #[mount("/waiting/<name>")]
    fn waiting(&self) -> &Waiting {
        &self.waiting
    }

    #[route("/here")]
    fn on_here(&self) -> String {
        format!("{:?}", thread::current().id())
    }

    #[route("/away", blocking)]
    #[route("/here/too")]
    fn on_away(&self) -> String {
        format!("{:?}", thread::current().id())
    }

    #[route("/runtime", blocking)]
    fn on_runtime(&self) -> String {
        let timer = async { tokio::time::sleep(Duration::from_millis(1)).await };
        tokio::runtime::Handle::current().block_on(timer);
        let runtime = tokio::runtime::Builder::new_current_thread().build().unwrap();
        runtime.block_on(async { self.value.to_string() })
    }

    #[route("/panic", blocking)]
    fn on_panic(&self) -> String {
        panic!("as asked");
    }

    #[route("/error", blocking)]
    fn on_error(&self) -> Result<String> {
        Err(Error::not_found())
    }

    #[catch]
    fn on_failure(&self, error: &Error) -> String {
        format!("{} {}", error.status().as_u16(), self.value)
    }
}

#[app(outer(name: &str))]
impl Waiting {
    #[post("/", blocking)]
    fn on_wait(&self, name: &str, headers: &HeaderMap, body: String) -> String {
        let said = self.said.lock().unwrap().recv_timeout(Duration::from_secs(10)).unwrap();
        format!("{name} {} {body} {said}", headers.len())
    }

    #[route("/say/<word>")]
    async fn on_say(&self, word: &str) -> StatusCode {
        self.say.send(word.to_owned()).unwrap();
        StatusCode::NO_CONTENT
    }
}

#[tokio::test]
async fn others_are_served_while_a_handler_blocks() {
    let client = Arc::new(Client::new(Site { waiting: Waiting::new(), value: 7 }));
    let other = Arc::clone(&client);
    let waiting =
        tokio::spawn(async move { other.post("/waiting/emma/").body("body").await.text().to_owned() });
    tokio::time::sleep(Duration::from_millis(50)).await;
    assert!(!waiting.is_finished());
    assert_eq!(client.get("/waiting/emma/say/now").await.status(), 204);
    let text = waiting.await.unwrap();
    assert!(text.starts_with("emma ") && text.ends_with(" body now"), "{text}");
}

#[tokio::test]
async fn only_what_blocks_is_called_elsewhere() {
    let client = Client::new(Site { waiting: Waiting::new(), value: 7 });
    let here = format!("{:?}", thread::current().id());
    assert_eq!(client.get("/here").await.text(), here);
    assert_eq!(client.get("/here/too").await.text(), here);
    assert_ne!(client.get("/away").await.text(), here);
    assert_eq!(client.get("/runtime").await.text(), "7", "it may run a runtime of its own");
    for (path, text) in [("/panic", "500 7"), ("/error", "404 7"), ("/nowhere", "404 7")] {
        assert_eq!(client.get(path).await.text(), text, "{path}");
    }
}

#[test]
fn a_server_of_one_worker_goes_on_serving() {
    let listener = TcpListener::bind("127.0.0.1:0").unwrap();
    let address = listener.local_addr().unwrap();
    let (stop, stopped) = tokio::sync::oneshot::channel::<()>();
    let server = thread::spawn(move || {
        let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build().unwrap();
        let site = Site { waiting: Waiting::new(), value: 7 };
        let server = Server::new().workers(1).listener(listener);
        runtime.block_on(server.serve_until(site, async { _ = stopped.await })).unwrap();
    });
    let send = |text: &str| {
        let mut socket = TcpStream::connect(address).unwrap();
        socket.write_all(text.as_bytes()).unwrap();
        socket
    };
    let rest = |mut socket: TcpStream| {
        let mut answer = String::new();
        socket.read_to_string(&mut answer).unwrap();
        answer
    };
    let head = "HTTP/1.1\r\nhost: localhost\r\nconnection: close\r\n";
    let mut waiting = send(&format!("POST /waiting/emma/ {head}content-length: 4\r\n\r\nbo"));
    thread::sleep(Duration::from_millis(50));
    waiting.write_all(b"dy").unwrap();
    assert!(rest(send(&format!("GET /waiting/emma/say/now {head}\r\n"))).starts_with("HTTP/1.1 204 "));
    assert!(rest(waiting).ends_with("emma 3 body now"));
    drop(stop);
    server.join().unwrap();
}

#[test]
fn the_rules_tell_what_blocks() {
    let blocking = Site::<u8>::rules().filter(|rule| rule.is_blocking()).map(|rule| rule.text());
    let mut blocking: Vec<_> = blocking.collect();
    blocking.sort_unstable();
    assert_eq!(blocking, ["/away", "/error", "/panic", "/runtime", "/waiting/<name>/"]);
}
