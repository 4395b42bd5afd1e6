use actix_web::{App, HttpServer, get, web};

#[get("/orders/{name}")]
async fn name(name: web::Path<String>) -> String {
    format!("name {name}")
}

// here
#[get("/orders/{id:[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}}")]
async fn order(id: web::Path<String>) -> String {
    format!("order {id}")
}

#[actix_web::main]
async fn main() -> std::io::Result<()> {
    HttpServer::new(|| App::new().service(name).service(order))
        .bind(compare_actix_web::address())?
        .run()
        .await
}
