use rocket::request::FromParam;
use rocket::{get, launch, routes};

#[derive(Debug)]
enum Kind {
    News,
    Archive,
}

impl FromParam<'_> for Kind {
    type Error = ();

    fn from_param(text: &str) -> Result<Kind, ()> {
        match text {
            "news" => Ok(Kind::News),
            "archive" => Ok(Kind::Archive),
            _ => Err(()),
        }
    }
}

#[get("/news")]
fn news() -> &'static str {
    "news"
}

#[get("/archive")]
fn archive() -> &'static str {
    "archive"
}

// here
#[get("/<kind>")]
fn list(kind: Kind) -> String {
    format!("list {kind:?}")
}

#[launch]
fn rocket() -> _ {
    rocket::build().mount("/", routes![news, archive, list])
}
