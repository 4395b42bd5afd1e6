use wegwerk::prelude::*;

struct Shop;

#[app(lock = "routes.lock")]
impl Shop {
    #[route("/<a>/<b>")]
    fn on_two(&self, a: &str, b: &str) -> String {
        format!("{a}{b}")
    }

    #[route("/<c>/<d>")]
    fn on_others(&self, c: &str, d: &str) -> String {
        format!("{c}{d}")
    }
}

fn main() -> std::io::Result<()> {
    Server::new().run(Shop)
}
