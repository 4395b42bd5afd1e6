//! A shop with an API of every kind of argument and answer, which its description has to get right.

use std::collections::BTreeMap;
use std::fmt;
use std::sync::{Mutex, MutexGuard, PoisonError};

use serde::{Deserialize, Serialize};
use wegwerk::describe::{Answer, Input, Security};
use wegwerk::prelude::*;
use wegwerk::reference::Reference;
use wegwerk::schemars::{self, JsonSchema};
use wegwerk::{BodySlot, Bytes, FromRequest, Parts, Uuid};

/// The token of the staff.
pub(crate) const TOKEN: &str = "s3cret";

/// A thing that is sold.
#[derive(Clone, Deserialize, Serialize, JsonSchema)]
pub(crate) struct NewItem {
    /// What it is called.
    name: Name,
    /// In cents.
    price: Cents,
    #[serde(default)]
    colour: Colour,
    #[serde(default)]
    tags: Vec<String>,
    note: Option<String>,
}

/// A name of 1 to 40 characters.
#[derive(Clone, Deserialize, Serialize, JsonSchema)]
#[serde(try_from = "String")]
#[schemars(!try_from)]
struct Name(#[schemars(length(min = 1, max = 40))] String);

impl TryFrom<String> for Name {
    type Error = &'static str;

    fn try_from(text: String) -> Result<Self, &'static str> {
        let length = text.chars().count();
        if (1..=40).contains(&length) { Ok(Name(text)) } else { Err("a name has 1 to 40 characters") }
    }
}

/// A whole number of cents up to a million. `1.0` is whole to JSON Schema, and to serde only where it is told so.
#[derive(Clone, Copy, Deserialize, Serialize, JsonSchema)]
#[serde(try_from = "f64")]
#[schemars(!try_from)]
struct Cents(#[schemars(range(max = 1_000_000))] u32);

impl TryFrom<f64> for Cents {
    type Error = &'static str;

    fn try_from(number: f64) -> Result<Self, &'static str> {
        let is_price = number.fract() == 0.0 && (0.0..=1e6).contains(&number);
        if is_price { Ok(Cents(number as u32)) } else { Err("a price is a whole number up to a million") }
    }
}

#[derive(Clone, Copy, Default, Deserialize, Serialize, JsonSchema, PathParam, PartialEq)]
#[serde(rename_all = "kebab-case")]
enum Colour {
    #[default]
    Plain,
    DarkRed,
}

/// A thing with its number.
#[derive(Clone, Serialize, JsonSchema)]
pub(crate) struct Item {
    id: u16,
    #[serde(flatten)]
    item: NewItem,
}

/// Which of the items.
#[derive(Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
struct Filter {
    /// Part of the name.
    q: Option<String>,
    #[serde(default)]
    colour: Vec<Colour>,
    /// How many at most.
    #[serde(default = "twenty")]
    limit: u8,
}

fn twenty() -> u8 {
    20
}

#[derive(Deserialize, JsonSchema)]
struct Login {
    user: String,
    /// As often as it is sent.
    #[serde(default)]
    role: Vec<String>,
}

#[derive(Serialize, JsonSchema)]
struct Welcome {
    user: String,
    roles: usize,
}

#[derive(Debug, HttpError)]
enum ShopError {
    /// There is no such item.
    #[status(404)]
    NoItem,
    /// Another item has this name.
    #[status(409)]
    Taken,
    /// No more room.
    #[status(507)]
    Full,
}

impl fmt::Display for ShopError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            ShopError::NoItem => "There is no such item.",
            ShopError::Taken => "Another item has this name.",
            ShopError::Full => "The shop is full.",
        })
    }
}

impl std::error::Error for ShopError {}

/// Somebody who works here.
struct Staff;

impl<A: ?Sized + Sync> FromRequest<A> for Staff {
    type Rejection = Error;

    async fn from_request(parts: &Parts, _: &mut BodySlot, _: &A) -> Result<Self> {
        let token = parts.headers().get("authorization").and_then(|token| token.to_str().ok());
        match token.and_then(|token| token.strip_prefix("Bearer ")) {
            Some(TOKEN) => Ok(Staff),
            Some(_) => Err(Error::forbidden()),
            None => Err(Error::unauthorized().header("www-authenticate", "Bearer")),
        }
    }

    fn describe(input: &mut Input) {
        input.security(Security::bearer("staff").description("Ask the owner."));
        input.answers().add(Answer::error(StatusCode::UNAUTHORIZED));
        input.answers().add(Answer::error(StatusCode::FORBIDDEN));
    }
}

/// The shop.
#[derive(Default)]
pub(crate) struct Shop {
    items: Mutex<BTreeMap<u16, NewItem>>,
    back: Back,
}

impl Shop {
    fn items(&self) -> MutexGuard<'_, BTreeMap<u16, NewItem>> {
        self.items.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

#[app]
impl Shop {
    /// The items that fit.
    ///
    /// Without a filter all of them.
    #[get("/items")]
    fn on_items(&self, Query(filter): Query<Filter>) -> Json<Vec<Item>> {
        let fits = |item: &NewItem| {
            filter.q.as_ref().is_none_or(|q| item.name.0.contains(q))
                && (filter.colour.is_empty() || filter.colour.contains(&item.colour))
        };
        let items = self.items();
        let fitting = items.iter().filter(|(_, item)| fits(item)).take(filter.limit.into());
        Json(fitting.map(|(id, item)| Item { id: *id, item: item.clone() }).collect())
    }

    /// Adds an item.
    #[post("/items", answers(201))]
    fn on_new_item(&self, Json(item): Json<NewItem>) -> Result<(StatusCode, Json<Item>), ShopError> {
        let mut items = self.items();
        if items.values().any(|other| other.name.0 == item.name.0) {
            return Err(ShopError::Taken);
        }
        let last = items.keys().next_back().copied().unwrap_or(0);
        let id = last.checked_add(1).ok_or(ShopError::Full)?;
        items.insert(id, item.clone());
        Ok((StatusCode::CREATED, Json(Item { id, item })))
    }

    /// An item.
    #[get("/items/<int:id>")]
    fn on_item(&self, id: u16) -> Result<Json<Item>, ShopError> {
        let item = self.items().get(&id).cloned().ok_or(ShopError::NoItem)?;
        Ok(Json(Item { id, item }))
    }

    /// Puts another item in its place.
    #[put("/items/<int:id>", answers(204))]
    fn on_change(&self, id: u16, _staff: Staff, Json(item): Json<NewItem>) -> Result<StatusCode, ShopError> {
        let mut items = self.items();
        let place = items.get_mut(&id).ok_or(ShopError::NoItem)?;
        *place = item;
        Ok(StatusCode::NO_CONTENT)
    }

    /// Takes an item out.
    #[delete("/items/<int:id>", answers(204))]
    fn on_remove(&self, id: u16, _staff: Staff) -> Result<StatusCode, ShopError> {
        self.items().remove(&id).map(|_| StatusCode::NO_CONTENT).ok_or(ShopError::NoItem)
    }

    /// How many items there are of a colour.
    #[get("/colours/<colour>")]
    fn on_colour(&self, colour: Colour) -> Json<usize> {
        Json(self.items().values().filter(|item| item.colour == colour).count())
    }

    /// A page of the archive.
    #[get("/archive/<int(fixed_digits=4, min=1990):year>-<any(spring,autumn):season>")]
    fn on_archive(&self, year: u16, season: &str) -> String {
        format!("{season} of {year}")
    }

    /// A file.
    #[get("/files/<path:name>")]
    fn on_file(&self, name: &str) -> Option<String> {
        (name == "a/b").then(|| "a file".to_owned())
    }

    /// Signs in.
    #[post("/login")]
    fn on_login(&self, Form(login): Form<Login>) -> Json<Welcome> {
        Json(Welcome { user: login.user, roles: login.role.len() })
    }

    /// What was sent, once more.
    #[post("/echo")]
    fn on_echo(&self, body: Option<Bytes>) -> Bytes {
        body.unwrap_or_default()
    }

    /// The page of the shop.
    #[get("/")]
    fn on_index(&self) -> Markup {
        maud::html! { h1 { "Shop" } }
    }

    /// Where it was.
    #[deprecated]
    #[get("/old", answers(302))]
    fn on_old(&self) -> Redirect {
        Redirect::to(Self::url().index())
    }

    #[mount("/docs")]
    fn docs(&self) -> &'static Reference {
        Reference::of::<Self>()
    }

    #[mount("/back")]
    fn back(&self) -> &Back {
        &self.back
    }
}

/// What only the staff sees.
#[derive(Default)]
pub(crate) struct Back;

#[app]
impl Back {
    /// An order.
    #[get("/orders/<uuid:id>", answers(200, 410), returns = Result<String, StatusCode>)]
    async fn on_order(&self, _staff: Staff, id: Uuid) -> Result<String, StatusCode> {
        if id.is_nil() { Err(StatusCode::GONE) } else { Ok(id.to_string()) }
    }

    #[catch]
    fn on_error(&self, error: &Error) -> Json<u16> {
        Json(error.status().as_u16())
    }
}
