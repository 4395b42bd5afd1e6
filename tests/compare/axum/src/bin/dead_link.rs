use axum::Router;
use axum_extra::routing::{RouterExt, TypedPath};
use serde::Deserialize;

#[derive(Deserialize, TypedPath)]
#[typed_path("/posts/{id}")]
struct Post {
    id: u32,
}

#[derive(Deserialize, TypedPath)]
#[typed_path("/")]
struct Index;

async fn post(Post { id }: Post) -> String {
    format!("post {id}")
}

async fn index(_: Index) -> String {
    // here
    format!("see {}", Psot { id: 7 })
}

#[tokio::main]
async fn main() {
    let app = Router::new().typed_get(post).typed_get(index);
    let listener = tokio::net::TcpListener::bind(compare_axum::address()).await.unwrap();
    axum::serve(listener, app).await.unwrap();
}
