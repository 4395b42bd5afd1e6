//! Shortly: a URL shortener, after the tutorial of Werkzeug, on [`wegwerk`].
//!
//! [`app`] is the app with its routes, [`pages`] what it shows, [`links`] where links live, [`target`] what may
//! be shortened, [`cli`] the command line.
#![doc = ""]
#![doc = include_str!("../ROUTES.md")]

pub mod app;
pub mod cli;
pub mod links;
mod page;
pub mod pages;
pub mod short_id;
pub mod target;

pub use app::Shortly;
