use axum::Router;
use axum::extract::Path;
use axum::routing::get;
use serde::Deserialize;

#[derive(Deserialize)]
struct Item {
    // here
    shortid: String,
}

async fn item(Path(item): Path<Item>) -> String {
    format!("item {}", item.shortid)
}

#[tokio::main]
async fn main() {
    let app = Router::new()
        // here
        .route("/items/{short_id}", get(item));
    let listener = tokio::net::TcpListener::bind(compare_axum::address()).await.unwrap();
    axum::serve(listener, app).await.unwrap();
}
