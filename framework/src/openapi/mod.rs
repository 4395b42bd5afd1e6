//! The description of an app as OpenAPI 3.1.
//!
//! [`App::openapi`](crate::App::openapi) makes it of the same table that requests are matched with, and of what the types of
//! arguments and results [say of themselves](crate::describe). Types whose values are described derive
//! [`schemars::JsonSchema`]; nothing asks for it of those that are not.
//!
//! What no type tells is said by the rule: `answers(201, 404)` names the statuses of a handler, `returns = Json<User>` the
//! responder behind an `impl IntoResponse` or a [`Response`](crate::Response). What then is still open,
//! [`OpenApi::undescribed`] lists.
//!
//! ```
//! use serde::Serialize;
//! use wegwerk::prelude::*;
//! use wegwerk::schemars::{self, JsonSchema};
//!
//! #[derive(Serialize, JsonSchema)]
//! struct User {
//!     id: u32,
//!     name: String,
//! }
//!
//! struct Users;
//!
//! #[app]
//! impl Users {
//!     /// A user by their number.
//!     #[get("/users/<int:id>", answers(404))]
//!     fn on_user(&self, id: u32) -> Result<Json<User>> {
//!         let name = if id == 1 { "Ada" } else { return Err(Error::not_found()) };
//!         Ok(Json(User { id, name: name.to_owned() }))
//!     }
//! }
//!
//! let description = Users::openapi().title("Users").version("1.0.0").to_json();
//! let operation = &description["paths"]["/users/{id}"]["get"];
//! assert_eq!(operation["summary"], "A user by their number.");
//! assert_eq!(operation["parameters"][0]["schema"]["maximum"], u32::MAX);
//! let answer = &operation["responses"]["200"]["content"]["application/json"]["schema"];
//! assert_eq!(answer["$ref"], "#/components/schemas/User");
//! assert!(Users::openapi().undescribed().is_empty());
//! ```
//!
//! A rule is a path, its variables are parameters with the converter's pattern and range. Rules that OpenAPI cannot tell
//! apart, `/<int:id>` and `/<name>`, are one path whose operations say what both do. Rules on subdomains or hosts are operations
//! with [servers](OpenApi::server) of their own. Rules for WebSocket handshakes, and
//! methods that OpenAPI has no word for, are left out.

mod changes;
mod collect;
mod errors;
mod hosts;
mod merge;
mod operation;
mod parameters;
pub(crate) mod pointer;
mod query;
mod responses;
mod schemas;
mod template;
mod title;

use std::fmt;

pub use changes::{Change, ChangeKind, changes};

use serde_json::{Map, Value, json};
use wegwerk_routing::table::Table;

use collect::{Collected, Elsewhere};

/// The description of an app.
#[derive(Clone, Debug)]
pub struct OpenApi {
    info: Map<String, Value>,
    servers: Vec<Value>,
    /// What the app's table and types give: paths, components, tags.
    described: Map<String, Value>,
    /// The operations that are at other hosts than the servers.
    elsewhere: Elsewhere,
    undescribed: Vec<Undescribed>,
}

/// What the description does not say, because no type tells it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Undescribed {
    /// The endpoint, after the mounts that lead to its app: `admin.user`.
    pub endpoint: String,
    /// The rule, with the prefixes that it is mounted under.
    pub rule: String,
    /// What is missing, and what to write.
    pub what: String,
}

impl fmt::Display for Undescribed {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{} ({}): {}", self.endpoint, self.rule, self.what)
    }
}

impl OpenApi {
    pub(crate) fn of(table: &'static Table) -> Self {
        let Collected { described, elsewhere, undescribed, version } = collect::collect(table);
        let name = table.mounts().first().map_or("", |root| root.map.app);
        let mut info = Map::new();
        info.insert("title".to_owned(), name.into());
        info.insert("version".to_owned(), version.unwrap_or("0.0.0").into());
        OpenApi { info, servers: Vec::new(), described, elsewhere, undescribed }
    }

    /// Sets the name of the API; that of the app unless it is set.
    #[must_use]
    pub fn title(self, title: &str) -> Self {
        self.info("title", title)
    }

    /// Sets the version of the API; that of the package that the app is in unless it is set.
    #[must_use]
    pub fn version(self, version: &str) -> Self {
        self.info("version", version)
    }

    /// Sets what the API is for. Markdown.
    #[must_use]
    pub fn description(self, text: &str) -> Self {
        self.info("description", text)
    }

    fn info(mut self, key: &str, value: &str) -> Self {
        self.info.insert(key.to_owned(), value.into());
        self
    }

    /// Adds a server that the API is at, by its URL, absolute or relative to where the description is. Unless one is added,
    /// it is the root of the host that the description comes from.
    ///
    /// Operations on subdomains are at those of its host, which is then the server's name:
    ///
    /// ```
    /// use wegwerk::prelude::*;
    ///
    /// struct Teams;
    ///
    /// #[app]
    /// impl Teams {
    ///     #[get("/members", subdomain = "<team>")]
    ///     fn on_members(&self, team: &str) -> String {
    ///         format!("the members of {team}")
    ///     }
    /// }
    ///
    /// let description = Teams::openapi().server("https://example.org", "").to_json();
    /// let server = &description["paths"]["/members"]["get"]["servers"][0];
    /// assert_eq!(server["url"], "https://{team}.example.org");
    /// ```
    #[must_use]
    pub fn server(mut self, url: &str, description: &str) -> Self {
        let mut server = json!({ "url": url });
        if !description.is_empty() {
            server["description"] = description.into();
        }
        self.servers.push(server);
        self
    }

    /// What no type tells: endpoints whose statuses, errors or bodies are not described.
    pub fn undescribed(&self) -> &[Undescribed] {
        &self.undescribed
    }

    /// The description as JSON.
    pub fn to_json(&self) -> Value {
        let mut document = Map::new();
        document.insert("openapi".to_owned(), "3.1.0".into());
        document.insert("info".to_owned(), self.info.clone().into());
        if !self.servers.is_empty() {
            document.insert("servers".to_owned(), self.servers.clone().into());
        }
        document.extend(self.described.clone());
        for ((path, method), hosts) in &self.elsewhere {
            let item = document.get_mut("paths").and_then(|paths| paths.get_mut(path));
            if let Some(operation) = item.and_then(|item| item.get_mut(method)) {
                operation["servers"] = hosts::servers(hosts, &self.servers);
            }
        }
        document.into()
    }
}

/// The description as JSON, written for people.
impl fmt::Display for OpenApi {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{:#}", self.to_json())
    }
}
