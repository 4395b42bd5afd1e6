//! Text and bytes that are gone when the answer is sent.

use wegwerk::prelude::*;

struct Shop {
    name: String,
}

#[app]
impl Shop {
    #[route("/a")]
    fn on_a(&self) -> &str {
        &self.name
    }

    #[route("/b/<name>")]
    fn on_b<'a>(&self, name: &'a str) -> &'a str {
        name
    }

    #[route("/c")]
    async fn on_c(&self) -> Option<&str> {
        Some(&self.name)
    }

    #[route("/d")]
    fn on_d(&self) -> (StatusCode, &[u8]) {
        (StatusCode::OK, self.name.as_bytes())
    }

    #[route("/e")]
    fn on_e(&self) -> Result<std::borrow::Cow<'_, str>> {
        Ok(self.name.as_str().into())
    }

    #[catch(404)]
    fn on_missing(&self, _: &Error) -> &str {
        &self.name
    }
}

fn main() -> std::io::Result<()> {
    Server::new().run(Shop { name: String::new() })
}

// 6 mistakes
