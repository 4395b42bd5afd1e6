use rocket::{get, launch, routes};

// here
#[get("/items/<short_id>")]
// here
fn item(shortid: &str) -> String {
    format!("item {shortid}")
}

#[launch]
fn rocket() -> _ {
    rocket::build().mount("/", routes![item])
}
