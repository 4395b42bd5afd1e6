//! Shows the pages of an OpenAPI description, a file in JSON:
//! `cargo run --example reference --features reference -- openapi.json`.

use wegwerk::Server;
use wegwerk::reference::Reference;

fn main() -> Result<(), Box<dyn std::error::Error>> {
    let mut arguments = std::env::args().skip(1);
    let path = arguments.next().ok_or("name a file with a description, in JSON")?;
    let address = arguments.next().unwrap_or_else(|| "127.0.0.1:5000".to_owned());
    let description = serde_json::from_str(&std::fs::read_to_string(path)?)?;
    Server::new().bind(address).run(Reference::new(description))?;
    Ok(())
}
