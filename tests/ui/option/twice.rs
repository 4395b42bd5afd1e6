use wegwerk::prelude::*;

struct App;

#[app(strict_slashes = false, strict_slashes = true)]
impl App {
    #[route("/a", methods(GET), methods(POST), priority = 1, priority = 2)]
    fn on_a(&self) {}
}

fn main() {}

// 3 mistakes
