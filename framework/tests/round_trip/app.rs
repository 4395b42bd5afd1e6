//! An app with every kind of argument. Its handlers answer with their endpoint and what they were given.

use std::borrow::Cow;
use std::fmt::Debug;

use wegwerk::prelude::*;
use wegwerk::{PathParam, Uuid};

pub(crate) struct Site;

/// Mounted below a variable of text.
pub(crate) struct Shop;

/// Mounted below a variable of the subdomain too.
pub(crate) struct Stall;

/// Mounted below a number, in the shop too.
pub(crate) struct Api;

#[derive(Clone, Copy, Debug, PartialEq, PathParam)]
pub(crate) enum Color {
    Red,
    DarkBlue,
}

#[derive(Clone, Copy, Debug, PartialEq, PathParam)]
pub(crate) struct Id(pub(crate) u32);

/// What a handler answers: its endpoint with its values.
pub(crate) fn shown(endpoint: &str, values: &[&dyn Debug]) -> String {
    format!("{endpoint} {values:?}")
}

/// A float as it is shown: zero is zero.
pub(crate) fn zero(number: f64) -> f64 {
    number + 0.0
}

#[app]
impl Site {
    #[route("/")]
    fn on_index(&self) -> String {
        shown("index", &[])
    }

    #[route("/posts/", defaults(page = 1))]
    #[route("/posts/<int:page>")]
    #[route("/p<int:page>", alias)]
    fn on_posts(&self, page: u32) -> String {
        shown("posts", &[&page])
    }

    #[route("/<year>-<month>")]
    fn on_month(&self, year: &str, month: &str) -> String {
        shown("month", &[&year, &month])
    }

    #[route("/<word>")]
    fn on_word(&self, word: String) -> String {
        shown("word", &[&word])
    }

    #[route("/<word>+")]
    fn on_details(&self, word: &str) -> String {
        shown("details", &[&word])
    }

    #[route("/tags/<tag>")]
    fn on_tag(&self, tag: Cow<'_, str>) -> String {
        shown("tag", &[&tag])
    }

    #[route("/tags/all/")]
    fn on_tags(&self) -> String {
        shown("tags", &[])
    }

    #[route("/files/<path:file>")]
    #[route("/files/")]
    fn on_files(&self, file: Option<&str>) -> String {
        shown("files", &[&file])
    }

    #[route("/files/<path:file>/edit")]
    fn on_edit(&self, file: &str) -> String {
        shown("edit", &[&file])
    }

    #[route("/small/<int:a>/<int(signed=True):b>")]
    fn on_small(&self, a: u8, b: i8) -> String {
        shown("small", &[&a, &b])
    }

    #[route("/wide/<int:a>/<int(signed=True):b>")]
    fn on_wide(&self, a: u128, b: i128) -> String {
        shown("wide", &[&a, &b])
    }

    #[route("/limits/<int(min=3, max=99):a>/<int(fixed_digits=4, signed=True):b>")]
    fn on_limits(&self, a: u16, b: i64) -> String {
        shown("limits", &[&a, &b])
    }

    #[route("/floats/<float:a>/<float(signed=True):b>")]
    fn on_floats(&self, a: f32, b: f64) -> String {
        shown("floats", &[&(a + 0.0), &zero(b)])
    }

    #[route("/bare/<a>/<b>/<c>/<d>")]
    fn on_bare(&self, a: i32, b: f64, c: bool, d: Uuid) -> String {
        shown("bare", &[&a, &zero(b), &c, &d])
    }

    #[route("/uuids/<uuid:a>/<uuid:b>")]
    fn on_uuids(&self, a: Uuid, b: String) -> String {
        shown("uuids", &[&a, &b.to_lowercase()])
    }

    #[route("/any/<any(\"a b\", \".\", é, \"x-\", \"%2F\"):item>/<Color:color>")]
    fn on_any(&self, item: Box<str>, color: Color) -> String {
        shown("any", &[&item, &color])
    }

    #[route("/lengths/<string(minlength=0):a>/<string(length=2):b>/<string(maxlength=3):c>")]
    fn on_lengths(&self, a: &str, b: &str, c: &str) -> String {
        shown("lengths", &[&a, &b, &c])
    }

    #[route("/span/<int:low>..<int:high>")]
    fn on_span(&self, low: u64, high: u64) -> String {
        shown("span", &[&low, &high])
    }

    #[route("/level/", defaults(level = 1.0))]
    #[route("/level/<float:level>")]
    fn on_level(&self, level: f64) -> String {
        shown("level", &[&zero(level)])
    }

    #[route("/id/<Id:id>")]
    fn on_id(&self, id: Id) -> String {
        shown("id", &[&id])
    }

    #[route("/either/id/<int:id>")]
    #[route("/either/name/<name>", defaults(kind = "name"))]
    #[route("/either/<kind>")]
    fn on_either(&self, id: Option<u64>, name: Option<String>, kind: Option<&str>) -> String {
        shown("either", &[&id, &name, &kind])
    }

    #[route("/live/<room>", websocket)]
    fn on_live(&self, room: &str) -> String {
        shown("live", &[&room])
    }

    #[route("/", subdomain = "<tenant>")]
    fn on_tenant(&self, tenant: &str) -> String {
        shown("tenant", &[&tenant])
    }

    #[route("/<path:page>", subdomain = "<tenant>.<kind>")]
    fn on_wiki(&self, tenant: &str, kind: &str, page: &str) -> String {
        shown("wiki", &[&tenant, &kind, &page])
    }

    #[mount("/<lang>/shop")]
    fn shop(&self) -> &'static Shop {
        &Shop
    }

    #[mount("/<lang>/stall", subdomain = "<user>.stalls")]
    fn stalls(&self) -> &'static Stall {
        &Stall
    }

    #[mount("/v<int:version>")]
    fn api(&self) -> &'static Api {
        &Api
    }
}

#[app(outer(lang: &str))]
impl Shop {
    #[route("/<path:item>")]
    fn on_item(&self, lang: &str, item: &str) -> String {
        shown("item", &[&lang, &item])
    }

    #[route("/<int:low>-<int:high>/")]
    fn on_between(&self, lang: &str, low: u8, high: u8) -> String {
        shown("between", &[&lang, &low, &high])
    }

    #[mount("/<version>")]
    fn api(&self) -> &'static Api {
        &Api
    }
}

#[app(outer(version: u8))]
impl Api {
    #[route("/call/<name>")]
    fn on_call(&self, version: u8, name: &str) -> String {
        shown("call", &[&version, &name])
    }
}

#[app(outer(user: String, lang: &str))]
impl Stall {
    #[route("/<int:item>")]
    fn on_stall_item(&self, user: String, lang: &str, item: i16) -> String {
        shown("stall_item", &[&user, &lang, &item])
    }
}
