//! Shows the pages of an OpenAPI description, a file in JSON:
//! `cargo run --example reference --features reference -- 127.0.0.1:5000 openapi.json`.

use wegwerk::Server;
use wegwerk::reference::Reference;

fn main() -> Result<(), Box<dyn std::error::Error>> {
    let mut arguments = std::env::args().skip(1);
    let (Some(address), Some(path)) = (arguments.next(), arguments.next()) else {
        return Err("name an address, and a file with a description in JSON".into());
    };
    let description = serde_json::from_str(&std::fs::read_to_string(path)?)?;
    Server::new().bind(address).run(Reference::new(description))?;
    Ok(())
}
