use axum::Router;
use axum::extract::Path;
use axum::routing::get;

mod links {
    use axum::Router;
    use axum::extract::Path;
    use axum::routing::get;

    async fn edit(Path(slug): Path<String>) -> String {
        format!("edit {slug}")
    }

    pub fn router() -> Router {
        // here
        Router::new().route("/{slug}/edit", get(edit))
    }
}

async fn name(Path(name): Path<String>) -> String {
    format!("name {name}")
}

#[tokio::main]
async fn main() {
    let app = Router::new()
        // here
        .route("/links/{name}/edit", get(name))
        // here
        .nest("/links", links::router());
    let listener = tokio::net::TcpListener::bind(compare_axum::address()).await.unwrap();
    axum::serve(listener, app).await.unwrap();
}
