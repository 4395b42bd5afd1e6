//! Variables whose names are keywords.

use wegwerk::prelude::*;

struct Shop;

#[app]
impl Shop {
    #[route("/raw/<type>")]
    fn on_raw(&self) -> &'static str {
        "raw"
    }

    #[route("/never/<self>")]
    fn on_never(&self) -> &'static str {
        "never"
    }

    #[route("/optional/")]
    #[route("/optional/<match>")]
    fn on_optional(&self, r#match: &str) -> String {
        r#match.to_owned()
    }

    #[route("/unnamed/<_>")]
    fn on_unnamed(&self, _: &HeaderMap) -> &'static str {
        "unnamed"
    }
}

fn main() {}

// 4 mistakes
