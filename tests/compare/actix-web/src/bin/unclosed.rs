use actix_web::{App, HttpServer, get, web};

// here
#[get("/items/{id")]
async fn item(id: web::Path<String>) -> String {
    format!("item {id}")
}

#[actix_web::main]
async fn main() -> std::io::Result<()> {
    HttpServer::new(|| App::new().service(item)).bind(compare_actix_web::address())?.run().await
}
