use actix_web::{App, HttpServer, get, web};

#[get("/news")]
async fn news() -> &'static str {
    "news"
}

#[get("/archive")]
async fn archive() -> &'static str {
    "archive"
}

// here
#[get("/{kind:news|archive}")]
async fn list(kind: web::Path<String>) -> String {
    format!("list {kind}")
}

#[actix_web::main]
async fn main() -> std::io::Result<()> {
    HttpServer::new(|| App::new().service(news).service(archive).service(list))
        .bind(compare_actix_web::address())?
        .run()
        .await
}
