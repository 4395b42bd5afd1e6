use axum::Router;
use axum::routing::get;

// here
#[axum::debug_handler]
// here
async fn item() -> String {
    let name = std::rc::Rc::new(1);
    // here
    tokio::task::yield_now().await;
    name.to_string()
}

#[tokio::main]
async fn main() {
    let app = Router::new().route("/item", get(item));
    let listener = tokio::net::TcpListener::bind(compare_axum::address()).await.unwrap();
    axum::serve(listener, app).await.unwrap();
}
