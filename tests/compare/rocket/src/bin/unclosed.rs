use rocket::{get, launch, routes};

// here
#[get("/items/<id")]
fn item(id: &str) -> String {
    format!("item {id}")
}

#[launch]
fn rocket() -> _ {
    rocket::build().mount("/", routes![item])
}
