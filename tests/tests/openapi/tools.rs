//! Those who know: the validator of descriptions, schemathesis, and Node with a generator of clients.

use std::collections::BTreeMap;
use std::fs;
use std::net::SocketAddr;
use std::path::{Path, PathBuf};
use std::process::{Command, Output};

use serde_json::{Value, json};
use wegwerk::App;
use wegwerk::openapi::OpenApi;

/// Where what is given to them lies.
pub(crate) const HERE: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/tests/openapi");

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
pub(crate) fn run(program: &str, arguments: &[&str], folder: &Path) -> Output {
    run_with(program, arguments, folder, &[])
}

fn run_with(program: &str, arguments: &[&str], folder: &Path, environment: &[(&str, &str)]) -> Output {
    let tools = tools();
    let path = format!("{}:{}", tools.display(), std::env::var("PATH").unwrap_or_default());
    let mut command = Command::new(tools.join(program));
    command.args(arguments).current_dir(folder).env("PATH", path).envs(environment.iter().copied());
    let output = command.output();
    let output = output.unwrap_or_else(|error| panic!("{program} does not run: {error}"));
    let text = |bytes: &[u8]| String::from_utf8_lossy(bytes).into_owned();
    assert!(
        output.status.success(),
        "{program} {arguments:?} fails:\n{}\n{}",
        text(&output.stdout),
        text(&output.stderr)
    );
    output
}

/// A folder of its own for each test, with the description in this file.
pub(crate) fn written(name: &str, file: &str, description: &Value) -> PathBuf {
    let folder = Path::new(env!("CARGO_TARGET_TMPDIR")).join("openapi").join(name);
    fs::create_dir_all(&folder).unwrap();
    fs::write(folder.join(file), format!("{description:#}")).unwrap();
    folder
}

/// Holds descriptions to the official schema, all at once.
pub(crate) fn validate(descriptions: &[(&str, OpenApi)]) {
    let mut arguments = vec!["--schema".to_owned(), "3.1".to_owned()];
    for (name, description) in descriptions {
        let file = format!("{name}.json");
        let folder = written("valid", &file, &description.to_json());
        arguments.push(folder.join(file).to_str().unwrap().to_owned());
    }
    let arguments: Vec<&str> = arguments.iter().map(String::as_str).collect();
    run("openapi-spec-validator", &arguments, Path::new(HERE));
}

/// Whom to ask, and how.
#[derive(Clone, Copy)]
pub(crate) struct Asked<'a> {
    /// What its folders are called. Where there is a file of this name with `.toml`, it is the configuration.
    pub(crate) name: &'a str,
    /// Where it is.
    pub(crate) url: &'a str,
    /// How many requests are thought of for each operation, beside those that are the same each time.
    pub(crate) examples: u32,
    /// What else schemathesis is told.
    pub(crate) more: &'a [&'a str],
    /// Variables of its environment, which the configuration may take.
    pub(crate) environment: &'a [(&'a str, &'a str)],
    /// The values of variables of hosts; the defaults unless they are here.
    pub(crate) variables: &'a [(&'a str, &'a str)],
}

impl Default for Asked<'_> {
    fn default() -> Self {
        Asked { name: "", url: "", examples: 5, more: &[], environment: &[], variables: &[] }
    }
}

impl Asked<'_> {
    /// Requests of all kinds, right and wrong ones, to each operation at each of its hosts: no answer is one that the
    /// description does not have. The hosts, of which the one that no server names is empty.
    pub(crate) fn by_schemathesis(&self, description: &OpenApi) -> Vec<String> {
        let hosts = self.hosts(&description.to_json());
        for (host, at_host) in &hosts {
            let host_field = format!("Host: {host}");
            match host.as_str() {
                "" => self.run(self.name, at_host, &[]),
                _ => self.run(&format!("{}-{host}", self.name), at_host, &["--header", &host_field]),
            }
        }
        hosts.into_keys().collect()
    }

    fn run(&self, folder: &str, description: &Value, header: &[&str]) {
        let folder = written(folder, "openapi.json", description);
        let config = format!("{HERE}/{}.toml", self.name);
        let examples = self.examples.to_string();
        let mut arguments = Vec::new();
        if Path::new(&config).exists() {
            arguments.extend(["--config-file", &config]);
        }
        arguments.extend(["run", "openapi.json", "--url", self.url, "--seed", "1", "--no-color"]);
        arguments.extend(["--max-examples", &examples]);
        arguments.extend(header);
        arguments.extend(self.more);
        let output = run_with("schemathesis", &arguments, &folder, self.environment);
        let said = String::from_utf8_lossy(&output.stdout);
        println!("{said}");
        assert!(said.contains("No issues found") || said.contains(" passed"), "it found something");
        let number_after = |words: &str| {
            let rest = said.split_once(words).unwrap_or_else(|| panic!("it does not say `{words}`")).1;
            rest.trim_start().split(|c: char| !c.is_ascii_digit()).next().unwrap().parse::<usize>().unwrap()
        };
        assert_eq!(number_after("Tested:"), number_after("Selected:"), "an operation was not asked");
        if self.more.is_empty() {
            assert_eq!(
                number_after("Tested:"),
                operations(description).count(),
                "an operation was not asked"
            );
        }
    }

    /// For each host, and for the one that no server names, a description of what is there.
    fn hosts(&self, description: &Value) -> BTreeMap<String, Value> {
        let mut hosts = BTreeMap::new();
        for (path, method, operation) in operations(description) {
            let servers = [operation.get("servers"), description.get("servers")].into_iter().flatten().next();
            let servers = servers.and_then(Value::as_array).map_or(&[][..], Vec::as_slice);
            let named = servers.iter().map(|server| self.host(server));
            for host in named.chain(servers.is_empty().then(String::new)) {
                let at_host = hosts.entry(host).or_insert_with(|| {
                    let mut empty = description.clone();
                    empty["paths"] = json!({});
                    empty
                });
                at_host["paths"][path][method] = operation.clone();
            }
        }
        hosts
    }

    /// The host of a server's URL.
    fn host(&self, server: &Value) -> String {
        let mut url = server["url"].as_str().unwrap().to_owned();
        for (name, variable) in server["variables"].as_object().into_iter().flatten() {
            let own = self.variables.iter().find(|(known, _)| known == name).map(|(_, value)| *value);
            let value = own.unwrap_or_else(|| variable["default"].as_str().unwrap());
            url = url.replace(&format!("{{{name}}}"), value);
        }
        url.split_once("://").map(|(_, host)| host.to_owned()).unwrap_or_default()
    }
}

/// The operations of a description, with their paths and methods.
fn operations(description: &Value) -> impl Iterator<Item = (&String, &String, &Value)> {
    let paths = description["paths"].as_object().unwrap();
    paths.iter().flat_map(|(path, item)| {
        let operations = item.as_object().unwrap().iter();
        operations.map(move |(method, operation)| (path, method, operation))
    })
}

/// An app on a free port, until the runtime ends.
pub(crate) fn serve(server: wegwerk::Server, app: impl App) -> (tokio::runtime::Runtime, SocketAddr) {
    let runtime = tokio::runtime::Runtime::new().unwrap();
    let free = std::net::TcpListener::bind("127.0.0.1:0").unwrap().local_addr().unwrap();
    runtime.spawn(server.bind(free).serve(app));
    let patience = std::time::Instant::now();
    while std::net::TcpStream::connect(free).is_err() {
        assert!(patience.elapsed().as_secs() < 15, "the app does not start");
        std::thread::sleep(std::time::Duration::from_millis(20));
    }
    (runtime, free)
}
