//! What people send who mean harm, or whose programs are broken: nothing of it becomes markup, a header field, a
//! redirect to elsewhere or an error of the server.

use redis::AsyncCommands;
use wegwerk_tests::http::{Answer, send_raw};
use wegwerk_tests::page::{Page, skeleton};
use wegwerk_tests::redis::RedisServer;
use wegwerk_tests::shortly::{Shortly, command};

const MARKUP: [&str; 12] = [
    "<script>alert(1)</script>",
    "\"><script>alert(1)</script>",
    "'><img src=x onerror=alert(1)>",
    "\" onfocus=\"alert(1)\" autofocus=\"",
    "' onmouseover='alert(1)",
    "</title><script>alert(1)</script>",
    "</textarea><svg/onload=alert(1)>",
    "<!--",
    "]]>",
    "&lt;script&gt;alert(1)&lt;/script&gt;",
    "{{7*7}}${7*7}",
    "\u{2028}\u{202e}<b>",
];

fn with_base_url(base_url: &str) -> Shortly {
    let mut command = command();
    command.args(["--store", "memory", "--base-url", base_url]);
    Shortly::start(command)
}

/// Every byte that may not stand in a path as it is, and a few that may, percent-encoded.
fn encoded(text: &str) -> String {
    text.bytes().map(|byte| format!("%{byte:02X}")).collect()
}

/// The fields that keep a page from being misused.
fn is_protected(answer: &Answer) {
    let policy = answer.header("content-security-policy");
    assert!(policy.contains("default-src 'self'") && !policy.contains("unsafe"), "{policy}");
    assert!(policy.contains("frame-ancestors 'none'"), "{policy}");
    assert_eq!(answer.header("x-content-type-options"), "nosniff");
    assert_eq!(answer.content_type(), "text/html; charset=utf-8");
}

#[tokio::test]
async fn markup_in_a_url_stays_text() {
    let shortly = Shortly::on("memory");
    let mut client = shortly.client();
    let harmless = client.shorten("no URL").await.unwrap();
    let refused = skeleton(harmless.text());
    client.shorten("http://example.com/").await.unwrap();
    let details = skeleton(client.get("/1+").await.unwrap().text());
    for markup in MARKUP {
        let answer = client.shorten(markup).await.unwrap();
        assert_eq!(answer.status, 422, "{markup}");
        is_protected(&answer);
        assert_eq!(skeleton(answer.text()), refused, "{markup}");
        assert_eq!(Page::read(answer.text()).form.unwrap().value, markup);

        for url in [
            format!("http://example.com/{markup}"),
            format!("http://example.com/?{markup}"),
            format!("http://example.com/#{markup}"),
        ] {
            let answer = client.shorten(&url).await.unwrap();
            let id = answer.short_id().unwrap_or_else(|| panic!("{url}: {answer:?}")).to_owned();
            let answer = client.get(&format!("/{id}+")).await.unwrap();
            is_protected(&answer);
            assert_eq!(skeleton(answer.text()), details, "{url}");
            let page = Page::read(answer.text());
            assert_eq!((page.full_link.unwrap(), &*page.target_host.unwrap()), (url, "example.com"));
            let answer = client.get(&format!("/{id}")).await.unwrap();
            assert_eq!(answer.status, 302);
            assert!(answer.header("location").starts_with("http://example.com/"));
            assert!(
                answer.header("location").is_ascii() && !answer.header("location").contains(['<', '"', ' '])
            );
            assert!(!answer.text().contains(['\u{202e}']) && !answer.text().contains("<script"));
        }
    }
}

#[tokio::test]
async fn no_text_in_an_address_is_shown_or_followed() {
    let shortly = Shortly::on("memory");
    let mut client = shortly.client();
    let not_found = client.get("/nope").await.unwrap();
    assert_eq!(not_found.status, 404);
    let long = format!("/{}", "a".repeat(8000));
    let mut paths = vec![
        "//evil.example".into(),
        "//evil.example/".into(),
        "///evil.example".into(),
        "//evil.example/..".into(),
        "/%2F%2Fevil.example".into(),
        "/%2F%2Fevil.example+".into(),
        "/%5C%5Cevil.example".into(),
        "/.//evil.example/".into(),
        "/http://evil.example/".into(),
        "/http:%2F%2Fevil.example".into(),
        "/%00".into(),
        "/1%00".into(),
        "/%00+".into(),
        "/%FF%FE+".into(),
        "/%C0%AF".into(),
        "/%ED%A0%80".into(),
        "/%".into(),
        "/%2".into(),
        "/%zz+".into(),
        "/%0D%0ASet-Cookie:%20a=b".into(),
        "/%0D%0ASet-Cookie:%20a=b+".into(),
        "/%E5%98%8A%E5%98%8DSet-Cookie:%20a=b".into(),
        "/*".into(),
        "/1*+".into(),
        "/%20".into(),
        "/18446744073709551616".into(),
        "/zzzzzzzzzzzzzz+".into(),
        "/static/..%2f..%2fCargo.toml".into(),
        "/static/%2e%2e/style.css".into(),
        "/static//style.css/".into(),
        format!("{long}+"),
        long,
    ];
    paths.extend(MARKUP.iter().flat_map(|markup| {
        let text = encoded(markup);
        [format!("/{text}"), format!("/{text}+"), format!("/nope?{text}")]
    }));
    for path in paths {
        let answer = client.get(&path).await.unwrap();
        assert_eq!(answer.status, 404, "{path}: {answer:?}");
        is_protected(&answer);
        assert_eq!(answer.body, not_found.body, "{path}: the page tells nothing of the address");
        for name in ["location", "set-cookie"] {
            assert!(!answer.headers.contains_key(name), "{path}: {answer:?}");
        }
    }
}

#[tokio::test]
async fn line_ends_never_reach_a_header_field() {
    let shortly = Shortly::on("memory");
    let mut client = shortly.client();
    for url in [
        "http://example.com/\r\nSet-Cookie: a=b",
        "http://example.com/\nSet-Cookie: a=b",
        "http://example.com/\r",
        "http://exa\rmple.com/",
        "http://example.com/\u{0}",
        "http://example.com/\u{85}x",
    ] {
        // Blanks around a URL are dropped, line ends too.
        let url = format!("{url}x");
        let answer = client.shorten(&url).await.unwrap();
        assert_eq!(answer.status, 422, "{url:?}: {answer:?}");
        assert!(!answer.headers.contains_key("set-cookie"));
        let error = Page::read(answer.text()).error_text.unwrap();
        assert!(error.contains("control characters"), "{url:?}: {error}");
    }
    assert_eq!(client.get("/1").await.unwrap().status, 404, "nothing was kept");
    // Encoded ones are text of the path and stay so.
    let url = "http://example.com/%0d%0aSet-Cookie:%20a=b";
    assert_eq!(client.shorten(url).await.unwrap().short_id(), Some("1"));
    let answer = client.get("/1").await.unwrap();
    assert_eq!(answer.header("location"), url);
    assert!(!answer.headers.contains_key("set-cookie"));

    let request = "GET /1\r\nX: y HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n";
    let answer = send_raw(shortly.address(), request.as_bytes()).await.unwrap();
    assert!(answer.starts_with("HTTP/1.1 400 "), "{answer}");
}

#[tokio::test]
async fn what_another_program_wrote_to_redis_harms_nobody() {
    let server = RedisServer::start(&[]);
    let client = redis::Client::open(server.url()).unwrap();
    let mut keys = client.get_multiplexed_async_connection().await.unwrap();
    let long = format!("http://example.com/{}", "x".repeat(100_000));
    let cases = [
        ("javascript:alert(1)", 404, ""),
        ("data:text/html,<script>alert(1)</script>", 404, ""),
        ("http:", 404, ""),
        ("//evil.example/", 404, ""),
        ("http://example.com/a\r\nSet-Cookie: a=b", 302, "http://example.com/aSet-Cookie:%20a=b"),
        ("http://example.com:http/", 404, ""),
        ("\"><script>alert(1)</script>", 404, ""),
        (&long, 302, &long),
    ];
    for (number, (target, ..)) in (1..).zip(&cases) {
        let () = keys.set(format!("url-target:{number}"), target).await.unwrap();
    }
    let () = keys.set("last-url-id", cases.len()).await.unwrap();
    let shortly = Shortly::on(server.url());
    let mut client = shortly.client();
    for (number, (target, status, location)) in (1..).zip(cases) {
        let answer = client.get(&format!("/{number}")).await.unwrap();
        assert_eq!((answer.status, answer.header("location")), (status, location), "{target:.80}");
        assert!(!answer.headers.contains_key("set-cookie"));
        let answer = client.get(&format!("/{number}+")).await.unwrap();
        assert_eq!(answer.status, 200, "{target:.80}");
        let page = Page::read(answer.text());
        // A parser of HTML reads all line ends as one.
        assert_eq!(page.full_link.unwrap(), target.replace("\r\n", "\n"));
        for link in page.links {
            assert!(link.href == "/" || link.href == format!("/{number}"), "{link:?}");
        }
    }
}

#[tokio::test]
async fn what_is_no_host_is_not_written_into_a_page() {
    let shortly = Shortly::on("memory");
    let mut client = shortly.client();
    client.shorten("http://example.com/").await.unwrap();
    let details = skeleton(client.get("/1+").await.unwrap().text());
    for (host, short_url) in [
        ("s.example", "http://s.example/1"),
        ("s.example:8080", "http://s.example:8080/1"),
        ("[::1]:5000", "http://[::1]:5000/1"),
        ("S.Example", "http://s.example/1"),
        ("", "http://localhost/1"),
        ("<script>alert(1)</script>", "http://localhost/1"),
        ("\"><b>", "http://localhost/1"),
        ("evil.example/x?y#z", "http://localhost/1"),
        ("user@evil.example", "http://localhost/1"),
        ("a b", "http://localhost/1"),
        ("host:port", "http://localhost/1"),
        ("host:99999", "http://localhost/1"),
        ("[::1", "http://localhost/1"),
        ("ho\\st", "http://localhost/1"),
    ] {
        let answer = client.send("GET", "/1+", &[("host", host)], "").await.unwrap();
        if answer.status == 400 {
            assert_eq!(short_url, "http://localhost/1", "{host}: {answer:?}");
            continue;
        }
        assert_eq!(answer.status, 200, "{host}: {answer:?}");
        assert_eq!(skeleton(answer.text()), details, "{host}");
        assert_eq!(Page::read(answer.text()).short_url.unwrap(), short_url, "{host}");
    }
    for (request, starts) in [
        ("GET /1+ HTTP/1.0\r\n\r\n", "HTTP/1.0 200 "),
        ("GET /1+ HTTP/1.1\r\nConnection: close\r\n\r\n", "HTTP/1.1 400 "),
        (
            "GET http://s.example/1+ HTTP/1.1\r\nHost: other.example\r\nConnection: close\r\n\r\n",
            "HTTP/1.1 200 ",
        ),
    ] {
        let answer = send_raw(shortly.address(), request.as_bytes()).await.unwrap();
        assert!(answer.starts_with(starts), "{request:?}: {answer}");
        assert!(!answer.contains("other.example"), "{answer}");
    }
    for request in ["GET /1+ HTTP/1.1\r\nHost: \x01\r\nConnection: close\r\n\r\n", "nonsense\r\n\r\n"] {
        let answer = send_raw(shortly.address(), request.as_bytes()).await.unwrap();
        assert!(answer.starts_with("HTTP/1.1 400 "), "{request:?}: {answer}");
    }
    // The links to copy are those of the operator, whatever a request says.
    let shortly = with_base_url("https://s.example");
    let mut client = shortly.client().host("evil.example");
    client.shorten("http://example.com/").await.unwrap();
    let answer = client.get("/1+").await.unwrap();
    assert!(!answer.text().contains("evil.example"));
    assert_eq!(Page::read(answer.text()).short_url.unwrap(), "https://s.example/1");
}

#[tokio::test]
async fn what_is_too_long_is_refused() {
    let shortly = Shortly::on("memory");
    let mut client = shortly.client();
    let url = |length: usize| format!("http://example.com/{}", "x".repeat(length - 19));
    assert_eq!(client.shorten(&url(8 * 1024)).await.unwrap().short_id(), Some("1"));
    for length in [8 * 1024 + 1, 10 * 1024, 1024 * 1024] {
        let answer = client.shorten(&url(length)).await.unwrap();
        assert_eq!(answer.status, 422, "{length}");
        let page = Page::read(answer.text());
        assert!(page.error_text.unwrap().contains("8,192 bytes"));
        assert_eq!(page.form.unwrap().value.len(), length, "the input is kept");
    }
    let form = [("content-type", "application/x-www-form-urlencoded")];
    // The length alone is reason enough: nothing of the body is read.
    let head = "POST / HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/x-www-form-urlencoded\r\n";
    let request = format!("{head}Content-Length: 3145728\r\n\r\n");
    let answer = send_raw(shortly.address(), request.as_bytes()).await.unwrap();
    assert!(answer.starts_with("HTTP/1.1 413 "), "{answer}");
    // Whoever sends it all the same may find the connection closed before the answer is read.
    if let Ok(answer) = client.send("POST", "/", &form, vec![b'x'; 3 << 20]).await {
        assert_eq!(answer.status, 413);
    }
    let request =
        format!("{head}Transfer-Encoding: chunked\r\n\r\n300000\r\n{}\r\n0\r\n\r\n", "x".repeat(3 << 20));
    if let Ok(answer) = send_raw(shortly.address(), request.as_bytes()).await {
        assert!(answer.starts_with("HTTP/1.1 413 ") || answer.is_empty(), "{answer}");
    }
    let fields = format!("url={}", "&url=".repeat(100_000));
    assert_eq!(client.send("POST", "/", &form, fields).await.unwrap().status, 422);
    let path = format!("/{}", "a".repeat(200_000));
    if let Ok(answer) = client.get(&path).await {
        assert!(matches!(answer.status, 404 | 414 | 431), "{answer:?}");
    }
    assert_eq!(client.get("/1").await.unwrap().status, 302, "and it goes on");
}

#[tokio::test]
async fn a_link_back_to_shortly_is_refused() {
    let by_host = Shortly::on("memory");
    let by_base_url = with_base_url("https://s.example");
    let with_port = with_base_url("http://s.example:8080");
    for (shortly, host, url, leads_back) in [
        (&by_host, "localhost", "http://localhost/1", true),
        (&by_host, "localhost", "http://localhost:80/1", true),
        (&by_host, "localhost", "HTTP://LOCALHOST/1", true),
        (&by_host, "LocalHost", "http://localhost/1", true),
        (&by_host, "localhost", "http://localhost./1", true),
        (&by_host, "localhost", " http://localhost ", true),
        (&by_host, "localhost", "http://%6cocalhost/1", true),
        (&by_host, "localhost", "http:localhost/1", true),
        (&by_host, "localhost", "http:\\\\localhost\\1", true),
        (&by_host, "localhost", "http://localhost:5001/1", false),
        (&by_host, "localhost", "http://127.0.0.1/1", false),
        (&by_host, "localhost", "http://localhost.example/1", false),
        (&by_host, "localhost:5000", "http://localhost:5000/1", true),
        (&by_host, "localhost:5000", "http://localhost/1", false),
        (&by_host, "127.0.0.1:5000", "http://127.0.0.1:5000/1", true),
        (&by_host, "127.0.0.1:5000", "http://0x7f.1:5000/1", true),
        (&by_host, "127.0.0.1:5000", "http://2130706433:5000/1", true),
        (&by_host, "[::1]:5000", "http://[0::1]:5000/1", true),
        (&by_base_url, "localhost", "https://s.example/1", true),
        (&by_base_url, "localhost", "https://S.EXAMPLE:443/", true),
        (&by_base_url, "localhost", "https://s.example./1", true),
        (&by_base_url, "localhost", "https://ｓ.example/1", true),
        (&by_base_url, "localhost", "https://s.example:8443/1", false),
        (&by_base_url, "localhost", "https://www.s.example/1", false),
        (&with_port, "localhost", "http://s.example:8080/1", true),
        (&with_port, "localhost", "http://s.example/1", false),
    ] {
        let answer = shortly.client().host(host).shorten(url).await.unwrap();
        if leads_back {
            assert_eq!(answer.status, 422, "{host} {url}: {answer:?}");
            let error = Page::read(answer.text()).error_text.unwrap();
            assert!(error.contains("lead back here"), "{host} {url}: {error}");
        } else {
            assert_eq!(answer.status, 302, "{host} {url}: {answer:?}");
        }
    }
}

#[tokio::test]
async fn only_urls_of_the_web_are_shortened_and_the_real_host_is_named() {
    let shortly = Shortly::on("memory");
    let mut client = shortly.client();
    for url in [
        "data:text/html,<script>alert(1)</script>",
        "javascript:alert(1)",
        "JavaScript:alert(1)//http://example.com/",
        "vbscript:msgbox(1)",
        "file:///etc/passwd",
        "ftp://example.com/",
        "gopher://example.com/",
        "mailto:a@example.com",
        "blob:http://example.com/x",
        "view-source:http://example.com/",
        "//example.com/",
        "/1",
        "example.com",
        "http://",
        "http:///",
        "https:?q",
        "http://[::1",
        "http://[v1.x]/",
        "http://exa mple.com/",
        "http://example.com:99999/",
        "http://256.256.256.256/",
        "http://xn--a/",
        "http://user@example.com/",
        "http://user:password@example.com/",
        "http://example.com%2f@evil.example/",
        "http://example.com\\@evil.example/@",
    ] {
        let answer = client.shorten(url).await.unwrap();
        let allowed = url.contains('\\');
        assert_eq!(answer.status == 302, allowed, "{url}: {answer:?}");
        if !allowed {
            assert_eq!(answer.status, 422, "{url}: {answer:?}");
            let page = Page::read(answer.text());
            assert_eq!(page.form.unwrap().value, url);
            assert!(page.error_text.unwrap().starts_with("Please enter"));
        }
    }
    for (url, host, location) in [
        // A backslash ends a host, as it does in browsers.
        ("http://example.com\\@evil.example/", "example.com", "http://example.com/@evil.example/"),
        ("http://example.com#@evil.example/", "example.com", "http://example.com/#@evil.example/"),
        ("http://example.com.evil.example/", "example.com.evil.example", "http://example.com.evil.example/"),
        ("https://bücher.example/ä", "bücher.example", "https://xn--bcher-kva.example/%C3%A4"),
        ("http://[2001:DB8::1]:8080/", "[2001:db8::1]", "http://[2001:db8::1]:8080/"),
        ("http://[::ffff:127.0.0.1]/", "[::ffff:7f00:1]", "http://[::ffff:7f00:1]/"),
        ("http://0300.0250.1/", "192.168.0.1", "http://192.168.0.1/"),
        ("http:example.com", "example.com", "http://example.com/"),
        ("http:/example.com", "example.com", "http://example.com/"),
        ("http://example.com:80/", "example.com", "http://example.com/"),
        ("http://example.com/../../x", "example.com", "http://example.com/x"),
        ("http://example.com/?a=1&b=<>", "example.com", "http://example.com/?a=1&b=%3C%3E"),
        ("http://example.com/100%", "example.com", "http://example.com/100%"),
    ] {
        let answer = client.shorten(url).await.unwrap();
        let id = answer.short_id().unwrap_or_else(|| panic!("{url}: {answer:?}")).to_owned();
        let page = Page::read(client.get(&format!("/{id}+")).await.unwrap().text());
        assert_eq!((page.full_link.as_deref(), page.target_host.as_deref()), (Some(url), Some(host)));
        assert_eq!(client.get(&format!("/{id}")).await.unwrap().header("location"), location, "{url}");
    }
}
