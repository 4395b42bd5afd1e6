//! A type that borrows, written without its lifetime.

use wegwerk::prelude::*;
use wegwerk::{FromParts, Parts};

struct Shop;

struct Agent<'r>(&'r str);

impl<'r, A: ?Sized> FromParts<'r, A> for Agent<'r> {
    type Rejection = Error;

    fn from_parts(parts: &'r Parts, _: &'r A) -> Result<Self> {
        Ok(Agent(parts.uri().path()))
    }
}

#[app]
impl Shop {
    #[route("/")]
    fn on_index(&self, agent: Agent) -> String {
        agent.0.to_owned()
    }
}

fn main() -> std::io::Result<()> {
    Server::new().run(Shop)
}
