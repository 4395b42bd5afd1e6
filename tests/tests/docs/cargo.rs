//! Running `cargo doc`, in a target folder of the tests' own.

use std::path::{Path, PathBuf};
use std::process::Command;

/// The packages in the order in which their docs link to each other: what is not documented yet is no link.
const PACKAGES: [&[&str]; 3] = [
    &["wegwerk-routing", "wegwerk-macros", "wegwerk"],
    &["wegwerk-tests-mounted"],
    &["wegwerk-tests-site", "wegwerk-tests-documented", "shortly"],
];

/// Documentation, each in a folder.
pub(crate) struct Docs {
    /// As everybody reads it.
    pub(crate) public: PathBuf,
    /// With the private items of the apps.
    pub(crate) private: PathBuf,
}

impl Docs {
    /// Makes it; a warning is an error, and so is a public item without documentation.
    ///
    /// # Panics
    /// If cargo finds any.
    pub(crate) fn make() -> Self {
        let public = document("public", "-D missing_docs");
        Docs { public, private: document("private", "--document-private-items") }
    }
}

fn document(name: &str, flags: &str) -> PathBuf {
    let target = Path::new(env!("CARGO_TARGET_TMPDIR")).join("docs");
    let (made, folder) = (target.join("doc"), target.join(name));
    // Pages of items that are gone would still be found.
    for old in [&made, &folder] {
        if old.exists() {
            std::fs::remove_dir_all(old).expect("the pages can be removed");
        }
    }
    for (n, packages) in PACKAGES.iter().enumerate() {
        // What is private in the framework is not for those who write apps.
        let flags = if n == 0 { "" } else { flags };
        let mut cargo = Command::new(env!("CARGO"));
        cargo.args(["doc", "--no-deps", "--locked", "--quiet"]).arg("--target-dir").arg(&target);
        cargo.args(packages.iter().flat_map(|package| ["--package", package]));
        if n == 0 {
            // What features add, the docs of apps link to.
            cargo.arg("--all-features");
        }
        cargo.env("RUSTDOCFLAGS", format!("-D warnings {flags}"));
        cargo.current_dir(Path::new(env!("CARGO_MANIFEST_DIR")).join(".."));
        let output = cargo.output().expect("cargo runs");
        assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    }
    std::fs::rename(&made, &folder).expect("the pages can be moved");
    folder
}
