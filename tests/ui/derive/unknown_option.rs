//! An option that the derive does not have.

use wegwerk::prelude::*;

#[derive(PathParam)]
enum Order {
    #[path_param(newest)]
    Newest,
    ByName,
}

fn main() {
    let _ = (Order::Newest, Order::ByName);
}
