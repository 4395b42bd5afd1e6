//! What apps say of themselves as OpenAPI, asked of those who know: the official schema, schemathesis against the running
//! apps, and clients that a public generator makes of it.

#[path = "openapi/clients.rs"]
mod clients;
#[path = "openapi/examples.rs"]
mod examples;
#[path = "openapi/shop.rs"]
mod shop;
#[path = "openapi/site.rs"]
mod site;
#[path = "openapi/tools.rs"]
mod tools;

use shop::Shop;
use tools::{Asked, serve, validate};
use wegwerk::App;
use wegwerk::openapi::OpenApi;
use wegwerk_tests::shortly;

fn shortly_description() -> OpenApi {
    ::shortly::Shortly::<::shortly::links::Store>::openapi()
}

/// All that is described here.
fn descriptions() -> Vec<(&'static str, OpenApi)> {
    let mut all = examples::descriptions();
    all.extend([
        ("shortly", shortly_description()),
        ("shop", Shop::openapi()),
        ("site", site::description()),
    ]);
    all
}

#[test]
fn nothing_is_left_undescribed() {
    // Apps of the site take what has no name, on purpose.
    for (name, description) in descriptions().into_iter().filter(|(name, _)| *name != "site") {
        assert_eq!(description.undescribed(), [], "{name}");
    }
}

#[test]
fn descriptions_are_valid_by_the_official_schema() {
    validate(&descriptions());
}

#[test]
fn shortly_answers_as_it_says() {
    let shortly = shortly::Shortly::on("memory");
    let url = format!("http://{}", shortly.address());
    let asked = Asked { name: "shortly", url: &url, examples: 30, ..Asked::default() };
    asked.by_schemathesis(&shortly_description());
}

#[test]
fn the_shop_answers_as_it_says() {
    let (_runtime, address) = serve(wegwerk::Server::new(), Shop::default());
    let token = format!("Authorization: Bearer {}", shop::TOKEN);
    let url = format!("http://{address}");
    let asked = Asked { name: "shop", url: &url, examples: 30, ..Asked::default() };
    asked.by_schemathesis(&Shop::openapi());
    Asked { more: &["--header", &token], ..asked }.by_schemathesis(&Shop::openapi());
}
