//! Statuses that are none.

use wegwerk::prelude::*;

struct Shop;

#[app]
impl Shop {
    #[get("/a", answers(404, 99))]
    fn on_a(&self) {}

    #[get("/b", answers(404, NOT_FOUND))]
    fn on_b(&self) {}

    #[get("/c", answers(404, 404))]
    fn on_c(&self) {}

    #[get("/d", answers = 404)]
    fn on_d(&self) {}

    #[get("/e", answers())]
    fn on_e(&self) {}
}

fn main() {}

// 5 mistakes
