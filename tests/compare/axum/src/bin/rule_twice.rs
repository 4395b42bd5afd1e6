use axum::Router;
use axum::extract::Path;
use axum::routing::get;

async fn item(Path(id): Path<String>) -> String {
    format!("item {id}")
}

async fn name(Path(name): Path<String>) -> String {
    format!("name {name}")
}

#[tokio::main]
async fn main() {
    let app = Router::new()
        .route("/items/{id}", get(item))
        // here
        .route("/items/{name}", get(name));
    let listener = tokio::net::TcpListener::bind(compare_axum::address()).await.unwrap();
    axum::serve(listener, app).await.unwrap();
}
