//! The programs in Python that the guide shows, and those of Wegwerk beside them: both are run, and answer as it says.

use std::io::Write;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

use serde_json::Value;
use tempfile::TempDir;
use wegwerk::testing::Client;

/// A program of the guide, and a client of its app.
macro_rules! programs {
    ($($name:ident)*) => {$(
        mod $name {
            include!(concat!(env!("OUT_DIR"), "/", stringify!($name), ".rs"));

            pub(super) fn client() -> wegwerk::testing::Client {
                // Not called: it would serve until a signal comes.
                let _: fn() -> std::io::Result<()> = main;
                wegwerk::testing::Client::new(Blog::default())
            }
        }

        #[tokio::test]
        async fn $name() {
            assert_both_answer(stringify!($name), $name::client()).await;
        }
    )*};
}

programs! { from_werkzeug from_flask from_django from_bottle }

/// A request of the table, and what is said of its answer.
#[derive(Debug)]
struct Asked {
    method: String,
    target: String,
    form: Option<String>,
    status: u16,
    text: Option<String>,
    location: Option<String>,
}

/// What a program answered.
#[derive(Debug)]
struct Told {
    status: u16,
    text: String,
    location: Option<String>,
}

async fn assert_both_answer(chapter: &str, client: Client) {
    let chapter = std::fs::read_to_string(format!("../framework/docs/{chapter}.md")).expect("the chapter");
    let asked = asked(&chapter);
    assert!(asked.len() >= 8, "only {asked:?}");
    assert!(
        asked.iter().any(|asked| asked.text.is_some()) && asked.iter().any(|asked| asked.location.is_some())
    );
    for told in [python(&chapter, &asked), wegwerk(&client, &asked).await] {
        assert_eq!(told.len(), asked.len());
        for (asked, told) in asked.iter().zip(told) {
            assert_eq!(told.status, asked.status, "{asked:?}: {told:?}");
            assert!(asked.text.as_ref().is_none_or(|text| *text == told.text), "{asked:?}: {told:?}");
            // Some give the path, some the whole address.
            let location = told.location.as_deref().map(|to| to.trim_start_matches("http://localhost"));
            assert_eq!(location, asked.location.as_deref(), "{asked:?}: {told:?}");
        }
    }
}

/// The rows of the table: ``| `POST /posts` with `title=News` | 302 to `/posts/1` |``.
fn asked(chapter: &str) -> Vec<Asked> {
    let (_, table) = chapter.split_once("<!-- answers -->\n").expect("the chapter has a table");
    let rows = table.lines().skip(2).take_while(|line| line.starts_with('|'));
    let row = |row: &str| {
        let cells: Vec<&str> = row.trim_matches('|').split('|').map(str::trim).collect();
        let [request, answer] = cells[..] else { panic!("{row}") };
        let mut request = request.split('`').skip(1).step_by(2);
        let (method, target) = request.next()?.split_once(' ')?;
        let (status, rest) = answer.split_at_checked(3)?;
        let said = rest.split('`').nth(1).map(str::to_owned);
        let (location, text) = if rest.starts_with(" to ") { (said, None) } else { (None, said) };
        let (method, target) = (method.to_owned(), target.to_owned());
        let form = request.next().map(str::to_owned);
        Some(Asked { method, target, form, status: status.parse().ok()?, text, location })
    };
    rows.map(|text| row(text).unwrap_or_else(|| panic!("the row cannot be read: {text}"))).collect()
}

async fn wegwerk(client: &Client, asked: &[Asked]) -> Vec<Told> {
    let mut told = Vec::new();
    for asked in asked {
        let method = asked.method.parse().expect("a method");
        let mut request = client.request(method, &asked.target);
        if let Some(form) = &asked.form {
            request = request.header("content-type", "application/x-www-form-urlencoded").body(form.clone());
        }
        let answer = request.await;
        let location = answer.header("location").map(str::to_owned);
        told.push(Told { status: answer.status().as_u16(), text: answer.text().to_owned(), location });
    }
    told
}

fn python(chapter: &str, asked: &[Asked]) -> Vec<Told> {
    let (_, program) = chapter.split_once("<!-- python -->\n```python\n").expect("the chapter has a program");
    let (program, _) = program.split_once("```").expect("the program ends");
    let folder = TempDir::new().expect("a folder");
    let file = folder.path().join("program.py");
    std::fs::write(&file, program).expect("a file");

    let script = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/from_python/ask.py");
    let mut command = Command::new(interpreter());
    command.arg(script).arg(&file).env("PYTHONDONTWRITEBYTECODE", "1");
    let mut process = command.stdin(Stdio::piped()).stdout(Stdio::piped()).spawn().expect("Python starts");
    let requests: Vec<_> = asked.iter().map(|asked| (&asked.method, &asked.target, &asked.form)).collect();
    let mut input = process.stdin.take().expect("it is piped");
    input.write_all(&serde_json::to_vec(&requests).expect("JSON")).expect("the script reads");
    drop(input);
    let output = process.wait_with_output().expect("Python runs");
    assert!(output.status.success(), "the program fails: see above");
    let told: Vec<(u16, String, Option<String>)> = serde_json::from_slice(&output.stdout).expect("JSON");
    told.into_iter().map(|(status, text, location)| Told { status, text, location }).collect()
}

/// The Python of the virtual environment that `tests/run` makes.
fn interpreter() -> PathBuf {
    let target = Path::new(env!("CARGO_TARGET_TMPDIR")).parent().expect("it lies in the target folder");
    let python = target.join("werkzeug/bin/python");
    assert!(python.exists(), "there is no {}: run tests/run, which makes it", python.display());
    python
}

#[test]
fn the_versions_that_the_programs_are_run_with_are_those_of_the_list() {
    let list = "import json, sys; from importlib.metadata import distributions; \
                json.dump({d.name.lower(): d.version for d in distributions()}, sys.stdout)";
    let output = Command::new(interpreter()).args(["-c", list]).output().expect("Python runs");
    let installed: Value = serde_json::from_slice(&output.stdout).expect("JSON");
    let required = include_str!("from_python/requirements.txt").lines().filter(|line| !line.starts_with('#'));
    for line in required {
        let (name, version) = line.split_once("==").expect("a version");
        assert_eq!(installed[name.to_lowercase()], version, "{name}: run tests/run");
    }
}
