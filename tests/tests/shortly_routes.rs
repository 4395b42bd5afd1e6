//! `shortly routes`: the list, its other forms, and which rule takes a request. The program is the real one.

use std::process::{Output, Stdio};

use wegwerk_tests::shortly::command;

fn routes(arguments: &[&str]) -> Output {
    let mut command = command();
    // Nothing of a store is touched.
    command.arg("routes").args(arguments).env("SHORTLY_STORE", "/nowhere/at/all");
    command.output().expect("shortly to run")
}

/// What it writes, where it succeeds.
fn written(arguments: &[&str]) -> String {
    let output = routes(arguments);
    assert!(output.status.success(), "{arguments:?}: {output:?}");
    assert!(output.stderr.is_empty(), "{output:?}");
    String::from_utf8(output.stdout).expect("text")
}

/// Where a rule is written in the app, as the list says it.
fn place(rule: &str) -> String {
    let source = include_str!("../../shortly/src/app.rs");
    let line =
        source.lines().position(|line| line.contains(&format!("(\"{rule}\""))).expect("the rule is there");
    format!("shortly/src/app.rs:{}", line + 1)
}

#[test]
fn the_list_has_every_rule_in_the_order_of_the_table() {
    let list = written(&[]);
    let rows: Vec<Vec<&str>> = list
        .lines()
        .map(|line| line.split("  ").filter(|cell| !cell.is_empty()).map(str::trim).collect())
        .collect();
    assert_eq!(rows[0], ["METHODS", "RULE", "ENDPOINT", "WRITTEN AT"]);
    let rules: Vec<&str> = rows[1..].iter().map(|row| row[1]).collect();
    assert_eq!(
        rules,
        ["/", "/", "/static/copy.js", "/static/icon.svg", "/static/style.css", "/<short_id>+", "/<short_id>"]
    );
    assert_eq!(rows[6], ["GET, HEAD", "/<short_id>+", "short_link_details", &place("/<short_id>+")]);
    let columns: Vec<usize> =
        list.lines().map(|line| line.find("  /").or(line.find("  RULE")).unwrap()).collect();
    assert!(!list.contains('\u{1b}'), "no colours in a pipe");
    assert!(columns.iter().all(|column| column <= &columns[0]), "{list}");
}

#[test]
fn json_says_the_same() {
    let all: serde_json::Value = serde_json::from_str(&written(&["--json"])).unwrap();
    let all = all.as_array().unwrap();
    assert_eq!(all.len(), 7);
    assert_eq!(all[1]["methods"], serde_json::json!(["POST"]));
    assert_eq!(all[5]["endpoint"], serde_json::json!(["short_link_details"]));
    let (file, line) = (all[5]["file"].as_str().unwrap(), all[5]["line"].as_u64().unwrap());
    assert_eq!(format!("{file}:{line}"), place("/<short_id>+"));

    let explained: serde_json::Value = serde_json::from_str(&written(&["GET", "/abc+", "--json"])).unwrap();
    assert_eq!(explained["outcome"], "found");
    assert_eq!(explained["by"]["rule"], "/<short_id>+");
    assert_eq!(explained["values"], serde_json::json!({ "short_id": "abc" }));
    assert_eq!(explained["tried"].as_array().unwrap().len(), 7);
}

#[test]
fn a_request_is_explained_rule_by_rule() {
    let text = written(&["GET", "/abc+"]);
    let first = text.lines().next().unwrap();
    let expected = format!(
        "GET /abc+: taken by `/<short_id>+` -> `short_link_details` at {} with short_id = \"abc\"",
        place("/<short_id>+")
    );
    assert_eq!(first, expected);
    for line in [
        "  GET, HEAD /static/copy.js    `static` is not `abc+`",
        "> GET, HEAD /<short_id>+       takes it",
        "  GET, HEAD /<short_id>        fits, but goes after the rule that takes it",
    ] {
        assert!(text.lines().any(|other| other == line), "{line:?} in {text}");
    }
    // A path alone, a whole URL and a method in lower case are the same.
    let same = written(&["/abc+"]);
    assert_eq!(same, text);
    assert_eq!(written(&["get", "http://localhost:5000/abc+?a=b"]), text);
    assert_eq!(written(&["GET", "http://me:secret@localhost:5000/abc+#x"]), text);
}

#[test]
fn options_are_answered_where_a_rule_takes_the_path() {
    let text = written(&["OPTIONS", "/"]);
    assert!(
        text.starts_with(
            "OPTIONS /: 204, answered by the app itself: the path is taken with GET, HEAD, POST\n"
        ),
        "{text}"
    );
    let explained: serde_json::Value = serde_json::from_str(&written(&["OPTIONS", "/", "--json"])).unwrap();
    assert_eq!(explained["outcome"], "options");
    assert_eq!(explained["allow"], serde_json::json!(["GET", "HEAD", "POST"]));
}

#[test]
fn the_help_of_a_command_has_its_options_together() {
    let help = written(&["--help"]);
    let at = |text: &str| help.find(text).unwrap_or_else(|| panic!("{text} in {help}"));
    assert!(at("--host") < at("--svg") && at("--svg") < at("\nServing:") && at("\nServing:") < at("--store"));
}

#[test]
fn what_no_rule_takes_is_exit_code_1_and_what_is_no_request_2() {
    for (arguments, code, part) in [
        (&["POST", "/static/style.css"][..], 1, "405, the path is taken with GET, HEAD only"),
        (&["/a/b"], 1, "404, no rule takes it"),
        (&["/a", "--host", "a b"], 1, "400, the host is malformed"),
        (&["/a", "--server-name", "a.example", "--host", "b.example"], 1, "421, "),
        (&["GET"], 2, "the path of \"GET\" is missing"),
        (&["GET", "abc"], 2, "as `/abc`"),
        (&[""], 2, "\"\" is no method"),
        (&["OPTIONS", "*"], 2, "for the whole app, by no rule"),
        (&["/a", "--server-name", "a b"], 2, "\"a b\" is no server's name"),
        (&["a b", "/abc"], 2, "is no method"),
        (&["--host", "a.example"], 2, "a request is missing"),
        (&["/a", "--svg"], 2, "cannot be used with"),
        (&["--json", "--dot"], 2, "cannot be used with"),
    ] {
        let output = routes(arguments);
        let text =
            format!("{}{}", String::from_utf8_lossy(&output.stdout), String::from_utf8_lossy(&output.stderr));
        assert_eq!(output.status.code(), Some(code), "{arguments:?}: {text}");
        assert!(text.contains(part), "{arguments:?}: {part:?} in {text}");
    }
}

#[test]
fn the_tree_is_a_graph_and_a_picture() {
    let graph = written(&["--dot"]);
    assert!(graph.starts_with("digraph routes {\n") && graph.ends_with("}\n"), "{graph}");
    for part in ["[label=\"/static\"]", "[label=\"/copy.js\\nGET, HEAD copy_script\"", "/<short_id>+"] {
        assert!(graph.contains(part), "{part} in {graph}");
    }
    let picture = written(&["--svg"]);
    assert!(picture.starts_with("<svg xmlns=\"http://www.w3.org/2000/svg\""), "{picture}");
    let document = scraper::Html::parse_document(&picture);
    let texts: Vec<String> = document
        .select(&scraper::Selector::parse("text").unwrap())
        .map(|text| text.text().collect())
        .collect();
    for part in
        ["/static", "/copy.js", "/<short_id>+", "GET, HEAD", "short_link_details", &place("/<short_id>+")]
    {
        assert!(texts.iter().any(|text| text == part), "{part} in {texts:?}");
    }
}

#[test]
fn a_reader_that_goes_away_is_no_failure() {
    let (reader, writer) = std::io::pipe().unwrap();
    drop(reader);
    let mut command = command();
    let output =
        command.arg("routes").stdout(writer).stderr(Stdio::piped()).output().expect("shortly to run");
    assert!(output.status.success() && output.stderr.is_empty(), "{output:?}");
}

#[test]
fn openapi_is_the_description_and_everything_is_described() {
    let run = |arguments: &[&str]| command().arg("openapi").args(arguments).output().expect("shortly to run");
    let output = run(&["--title", "Short links", "--api-version", "1.2.3", "--server", "https://s.example"]);
    assert!(output.status.success(), "{output:?}");
    let description: serde_json::Value = serde_json::from_slice(&output.stdout).expect("JSON");
    assert_eq!(description["info"]["title"], "Short links");
    assert_eq!(description["servers"][0]["url"], "https://s.example");
    assert_eq!(description["paths"]["/{short_id}"]["get"]["operationId"], "follow_short_link");
    let checked = run(&["--check"]);
    assert!(checked.status.success(), "{checked:?}");
    assert_eq!(String::from_utf8_lossy(&checked.stdout), "Everything is described.\n");
}
