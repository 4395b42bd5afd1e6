//! Rules of all kinds, for the example URLs that the documentation shows of them.

use wegwerk::prelude::*;
use wegwerk::{PathParam, Uuid};

/// Rules of all kinds.
#[derive(Clone, Copy, Debug)]
pub struct Examples;

/// A number of the app's own.
#[derive(Clone, Copy, Debug, PathParam)]
pub struct Id(pub u32);

/// A word of the app's own.
#[derive(Clone, Copy, Debug, PathParam)]
pub enum Order {
    /// The newest first.
    Newest,
    /// By name.
    ByName,
}

#[app(default_subdomain = "www")]
impl Examples {
    /// A word.
    #[get("/<word>")]
    fn on_word(&self, word: &str) -> String {
        word.to_owned()
    }

    /// The word that an example would be.
    #[get("/abc")]
    fn on_abc(&self) -> &'static str {
        "abc"
    }

    /// The word with a mark.
    #[get("/<word>+")]
    fn on_marked(&self, word: &str) -> String {
        word.to_owned()
    }

    /// A number within limits, whose type has its own.
    #[get("/n/<int(max=300):number>/<int(fixed_digits=3, min=250):small>")]
    fn on_number(&self, number: i64, small: u8) -> String {
        format!("{number} {small}")
    }

    /// A number with a point, and one below zero.
    #[get("/f/<float(min=2.5, max=2.75):price>/<float(signed=True, max=-3):loss>")]
    fn on_price(&self, price: f64, loss: f64) -> String {
        format!("{price} {loss}")
    }

    /// A path and its end.
    #[get("/p/<path:file>/raw")]
    fn on_file(&self, file: String) -> String {
        file
    }

    /// One of some, some of them taken.
    #[get("/a/<any(one, \"two words\", \"three|bars\"):of>/")]
    fn on_of(&self, of: &str) -> String {
        of.to_owned()
    }

    /// One of them.
    #[get("/a/one/")]
    fn on_one(&self) -> &'static str {
        "one"
    }

    /// A UUID by either type.
    #[get("/u/<uuid:of>")]
    fn on_uuid(&self, of: Uuid) -> String {
        of.to_string()
    }

    /// A number whose type alone says so.
    #[get("/t/<number>/<yes>/<ratio>/<of>")]
    fn on_types(&self, number: u8, yes: bool, ratio: f32, of: Uuid) -> String {
        format!("{number} {yes} {ratio} {of}")
    }

    /// A number that only its type knows.
    #[get("/i/<int:id>")]
    fn on_id(&self, id: Id) -> String {
        id.0.to_string()
    }

    /// A word that only its type knows: nothing is made up.
    #[get("/o/<order>")]
    fn on_order(&self, order: Order) -> String {
        format!("{order:?}")
    }

    /// A word of a length, and one of another.
    #[get("/l/<string(length=2):two>-<string(minlength=9):nine>.<string(maxlength=2):most>")]
    fn on_lengths(&self, two: &str, nine: &str, most: &str) -> String {
        format!("{two} {nine} {most}")
    }

    /// On a subdomain, with letters that are encoded.
    #[get("/süß/<word>", subdomain = "<lang>.shop")]
    fn on_shop(&self, lang: &str, word: &str) -> String {
        format!("{lang} {word}")
    }

    /// A page, or the first.
    #[get("/pages/", defaults(page = 1))]
    #[get("/pages/<int:page>")]
    #[get("/seiten/<int:page>", alias)]
    fn on_pages(&self, page: u32) -> String {
        page.to_string()
    }

    /// Of a day, or of all.
    #[get("/days/")]
    #[get("/days/<int(min=1, max=31):day>")]
    fn on_days(&self, day: Option<u8>) -> String {
        format!("{day:?}")
    }

    /// Elsewhere.
    #[get("/was/<word>", redirect_to = "/<word>")]
    fn on_was(&self, word: &str) -> String {
        word.to_owned()
    }

    /// For URLs alone.
    #[get("/cdn/<path:file>", build_only)]
    fn on_cdn(&self, file: &str) -> String {
        file.to_owned()
    }

    /// A talk.
    #[get("/talk/<room>", websocket)]
    fn on_talk(&self, room: &str) -> String {
        room.to_owned()
    }

    /// Marks that Markdown has plans for: it's `code`.
    #[route("/it's/`<word>`/a|b/*x*", methods(POST, "PURGE"))]
    fn on_marks(&self, word: &str) -> String {
        word.to_owned()
    }
}
