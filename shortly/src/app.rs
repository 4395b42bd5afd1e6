//! The app: a form, short links that are followed and counted, and their details.

use schemars::JsonSchema;
use serde::Deserialize;
use wegwerk::describe::Input;
use wegwerk::http::header::{CACHE_CONTROL, RETRY_AFTER};
use wegwerk::prelude::*;
use wegwerk::{Asset, FromParts, Parts, Url, UrlFor};

use crate::links::{Links, StoreError};
use crate::page::Page;
use crate::pages::{self, Paths, ShortLink};
use crate::target::{Authority, Refusal, Target};

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
#[derive(Debug, Deserialize, JsonSchema)]
struct NewUrl {
    /// The field as often as it was sent: the first counts.
    #[serde(default)]
    url: Vec<String>,
}

#[app(lock = "routes.lock")]
impl<L: Links> Shortly<L> {
    /// The form for a new short URL.
    #[get("/")]
    fn on_new_url(&self, urls: UrlFor<Self>) -> Page {
        Page(pages::new_url(&paths(&urls), None, ""))
    }

    /// Shortens the URL of the form: the same URL always gets the same short one.
    #[post("/", answers(302, 422, 503), returns = Result<Redirect, (StatusCode, Page)>)]
    async fn on_shorten(
        &self,
        root: Root<'_>,
        urls: UrlFor<Self>,
        Form(form): Form<NewUrl>,
    ) -> Result<Response> {
        let entered = form.url.first().map_or("", String::as_str);
        match Target::check(entered, root.authority().as_slice()) {
            Ok(target) => {
                let short_id = self.links.insert(target.text()).await.map_err(unavailable)?;
                Ok(Redirect::to(urls.short_link_details(&short_id)).into_response())
            }
            Err(refusal) => Ok(refused(&urls, refusal, entered)),
        }
    }

    /// Follows a short link, and counts it.
    #[route("/<short_id>", answers(302, 404, 503), returns = Redirect)]
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
    #[route("/<short_id>+", answers(404, 503))]
    async fn on_short_link_details(
        &self,
        short_id: &str,
        root: Root<'_>,
        urls: UrlFor<Self>,
    ) -> Result<Page> {
        let details =
            self.links.details(short_id).await.map_err(unavailable)?.ok_or_else(Error::not_found)?;
        let target = Target::stored(&details.target);
        let link = urls.follow_short_link(short_id);
        Ok(Page(pages::short_link_details(
            &paths(&urls),
            &ShortLink {
                href: &link.to_string(),
                short_url: &root.absolute(link).to_string(),
                target: &details.target,
                host: &target.as_ref().map(Target::host).unwrap_or_default(),
                clicks: details.clicks,
            },
        )))
    }

    /// The style sheet.
    #[route("/static/style.css", answers(304), returns = "text/css; charset=utf-8")]
    fn on_style(&self, headers: &HeaderMap) -> Response {
        STYLE.respond(headers)
    }

    /// The icon.
    #[route("/static/icon.svg", answers(304), returns = "image/svg+xml")]
    fn on_icon(&self, headers: &HeaderMap) -> Response {
        ICON.respond(headers)
    }

    /// The script of the copy button.
    #[route("/static/copy.js", answers(304), returns = "text/javascript; charset=utf-8")]
    fn on_copy_script(&self, headers: &HeaderMap) -> Response {
        COPY.respond(headers)
    }

    #[catch(404)]
    fn on_not_found(&self, _error: &Error, urls: UrlFor<Self>) -> Page {
        Page(pages::not_found(&paths(&urls)))
    }

    #[catch(503)]
    fn on_unavailable(&self, error: &Error, urls: UrlFor<Self>) -> Page {
        let message = "The links are out of reach just now. Please try again in a moment.";
        Page(pages::error(&paths(&urls), error.status().as_u16(), "Back in a Moment", message))
    }

    #[catch]
    fn on_error(&self, error: &Error, urls: UrlFor<Self>) -> Page {
        let status = error.status();
        let title = status.canonical_reason().unwrap_or("Error");
        let message = error.public_message().unwrap_or("That did not work.");
        Page(pages::error(&paths(&urls), status.as_u16(), title, message))
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

/// Where the pages link to.
fn paths(urls: &ShortlyUrls) -> Paths {
    Paths {
        home: urls.new_url().to_string(),
        style: urls.style().to_string(),
        icon: urls.icon().to_string(),
        copy_script: urls.copy_script().to_string(),
    }
}

/// The form once more, with what is wrong with it.
fn refused(urls: &ShortlyUrls, refusal: Refusal, entered: &str) -> Response {
    let page = pages::new_url(&paths(urls), Some(&refusal.to_string()), entered);
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
        Ok(Root { base_url: app.base_url.as_deref(), host: parts.host().unwrap_or("localhost") })
    }

    fn describe(_: &mut Input) {}
}

impl Root<'_> {
    /// A link as people copy it.
    fn absolute(&self, link: Url) -> Url {
        match self.base_url {
            Some(base) => link.absolute(base),
            None => link.external(),
        }
    }

    fn authority(&self) -> Option<Authority> {
        Authority::parse(self.base_url.unwrap_or(self.host))
    }
}
