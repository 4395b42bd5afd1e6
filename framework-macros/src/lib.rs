//! The attributes of Wegwerk. Use them through the `wegwerk` package, which documents them.

mod check;
mod errors;
mod expand;
#[cfg(test)]
mod half_written;
mod model;
mod parse;
mod path_param;

use proc_macro::TokenStream;

/// Makes an app of an `impl` block: see the documentation of `wegwerk`.
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
    /// `redirect_to = "…"`, `websocket`, `blocking`, `strict_slashes = …`, `merge_slashes = …`, `priority = …`.
    route
    /// Serves a rule for `GET` and `HEAD`, on a method of an `#[app]`.
    get
    /// Serves a rule for `POST`, on a method of an `#[app]`.
    post
    /// Serves a rule for `PUT`, on a method of an `#[app]`.
    put
    /// Serves a rule for `PATCH`, on a method of an `#[app]`.
    patch
    /// Serves a rule for `DELETE`, on a method of an `#[app]`.
    delete
    /// Renders errors: `#[catch(404)]` one status, `#[catch]` all, on a method of an `#[app]`.
    catch
    /// Mounts another app under a prefix: `#[mount("/admin")]`, on a method of an `#[app]`.
    mount
}

/// Implements `PathParam` for a newtype or an enum of unit variants.
#[proc_macro_derive(PathParam, attributes(path_param))]
pub fn derive_path_param(item: TokenStream) -> TokenStream {
    path_param::derive(item.into()).into()
}
