//! An app as a `tower` service.

mod support;

use std::convert::Infallible;

use axum::extract::Request as AxumRequest;
use bytes::Bytes;
use http::{Method, Request, StatusCode};
use http_body_util::{BodyExt, Full};
use support::Sample;
use tower_service::Service;
use wegwerk::{App, Body, BodySlot, Parts, Response};

fn request(method: Method, path: &str) -> Request<Full<Bytes>> {
    Request::builder().method(method).uri(path).body(Full::default()).unwrap()
}

async fn ask(method: Method, path: &str) -> Response {
    let Ok(response) = Sample.into_service().call(request(method, path)).await;
    response
}

/// What axum's `nest_service`, and most other hosts, ask for.
fn hostable<S, B>(service: S) -> S
where
    S: Service<Request<B>, Response = Response, Error = Infallible, Future: Send + 'static>,
    S: Clone + Send + Sync + 'static,
{
    service
}

#[test]
fn it_is_what_hosts_ask_for_with_any_body() {
    hostable::<_, Full<Bytes>>(Sample.into_service());
    hostable::<_, Body>(Sample.into_service());
    hostable::<_, hyper::body::Incoming>(Sample.into_service());
    hostable::<_, axum::body::Body>(Sample.into_service());
}

#[test]
fn a_generic_app_is_hostable_too() {
    fn service_of<A: App>(
        app: A,
    ) -> impl Service<Request<Body>, Error = Infallible, Future: Send> + Clone + Send {
        hostable::<_, Body>(app.into_service())
    }
    service_of(Sample);
}

#[test]
fn the_future_holds_the_state_of_the_app_unboxed() {
    struct Large;

    impl App for Large {
        async fn respond<'r, L: Send>(&'r self, _: L, _: &'r mut Parts, _: &'r mut BodySlot) -> Response {
            let held = [1_u8; 5000];
            tokio::task::yield_now().await;
            Response::new(Body::full(held.to_vec()))
        }
    }

    let small = size_of_val(&Sample.into_service().call(request(Method::GET, "/")));
    let large = size_of_val(&Large.into_service().call(request(Method::GET, "/")));
    assert!(large >= 5000, "{large} bytes: the state lives elsewhere");
    assert!(large < 5000 + 1000, "{large} bytes: the state is held twice, or the rest is large");
    assert!(small < 1500, "{small} bytes");
}

#[tokio::test]
async fn head_has_the_fields_of_get_and_no_body() {
    for (path, length) in [("/", Some("13")), ("/missing", Some("8")), ("/empty", None)] {
        let get = ask(Method::GET, path).await;
        let head = ask(Method::HEAD, path).await;
        assert_eq!(head.status(), get.status(), "{path}");
        let said = head.headers().get("content-length").map(|value| value.to_str().unwrap());
        assert_eq!(said, length, "{path}");
        assert!(head.into_body().collect().await.unwrap().to_bytes().is_empty(), "{path}");
    }
}

#[tokio::test]
async fn a_panic_that_nobody_caught_is_a_500() {
    let mut service = Sample.into_service();
    let Ok(response) = service.call(request(Method::GET, "/panic")).await;
    assert_eq!(response.status(), StatusCode::INTERNAL_SERVER_ERROR);
    let body = response.into_body().collect().await.unwrap().to_bytes();
    assert_eq!(body, "Internal Server Error\n");
    let Ok(next) = service.call(request(Method::GET, "/")).await;
    assert_eq!(next.status(), StatusCode::OK);
}

#[tokio::test]
async fn the_limit_of_the_body_is_the_services() {
    let mut service = Sample.into_service().body_limit(4);
    for (sent, status) in [("1234", StatusCode::OK), ("12345", StatusCode::PAYLOAD_TOO_LARGE)] {
        let sent = Request::builder().method(Method::POST).uri("/echo").body(Full::from(sent)).unwrap();
        let Ok(response) = service.call(sent).await;
        assert_eq!(response.status(), status);
    }
}

#[tokio::test]
async fn axum_hosts_it_under_a_prefix() {
    let mut router: axum::Router = axum::Router::new().nest_service("/app", Sample.into_service());
    for (path, status, text) in [("/app/", 200, "Hello, World!"), ("/app/a%2Fb?c=d", 404, "/a%2Fb?c=d")] {
        let request = AxumRequest::builder().uri(path).body(axum::body::Body::empty()).unwrap();
        let Ok(response) = router.call(request).await;
        assert_eq!(response.status(), status, "{path}");
        assert_eq!(response.into_body().collect().await.unwrap().to_bytes(), text, "{path}");
    }
}

struct Whoami;

#[wegwerk::app]
impl Whoami {
    #[wegwerk::route("/")]
    fn on_index(&self, client: Option<wegwerk::ClientAddr>) -> String {
        client.map_or_else(|| "nobody".to_owned(), |client| client.0.to_string())
    }
}

#[tokio::test]
async fn a_foreign_server_tells_the_address_of_the_client() {
    use tower_service::Service;
    use wegwerk::App;

    let mut service = Whoami.into_service();
    let mut request = http::Request::get("/").body(wegwerk::Body::empty()).expect("a request");
    let address = std::net::SocketAddr::from(([192, 0, 2, 7], 80));
    request.extensions_mut().insert(wegwerk::ClientAddr(address));
    let response = service.call(request).await.expect("no error");
    assert_eq!(response.into_body().as_bytes().expect("in memory"), "192.0.2.7:80");
}
