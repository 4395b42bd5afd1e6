//! The examples of the framework: what each says of itself, held against the running program.

use std::collections::BTreeSet;

use wegwerk::openapi::OpenApi;
use wegwerk_tests::example::Example;
use wegwerk_tests::http::Client;

use crate::tools::{Asked, serve};

/// The app of each example, and how it is asked. An example is a program: its text is a module here.
macro_rules! examples {
    ($($name:ident: $app:ty, by $ask:expr;)*) => {
        $(
            pub(crate) mod $name {
                // Its `main` is run as the program.
                #![allow(dead_code)]
                include!(concat!(env!("OUT_DIR"), "/examples/", stringify!($name), ".rs"));

                pub(crate) fn description() -> wegwerk::openapi::OpenApi {
                    <$app>::openapi()
                }

                #[test]
                fn answers_as_it_says() {
                    ($ask)(stringify!($name), description());
                }
            }
        )*

        /// The descriptions by the names of the examples.
        pub(crate) fn descriptions() -> Vec<(&'static str, OpenApi)> {
            vec![$((stringify!($name), $name::description())),*]
        }
    };
}

examples! {
    assets: Site, by super::ask;
    blocking: Numbers, by super::ask;
    errors: Ledger, by super::ask;
    guestbook: Guestbook, by super::ask;
    hello: Hello, by |name, description| super::ask_here(name, description, Hello);
    in_axum: Wiki, by super::ask_below;
    json_api: Tasks, by super::ask;
    login: Club, by super::ask_members;
    mounts: Site, by super::ask;
    path_params: Palette, by super::ask;
    plain: Plain, by super::ask;
    subdomains: Teams, by super::ask_teams;
}

fn ask(name: &str, description: OpenApi) {
    let example = Example::start(name, &[]);
    let url = format!("http://{}", example.address());
    Asked { name, url: &url, ..Asked::default() }.by_schemathesis(&description);
}

/// The address of `hello` is fixed, as the README shows it.
fn ask_here(name: &str, description: OpenApi, app: impl wegwerk::App) {
    let (_runtime, address) = serve(wegwerk::Server::new(), app);
    let url = format!("http://{address}");
    Asked { name, url: &url, ..Asked::default() }.by_schemathesis(&description);
}

/// The wiki is below the root of the site that axum serves.
fn ask_below(name: &str, description: OpenApi) {
    let example = Example::start(name, &[]);
    let url = format!("http://{}/wiki", example.address());
    Asked { name, url: &url, ..Asked::default() }.by_schemathesis(&description);
}

/// Strangers are asked, then a member, who does not log out.
fn ask_members(name: &str, description: OpenApi) {
    let example = Example::start(name, &[]);
    let url = format!("http://{}", example.address());
    let asked = Asked { name, url: &url, ..Asked::default() };
    asked.by_schemathesis(&description);
    let session = session(example.client());
    let environment = [("SESSION", session.as_str())];
    let more = ["--exclude-path", "/logout"];
    let member = Asked { name: "login-member", environment: &environment, more: &more, ..asked };
    member.by_schemathesis(&description);
}

fn session(mut client: Client) -> String {
    let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build().unwrap();
    let form = [("content-type", "application/x-www-form-urlencoded")];
    let answer =
        runtime.block_on(client.send("POST", "/login", &form, "name=ada&password=lovelace")).unwrap();
    let cookie = answer.header("set-cookie").split(';').next().unwrap();
    cookie.strip_prefix("session=").unwrap().to_owned()
}

/// The first page, the page of a team, and the interface: each at its host.
fn ask_teams(name: &str, description: OpenApi) {
    let example = Example::start(name, &["teams.example"]);
    let url = format!("http://{}", example.address());
    let description = description.server("http://teams.example", "");
    let asked = Asked { name, url: &url, variables: &[("team", "red")], ..Asked::default() };
    let hosts = asked.by_schemathesis(&description);
    assert_eq!(hosts, ["api.teams.example", "red.teams.example", "teams.example"]);
}

#[test]
fn every_example_is_described() {
    let folder = concat!(env!("CARGO_MANIFEST_DIR"), "/../framework/examples");
    let files = std::fs::read_dir(folder).unwrap().map(|file| file.unwrap().path());
    let mut examples: BTreeSet<String> =
        files.map(|path| path.file_stem().unwrap().to_str().unwrap().to_owned()).collect();
    // It shows the descriptions of others.
    assert!(examples.remove("reference"));
    let described: BTreeSet<String> = descriptions().iter().map(|(name, _)| (*name).to_owned()).collect();
    assert_eq!(described, examples);
}
