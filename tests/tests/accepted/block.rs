//! What else can stand in the block: attributes of the block itself.

use wegwerk::prelude::*;
use wegwerk::testing::Client;

struct Inner;

#[app]
impl Inner {
    #![allow(dead_code)]
    #![doc = "The docs of the block."]

    #[get("/first")]
    fn on_first(&self) -> &'static str {
        "first"
    }

    #[get("/second")]
    fn on_second(&self) -> &'static str {
        "second"
    }

    fn nobody_calls_this(&self) {}
}

#[tokio::test]
async fn an_inner_attribute_of_the_block_does_not_swallow_the_first_handler() {
    let client = Client::new(Inner);
    assert_eq!(client.get("/first").await.text(), "first");
    assert_eq!(client.get("/second").await.text(), "second");
}
