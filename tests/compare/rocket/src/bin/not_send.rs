use rocket::{get, launch, routes, tokio};

// here
#[get("/item")]
// here
async fn item() -> String {
    let name = std::rc::Rc::new(1);
    // here
    tokio::task::yield_now().await;
    name.to_string()
}

#[launch]
fn rocket() -> _ {
    rocket::build().mount("/", routes![item])
}
