//! A whole site: apps of two crates, mounted three levels deep, on several subdomains.

use wegwerk::App;
use wegwerk::openapi::OpenApi;
use wegwerk_tests_site::Site;

use crate::tools::{Asked, serve};

pub(crate) fn description() -> OpenApi {
    Site::<String>::openapi().server("http://press.example", "")
}

#[test]
fn the_site_answers_as_it_says_at_every_host() {
    let server = wegwerk::Server::new().server_name("press.example");
    let (_runtime, address) = serve(server, Site::new("Ink".to_owned()));
    let url = format!("http://{address}");
    let asked = Asked { name: "site", url: &url, examples: 3, ..Asked::default() };
    let hosts = asked.by_schemathesis(&description());
    let subdomains = ["api.", "author.people.", "", "topic.labels."];
    assert_eq!(hosts, subdomains.map(|subdomain| format!("{subdomain}press.example")));
}
