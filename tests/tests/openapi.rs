//! What apps say of themselves as OpenAPI, asked of those who know: the official schema, schemathesis against the running
//! app, and a client that a public generator makes of it.

#[path = "openapi/shop.rs"]
mod shop;

use std::fs;
use std::net::SocketAddr;
use std::path::{Path, PathBuf};
use std::process::{Command, Output};

use shop::Shop;
use wegwerk::App;
use wegwerk::openapi::OpenApi;
use wegwerk_tests::shortly;

const HERE: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/tests/openapi");

/// The tools that `tests/run` installs.
fn tools() -> PathBuf {
    let tools = Path::new(env!("CARGO_TARGET_TMPDIR")).join("../openapi-tools/bin");
    assert!(
        tools.join("schemathesis").exists(),
        "the tools are missing: run `tests/run`, which installs them"
    );
    tools
}

/// Runs a program of the tools, and shows what it says where it fails.
fn run(program: &str, arguments: &[&str], folder: &Path) -> Output {
    let tools = tools();
    let path = format!("{}:{}", tools.display(), std::env::var("PATH").unwrap_or_default());
    let command =
        Command::new(tools.join(program)).args(arguments).current_dir(folder).env("PATH", path).output();
    let output = command.unwrap_or_else(|error| panic!("{program} does not run: {error}"));
    let text = |bytes: &[u8]| String::from_utf8_lossy(bytes).into_owned();
    assert!(
        output.status.success(),
        "{program} {arguments:?} fails:\n{}\n{}",
        text(&output.stdout),
        text(&output.stderr)
    );
    output
}

/// A folder of its own for each test, with the description in it.
fn written(name: &str, description: &OpenApi) -> PathBuf {
    let folder = Path::new(env!("CARGO_TARGET_TMPDIR")).join("openapi").join(name);
    fs::create_dir_all(&folder).unwrap();
    fs::write(folder.join("openapi.json"), description.to_string()).unwrap();
    folder
}

/// The shop on a free port, until the runtime ends.
fn serve_shop() -> (tokio::runtime::Runtime, SocketAddr) {
    let runtime = tokio::runtime::Runtime::new().unwrap();
    let free = std::net::TcpListener::bind("127.0.0.1:0").unwrap().local_addr().unwrap();
    runtime.spawn(wegwerk::Server::new().bind(free).serve(Shop::default()));
    let patience = std::time::Instant::now();
    while std::net::TcpStream::connect(free).is_err() {
        assert!(patience.elapsed().as_secs() < 15, "the shop does not start");
        std::thread::sleep(std::time::Duration::from_millis(20));
    }
    (runtime, free)
}

fn shortly_description() -> OpenApi {
    ::shortly::Shortly::<::shortly::links::Store>::openapi()
}

#[test]
fn nothing_is_left_undescribed() {
    assert_eq!(shortly_description().undescribed(), []);
    assert_eq!(Shop::openapi().undescribed(), []);
}

#[test]
fn descriptions_are_valid_by_the_official_schema() {
    for (name, description) in [("shortly-valid", shortly_description()), ("shop-valid", Shop::openapi())] {
        let folder = written(name, &description);
        run("openapi-spec-validator", &["--schema", "3.1", "openapi.json"], &folder);
    }
}

/// Requests of all kinds, right and wrong ones: no answer is one that the description does not have.
fn ask(name: &str, description: &OpenApi, address: SocketAddr, more: &[&str]) {
    let folder = written(name, description);
    let url = format!("http://{address}");
    let config = format!("{HERE}/schemathesis.toml");
    let mut arguments = vec![
        "--config-file",
        &config,
        "run",
        "openapi.json",
        "--url",
        &url,
        "--seed",
        "1",
        "--no-color",
        "--max-examples",
        "30",
    ];
    arguments.extend(more);
    let output = run("schemathesis", &arguments, &folder);
    let said = String::from_utf8_lossy(&output.stdout);
    assert!(said.contains("No issues found") || said.contains(" passed"), "{said}");
    println!("{said}");
}

#[test]
fn shortly_answers_as_it_says() {
    let shortly = shortly::Shortly::on("memory");
    ask("shortly-asked", &shortly_description(), shortly.address(), &[]);
}

#[test]
fn the_shop_answers_as_it_says() {
    let (_runtime, address) = serve_shop();
    let token = format!("Authorization: Bearer {}", shop::TOKEN);
    ask("shop-asked", &Shop::openapi(), address, &["--header", &token]);
    ask("shop-asked", &Shop::openapi(), address, &[]);
}

#[test]
fn a_generated_client_compiles_and_talks_to_the_shop() {
    let folder = written("client", &Shop::openapi());
    for file in ["package.json", "package-lock.json", "tsconfig.json", "client.ts"] {
        fs::copy(format!("{HERE}/client/{file}"), folder.join(file)).unwrap();
    }
    if !folder.join("node_modules/.package-lock.json").exists() {
        run("npm", &["ci", "--no-audit", "--no-fund", "--ignore-scripts"], &folder);
    }
    // A default makes a field optional where it is read, which has a type of its own.
    let generator = "node_modules/.bin/openapi-typescript";
    run("node", &[generator, "openapi.json", "-o", "shop.ts", "--default-non-nullable", "false"], &folder);
    run("node", &["node_modules/.bin/tsc", "-p", "."], &folder);
    let (_runtime, address) = serve_shop();
    let output = run("node", &["client.ts", &format!("http://{address}"), shop::TOKEN], &folder);
    assert_eq!(String::from_utf8_lossy(&output.stdout), "all as described\n");
}
