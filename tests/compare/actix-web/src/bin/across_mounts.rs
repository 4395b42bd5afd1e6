use actix_web::{App, HttpServer, get, web};

mod links {
    use actix_web::{get, web};

    // here
    #[get("/{slug}/edit")]
    async fn edit(slug: web::Path<String>) -> String {
        format!("edit {slug}")
    }

    pub fn configure(app: &mut web::ServiceConfig) {
        // here
        app.service(web::scope("/links").service(edit));
    }
}

// here
#[get("/links/{name}/edit")]
async fn name(name: web::Path<String>) -> String {
    format!("name {name}")
}

#[actix_web::main]
async fn main() -> std::io::Result<()> {
    HttpServer::new(|| App::new().service(name).configure(links::configure))
        .bind(compare_actix_web::address())?
        .run()
        .await
}
