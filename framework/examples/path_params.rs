//! Types of one's own in rules: a newtype, an enum, and a type that says itself which texts it takes.
//!
//! `cargo run --example path_params`, then open <http://127.0.0.1:5000/colour/ff8800>.

use std::borrow::Cow;

use wegwerk::prelude::*;

/// The number of a user: takes what `u32` takes.
#[derive(Clone, Copy, PathParam)]
struct UserId(u32);

/// How a list is sorted: takes the names of the variants, `newest` and `by-name`.
#[derive(Debug, Clone, Copy, PathParam)]
enum Order {
    Newest,
    ByName,
}

/// A colour as style sheets write it, without the `#`: six hexadecimal digits in lower case.
struct Colour(u8, u8, u8);

impl PathParam<'_> for Colour {
    /// A text that is refused makes the rule not match: then the next rule is tried.
    const ACCEPTS: Option<fn(&str) -> bool> = Some(|text| Colour::from_param(text).is_some());

    fn from_param(text: &str) -> Option<Self> {
        let is_digit = |byte: u8| matches!(byte, b'0'..=b'9' | b'a'..=b'f');
        if text.len() != 6 || !text.bytes().all(is_digit) {
            return None;
        }
        let [_, red, green, blue] = u32::from_str_radix(text, 16).ok()?.to_be_bytes();
        Some(Colour(red, green, blue))
    }

    /// The way back, for URLs.
    fn to_param(&self) -> Cow<'_, str> {
        format!("{:02x}{:02x}{:02x}", self.0, self.1, self.2).into()
    }
}

struct Palette;

#[app]
impl Palette {
    #[route("/user/<int:id>")]
    fn on_user(&self, id: UserId) -> String {
        format!("user {}", id.0)
    }

    #[route("/users/<Order:order>")]
    fn on_users(&self, order: Order) -> String {
        format!("users, {order:?}")
    }

    #[route("/colour/<Colour:colour>")]
    fn on_colour(&self, colour: Colour) -> String {
        let opposite = Colour(!colour.0, !colour.1, !colour.2);
        let Colour(red, green, blue) = colour;
        format!("red {red}, green {green}, blue {blue}; opposite: {}", Self::url().colour(opposite))
    }

    /// What is no colour. A type as converter has the weight of `string`, so that the order is said by `priority`.
    #[route("/colour/<name>", priority = -1)]
    fn on_named(&self, name: &str) -> String {
        format!("the colour called {name}")
    }

    /// Several variables in one segment.
    #[route("/day/<int(fixed_digits=4):year>-<int(fixed_digits=2, max=12):month>")]
    fn on_month(&self, year: u16, month: u8) -> String {
        format!("month {month} of {year}")
    }
}

fn main() -> std::io::Result<()> {
    let address = std::env::args().nth(1).unwrap_or_else(|| "127.0.0.1:5000".to_owned());
    Server::new().bind(address).run(Palette)
}
