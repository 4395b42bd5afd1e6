//! One app for many hosts: a first page, a page for each team on a subdomain of its own, and an interface on another.
//!
//! `cargo run --example subdomains`, then open <http://localhost:5000/> or <http://red.localhost:5000/>.

use wegwerk::UrlFor;
use wegwerk::prelude::*;

struct Teams {
    names: Vec<&'static str>,
}

#[app]
impl Teams {
    /// The teams: their URLs are on other hosts, and so they are absolute.
    #[route("/")]
    fn on_index(&self, urls: UrlFor<Self>) -> String {
        self.names.iter().map(|name| format!("{}\n", urls.team(name))).collect()
    }

    #[route("/", subdomain = "<team>", answers(404))]
    fn on_team(&self, team: &str) -> Result<String> {
        if !self.names.contains(&team) {
            return Err(Error::not_found().message("There is no such team."));
        }
        Ok(format!("the page of team {team}"))
    }

    /// A literal goes before a variable, in hosts too.
    #[route("/", subdomain = "api")]
    fn on_api(&self) -> Json<Vec<&'static str>> {
        Json(self.names.clone())
    }
}

fn main() -> std::io::Result<()> {
    let address = std::env::args().nth(1).unwrap_or_else(|| "127.0.0.1:5000".to_owned());
    let name = std::env::args().nth(2).unwrap_or_else(|| "localhost:5000".to_owned());
    Server::new().bind(address).server_name(&name).run(Teams { names: vec!["red", "blue"] })
}
