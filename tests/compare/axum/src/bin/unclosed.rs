use axum::Router;
use axum::extract::Path;
use axum::routing::get;

async fn item(Path(id): Path<String>) -> String {
    format!("item {id}")
}

#[tokio::main]
async fn main() {
    let app = Router::new()
        // here
        .route("/items/{id", get(item));
    let listener = tokio::net::TcpListener::bind(compare_axum::address()).await.unwrap();
    axum::serve(listener, app).await.unwrap();
}
