use actix_web::{App, HttpServer, get};

struct Database;

// here
#[get("/items")]
// here
async fn items(database: Database) -> &'static str {
    drop(database);
    "items"
}

#[actix_web::main]
async fn main() -> std::io::Result<()> {
    HttpServer::new(|| App::new().service(items)).bind(compare_actix_web::address())?.run().await
}
