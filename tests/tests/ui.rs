//! What the build says of mistakes, word by word, and what it must accept.
//!
//! `TRYBUILD=overwrite cargo test -p wegwerk-tests --test ui` writes the kept output again.

/// Each file holds a mistake or a few of one kind; beside it stands all that the compiler says.
#[test]
fn mistakes_stop_the_build_and_say_how_to_mend_them() {
    let cases = trybuild::TestCases::new();
    let routes = ["rule", "conflict", "unreachable", "argument", "handler", "option", "action", "host"];
    let apps = ["catch", "mount", "joined", "url", "derive", "lint", "together", "editor"];
    for kind in routes.into_iter().chain(apps) {
        cases.compile_fail(format!("ui/{kind}/*.rs"));
    }
}

/// What is generated has names of its own; they are nobody's business.
#[test]
fn no_message_shows_a_generated_name() {
    let generated = ["wegwerk_", "WEGWERK_", "'wegwerk"];
    let mut outputs = 0;
    for kind in std::fs::read_dir("ui").unwrap() {
        for file in std::fs::read_dir(kind.unwrap().path()).unwrap() {
            let path = file.unwrap().path();
            if path.extension().is_none_or(|extension| extension != "stderr") {
                continue;
            }
            outputs += 1;
            let output = std::fs::read_to_string(&path).unwrap();
            let output = output.replace("wegwerk_tests_mounted", "");
            let mut words = output.split(|c: char| !c.is_alphanumeric() && c != '_');
            let hidden = words.find(|word| word.starts_with("__") && word.chars().any(char::is_alphanumeric));
            assert_eq!(hidden, None, "{} shows a hidden name", path.display());
            for name in generated {
                assert!(!output.contains(name), "{} shows `{name}`", path.display());
            }
        }
    }
    assert!(outputs >= 60, "only {outputs} outputs are kept");
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
