//! Rules of competing subdomains.

use wegwerk::prelude::*;

struct Pages;

#[app]
impl Pages {
    #[route("/<name>", subdomain = "<user>")]
    fn on_user(&self, name: &str, user: &str) -> String {
        format!("{name} {user}")
    }

    #[route("/<title>", subdomain = "<any(api, www):site>")]
    fn on_site(&self, title: &str, site: &str) -> String {
        format!("{title} {site}")
    }

    #[route("/<name>", subdomain = "img")]
    fn on_image(&self, name: &str) -> String {
        name.to_owned()
    }
}

fn main() {}
