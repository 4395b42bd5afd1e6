//! `?` on what is no error, and where no error is returned.

use wegwerk::prelude::*;

struct Shop;

fn checked() -> Result<String, String> {
    Err("no".to_owned())
}

struct Denied;

impl IntoResponse for Denied {
    fn into_response(self) -> Response {
        StatusCode::FORBIDDEN.into_response()
    }
}

#[app]
impl Shop {
    #[route("/a")]
    fn on_a(&self) -> Result<String> {
        Ok(checked()?)
    }

    #[route("/b")]
    fn on_b(&self) -> Result<String> {
        Ok(std::env::args().next()?)
    }

    #[route("/c")]
    fn on_c(&self) -> String {
        std::fs::read_to_string("c")?
    }

    #[route("/d")]
    fn on_d(&self) -> Result<String, Denied> {
        Ok(std::fs::read_to_string("d")?)
    }
}

fn main() -> std::io::Result<()> {
    Server::new().run(Shop)
}

// 4 mistakes
