use actix_web::{App, HttpServer, post, web};

#[post("/items")]
// here
async fn item(number: web::Json<u32>, body: String) -> String {
    format!("{number} {body}")
}

#[actix_web::main]
async fn main() -> std::io::Result<()> {
    HttpServer::new(|| App::new().service(item)).bind(compare_actix_web::address())?.run().await
}
