//! The pages of a description, as they are served.

use serde_json::json;
use wegwerk::reference::Reference;
use wegwerk::testing::Client;

#[tokio::test]
async fn what_goes_well_stands_first_and_open() {
    let object = json!({ "application/json": { "schema": { "type": "object" } } });
    let response = |about: &str| json!({ "description": about, "content": object });
    let client = Client::new(Reference::new(json!({
        "openapi": "3.1.0",
        "info": { "title": "Clock", "version": "1" },
        "paths": { "/now": { "post": { "responses": {
            "default": response("Anything."),
            "500": response("It broke."),
            "308": response("Elsewhere."),
            "409": response("It is not `noon`."),
            "201": response("Set."),
        } } } },
    })));
    let page = client.get("/operations/post-now").await.text().to_owned();
    let places: Vec<usize> = ["Set.", "Elsewhere.", "It is not <code>noon</code>.", "It broke.", "Anything."]
        .iter()
        .map(|about| page.find(about).unwrap_or_else(|| panic!("{about} in {page}")))
        .collect();
    assert!(places.is_sorted(), "{places:?}");
    let first = page.find("<details class=\"response\" open>").expect("an open response");
    assert!(first < places[0] && places[0] - first < 200, "{page}");
    let example = page.find("Example ").expect("an example");
    assert!(page[example..].contains("201") && page[example..].find("201") < page[example..].find("500"));
}
