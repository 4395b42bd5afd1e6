//! A crate may forbid lints that what is generated could have a mind to allow.
#![forbid(deprecated, non_snake_case, unreachable_patterns)]

use wegwerk::prelude::*;
use wegwerk::testing::Client;

struct Strict;

#[app]
impl Strict {
    #[get("/<name>")]
    async fn on_name(&self, name: &str, headers: &HeaderMap) -> String {
        format!("{name} {}", headers.contains_key("x"))
    }
}

#[tokio::test]
async fn a_crate_that_forbids_lints_has_apps() {
    assert_eq!(Client::new(Strict).get("/x").await.text(), "x false");
}
