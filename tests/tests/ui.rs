//! What the build says of mistakes, word by word, and what it must accept.
//!
//! `TRYBUILD=overwrite cargo test -p wegwerk-tests --test ui` writes the kept output again. A file that holds several
//! mistakes says so in its last line: `// 3 mistakes`.

use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};

/// The folders of `ui`.
const KINDS: [&str; 20] = [
    "action",
    "argument",
    "catch",
    "conflict",
    "derive",
    "editor",
    "extractor",
    "handler",
    "host",
    "joined",
    "lint",
    "lock",
    "mount",
    "option",
    "responder",
    "rule",
    "server",
    "together",
    "unreachable",
    "url",
];

/// Where one mistake is more than one error, and why.
const SEVERAL_ERRORS: [(&str, usize); 2] = [
    // Two traits are for one main block, and one of them has to be seen without the bounds that the other needs.
    ("ui/joined/part_forgotten.rs", 2),
    ("ui/joined/two_main_blocks.rs", 2),
];

/// Each file holds a mistake or a few of one kind; beside it stands all that the compiler says.
#[test]
fn mistakes_stop_the_build_and_say_how_to_mend_them() {
    let project = scratch().join("tests/trybuild/wegwerk-tests");
    fs::create_dir_all(&project).unwrap();
    for lock in entries("ui/lock").iter().filter(|path| path.extension().is_some_and(|own| own == "lock")) {
        fs::copy(lock, project.join(lock.file_name().unwrap())).unwrap();
    }
    let cases = trybuild::TestCases::new();
    for kind in KINDS {
        cases.compile_fail(format!("ui/{kind}/*.rs"));
    }
}

/// A folder that is not named above would never be compiled.
#[test]
fn every_folder_of_cases_is_compiled() {
    let folders: BTreeSet<_> =
        entries("ui").iter().map(|path| path.file_name().unwrap().to_str().unwrap().to_owned()).collect();
    assert_eq!(folders, KINDS.map(str::to_owned).into());
}

/// What is generated has names of its own; they are nobody's business. What is asked of a type has names that say it.
#[test]
fn no_message_shows_a_generated_name() {
    let generated = ["wegwerk_", "WEGWERK_", "'wegwerk", "::private::"];
    let outputs = outputs();
    for (path, output) in &outputs {
        // A crate, and a variable of the environment, that people name themselves.
        let output = output.replace("wegwerk_tests_mounted", "").replace("WEGWERK_LOCK", "");
        let mut words = output.split(|c: char| !c.is_alphanumeric() && c != '_');
        let is_hidden = |word: &&str| {
            let of_ours =
                word.strip_prefix("Wegwerk").is_some_and(|rest| rest.starts_with(char::is_uppercase));
            word.starts_with("__") && word.chars().any(char::is_alphanumeric) || of_ours
        };
        assert_eq!(words.find(is_hidden), None, "{} shows a hidden name", path.display());
        for name in generated {
            assert!(!output.contains(name), "{} shows `{name}`", path.display());
        }
    }
    assert!(outputs.len() >= 180, "only {} outputs are kept", outputs.len());
}

/// One mistake is one error.
#[test]
fn each_mistake_is_one_error() {
    let (mut mistakes, mut errors) = (0, 0);
    let outputs = outputs();
    for (path, output) in &outputs {
        let case = path.with_extension("rs");
        let source = fs::read_to_string(&case).unwrap();
        let told = output.lines().filter(|line| line.starts_with("error")).count();
        let made = source.lines().next_back().map_or(1, mistakes_of);
        let allowed = SEVERAL_ERRORS.iter().find(|(excepted, _)| Path::new(excepted) == case);
        let expected = allowed.map_or(made, |(_, errors)| *errors);
        assert_eq!(told, expected, "{} holds {made} mistakes: see its output", case.display());
        mistakes += made;
        errors += told;
    }
    println!("{} cases: {mistakes} mistakes, {errors} errors", outputs.len());
    let more: usize = SEVERAL_ERRORS.iter().map(|(_, errors)| errors - 1).sum();
    assert_eq!(errors, mistakes + more);
}

/// What the last line of a case says; one mistake where it says nothing.
fn mistakes_of(last_line: &str) -> usize {
    let number = last_line.strip_prefix("// ").and_then(|line| line.strip_suffix(" mistakes"));
    number.map_or(1, |number| number.parse().unwrap())
}

/// Every public trait says in words of its own what a type lacks, and how to mend it.
#[test]
fn every_public_trait_says_what_to_do_where_it_is_missing() {
    // Implemented for everything: none of them can be missing.
    let of_all = ["FitsNot", "NoError", "NoExtractor", "NoParam", "NotAPart", "NotAnApp", "Unknown"];
    let (mut traits, mut found) = (0, BTreeSet::new());
    for path in sources(Path::new("../framework/src")) {
        let source = fs::read_to_string(&path).unwrap();
        let lines: Vec<_> = source.lines().collect();
        for (n, line) in lines.iter().enumerate() {
            let Some(rest) = line.strip_prefix("pub trait ") else { continue };
            let name = rest.split(|c: char| !c.is_alphanumeric()).next().unwrap();
            if of_all.contains(&name) {
                found.insert(name.to_owned());
                continue;
            }
            traits += 1;
            let above = &lines[..n];
            let start =
                above.iter().rposition(|line| line.is_empty() || *line == "}").map_or(0, |blank| blank + 1);
            let above = above[start..].join("\n");
            for needed in ["#[diagnostic::on_unimplemented(", "message = ", "note = "] {
                assert!(above.contains(needed), "`{name}` in {} lacks `{needed}`", path.display());
            }
        }
    }
    assert_eq!(found, of_all.map(str::to_owned).into());
    assert!(traits >= 19, "only {traits} public traits are found");
}

/// The folder of all that is built, which this test is built in too. Cases are built in a package below it, whose folder is the
/// one that a lock file is sought in.
fn scratch() -> PathBuf {
    let program = std::env::current_exe().unwrap();
    program.ancestors().nth(3).unwrap().to_owned()
}

/// What is kept, by its path.
fn outputs() -> Vec<(PathBuf, String)> {
    let files = entries("ui").into_iter().flat_map(entries);
    let kept = files.filter(|path| path.extension().is_some_and(|extension| extension == "stderr"));
    kept.map(|path| (path.clone(), fs::read_to_string(path).unwrap())).collect()
}

/// The Rust files below a folder.
fn sources(folder: &Path) -> Vec<PathBuf> {
    let (folders, files): (Vec<_>, Vec<_>) = entries(folder).into_iter().partition(|path| path.is_dir());
    let files = files.into_iter().filter(|path| path.extension().is_some_and(|extension| extension == "rs"));
    files.chain(folders.iter().flat_map(|folder| sources(folder))).collect()
}

fn entries(folder: impl AsRef<Path>) -> Vec<PathBuf> {
    fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path()).collect()
}

/// In each of these one handler is half written, and another has a type error.
#[test]
fn half_written_code_is_one_error_and_hides_no_other() {
    let mut outputs = 0;
    for file in std::fs::read_dir("ui/editor").unwrap() {
        let path = file.unwrap().path();
        if path.extension().is_none_or(|extension| extension != "stderr") {
            continue;
        }
        outputs += 1;
        let output = std::fs::read_to_string(&path).unwrap();
        let errors: Vec<_> = output.lines().filter(|line| line.starts_with("error")).collect();
        let types = errors.iter().filter(|error| **error == "error[E0308]: mismatched types").count();
        assert_eq!((types, errors.len()), (1, 2), "{}: {errors:?}", path.display());
    }
    assert!(outputs >= 7, "only {outputs} outputs are kept");
}
