use actix_web::{App, HttpServer, get, web};

#[get("/items/{id}")]
async fn item(id: web::Path<String>) -> String {
    format!("item {id}")
}

// here
#[get("/items/{name}")]
async fn name(name: web::Path<String>) -> String {
    format!("name {name}")
}

#[actix_web::main]
async fn main() -> std::io::Result<()> {
    HttpServer::new(|| App::new().service(item).service(name)).bind(compare_actix_web::address())?.run().await
}
