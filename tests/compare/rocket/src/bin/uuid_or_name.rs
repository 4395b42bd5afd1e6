use rocket::serde::uuid::Uuid;
use rocket::{get, launch, routes};

#[get("/orders/<name>")]
fn name(name: &str) -> String {
    format!("name {name}")
}

// here
#[get("/orders/<id>")]
fn order(id: Uuid) -> String {
    format!("order {id}")
}

#[launch]
fn rocket() -> _ {
    rocket::build().mount("/", routes![name, order])
}
