use actix_web::{App, HttpServer, get, web};
use serde::Deserialize;

#[derive(Deserialize)]
struct Item {
    // here
    shortid: String,
}

// here
#[get("/items/{short_id}")]
async fn item(item: web::Path<Item>) -> String {
    format!("item {}", item.shortid)
}

#[actix_web::main]
async fn main() -> std::io::Result<()> {
    HttpServer::new(|| App::new().service(item)).bind(compare_actix_web::address())?.run().await
}
