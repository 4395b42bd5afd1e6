//! Numbers and letters that are not what the converter gives.

use wegwerk::prelude::*;

struct Shop;

#[app]
impl Shop {
    #[route("/a/<int:id>")]
    fn on_a(&self, id: f32) -> String {
        id.to_string()
    }

    #[route("/b/<int:id>")]
    fn on_b(&self, id: bool) -> String {
        id.to_string()
    }

    #[route("/c/<int:id>")]
    fn on_c(&self, id: char) -> String {
        id.to_string()
    }

    #[route("/d/<float:id>")]
    fn on_d(&self, id: u32) -> String {
        id.to_string()
    }

    #[route("/e/<uuid:id>")]
    fn on_e(&self, id: u128) -> String {
        id.to_string()
    }

    #[route("/f/<any(red, blue):id>")]
    fn on_f(&self, id: u8) -> String {
        id.to_string()
    }
}

fn main() -> std::io::Result<()> {
    Server::new().run(Shop)
}

// 6 mistakes
