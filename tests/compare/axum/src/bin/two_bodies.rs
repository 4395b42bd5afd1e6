use axum::routing::post;
use axum::{Json, Router};

// here
async fn item(Json(number): Json<u32>, body: String) -> String {
    format!("{number} {body}")
}

#[tokio::main]
async fn main() {
    let app = Router::new().route("/items", post(item));
    let listener = tokio::net::TcpListener::bind(compare_axum::address()).await.unwrap();
    axum::serve(listener, app).await.unwrap();
}
