use rocket::serde::json::Json;
use rocket::{launch, post, routes};

// here
#[post("/items", data = "<number>", data = "<body>")]
async fn item(number: Json<u32>, body: String) -> String {
    format!("{number:?} {body}")
}

#[launch]
fn rocket() -> _ {
    rocket::build().mount("/", routes![item])
}
