use rocket::{get, launch, routes};

struct Database;

// here
#[get("/items")]
// here
async fn items(database: Database) -> &'static str {
    drop(database);
    "items"
}

#[launch]
fn rocket() -> _ {
    rocket::build().mount("/", routes![items])
}
