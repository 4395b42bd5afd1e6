use actix_web::{App, HttpRequest, HttpServer, Result, get, web};

#[get("/posts/{id}")]
async fn post(id: web::Path<u32>) -> String {
    format!("post {id}")
}

#[get("/")]
async fn index(request: HttpRequest) -> Result<String> {
    // here
    Ok(format!("see {}", request.url_for("psot", ["7"])?))
}

#[actix_web::main]
async fn main() -> std::io::Result<()> {
    HttpServer::new(|| App::new().service(post).service(index))
        .bind(compare_actix_web::address())?
        .run()
        .await
}
