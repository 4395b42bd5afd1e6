use rocket::{get, launch, routes};

struct Item {
    name: String,
}

// here
#[get("/item")]
// here
async fn item() -> Item {
    Item { name: String::from("Rope") }
}

#[launch]
fn rocket() -> _ {
    rocket::build().mount("/", routes![item])
}
