use rocket::{get, launch, routes};

#[get("/items/<id>")]
fn item(id: &str) -> String {
    format!("item {id}")
}

// here
#[get("/items/<name>")]
fn name(name: &str) -> String {
    format!("name {name}")
}

#[launch]
fn rocket() -> _ {
    rocket::build().mount("/", routes![item, name])
}
