//! Two blocks want to be the same part.

use wegwerk::prelude::*;

pub struct Site;

#[app(parts(admin))]
impl Site {
    #[route("/<int:page>")]
    fn on_page(&self, page: u32) -> String {
        page.to_string()
    }
}

mod users {
    use super::*;

    #[app(part = admin)]
    impl Site {
        #[route("/users")]
        fn on_users(&self) -> &'static str {
            "users"
        }
    }
}

mod orders {
    use super::*;

    #[app(part = admin)]
    impl Site {
        #[route("/orders")]
        fn on_orders(&self) -> &'static str {
            "orders"
        }
    }
}

fn main() -> std::io::Result<()> {
    println!("{}", Site::url().users());
    Server::new().run(Site)
}
