//! Hosts as clients, forgers and proxies name them.
#![allow(missing_docs)]

use http::HeaderValue;
use http_body_util::BodyExt;
use tower_service::Service;
use wegwerk::matching::Match;
use wegwerk::prelude::*;
use wegwerk::testing::Client;
use wegwerk::{Body, Parts, TrustedProxy};

struct Tenants;

#[app]
impl Tenants {
    #[route("/")]
    fn on_index(&self) -> &'static str {
        "index"
    }

    #[route("/", subdomain = "<tenant>")]
    fn on_tenant(&self, tenant: &str) -> String {
        format!("tenant {tenant}")
    }

    #[route("/seen/", subdomain = "seen")]
    fn on_seen(&self, parts: &Parts) -> String {
        let client =
            parts.client_addr().map_or_else(|| "nobody".to_owned(), |client| client.ip().to_string());
        format!("{client} {} {:?} {:?}", parts.scheme(), parts.host().unwrap_or(""), parts.domain())
    }

    #[catch(400)]
    fn on_malformed(&self, _error: &Error) -> &'static str {
        "caught 400"
    }

    #[catch(421)]
    fn on_foreign(&self, _error: &Error) -> &'static str {
        "caught 421"
    }
}

#[tokio::test]
async fn a_host_is_of_the_server_or_refused_and_never_bound_to_a_variable() {
    let client = Client::of_service(Tenants.into_service().server_name("example.org"));
    let long = format!("{}.example.org", "a".repeat(64));
    for (host, status, text) in [
        ("example.org", 200, "index"),
        ("EXAMPLE.org:80", 200, "index"),
        ("example.org.", 200, "index"),
        ("Emma.Example.ORG", 200, "tenant emma"),
        ("a.b.example.org", 200, "tenant a.b"),
        ("evil.com", 421, "caught 421"),
        ("example.org.evil.com", 421, "caught 421"),
        ("evilexample.org", 421, "caught 421"),
        ("example.org:8080", 421, "caught 421"),
        ("[::1]", 421, "caught 421"),
        ("evil.com\tfoo.example.org", 400, "caught 400"),
        ("evil.com foo.example.org", 400, "caught 400"),
        ("user@example.org", 400, "caught 400"),
        ("evil.com#.example.org", 400, "caught 400"),
        ("evil.com/.example.org", 400, "caught 400"),
        ("evil.com\\.example.org", 400, "caught 400"),
        ("a.example.org,b.example.org", 400, "caught 400"),
        ("%61.example.org", 400, "caught 400"),
        ("a..example.org", 400, "caught 400"),
        (".example.org", 400, "caught 400"),
        ("[::1", 400, "caught 400"),
        ("example.org:65536", 400, "caught 400"),
        ("example.org:-1", 400, "caught 400"),
        ("", 400, "caught 400"),
        (long.as_str(), 400, "caught 400"),
    ] {
        let answer = client.get("/").header("host", host).await;
        assert_eq!((answer.status().as_u16(), answer.text()), (status, text), "{host:?}");
    }
    let unicode = HeaderValue::from_bytes("ex\u{e4}mple.org".as_bytes()).unwrap();
    assert_eq!(client.get("/").header("host", unicode).await.status(), 400);
    let two = client.get("/").header("host", "example.org").header("host", "example.org");
    assert_eq!(two.await.status(), 400);
    assert_eq!(client.get("/").await.text(), "index", "the client asks for the server's name");
}

#[tokio::test]
async fn without_a_server_name_every_subdomain_is_the_empty_one() {
    let client = Client::new(Tenants);
    assert_eq!(client.get("/").header("host", "emma.example.org").await.text(), "index");
    assert_eq!(Tenants::matches("GET", "a..b", "/"), Match::BadHost);
    assert_eq!(Tenants::bind("example.org").matches("GET", "evil.com", "/"), Match::Misdirected);
}

#[tokio::test]
async fn only_what_a_trusted_proxy_set_is_believed() {
    let service = || Tenants.into_service().server_name("example.org");
    let plain = Client::of_service(service());
    let expected = "nobody http \"seen.example.org\" \"seen\"";
    assert_eq!(seen(&plain, "seen.example.org").await, expected);
    let proxy = TrustedProxy::new().x_for(1).x_proto(1).x_host(1).x_prefix(1);
    let behind = Client::of_service(service().trust_proxy(proxy));
    let expected = "192.0.2.7 https \"seen.example.org\" \"seen\"";
    assert_eq!(seen(&behind, "backend.example.org").await, expected);

    for (prefix, location) in [
        ("/shop/", "/shop/seen/"),
        ("//evil.com", "/seen/"),
        ("/\\evil.com", "/seen/"),
        ("https://evil.com", "/seen/"),
        ("/shop?x", "/seen/"),
    ] {
        let request = behind.get("/seen").header("host", "seen.example.org");
        let answer = request.header("x-forwarded-prefix", prefix).await;
        assert_eq!((answer.status().as_u16(), answer.header("location")), (308, Some(location)), "{prefix}");
    }
}

#[tokio::test]
async fn the_scheme_of_an_absolute_target_is_the_word_of_the_client() {
    for (scheme, service) in [
        ("http", Tenants.into_service().server_name("example.org")),
        ("https", Tenants.into_service().server_name("example.org").scheme("https")),
    ] {
        for target in ["https://seen.example.org/seen/", "http://seen.example.org/seen/"] {
            let request = http::Request::get(target).body(Body::empty()).unwrap();
            let Ok(answer) = service.clone().call(request).await;
            let text = answer.into_body().collect().await.unwrap().to_bytes();
            let expected = format!("nobody {scheme} \"seen.example.org\" \"seen\"");
            assert_eq!(text, expected, "{target}");
        }
    }
}

/// What the app sees of a request to `host` through a proxy whose client forged its fields.
async fn seen(client: &Client, host: &str) -> String {
    let request = client.get("/seen/").header("host", host);
    let request = request.header("x-forwarded-for", "6.6.6.6, 192.0.2.7");
    let request = request.header("x-forwarded-proto", "https");
    request.header("x-forwarded-host", "evil.com, seen.example.org").await.text().to_owned()
}

#[tokio::test]
async fn bytes_that_are_no_text_hide_nothing_that_a_proxy_set() {
    let proxy = TrustedProxy::new().x_for(1);
    let client = Client::of_service(Tenants.into_service().server_name("example.org").trust_proxy(proxy));
    let ask = || client.get("/seen/").header("host", "seen.example.org");
    // The proxy adds its value to the line that the client sent.
    let joined = HeaderValue::from_bytes(b"\xff, 192.0.2.7").unwrap();
    let answer = ask().header("x-forwarded-for", joined.clone()).await;
    assert!(answer.text().starts_with("192.0.2.7 "), "{}", answer.text());
    let answer = ask().header("x-forwarded-for", "127.0.0.1").header("x-forwarded-for", joined).await;
    assert!(answer.text().starts_with("192.0.2.7 "), "{}", answer.text());
}
