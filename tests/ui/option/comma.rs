use wegwerk::prelude::*;

struct App;

#[app]
impl App {
    #[route("/a",, priority = 1)]
    fn on_a(&self) {}

    #[route("/b", methods(GET,, POST),)]
    fn on_b(&self) {}
}

fn main() {}

// 2 mistakes
