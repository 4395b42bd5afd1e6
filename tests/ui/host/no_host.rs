//! Hosts that no client can name.

use wegwerk::prelude::*;

struct Subdomains;

#[app]
impl Subdomains {
    #[route("/", subdomain = "münchen")]
    fn on_city(&self) -> &'static str {
        "city"
    }

    #[route("/", subdomain = "a..b")]
    fn on_dots(&self) -> &'static str {
        "dots"
    }

    #[route("/", subdomain = "<name>:8080")]
    fn on_port(&self, name: &str) -> String {
        name.to_owned()
    }
}

struct Hosts;

#[app(host_matching)]
impl Hosts {
    #[route("/", host = "https://example.org")]
    fn on_scheme(&self) -> &'static str {
        "scheme"
    }

    #[route("/", host = "example.org.")]
    fn on_dot(&self) -> &'static str {
        "dot"
    }

    #[route("/", host = "[::1")]
    fn on_address(&self) -> &'static str {
        "address"
    }

    #[route("/", host = "example.org:99999")]
    fn on_high_port(&self) -> &'static str {
        "port"
    }
}

fn main() {}

// 7 mistakes
