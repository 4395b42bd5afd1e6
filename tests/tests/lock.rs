//! The life of a lock file, as a developer lives it: `cargo check` in a package of its own, with the variable and without.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

/// A package with one app, below the folder of all that is built.
struct Package(PathBuf);

impl Package {
    fn new() -> Self {
        let program = std::env::current_exe().unwrap();
        let folder = program.ancestors().nth(3).unwrap().join("tests/lock");
        fs::create_dir_all(folder.join("src")).unwrap();
        let framework = fs::canonicalize("../framework").unwrap();
        let manifest = format!(
            "[package]\nname = \"locked\"\nedition = \"2024\"\n\n[dependencies]\nwegwerk = {{ path = {framework:?}, \
             default-features = false }}\n\n[workspace]\n"
        );
        fs::write(folder.join("Cargo.toml"), manifest).unwrap();
        fs::copy("../Cargo.lock", folder.join("Cargo.lock")).unwrap();
        _ = fs::remove_file(folder.join("routes.lock"));
        Package(folder)
    }

    /// Writes the app: its options, and its rules with their attributes.
    fn write(&self, options: &str, rules: &[&str]) {
        let handler = |(n, rule): (usize, &&str)| format!("    #[{rule}]\n    fn on_{n}(&self) {{}}\n");
        let handlers: String = rules.iter().enumerate().map(handler).collect();
        let source = format!(
            "use wegwerk::prelude::*;\n\npub struct Shop;\n\n#[app({options})]\nimpl Shop {{\n{handlers}}}\n"
        );
        fs::write(self.0.join("src/lib.rs"), source).unwrap();
    }

    /// Checks the package, and gives what the compiler says; whether it succeeds is `fine`.
    #[track_caller]
    fn check(&self, variable: Option<&str>, fine: bool) -> String {
        let mut cargo = Command::new(env!("CARGO"));
        cargo.args(["check", "--offline", "--quiet", "--color=never"]).current_dir(&self.0);
        for name in ["WEGWERK_LOCK", "RUSTFLAGS", "CARGO_ENCODED_RUSTFLAGS"] {
            cargo.env_remove(name);
        }
        cargo.env("CARGO_TARGET_DIR", self.0.join("target"));
        if let Some(value) = variable {
            cargo.env("WEGWERK_LOCK", value);
        }
        let output = cargo.output().unwrap();
        let said = String::from_utf8_lossy(&output.stderr).into_owned();
        assert_eq!(output.status.success(), fine, "{said}");
        said
    }

    fn lock(&self) -> String {
        fs::read_to_string(self.path()).unwrap()
    }

    fn path(&self) -> PathBuf {
        Path::new(&self.0).join("routes.lock")
    }
}

#[test]
fn a_lock_file_is_made_held_and_made_anew_by_cargo_check() {
    let package = Package::new();
    let lock = "lock = \"routes.lock\"";
    package.write(lock, &["get(\"/\")", "route(\"/items\", methods(GET, PUT))"]);
    assert!(package.check(None, false).contains("[WE421] there is no `routes.lock` in the package's folder"));
    let unknown = package.check(Some("yes"), false);
    assert!(unknown.contains("[WE421] `WEGWERK_LOCK` is `yes`, which means nothing"), "{unknown}");
    assert!(!package.path().exists());

    package.check(Some("update"), true);
    let lines = |text: &str| {
        text.lines().filter(|line| !line.starts_with('#')).map(str::to_owned).collect::<Vec<_>>()
    };
    assert_eq!(lines(&package.lock()), ["GET /", "GET, PUT /items"]);
    assert!(package.lock().starts_with("# Routes of `Shop` that clients rely on"));
    package.check(None, true);

    // Git may check it out with the line ends of Windows.
    let text = package.lock();
    fs::write(package.path(), text.replace('\n', "\r\n")).unwrap();
    package.check(None, true);
    // A shell may have written it in UTF-16.
    fs::write(package.path(), b"\xff\xfeG\0E\0T\0").unwrap();
    let binary = package.check(None, false);
    assert!(binary.contains("[WE421] `routes.lock` is no text in UTF-8"), "{binary}");
    assert!(binary.contains("help: write it again: `WEGWERK_LOCK=update cargo check`"), "{binary}");
    fs::write(package.path(), text).unwrap();

    // What is new passes, and the file stays as it is.
    package.write(lock, &["get(\"/\")", "route(\"/items\", methods(ANY))", "get(\"/new\")"]);
    package.check(None, true);
    assert_eq!(lines(&package.lock()), ["GET /", "GET, PUT /items"]);

    // What is less fails, until it is accepted.
    package.write(lock, &["get(\"/\")", "get(\"/items\")"]);
    let broken = package.check(None, false);
    assert!(broken.contains("locked: `GET, PUT /items` (routes.lock:4)"), "{broken}");
    assert!(broken.contains("now:    no rule takes PUT there"), "{broken}");
    assert!(broken.contains("accept the break: `WEGWERK_LOCK=update cargo check`"), "{broken}");
    package.check(Some("update"), true);
    assert_eq!(lines(&package.lock()), ["GET /", "GET /items"]);
    package.check(None, true);

    // The file alone changes, and cargo looks again.
    fs::write(package.path(), "GET /\nGET /items\nGET /gone\n").unwrap();
    assert!(package.check(None, false).contains("locked: `GET /gone` (routes.lock:3)"));
    // An unfinished app does not cost its promise.
    package.write(lock, &["get(\"/\")", "get(\"/items/<id>\")"]);
    assert!(package.check(Some("update"), false).contains("[WE301]"));
    assert!(package.lock().contains("GET /gone"));
}
