//! What a handler says it returns is no responder, no type, or said twice.

use wegwerk::prelude::*;

struct Shop;

struct Item;

#[app]
impl Shop {
    #[get("/a", returns = Item)]
    fn on_a(&self) -> Response {
        "a".into_response()
    }

    #[get("/b", returns = 7)]
    fn on_b(&self) -> Response {
        "b".into_response()
    }

    #[get("/e", returns = "css")]
    fn on_e(&self) -> Response {
        "e".into_response()
    }

    #[get("/c", returns = String)]
    #[get("/d", returns = String)]
    fn on_c(&self) -> Response {
        "c".into_response()
    }
}

fn main() {
    let _ = Item;
}

// 4 mistakes
