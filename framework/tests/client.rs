//! The test client.

mod support;

use std::collections::BTreeMap;

use http::Method;
use support::Sample;
use wegwerk::testing::Client;
use wegwerk::{App, Body};

#[tokio::test]
async fn a_request_is_awaited_or_sent() {
    let client = Client::new(Sample);
    assert_eq!(client.get("/").await.text(), "Hello, World!");
    let response = client.get("/").send().await;
    assert_eq!(response.status(), 200);
    assert_eq!(response.bytes(), "Hello, World!");
    assert_eq!(response.header("no-such-field"), None);
}

#[tokio::test]
async fn a_target_arrives_as_it_is_written() {
    let client = Client::new(Sample);
    for target in
        ["//foo", "///", "/a%2Fb", "/a%2fb", "/x/../y", "/x//y?q=1&q=2", "/x?", "/%C3%A4", "/a|b", "/."]
    {
        assert_eq!(client.get(target).await.text(), target);
    }
}

#[tokio::test]
async fn the_host_is_localhost_or_the_urls_or_the_fields() {
    let client = Client::new(Sample);
    let host = async |response: wegwerk::testing::RequestBuilder<'_>| response.await.text().to_owned();
    assert!(host(client.get("/head")).await.contains(r#""host": "localhost""#));
    assert!(host(client.get("http://a.example:81/head")).await.contains(r#""host": "a.example:81""#));
    assert!(host(client.get("/head").header("host", "b.example")).await.contains(r#""host": "b.example""#));
}

#[tokio::test]
async fn bodies_arrive_with_their_type_and_length() {
    let client = Client::new(Sample);
    let form = client.post("/echo").form(&[("url", "http://a.example/?b=c d"), ("url", "")]).await;
    assert_eq!(form.text(), "url=http%3A%2F%2Fa.example%2F%3Fb%3Dc+d&url=");
    let json = client.put("/echo").json(&BTreeMap::from([("a", 1)])).await;
    assert_eq!(json.json::<BTreeMap<String, u8>>(), BTreeMap::from([("a".to_owned(), 1)]));
    let bytes = client.request(Method::from_bytes(b"BREW").unwrap(), "/echo").body("coffee").await;
    assert_eq!(bytes.text(), "coffee");
    let stream =
        client.post("/echo").stream(Body::new(http_body_util::Full::new(bytes::Bytes::from("piece")))).await;
    assert_eq!(stream.text(), "piece");

    let head = client.post("/head").json(&[1, 2]).await;
    assert!(head.text().contains(r#""content-type": "application/json""#), "{}", head.text());
    assert!(head.text().contains(r#""content-length": "5""#), "{}", head.text());
    let head = client.post("/head").form(&[("a", "b")]).await;
    assert!(
        head.text().contains(r#""content-type": "application/x-www-form-urlencoded""#),
        "{}",
        head.text()
    );
    assert!(!client.get("/head").await.text().contains("content-length"));
}

#[tokio::test]
async fn cookies_are_kept_until_they_are_removed() {
    let client = Client::new(Sample);
    assert_eq!(client.cookie("user"), None);
    client.get("/login").await;
    assert_eq!(client.cookie("user").as_deref(), Some("ada"));
    assert!(client.get("/head").await.text().contains(r#""cookie": "user=ada""#));
    client.get("/logout").await;
    assert_eq!(client.cookie("user"), None);
    assert!(!client.get("/head").await.text().contains("cookie"));
}

#[tokio::test]
async fn head_has_no_body_and_the_app_sees_no_client() {
    let client = Client::new(Sample);
    let head = client.head("/").await;
    assert_eq!((head.text(), head.header("content-length")), ("", Some("13")));
    assert_eq!(client.get("/client").await.text(), "None");
}

#[tokio::test]
async fn a_panic_of_the_app_is_a_500() {
    let client = Client::new(Sample);
    assert_eq!(client.get("/panic").await.status(), 500);
    assert_eq!(client.get("/").await.status(), 200);
}

#[tokio::test]
async fn a_service_brings_its_limit() {
    let client = Client::of_service(Sample.into_service().body_limit(3));
    assert_eq!(client.post("/echo").body("123").await.status(), 200);
    assert_eq!(client.post("/echo").body("1234").await.status(), 413);
}

#[test]
#[should_panic(expected = "is neither a path nor a URL")]
fn a_target_that_is_none_is_the_tests_mistake() {
    let _ = Client::new(Sample).get("/a b");
}
