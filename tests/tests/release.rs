//! A build without debug assertions, as a release is: its error pages are the plain ones, and nothing of what a debug build
//! says beside is in the program.

use std::fs;
use std::path::Path;
use std::process::Command;

use wegwerk::prelude::*;
use wegwerk_tests::example::Example;

struct Nothing;

#[app]
impl Nothing {}

#[tokio::test]
async fn error_pages_of_a_release_say_nothing_of_the_app() {
    // All else is as the tests have it, as optimizing takes minutes and changes no answer.
    let target = Path::new(env!("CARGO_TARGET_TMPDIR")).join("../release-like");
    let mut cargo = Command::new(std::env::var_os("CARGO").unwrap_or_else(|| "cargo".into()));
    cargo.args(["build", "--quiet", "--locked", "-p", "wegwerk", "--example", "path_params"]);
    cargo.args(["--config", "profile.dev.debug-assertions=false", "--config", "profile.dev.debug=false"]);
    let built = cargo.arg("--target-dir").arg(&target).current_dir("..").status().expect("cargo to run");
    assert!(built.success(), "the example cannot be built");
    let program = target.join("debug/examples/path_params");

    let plain = wegwerk::testing::Client::of_service(Nothing.into_service().plain_errors());
    let example = Example::run(&program, &[]);
    let answer = example.client().get("/no/such/page").await.unwrap();
    assert_eq!(answer.status, 404);
    let expected = plain.get("/no/such/page").await;
    assert_eq!(std::str::from_utf8(&answer.body).unwrap(), expected.text());

    let bytes = fs::read(&program).unwrap();
    let holds = |text: &str| bytes.windows(text.len()).any(|window| window == text.as_bytes());
    // What is searched for could be found.
    assert!(holds("There is nothing at this address."));
    for text in
        ["Only debug builds show this", "The nearest rules", "What caused it", "The error was made at"]
    {
        assert!(!holds(text), "{text} is in the program");
    }
}
