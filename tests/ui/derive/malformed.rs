//! Options of the derive that cannot be read.

use wegwerk::PathParam;

#[derive(PathParam)]
#[path_param(crate = 5)]
struct Id(u8);

#[derive(PathParam)]
#[path_param(krate = "wegwerk")]
struct Number(u8);

#[derive(PathParam)]
enum Order {
    #[path_param(newest)]
    Newest,
}

fn main() {}

// 3 mistakes
