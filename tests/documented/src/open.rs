//! A generic app whose handlers are public.

use serde::{Deserialize, Serialize};
use wegwerk::prelude::*;

/// A shelf of what is shown.
#[derive(Debug)]
pub struct Shelf<T: ?Sized>(pub Box<T>);

/// A thing.
#[derive(Debug, Deserialize, Serialize)]
pub struct Thing {
    /// Its name.
    pub name: String,
}

/// The shelf's own words, with a link to [`Shelf::on_thing`].
#[app]
impl<T> Shelf<T>
where
    T: std::fmt::Display + Send + Sync + ?Sized + 'static,
{
    /// A thing by its number.
    #[get("/things/<int(min=1):number>")]
    #[get("/thing-<int:number>", alias)]
    pub fn on_thing(&self, number: u16) -> String {
        format!("{} {number}", self.0)
    }

    /// Puts a thing on the shelf, and gives it back.
    #[post("/things")]
    pub async fn on_put(&self, Json(thing): Json<Thing>) -> (StatusCode, Json<Thing>) {
        (StatusCode::CREATED, Json(thing))
    }

    /// A keyword.
    #[get("/type")]
    pub fn r#type(&self) -> &'static str {
        "type"
    }

    /// Only within the crate.
    #[get("/crate")]
    pub(crate) fn on_crate(&self) -> &'static str {
        "crate"
    }
}
