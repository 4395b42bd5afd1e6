//! Rules by whole hosts, by default subdomains, and hosts as they come over the wire.
#![allow(missing_docs)]

use std::io::{Read, Write};
use std::net::{TcpListener, TcpStream};
use std::thread;

use wegwerk::matching::Match;
use wegwerk::prelude::*;
use wegwerk::testing::Client;

struct Hosts {
    numbered: Numbered,
}

#[app(host_matching, host = "example.org")]
impl Hosts {
    #[route("/")]
    fn on_index(&self) -> &'static str {
        "index"
    }

    #[route("/", host = "<below>.example.org")]
    fn on_below(&self, below: &str) -> String {
        format!("below {below}")
    }

    #[route("/", host = "[::1]:<int:port>")]
    fn on_address(&self, port: u16) -> String {
        format!("address {port}")
    }

    #[route("/", host = "localhost:5000")]
    fn on_local(&self) -> &'static str {
        "local"
    }

    #[route("/", host = "xn--mnchen-3ya.de")]
    fn on_city(&self) -> &'static str {
        "city"
    }

    #[route("/", host = "<any(shop, blog):kind>-<name>.test")]
    fn on_kind(&self, kind: &str, name: &str) -> String {
        format!("{kind} {name}")
    }

    #[mount("/by/<name>", host = "<int:number>.test")]
    fn numbered(&self) -> &Numbered {
        &self.numbered
    }

    #[catch]
    fn on_error(&self, error: &Error) -> String {
        error.status().as_u16().to_string()
    }
}

struct Numbered;

#[app(outer(number: u8, name: String))]
impl Numbered {
    #[route("/")]
    async fn on_both(&self, number: u8, name: String) -> String {
        format!("number {number} {name}")
    }
}

#[tokio::test]
async fn rules_are_told_apart_by_whole_hosts() {
    let client = Client::new(Hosts { numbered: Numbered });
    for (host, path, text) in [
        ("example.org", "/", "index"),
        ("EXAMPLE.org:80", "/", "index"),
        ("example.org.", "/", "index"),
        ("example.org:81", "/", "421"),
        ("a.Example.org", "/", "below a"),
        ("a.b.example.org", "/", "below a.b"),
        ("[::1]:8080", "/", "address 8080"),
        ("[::1]", "/", "421"),
        ("localhost:5000", "/", "local"),
        ("localhost", "/", "421"),
        ("XN--MNCHEN-3YA.de", "/", "city"),
        ("shop-emma.test", "/", "shop emma"),
        ("cafe-emma.test", "/", "421"),
        ("7.test", "/by/emma/", "number 7 emma"),
        ("300.test", "/by/emma/", "404"),
        ("7.test", "/", "404"),
        ("example.org", "/nowhere", "404"),
        ("evil.com", "/nowhere", "421"),
        (".example.org", "/", "400"),
        ("", "/", "400"),
    ] {
        assert_eq!(client.get(path).header("host", host).await.text(), text, "{host} {path}");
    }
    assert_eq!(Hosts::matches("GET", "evil.com", "/"), Match::Misdirected);
    let sent = client.get("/by/emma").header("host", "7.test").await;
    assert_eq!(sent.header("location"), Some("/by/emma/"));
}

struct Subdomains;

#[app(default_subdomain = "www")]
impl Subdomains {
    #[route("/")]
    fn on_index(&self) -> &'static str {
        "www"
    }

    #[route("/", subdomain = "")]
    fn on_bare(&self) -> &'static str {
        "bare"
    }

    #[route("/", subdomain = "<int:number>.<name>")]
    fn on_numbered(&self, number: u8, name: &str) -> String {
        format!("{number} {name}")
    }

    #[route("/any", subdomain = "<name>")]
    fn on_any(&self, name: &str) -> String {
        format!("any {name}")
    }

    #[catch]
    fn on_error(&self, error: &Error) -> String {
        error.status().as_u16().to_string()
    }
}

#[tokio::test]
async fn subdomains_are_relative_to_any_server_name() {
    for (name, host) in [
        ("example.org:8080", "example.org:8080"),
        ("EXAMPLE.org", "Example.Org"),
        ("xn--mnchen-3ya.de.", "xn--mnchen-3ya.de"),
        ("example.org:80", "example.org"),
        ("localhost:5000", "localhost:5000"),
    ] {
        let client = Client::of_service(Subdomains.into_service().server_name(name));
        for (below, path, text) in [
            ("www.", "/", "www"),
            ("WWW.", "/", "www"),
            ("", "/", "bare"),
            ("7.a.", "/", "7 a"),
            ("300.a.", "/", "404"),
            ("300.a.", "/any", "any 300.a"),
            ("not", "/", "421"),
            ("not..", "/", "400"),
        ] {
            let host = format!("{below}{host}");
            assert_eq!(client.get(path).header("host", &*host).await.text(), text, "{host} of {name}");
        }
    }
}

#[test]
fn the_host_of_the_target_goes_before_the_field() {
    let listener = TcpListener::bind("127.0.0.1:0").unwrap();
    let address = listener.local_addr().unwrap();
    let (stop, stopped) = tokio::sync::oneshot::channel::<()>();
    let server = thread::spawn(move || {
        let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build().unwrap();
        let server = Server::new().workers(1).listener(listener).server_name("example.org");
        runtime.block_on(server.serve_until(Subdomains, async { _ = stopped.await })).unwrap();
    });
    let www = "host: www.example.org";
    for (target, version, fields, status, text) in [
        ("/", "1.0", "", "200", "bare"),
        ("/", "1.0", www, "200", "www"),
        ("/", "1.1", www, "200", "www"),
        ("/", "1.1", "", "400", ""),
        ("/", "1.1", "host:", "400", ""),
        ("/", "1.1", "host: www.example.org\r\nhost: www.example.org", "400", ""),
        ("http://www.example.org/", "1.1", "host: evil.com", "200", "www"),
        ("http://evil.com/", "1.1", www, "421", "421"),
        ("http://www.example.org:80/", "1.1", www, "200", "www"),
        ("http://user:word@www.example.org/", "1.1", www, "400", "400"),
        ("//evil.com/", "1.1", www, "404", "404"),
    ] {
        let mut socket = TcpStream::connect(address).unwrap();
        let fields = if fields.is_empty() { String::new() } else { format!("{fields}\r\n") };
        let request = format!("GET {target} HTTP/{version}\r\n{fields}connection: close\r\n\r\n");
        socket.write_all(request.as_bytes()).unwrap();
        let mut answer = String::new();
        socket.read_to_string(&mut answer).unwrap();
        let line = answer.lines().next().unwrap_or_default();
        assert_eq!(line.split(' ').nth(1), Some(status), "{request}");
        assert!(answer.ends_with(text), "{request}{answer}");
    }
    drop(stop);
    server.join().unwrap();
}
