use wegwerk::prelude::*;

struct App;

#[app]
impl App {
    #[get("/first")]
    fn on_first(&self, x: u8 y: u8) {}

    #[get("/second")]
    fn on_second(&self) -> &'static str {
        "second"
    }
}

fn main() {}
