use axum::Router;
use axum::extract::Path;
use axum::routing::get;

struct Id(u32);

// here
async fn item(Path(id): Path<Id>) -> String {
    format!("item {}", id.0)
}

#[tokio::main]
async fn main() {
    let app = Router::new().route("/items/{id}", get(item));
    let listener = tokio::net::TcpListener::bind(compare_axum::address()).await.unwrap();
    axum::serve(listener, app).await.unwrap();
}
