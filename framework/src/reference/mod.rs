//! A browsable reference of an API, served by the app itself: feature `reference`.
//!
//! [`Reference`] is an app of pages made of an OpenAPI 3.1 description. Mounted, it serves them under the prefix, with the
//! description beside them at `openapi.json`:
//!
//! ```
//! # #[tokio::main(flavor = "current_thread")] async fn main() {
//! use wegwerk::prelude::*;
//! use wegwerk::reference::Reference;
//!
//! struct Site;
//!
//! #[app]
//! impl Site {
//!     /// The time.
//!     #[get("/now")]
//!     fn on_now(&self) -> &'static str {
//!         "noon"
//!     }
//!
//!     #[mount("/docs")]
//!     fn docs(&self) -> &'static Reference {
//!         Reference::of::<Self>()
//!     }
//! }
//!
//! let client = wegwerk::testing::Client::new(Site);
//! assert!(client.get("/docs/").await.text().contains("The time."));
//! assert_eq!(client.get("/docs/openapi.json").await.status(), 200);
//! # }
//! ```
//!
//! # What the pages hold
//!
//! An overview, a page for each operation with a form to try it, and a page for each schema. They are rendered once, when
//! they are first asked for, and are whole without the script, which adds the search (`/`), the form and going from page to
//! page without loading anew. Credentials that are typed in stay in the memory of the page.
//!
//! Every address in them is relative: they work under any prefix, and behind a proxy that takes a part of the path off.
//! They load nothing from other hosts, and their `Content-Security-Policy` forbids it; but for requests of the form to a
//! server that the description names.
//!
//! A description that is malformed is shown as far as it can be read, with its mistakes named on the overview.
#![doc = include_str!("readers.md")]

mod body;
mod console;
mod description;
mod example;
mod field;
mod limits;
mod operation;
mod page;
mod problems;
mod schema;
mod security;
mod served;
mod table;
mod text;

use std::any::TypeId;
use std::collections::HashMap;
use std::fmt;
use std::sync::{LazyLock, OnceLock, PoisonError, RwLock};

use serde_json::Value;

use crate::response::{Asset, fingerprint};
use crate::{App, Error, Parts, Response, Result, app, get};
use served::Served;

static STYLE: Asset = Asset::new("text/css; charset=utf-8", include_bytes!("static/style.css"));
static SCRIPT: Asset = Asset::new("text/javascript; charset=utf-8", include_bytes!("static/script.js"));

/// Where pages ask for the style and the script: by a name that changes with them, so that none is out of date.
static STYLE_PATH: LazyLock<String> = LazyLock::new(|| format!("style.css?{}", fingerprint(STYLE.bytes())));
static SCRIPT_PATH: LazyLock<String> = LazyLock::new(|| format!("script.js?{}", fingerprint(SCRIPT.bytes())));

/// The pages of an OpenAPI 3.1 description, as an app to mount.
///
/// ```
/// use wegwerk::reference::Reference;
///
/// let description = serde_json::json!({
///     "openapi": "3.1.0",
///     "info": { "title": "Clock", "version": "1" },
///     "paths": { "/now": { "get": { "summary": "The time", "responses": { "200": { "description": "Now." } } } } },
/// });
/// # tokio::runtime::Builder::new_current_thread().build().unwrap().block_on(async {
/// let client = wegwerk::testing::Client::new(Reference::new(description));
/// assert!(client.get("/operations/get-now").await.text().contains("The time"));
/// # });
/// ```
pub struct Reference {
    description: Box<dyn Fn() -> Value + Send + Sync>,
    served: OnceLock<Served>,
}

impl fmt::Debug for Reference {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Reference").field("served", &self.served.get().is_some()).finish_non_exhaustive()
    }
}

impl Reference {
    /// The pages of a description.
    ///
    /// ```
    /// use wegwerk::reference::Reference;
    ///
    /// // Its one page says what is wrong with it.
    /// let reference = Reference::new(serde_json::json!("no description"));
    /// ```
    #[must_use]
    pub fn new(description: Value) -> Self {
        let served = OnceLock::from(Served::new(description));
        Reference { description: Box::new(|| Value::Null), served }
    }

    /// The pages of what an app [says of itself](App::openapi): that in which it is mounted, mostly. They are made once for
    /// each app, so that a mount needs no field to keep them in. Where the description is to have a title or a version, or
    /// names servers, it is [`Reference::shared`] that takes it.
    #[must_use]
    pub fn of<A: App>() -> &'static Self {
        Reference::shared(|| A::openapi().to_json())
    }

    /// The pages of what `description` gives, which is called once, when the first page is asked for. Every call with
    /// the same function gives the same pages, so that a mount needs no field to keep them in.
    ///
    /// The function is a path or a closure that holds nothing; one that holds values does not compile, as all of its
    /// kind would share the pages of the first.
    ///
    /// ```
    /// use wegwerk::reference::Reference;
    ///
    /// fn description() -> serde_json::Value {
    ///     serde_json::json!({ "openapi": "3.1.0", "info": { "title": "Clock", "version": "1" }, "paths": {} })
    /// }
    ///
    /// assert!(std::ptr::eq(Reference::shared(description), Reference::shared(description)));
    /// ```
    ///
    /// ```compile_fail
    /// # use wegwerk::reference::Reference;
    /// let title = String::from("Clock");
    /// Reference::shared(move || serde_json::json!({ "info": { "title": title } }));
    /// ```
    pub fn shared<F: Fn() -> Value + Send + Sync + 'static>(description: F) -> &'static Self {
        const { assert!(size_of::<F>() == 0, "the function of `Reference::shared` may hold no values") };
        static SHARED: LazyLock<RwLock<HashMap<TypeId, &'static Reference>>> = LazyLock::new(RwLock::default);

        let key = TypeId::of::<F>();
        if let Some(reference) = SHARED.read().unwrap_or_else(PoisonError::into_inner).get(&key) {
            return reference;
        }
        let make = || Reference { description: Box::new(description), served: OnceLock::new() };
        let mut shared = SHARED.write().unwrap_or_else(PoisonError::into_inner);
        // One for each function in the program, for as long as it runs.
        shared.entry(key).or_insert_with(|| Box::leak(Box::new(make())))
    }

    fn served(&self) -> &Served {
        self.served.get_or_init(|| Served::new((self.description)()))
    }
}

#[app(crate = "crate")]
impl Reference {
    /// The overview: what the API is, and all its operations.
    #[get("/")]
    fn on_overview(&self, parts: &Parts) -> Response {
        self.served().overview(parts)
    }

    /// One operation, by its `operationId` or else its method and path.
    #[get("/operations/<slug>")]
    fn on_operation(&self, slug: &str, parts: &Parts) -> Result<Response> {
        self.served().operation(slug, parts).ok_or_else(|| not_described("operation"))
    }

    /// One schema, by its name among the components.
    #[get("/schemas/<name>")]
    fn on_schema(&self, name: &str, parts: &Parts) -> Result<Response> {
        self.served().schema(name, parts).ok_or_else(|| not_described("schema"))
    }

    /// The description itself.
    #[get("/openapi.json")]
    fn on_description(&self, parts: &Parts) -> Response {
        self.served().json(parts)
    }

    /// The style sheet of the pages.
    #[get("/style.css")]
    fn on_style(&self, parts: &Parts) -> Response {
        served::asset(&STYLE, parts)
    }

    /// The script of the pages.
    #[get("/script.js")]
    fn on_script(&self, parts: &Parts) -> Response {
        served::asset(&SCRIPT, parts)
    }
}

fn not_described(what: &str) -> Error {
    Error::not_found().message(format!("The description has no {what} of this name."))
}
