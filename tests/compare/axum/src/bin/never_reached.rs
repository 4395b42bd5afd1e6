use axum::Router;
use axum::extract::Path;
use axum::routing::get;
use serde::Deserialize;

#[derive(Debug, Deserialize)]
#[serde(rename_all = "lowercase")]
enum Kind {
    News,
    Archive,
}

async fn news() -> &'static str {
    "news"
}

async fn archive() -> &'static str {
    "archive"
}

async fn list(Path(kind): Path<Kind>) -> String {
    format!("list {kind:?}")
}

#[tokio::main]
async fn main() {
    let app = Router::new()
        .route("/news", get(news))
        .route("/archive", get(archive))
        // here
        .route("/{kind}", get(list));
    let listener = tokio::net::TcpListener::bind(compare_axum::address()).await.unwrap();
    axum::serve(listener, app).await.unwrap();
}
