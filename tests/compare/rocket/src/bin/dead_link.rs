use rocket::{get, launch, routes, uri};

#[get("/posts/<id>")]
fn post(id: u32) -> String {
    format!("post {id}")
}

#[get("/")]
fn index() -> String {
    // here
    format!("see {}", uri!(psot(7)))
}

#[launch]
fn rocket() -> _ {
    rocket::build().mount("/", routes![post, index])
}
