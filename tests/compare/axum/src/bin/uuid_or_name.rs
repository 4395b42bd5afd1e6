use axum::Router;
use axum::extract::Path;
use axum::routing::get;
use uuid::Uuid;

async fn name(Path(name): Path<String>) -> String {
    format!("name {name}")
}

async fn order(Path(id): Path<Uuid>) -> String {
    format!("order {id}")
}

#[tokio::main]
async fn main() {
    let app = Router::new()
        .route("/orders/{name}", get(name))
        // here
        .route("/orders/{id}", get(order));
    let listener = tokio::net::TcpListener::bind(compare_axum::address()).await.unwrap();
    axum::serve(listener, app).await.unwrap();
}
