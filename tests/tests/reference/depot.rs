//! An app with a reference of itself, below a prefix: what each operation answers shows what it was sent.

use std::net::{SocketAddr, TcpListener};

use serde_json::{Value, json};
use wegwerk::http::header::{AUTHORIZATION, CONTENT_TYPE};
use wegwerk::prelude::*;
use wegwerk::reference::Reference;
use wegwerk::{Bytes, Parts};

/// The app.
#[derive(Debug)]
pub(crate) struct Depot;

const DESCRIPTION: &str = include_str!("depot.json");

#[app]
impl Depot {
    #[mount("/help/docs")]
    fn docs(&self) -> &'static Reference {
        Reference::shared(description)
    }

    #[get("/parts/<id>")]
    fn on_part(&self, id: &str, parts: &Parts) -> Json<Value> {
        let trace = parts.headers().get("x-trace").and_then(|trace| trace.to_str().ok());
        Json(
            json!({"id": id, "query": parts.uri().query(), "trace": trace, "weight": 12345678901234567890_u64}),
        )
    }

    #[post("/parts")]
    fn on_new_part(&self, parts: &Parts, Json(part): Json<Value>) -> Result<(StatusCode, Json<Value>)> {
        let key = parts.headers().get(AUTHORIZATION).ok_or_else(Error::unauthorized)?;
        Ok((StatusCode::CREATED, Json(json!({"key": key.to_str()?, "part": part}))))
    }

    #[post("/parts/<id>/picture")]
    fn on_picture(&self, id: &str, headers: &HeaderMap, body: Bytes) -> Result<Json<Value>> {
        let of = headers.get(CONTENT_TYPE).ok_or_else(Error::bad_request)?.to_str()?;
        Ok(Json(json!({"id": id, "type": of, "body": String::from_utf8_lossy(&body)})))
    }

    #[post("/orders")]
    fn on_order(&self, headers: &HeaderMap, body: String) -> Result<Json<Value>> {
        let of = headers.get(CONTENT_TYPE).ok_or_else(Error::bad_request)?.to_str()?;
        Ok(Json(json!({"type": of, "body": body})))
    }

    #[get("/away")]
    fn on_away(&self) -> Redirect {
        Redirect::to("https://example.org/")
    }

    #[get("/drawing")]
    fn on_drawing(&self) -> ([(&'static str, &'static str); 1], &'static [u8]) {
        const DRAWING: &[u8] = b"<svg xmlns='http://www.w3.org/2000/svg' width='20' height='20'><rect width='20' height='20'/></svg>";
        ([("content-type", "image/svg+xml")], DRAWING)
    }
}

pub(crate) fn description() -> Value {
    serde_json::from_str(DESCRIPTION).expect("the description to be JSON")
}

/// Serves it on a free port, as long as the test runs.
pub(crate) async fn serve() -> SocketAddr {
    let listener = TcpListener::bind("127.0.0.1:0").expect("a free port");
    let address = listener.local_addr().expect("its address");
    tokio::spawn(Server::new().listener(listener).serve(Depot));
    address
}
