use wegwerk::prelude::*;

struct App;

#[app]
impl App {
    #[catch(404)]
    fn on_missing(&self, _: &Error) -> &'static str {
        "missing"
    }

    #[catch(410)]
    #[catch(404)]
    fn on_gone(&self, _: &Error) -> &'static str {
        "gone"
    }

    #[catch]
    fn on_error(&self, _: &Error) -> &'static str {
        "error"
    }

    #[catch]
    fn on_another(&self, _: &Error) -> &'static str {
        "another"
    }
}

fn main() {}

// 2 mistakes
