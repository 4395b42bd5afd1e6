use wegwerk::prelude::*;

struct Inner;

#[app]
impl Inner {
    #[get("/x")]
    fn on_x(&self) {}
}

struct App(Inner);

#[app]
impl App {
    #[mount("/a")]
    #[mount("/b")]
    fn inner(&self) -> &Inner {
        &self.0
    }
}

fn main() {}
