use actix_web::{App, HttpServer, get, web};

struct Id(u32);

// here
#[get("/items/{id}")]
// here
async fn item(id: web::Path<Id>) -> String {
    format!("item {}", id.0)
}

#[actix_web::main]
async fn main() -> std::io::Result<()> {
    HttpServer::new(|| App::new().service(item)).bind(compare_actix_web::address())?.run().await
}
