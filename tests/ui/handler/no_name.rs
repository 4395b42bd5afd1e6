//! A block of what is neither a struct nor an enum.

use wegwerk::prelude::*;

trait Greets {
    fn greet(&self) -> String;
}

#[app]
impl dyn Greets {
    #[route("/")]
    fn on_index(&self) -> String {
        self.greet()
    }
}

fn main() {}
