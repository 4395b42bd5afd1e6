//! An app within a site that axum serves, with a layer of axum's around it: an app is a `tower` service.
//!
//! `cargo run --example in_axum`, then open <http://127.0.0.1:5000/wiki/Rust>.

use axum::Router;
use axum::middleware::map_response;
use axum::routing::get;
use wegwerk::UrlFor;
use wegwerk::prelude::*;

struct Wiki;

#[app]
impl Wiki {
    #[route("/", answers(302))]
    fn on_index(&self, urls: UrlFor<Self>) -> Redirect {
        Redirect::to(urls.page("Start"))
    }

    #[route("/<page>")]
    fn on_page(&self, page: &str) -> String {
        format!("the page {page}")
    }
}

async fn add_header(mut response: axum::response::Response) -> axum::response::Response {
    response.headers_mut().insert("x-frame-options", wegwerk::http::HeaderValue::from_static("DENY"));
    response
}

#[tokio::main]
async fn main() -> std::io::Result<()> {
    let address = std::env::args().nth(1).unwrap_or_else(|| "127.0.0.1:5000".to_owned());
    // axum takes the prefix off the path: by the script name redirects and URLs have it again.
    let wiki = Wiki.into_service().script_name("/wiki");
    let site = Router::new()
        .route("/", get(async || "axum answers here"))
        .nest_service("/wiki", wiki)
        .layer(map_response(add_header));
    let listener = tokio::net::TcpListener::bind(address).await?;
    eprintln!("Listening on http://{}", listener.local_addr()?);
    axum::serve(listener, site).await
}
