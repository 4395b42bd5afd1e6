//! `impl IntoResponse` is one type.

use wegwerk::prelude::*;

struct Shop;

#[app]
impl Shop {
    #[route("/<int:id>")]
    fn on_item(&self, id: u32) -> impl IntoResponse {
        if id == 0 {
            return "none";
        }
        StatusCode::NOT_FOUND
    }
}

fn main() -> std::io::Result<()> {
    Server::new().run(Shop)
}
