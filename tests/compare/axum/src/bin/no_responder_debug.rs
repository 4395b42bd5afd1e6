use axum::Router;
use axum::routing::get;

struct Item {
    name: String,
}

// here
#[axum::debug_handler]
// here
async fn item() -> Item {
    Item { name: String::from("Rope") }
}

#[tokio::main]
async fn main() {
    let app = Router::new().route("/item", get(item));
    let listener = tokio::net::TcpListener::bind(compare_axum::address()).await.unwrap();
    axum::serve(listener, app).await.unwrap();
}
