use rocket::{get, launch, routes};

struct Id(u32);

// here
#[get("/items/<id>")]
// here
fn item(id: Id) -> String {
    format!("item {}", id.0)
}

#[launch]
fn rocket() -> _ {
    rocket::build().mount("/", routes![item])
}
