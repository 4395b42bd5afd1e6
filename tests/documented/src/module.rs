//! Apps that are modules.

use wegwerk::prelude::*;

/// Free functions, with a link to [`on_public`](web::on_public).
#[app]
pub mod web {
    use wegwerk::prelude::*;

    /// A body that is not exported.
    #[derive(Debug, serde::Deserialize)]
    struct Body {
        word: String,
    }

    /// Public: see [`on_private`].
    #[allow(rustdoc::private_intra_doc_links, reason = "the link is tried here")]
    #[get("/public")]
    pub fn on_public() -> &'static str {
        "public"
    }

    /// Private: [`Body`].
    #[post("/private")]
    async fn on_private(Json(body): Json<Body>) -> String {
        body.word
    }
}

/// Nothing in it.
#[app]
pub mod empty {}
