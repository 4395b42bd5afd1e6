use wegwerk::prelude::*;

struct Api;

#[app]
impl Api {
    #[route("/")]
    fn on_index(&self) -> &'static str {
        "index"
    }
}

struct Site {
    api: Api,
}

#[app(default_subdomain = "www", lock = "for_a_mounts_host.lock")]
impl Site {
    #[route("/about")]
    fn on_about(&self) -> &'static str {
        "about"
    }

    #[mount("/", subdomain = "api")]
    fn api(&self) -> &Api {
        &self.api
    }
}

fn main() -> std::io::Result<()> {
    Server::new().run(Site { api: Api })
}
