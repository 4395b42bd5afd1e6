//! Attributes of others stay, and so does everything that is no handler.

use wegwerk::prelude::*;
use wegwerk::testing::Client;

struct Kept {
    greeting: &'static str,
}

/// The docs of the block.
#[app]
#[allow(clippy::needless_pass_by_value)]
impl Kept {
    /// A constant.
    const NAME: &'static str = "kept";

    /// The docs of a handler.
    #[must_use]
    #[route("/", strict_slashes = false)]
    #[route("/index", endpoint = "index", priority = -3, merge_slashes = false)]
    #[deprecated = "only called by the table"]
    fn on_index(&self) -> &'static str {
        self.greeting
    }

    #[wegwerk::get("/path")]
    #[allow(unused_variables)]
    fn on_path(&self, matched: MatchedRule) -> (StatusCode, [(&'static str, &'static str); 1], &'static str) {
        let unused = 1;
        (StatusCode::ACCEPTED, [("x-kept", Self::NAME)], "path")
    }

    #[get("/nothing")]
    fn on_nothing(&self) {}

    #[get("/never")]
    fn on_impl(&self) -> impl IntoResponse {
        self.helper::<u8>(1)
    }

    #[inline]
    fn helper<T: Into<u32>>(&self, number: T) -> String {
        let number: u32 = number.into();
        number.to_string()
    }

    fn by_value(self) -> Self {
        self
    }
}

#[tokio::test]
async fn what_is_not_ours_is_left_alone() {
    let kept = Kept { greeting: "hello" }.by_value();
    assert_eq!(kept.helper(3u16), "3");
    let client = Client::new(kept);
    assert_eq!(client.get("/").await.text(), "hello");
    assert_eq!(client.get("/index").await.text(), "hello");
    let response = client.get("/path").await;
    assert_eq!((response.status().as_u16(), response.header("x-kept")), (202, Some("kept")));
    assert_eq!(client.get("/nothing").await.text(), "");
    assert_eq!(client.get("/never").await.text(), "1");
}

#[test]
fn a_handler_stays_a_method_that_a_test_can_call() {
    #[expect(deprecated, reason = "the attribute is kept")]
    let text = Kept { greeting: "direct" }.on_index();
    assert_eq!(text, "direct");
}
