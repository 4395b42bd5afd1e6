//! URLs as the client of a request has to ask for them.

use std::ops::Deref;
use std::sync::Arc;

use wegwerk_routing::path::Path;
use wegwerk_routing::table::Mounted;

use super::base::base_of;
use super::{UrlContext, Urls};
use crate::describe::Input;
use crate::mounting::{AppBlock, Main};
use crate::{BodySlot, Error, FromRequest, Parts};

/// The typed URLs of `X` as the client of the request has to ask for them: an extractor.
///
/// They begin with the prefix that `X` is mounted under, with the values that its variables have in the request, and with
/// the path that the whole app is reached under. URLs on another subdomain or host are absolute, by the scheme and host
/// that the request came by.
///
/// `X` is the handler's own app, one that mounts it, or any app that is mounted exactly once.
///
/// ```
/// # #[tokio::main(flavor = "current_thread")] async fn main() {
/// use wegwerk::UrlFor;
/// use wegwerk::prelude::*;
/// use wegwerk::testing::Client;
///
/// struct Blog;
///
/// #[app]
/// impl Blog {
///     #[route("/new")]
///     fn on_create(&self, urls: UrlFor<Self>) -> Redirect {
///         Redirect::to(urls.post(7))
///     }
///
///     #[route("/<int:id>")]
///     fn on_post(&self, id: u32) -> String {
///         format!("post {id}")
///     }
/// }
///
/// struct Site {
///     blog: Blog,
/// }
///
/// #[app]
/// impl Site {
///     #[mount("/<lang>/blog")]
///     fn blog(&self) -> &Blog {
///         &self.blog
///     }
/// }
///
/// let client = Client::new(Site { blog: Blog });
/// assert_eq!(client.get("/en/blog/new").await.header("location"), Some("/en/blog/7"));
/// # }
/// ```
#[derive(Clone, Debug)]
pub struct UrlFor<X: AppBlock<Main>>(X::Urls);

impl<X: AppBlock<Main>> Deref for UrlFor<X> {
    type Target = X::Urls;

    fn deref(&self) -> &X::Urls {
        &self.0
    }
}

impl<X: AppBlock<Main, Urls: Urls + Send>, A: ?Sized + Sync> FromRequest<A> for UrlFor<X> {
    type Rejection = Error;

    async fn from_request(parts: &Parts, _: &mut BodySlot, _: &A) -> Result<Self, Error> {
        context::<X>(parts).map(|context| UrlFor(X::Urls::of(context))).map_err(|problem| {
            Error::internal_server_error().with_source(format!("no URLs for `{}`: {problem}", X::MAP.app))
        })
    }

    fn describe(_: &mut Input) {}
}

fn context<X: AppBlock<Main>>(parts: &Parts) -> Result<UrlContext, &'static str> {
    let site = parts.site().ok_or("the request came by no table")?;
    let mounts = site.table.mounts();
    let path = Path::decode(parts.uri().path());
    let own = match site.leaf {
        Some(leaf) => mounts.get(usize::from(leaf.mount)),
        None => mounts.iter().find(|mounted| mounted.way() == site.table.way(&path)),
    };
    let is_wanted = |mounted: &Mounted| mounted.map.id == X::MAP.id;
    let outwards = own.into_iter().flat_map(|own| {
        (0..=own.way().len())
            .rev()
            .filter_map(move |depth| mounts.iter().find(|mounted| mounted.way() == &own.way()[..depth]))
    });
    let mut anywhere = mounts.iter().filter(|mounted| is_wanted(mounted));
    let mounted =
        match (outwards.into_iter().find(|mounted| is_wanted(mounted)), anywhere.next(), anywhere.next()) {
            (Some(mounted), ..) | (None, Some(mounted), None) => mounted,
            (None, None, _) => return Err("it is no part of the app that is served"),
            (None, Some(_), Some(_)) => {
                return Err("it is mounted several times, and none of them is above the handler");
            }
        };
    let mount = mounts.iter().position(|other| other.way() == mounted.way()).unwrap_or_default();
    let values = site.table.outer_values(mount, own, parts.domain(), &path);
    let (domain, prefix) = values.ok_or("the request has no values for the variables of its prefix")?;
    let owned = |values: Vec<&str>| values.into_iter().map(|value| value.to_owned().into()).collect();
    let context =
        UrlContext { domain: owned(domain), prefix: owned(prefix), mount, ..UrlContext::root(site.table) };
    Ok(context.bound(Arc::new(base_of(parts))))
}
