//! Lifetimes of the app, of a method and of a type, and `Self` in the types of arguments.
#![allow(clippy::type_complexity)] // The types are what is tested.

use wegwerk::prelude::*;
use wegwerk::testing::Client;
use wegwerk::{FromParts, Parts};

struct Site<'r, 'k> {
    name: &'r str,
    other: &'k str,
}

/// Borrows from what the app borrows.
struct Name<'s>(&'s str);

impl<'r, 's: 'r> FromParts<'r, Site<'s, '_>> for Name<'s> {
    type Rejection = Error;

    fn from_parts(_: &'r Parts, app: &'r Site<'s, '_>) -> Result<Self> {
        Ok(Name(app.name))
    }
}

/// Answers with what a function makes of a text.
struct Made<F>(F);

impl<F: Fn(&str) -> String> IntoResponse for Made<F> {
    fn into_response(self) -> wegwerk::Response {
        (self.0)("made").into_response()
    }
}

trait Kind {
    type Id;
    const LENGTH: usize;
}

impl Kind for Site<'_, '_> {
    type Id = u32;
    const LENGTH: usize = 2;
}

#[app]
impl<'r, 'k> Site<'r, 'k> {
    #[get("/name/<id>")]
    fn on_name<'a>(&'a self, id: &'a str, name: Name<'r>) -> String {
        format!("{id} {} {}", name.0, self.other)
    }

    #[get("/boxed")]
    fn on_boxed(&self) -> Made<Box<dyn for<'a> Fn(&'a str) -> String + Send>> {
        Made(Box::new(str::to_uppercase))
    }

    #[get("/function")]
    fn on_function(&self) -> Result<Made<fn(&str) -> String>, Made<Box<dyn Fn(&str) -> String>>> {
        Ok(Made(str::to_owned))
    }
}

struct Own;

impl Kind for Own {
    type Id = u16;
    const LENGTH: usize = 2;
}

#[app]
impl Own {
    #[get("/id/<id>")]
    fn on_id(&self, id: <Self as Kind>::Id) -> String {
        id.to_string()
    }

    #[post("/both/<id>")]
    fn on_both(&self, id: Option<<Own as Kind>::Id>, Json(numbers): Json<[u8; Self::COUNT]>) -> String {
        format!("{id:?} {numbers:?} {}", Self::LENGTH)
    }

    const COUNT: usize = <Self as Kind>::LENGTH;
}

#[tokio::test]
async fn lifetimes_of_the_app_and_of_types_stay_what_they_are() {
    let client = Client::new(Site { name: "name", other: "other" });
    assert_eq!(client.get("/name/1").await.text(), "1 name other");
    assert_eq!(client.get("/boxed").await.text(), "MADE");
    assert_eq!(client.get("/function").await.text(), "made");
}

#[tokio::test]
async fn self_is_the_app_in_the_type_of_a_variable() {
    let client = Client::new(Own);
    assert_eq!(client.get("/id/65535").await.text(), "65535");
    assert_eq!(client.get("/id/65536").await.status(), 404);
}
