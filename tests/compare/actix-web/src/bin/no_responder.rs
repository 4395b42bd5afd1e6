use actix_web::{App, HttpServer, get};

struct Item {
    name: String,
}

// here
#[get("/item")]
// here
async fn item() -> Item {
    Item { name: String::from("Rope") }
}

#[actix_web::main]
async fn main() -> std::io::Result<()> {
    HttpServer::new(|| App::new().service(item)).bind(compare_actix_web::address())?.run().await
}
