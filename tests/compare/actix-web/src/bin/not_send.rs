use actix_web::{App, HttpServer, get};

// here
#[get("/item")]
// here
async fn item() -> String {
    let name = std::rc::Rc::new(1);
    // here
    std::future::ready(()).await;
    name.to_string()
}

#[actix_web::main]
async fn main() -> std::io::Result<()> {
    HttpServer::new(|| App::new().service(item)).bind(compare_actix_web::address())?.run().await
}
