use axum::Router;
use axum::routing::get;

struct Database;

// here
#[axum::debug_handler]
// here
async fn items(database: Database) -> &'static str {
    drop(database);
    "items"
}

#[tokio::main]
async fn main() {
    let app = Router::new().route("/items", get(items));
    let listener = tokio::net::TcpListener::bind(compare_axum::address()).await.unwrap();
    axum::serve(listener, app).await.unwrap();
}
