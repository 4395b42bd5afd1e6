//! The attributes of Wegwerk. Use them through the `wegwerk` package, which documents them.

mod check;
mod errors;
mod expand;
#[cfg(test)]
mod half_written;
mod http_error;
mod model;
mod parse;
mod path_param;
mod written;

use proc_macro::TokenStream;

/// Makes an app of an `impl` block, whose annotated methods are its handlers, or of a module of free functions.
///
/// Options: `strict_slashes = …`, `merge_slashes = …`, `redirect_defaults = …`, `host_matching`, `subdomain = "…"`,
/// `host = "…"`, `default_subdomain = "…"`, `outer(name: type)`, `part = name`, `parts(name, …)`,
/// `lock = "…"`, `crate = "…"`.
#[proc_macro_attribute]
pub fn app(options: TokenStream, item: TokenStream) -> TokenStream {
    expand::app(options.into(), item.into()).into()
}

macro_rules! inner_attributes {
    ($($(#[$doc:meta])* $name:ident)*) => {$(
        $(#[$doc])*
        #[proc_macro_attribute]
        pub fn $name(options: TokenStream, item: TokenStream) -> TokenStream {
            expand::inner(stringify!($name), options.into(), item.into()).into()
        }
    )*};
}

inner_attributes! {
    /// Serves a rule: `#[route("/<short_id>+", methods(GET, POST))]`, on a method of an `#[app]`.
    ///
    /// Options: `methods(…)`, `endpoint = "…"`, `defaults(…)`, `subdomain = "…"`, `host = "…"`, `alias`, `build_only`,
    /// `redirect_to = "…"`, `websocket`, `blocking`, `strict_slashes = …`, `merge_slashes = …`, `priority = …`,
    /// `allow(…)`.
    route
    /// Serves a rule for `GET` and `HEAD`: `#[get("/<int:id>")]`, on a method of an `#[app]`, with `#[route]`'s options.
    get
    /// Serves a rule for `POST`: `#[post("/<int:id>")]`, on a method of an `#[app]`, with `#[route]`'s options.
    post
    /// Serves a rule for `PUT`: `#[put("/<int:id>")]`, on a method of an `#[app]`, with `#[route]`'s options.
    put
    /// Serves a rule for `PATCH`: `#[patch("/<int:id>")]`, on a method of an `#[app]`, with `#[route]`'s options.
    patch
    /// Serves a rule for `DELETE`: `#[delete("/<int:id>")]`, on a method of an `#[app]`, with `#[route]`'s options.
    delete
    /// Renders errors: `#[catch(404)]` one status, `#[catch]` all, on a method of an `#[app]`.
    catch
    /// Mounts another app under a prefix: `#[mount("/admin")]`, on a method of an `#[app]` that gives it.
    ///
    /// Options: `subdomain = "…"`, `host = "…"`.
    mount
}

/// Implements `PathParam` for a newtype or an enum of unit variants.
#[proc_macro_derive(PathParam, attributes(path_param))]
pub fn derive_path_param(item: TokenStream) -> TokenStream {
    path_param::derive(item.into()).into()
}

/// Implements `HttpError` and `IntoResponse` for an error type whose variants say their statuses.
#[proc_macro_derive(HttpError, attributes(status))]
pub fn derive_http_error(item: TokenStream) -> TokenStream {
    http_error::derive(item.into()).into()
}
