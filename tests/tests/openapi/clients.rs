//! Clients in TypeScript, whose types a public generator makes of descriptions: they compile, and talk to the apps.

use std::fs;
use std::path::{Path, PathBuf};
use std::sync::OnceLock;

use wegwerk::App;
use wegwerk::openapi::OpenApi;
use wegwerk_tests::example::Example;

use crate::examples;
use crate::shop::{Shop, TOKEN};
use crate::tools::{HERE, run, serve, written};

/// The clients, and what their types are made of.
fn described() -> [(&'static str, OpenApi); 2] {
    [("json_api", examples::json_api::description()), ("shop", Shop::openapi())]
}

/// The folder in which all of them were compiled.
fn compiled() -> &'static Path {
    static FOLDER: OnceLock<PathBuf> = OnceLock::new();
    FOLDER.get_or_init(|| {
        let mut folder = PathBuf::new();
        for (name, description) in described() {
            folder = written("clients", &format!("{name}.json"), &description.to_json());
        }
        for file in fs::read_dir(format!("{HERE}/clients")).unwrap() {
            let file = file.unwrap();
            fs::copy(file.path(), folder.join(file.file_name())).unwrap();
        }
        if !folder.join("node_modules/.package-lock.json").exists() {
            run("npm", &["ci", "--no-audit", "--no-fund", "--ignore-scripts"], &folder);
        }
        for (name, _) in described() {
            let (from, to) = (format!("{name}.json"), format!("{name}.api.ts"));
            // A default makes a field optional where it is read, which has a type of its own.
            let options = ["-o", &to, "--default-non-nullable", "false"];
            run("node", &[&["node_modules/.bin/openapi-typescript", &from], &options[..]].concat(), &folder);
        }
        run("node", &["node_modules/.bin/tsc", "-p", "."], &folder);
        folder
    })
}

/// Runs a client, which ends with an error where something is not as it was described.
fn talk(name: &str, arguments: &[&str]) {
    let client = format!("{name}.ts");
    let output = run("node", &[&[client.as_str()], arguments].concat(), compiled());
    assert_eq!(String::from_utf8_lossy(&output.stdout), "all as described\n");
}

#[test]
fn a_generated_client_compiles_and_talks_to_the_shop() {
    let (_runtime, address) = serve(wegwerk::Server::new(), Shop::default());
    talk("shop", &[&format!("http://{address}"), TOKEN]);
}

#[test]
fn a_generated_client_compiles_and_talks_to_the_example() {
    let example = Example::start("json_api", &[]);
    talk("json_api", &[&format!("http://{}", example.address())]);
}
