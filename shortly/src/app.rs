//! The app: a form, short links that are followed and counted, and their details.

use serde::Deserialize;
use wegwerk::http::header::{CACHE_CONTROL, RETRY_AFTER};
use wegwerk::http::uri::Authority as Host;
use wegwerk::prelude::*;
use wegwerk::{Asset, FromParts, Parts};

use crate::links::{Links, StoreError};
use crate::page::Page;
use crate::pages::{self, Paths, ShortLink};
use crate::target::{Authority, Refusal, Target};

const PATHS: Paths<'_> =
    Paths { home: "/", style: "/static/style.css", icon: "/static/icon.svg", copy_script: "/static/copy.js" };

static STYLE: Asset = Asset::new("text/css; charset=utf-8", include_bytes!("../static/style.css"));
static ICON: Asset = Asset::new("image/svg+xml", include_bytes!("../static/icon.svg"));
static COPY: Asset = Asset::new("text/javascript; charset=utf-8", include_bytes!("../static/copy.js"));

/// A URL shortener on some store of links.
#[derive(Debug)]
pub struct Shortly<L> {
    links: L,
    base_url: Option<String>,
}

/// What the form sends.
#[derive(Debug, Deserialize)]
struct NewUrl {
    /// The field as often as it was sent: the first counts.
    #[serde(default)]
    url: Vec<String>,
}

#[app]
impl<L: Links> Shortly<L> {
    /// The form for a new short URL.
    #[get("/")]
    fn on_new_url(&self) -> Page {
        Page(pages::new_url(&PATHS, None, ""))
    }

    /// Shortens the URL of the form: the same URL always gets the same short one.
    #[post("/")]
    async fn on_shorten(&self, root: Root<'_>, Form(form): Form<NewUrl>) -> Result<Response> {
        let entered = form.url.first().map_or("", String::as_str);
        match Target::check(entered, root.authority().as_slice()) {
            Ok(target) => {
                let short_id = self.links.insert(target.text()).await.map_err(unavailable)?;
                Ok(Redirect::to(format!("/{short_id}+")).into_response())
            }
            Err(refusal) => Ok(refused(refusal, entered)),
        }
    }

    /// Follows a short link, and counts it.
    #[route("/<short_id>")]
    async fn on_follow_short_link(&self, short_id: &str, method: &Method) -> Result<Response> {
        let target = match *method {
            Method::HEAD => self.links.target(short_id).await,
            _ => self.links.follow(short_id).await,
        };
        let target = target.map_err(unavailable)?.ok_or_else(Error::not_found)?;
        let target = Target::stored(&target).map_err(|_| Error::not_found())?;
        Ok(([(CACHE_CONTROL, "no-store")], Redirect::to(target.location())).into_response())
    }

    /// Where a short link leads, and how often it was followed.
    #[route("/<short_id>+")]
    async fn on_short_link_details(&self, short_id: &str, root: Root<'_>) -> Result<Page> {
        let details =
            self.links.details(short_id).await.map_err(unavailable)?.ok_or_else(Error::not_found)?;
        let target = Target::stored(&details.target);
        Ok(Page(pages::short_link_details(
            &PATHS,
            &ShortLink {
                short_id,
                href: &format!("/{short_id}"),
                short_url: &format!("{}/{short_id}", root.url()),
                target: &details.target,
                host: &target.as_ref().map(Target::host).unwrap_or_default(),
                clicks: details.clicks,
            },
        )))
    }

    /// The style sheet.
    #[route("/static/style.css")]
    fn on_style(&self, headers: &HeaderMap) -> Response {
        STYLE.respond(headers)
    }

    /// The icon.
    #[route("/static/icon.svg")]
    fn on_icon(&self, headers: &HeaderMap) -> Response {
        ICON.respond(headers)
    }

    /// The script of the copy button.
    #[route("/static/copy.js")]
    fn on_copy_script(&self, headers: &HeaderMap) -> Response {
        COPY.respond(headers)
    }

    #[catch(404)]
    fn on_not_found(&self, _error: &Error) -> Page {
        Page(pages::not_found(&PATHS))
    }

    #[catch(503)]
    fn on_unavailable(&self, error: &Error) -> Page {
        let message = "The links are out of reach just now. Please try again in a moment.";
        Page(pages::error(&PATHS, error.status().as_u16(), "Back in a Moment", message))
    }

    #[catch]
    fn on_error(&self, error: &Error) -> Page {
        let status = error.status();
        let title = status.canonical_reason().unwrap_or("Error");
        let message = error.public_message().unwrap_or("That did not work.");
        Page(pages::error(&PATHS, status.as_u16(), title, message))
    }
}

impl<L> Shortly<L> {
    /// A shortener on `links`. `base_url` is where it is reached, without a slash at the end:
    /// `https://s.example`; `None` to go by what each request says.
    pub fn new(links: L, base_url: Option<String>) -> Self {
        Shortly { links, base_url }
    }

    /// The store.
    pub fn links(&self) -> &L {
        &self.links
    }
}

/// The form once more, with what is wrong with it.
fn refused(refusal: Refusal, entered: &str) -> Response {
    let page = pages::new_url(&PATHS, Some(&refusal.to_string()), entered);
    (StatusCode::UNPROCESSABLE_ENTITY, Page(page)).into_response()
}

/// A store that is away is a 503 to try again, any other trouble a 500.
fn unavailable(error: StoreError) -> Error {
    if error.is_temporary() {
        Error::service_unavailable().header(RETRY_AFTER, "1").with_source(error)
    } else {
        error.into()
    }
}

/// Where people reach Shortly: what the operator says, else what the request says.
struct Root<'r> {
    base_url: Option<&'r str>,
    host: &'r str,
}

impl<'r, L> FromParts<'r, Shortly<L>> for Root<'r> {
    type Rejection = Error;

    fn from_parts(parts: &'r Parts, app: &'r Shortly<L>) -> Result<Self> {
        let host = match parts.uri().authority() {
            Some(authority) => Some(authority.as_str()),
            None => parts.headers().get("host").and_then(|host| host.to_str().ok()),
        };
        // What is no host at all is not written into a page that people copy from.
        let host = host.filter(|host| host.parse::<Host>().is_ok() && Authority::parse(host).is_some());
        Ok(Root { base_url: app.base_url.as_deref(), host: host.unwrap_or("localhost") })
    }
}

impl Root<'_> {
    fn url(&self) -> String {
        self.base_url.map_or_else(|| format!("http://{}", self.host), str::to_owned)
    }

    fn authority(&self) -> Option<Authority> {
        Authority::parse(self.base_url.unwrap_or(self.host))
    }
}
