//! What fits a rule of the root and one of an app that it mounts holds what no URL may.

use wegwerk::prelude::*;

struct Menu;

#[app]
impl Menu {
    #[route("/<dish>")]
    fn on_dish(&self, dish: &str) -> String {
        dish.to_owned()
    }
}

struct Cafe {
    menu: Menu,
}

#[app]
impl Cafe {
    #[route("/café/à la carte/<name>")]
    fn on_name(&self, name: &str) -> String {
        name.to_owned()
    }

    #[mount("/café/à la carte")]
    fn menu(&self) -> &Menu {
        &self.menu
    }
}

fn main() -> std::io::Result<()> {
    Server::new().run(Cafe { menu: Menu })
}
