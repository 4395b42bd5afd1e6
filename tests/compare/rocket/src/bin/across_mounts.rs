use rocket::{get, launch, routes};

mod links {
    use rocket::{Route, get, routes};

    // here
    #[get("/<slug>/edit")]
    fn edit(slug: &str) -> String {
        format!("edit {slug}")
    }

    pub fn routes() -> Vec<Route> {
        routes![edit]
    }
}

// here
#[get("/links/<name>/edit")]
fn name(name: &str) -> String {
    format!("name {name}")
}

#[launch]
fn rocket() -> _ {
    // here
    rocket::build().mount("/", routes![name]).mount("/links", links::routes())
}
