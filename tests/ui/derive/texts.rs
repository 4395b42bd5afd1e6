//! Texts of variants that say nothing.

use wegwerk::prelude::*;

#[derive(PathParam)]
enum Kind {
    #[path_param("")]
    Book,
}

#[derive(PathParam)]
enum Order {
    #[path_param(rename = "new")]
    Newest,
}

fn main() {
    let _ = (Kind::Book, Order::Newest);
}

// 2 mistakes
