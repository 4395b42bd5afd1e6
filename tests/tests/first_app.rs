//! The guide's first chapter, followed to the letter: its commands are run, its files written, its requests sent, and
//! what it says comes of it is compared with what does.
//!
//! Two things are otherwise than a reader has them: Wegwerk comes from this checkout, and the port is any free one.
//! `UPDATE_GUIDE=1 cargo test -p wegwerk-tests --test first_app` writes the compiler's message again.

use std::io::{BufRead, BufReader};
use std::net::SocketAddr;
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Output, Stdio};
use std::{env, fs};

use tempfile::TempDir;
use wegwerk_tests::http::Client;

const CHAPTER: &str = "../framework/docs/first_app.md";
const ADDRESS: &str = "127.0.0.1:5000";

#[tokio::test]
async fn the_first_chapter_can_be_followed() {
    let chapter = fs::read_to_string(CHAPTER).expect("the chapter");
    let folder = TempDir::new().expect("a folder");
    let mut reader =
        Reader { folder: folder.path().to_owned(), server: None, failed: String::new(), commands: 0 };
    let mut fresh = chapter.clone();
    for (mark, block) in steps(&chapter) {
        match mark.split_once(": ").unwrap_or((mark, "")) {
            ("run", _) => reader.run(block).await,
            ("file", file) => reader.write(file, &shown(block)),
            ("more", file) => {
                let file = reader.folder.join(file);
                let text = fs::read_to_string(&file).expect("a file");
                fs::write(file, format!("{text}\n{}", shown(block))).expect("a file");
            }
            ("insert", place) => {
                let (file, line) = place.split_once(": ").expect("a file, and a line of it");
                reader.insert(file, line, &shown(block));
            }
            ("mistake", file) => reader.fail(file, &whole(block)),
            ("message", _) => {
                fresh =
                    fresh.replace(&format!("```text\n{block}```"), &format!("```text\n{}```", reader.failed))
            }
            _ => panic!("the chapter has a mark that is unknown: {mark}"),
        }
    }
    assert!(reader.commands >= 13, "only {} commands were run", reader.commands);
    reader.has_a_linked_mount();
    if env::var_os("UPDATE_GUIDE").is_some() {
        fs::write(CHAPTER, &fresh).expect("the chapter can be written");
    } else {
        assert!(fresh == chapter, "the message is now:\n{}", reader.failed);
    }
}

/// The marks of the chapter, `<!-- run -->`, each with the code block below it.
fn steps(chapter: &str) -> Vec<(&str, &str)> {
    let marked = chapter.split("<!-- ").skip(1).map(|rest| {
        let (mark, rest) = rest.split_once(" -->\n```").expect("a block stands below a mark");
        let (_, rest) = rest.split_once('\n').expect("the block begins");
        let end = rest.find("```\n").expect("the block ends");
        (mark, &rest[..end])
    });
    marked.collect()
}

/// What a reader sees of a block.
fn shown(block: &str) -> String {
    let seen = block.lines().filter(|line| *line != "#" && !line.starts_with("# "));
    seen.map(|line| format!("{line}\n")).collect()
}

/// A block with its hidden lines.
fn whole(block: &str) -> String {
    let bare =
        |line: &str| line.strip_prefix("# ").map_or(line.trim_start_matches('#').to_owned(), str::to_owned);
    let line = |line: &str| if line == "#" || line.starts_with("# ") { bare(line) } else { line.to_owned() };
    block.lines().map(|text| line(text) + "\n").collect()
}

struct Reader {
    folder: PathBuf,
    server: Option<(Child, SocketAddr)>,
    /// What the compiler said of the mistake.
    failed: String,
    commands: usize,
}

impl Reader {
    /// Runs the commands of a block, and compares what they print with the lines below each.
    async fn run(&mut self, block: &str) {
        for part in block.split("$ ").skip(1) {
            let (command, expected) = part.split_once('\n').expect("a line");
            self.commands += 1;
            let words: Vec<&str> = command.split(' ').collect();
            match words[..] {
                ["cd", folder] => self.folder.push(folder),
                ["cargo", "run"] => {
                    let address = self.serve();
                    assert_eq!(
                        format!("Listening on http://{address}\n").replace(&address.to_string(), ADDRESS),
                        expected
                    );
                }
                ["curl", "-s", url, "|", "grep", "-o", pattern] => {
                    let page = self.folder.join("page.html");
                    fs::write(&page, self.get(url).await).expect("a file");
                    let found =
                        Command::new("grep").args(["-o", pattern.trim_matches('\'')]).arg(page).output();
                    assert_eq!(
                        String::from_utf8_lossy(&found.expect("grep runs").stdout),
                        expected,
                        "{command}"
                    );
                }
                ["curl", url] => assert_eq!(self.get(url).await.trim_end(), expected.trim_end(), "{command}"),
                ["cargo", "add", "wegwerk"] => {
                    let framework = Path::new(env!("CARGO_MANIFEST_DIR")).join("../framework");
                    self.cargo(&["add", "wegwerk", "--path", framework.to_str().expect("text")]);
                    // The versions that the project is tested with.
                    let lock = Path::new(env!("CARGO_MANIFEST_DIR")).join("../Cargo.lock");
                    fs::copy(lock, self.folder.join("Cargo.lock")).expect("a file");
                }
                ["cargo", ref arguments @ ..] => {
                    let output = self.cargo(arguments);
                    let printed = String::from_utf8_lossy(&output.stdout).into_owned();
                    for line in expected.lines() {
                        assert!(
                            printed.lines().any(|printed| printed == line),
                            "{command}: no `{line}` in {printed}"
                        );
                    }
                }
                _ => panic!("the chapter has a command that is unknown: {command}"),
            }
        }
    }

    fn write(&self, file: &str, text: &str) {
        assert!(text.contains(ADDRESS), "{text}");
        fs::write(self.folder.join(file), text.replace(ADDRESS, "127.0.0.1:0")).expect("a file");
    }

    /// Puts a text below a line of a file.
    fn insert(&self, file: &str, line: &str, text: &str) {
        let path = self.folder.join(file);
        let before = fs::read_to_string(&path).expect("a file");
        let line = format!("{line}\n");
        assert_eq!(before.matches(&line).count(), 1, "{file} has the line {line} once");
        fs::write(path, before.replace(&line, &(line.clone() + text))).expect("a file");
    }

    /// Builds the app with a mistake in a file, and puts the file back.
    fn fail(&mut self, file: &str, text: &str) {
        let path = self.folder.join(file);
        let before = fs::read(&path).expect("a file");
        fs::write(&path, text).expect("a file");
        let output = self.command(&["build", "--quiet"]).output().expect("cargo runs");
        assert!(!output.status.success(), "the mistake is built");
        let text = String::from_utf8_lossy(&output.stderr).into_owned();
        self.failed =
            text.split_inclusive('\n').take_while(|line| !line.contains("could not compile")).collect();
        self.failed = self.failed.trim_end().to_owned() + "\n";
        fs::write(path, before).expect("a file");
    }

    fn serve(&mut self) -> SocketAddr {
        self.stop();
        let mut command = self.command(&["build", "--quiet"]);
        assert!(command.status().expect("cargo runs").success(), "the app is not built");
        let program = target().join("debug/hello");
        let mut process = Command::new(program).stderr(Stdio::piped()).spawn().expect("the app starts");
        let mut line = String::new();
        let output = process.stderr.take().expect("a pipe");
        BufReader::new(output).read_line(&mut line).expect("a line");
        let address =
            line.trim().strip_prefix("Listening on http://").and_then(|address| address.parse().ok());
        let address = address.unwrap_or_else(|| panic!("it says: {line}"));
        self.server = Some((process, address));
        address
    }

    fn stop(&mut self) {
        if let Some((mut process, _)) = self.server.take() {
            // If it has ended by itself, that is as well.
            let _ = process.kill();
            let _ = process.wait();
        }
    }

    async fn get(&self, url: &str) -> String {
        let (_, address) = self.server.as_ref().expect("the app runs");
        let path = url.strip_prefix(&format!("http://{ADDRESS}")).expect("the address of the app");
        Client::new(*address).get(path).await.expect("an answer").text().to_owned()
    }

    /// The docs of the app alone link its mount to the page of what is mounted, in the docs of this version.
    fn has_a_linked_mount(&self) {
        self.cargo(&["doc", "--no-deps"]);
        let page = fs::read_to_string(target().join("doc/hello/struct.Hello.html")).expect("the app's page");
        let (major, minor) = (env!("CARGO_PKG_VERSION_MAJOR"), env!("CARGO_PKG_VERSION_MINOR"));
        let link = format!("https://docs.rs/wegwerk/{major}.{minor}/wegwerk/reference/struct.Reference.html");
        assert!(page.contains(&format!("href=\"{link}\"")), "no link to {link}");
        assert!(!page.contains("[<code>wegwerk::"), "a link is shown in brackets");
    }

    fn cargo(&self, arguments: &[&str]) -> Output {
        let output = self.command(arguments).output().expect("cargo runs");
        let text = String::from_utf8_lossy(&output.stderr);
        assert!(output.status.success(), "cargo {arguments:?} fails: {text}");
        output
    }

    fn command(&self, arguments: &[&str]) -> Command {
        let mut command = Command::new(env::var_os("CARGO").unwrap_or_else(|| "cargo".into()));
        command.current_dir(&self.folder).args(arguments).env("CARGO_TARGET_DIR", target());
        // Everything that is needed was fetched when this test was built.
        command
            .env("CARGO_NET_OFFLINE", "true")
            .env("CARGO_TERM_COLOR", "never")
            .env("CARGO_INCREMENTAL", "0");
        command
    }
}

impl Drop for Reader {
    fn drop(&mut self) {
        self.stop();
    }
}

/// Kept from run to run, so that dependencies are built once.
fn target() -> PathBuf {
    Path::new(env!("CARGO_TARGET_TMPDIR")).join("first_app")
}
