use wegwerk::prelude::*;

struct Site;

#[app(parts(admin))]
impl Site {
    #[route("/")]
    fn on_index(&self) -> &'static str {
        "index"
    }
}

mod admin {
    use super::*;

    #[app(part = admin, lock = "routes.lock")]
    impl Site {
        #[route("/admin")]
        fn on_admin(&self) -> &'static str {
            "admin"
        }
    }
}

fn main() -> std::io::Result<()> {
    Server::new().run(Site)
}
