//! Files that are part of the program: a style sheet with an `ETag`, which clients need not load twice.
//!
//! `cargo run --example assets`, then open <http://127.0.0.1:5000/>.

use maud::{DOCTYPE, html};
use wegwerk::Asset;
use wegwerk::prelude::*;

/// Mostly `include_bytes!("../static/style.css")`.
static STYLE: Asset = Asset::new(
    "text/css; charset=utf-8",
    b":root { color-scheme: light dark }\nbody { font: 1.2rem sans-serif; margin: 3rem }\n",
);
static ROBOTS: Asset =
    Asset::new("text/plain; charset=utf-8", b"User-agent: *\nDisallow:\n").with_max_age(86_400);

struct Site;

#[app]
impl Site {
    #[route("/")]
    fn on_index(&self) -> Markup {
        html! {
            (DOCTYPE)
            html lang="en" {
                head { title { "Assets" } link rel="stylesheet" href=(Self::url().style()); }
                body { p { "This page has a style sheet." } }
            }
        }
    }

    #[route("/static/style.css", answers(304), returns = "text/css; charset=utf-8")]
    fn on_style(&self, headers: &HeaderMap) -> Response {
        STYLE.respond(headers)
    }

    #[route("/robots.txt", answers(304), returns = "text/plain; charset=utf-8")]
    fn on_robots(&self, headers: &HeaderMap) -> Response {
        ROBOTS.respond(headers)
    }
}

fn main() -> std::io::Result<()> {
    let address = std::env::args().nth(1).unwrap_or_else(|| "127.0.0.1:5000".to_owned());
    Server::new().bind(address).run(Site)
}
