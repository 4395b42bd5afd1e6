//! Hosts and subdomains mixed up.

use wegwerk::prelude::*;

struct Pages;

#[app]
impl Pages {
    #[route("/", host = "example.org")]
    fn on_index(&self) -> &'static str {
        "index"
    }
}

struct Hosts;

#[app(host_matching)]
impl Hosts {
    #[route("/")]
    fn on_index(&self) -> &'static str {
        "index"
    }

    #[route("/a", subdomain = "a")]
    fn on_a(&self) -> &'static str {
        "a"
    }
}

fn main() {}

// 3 mistakes
