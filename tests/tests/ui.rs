//! What the build says of mistakes, word by word, and what it must accept.
//!
//! `TRYBUILD=overwrite cargo test -p wegwerk-tests --test ui` writes the kept output again.

/// Each file holds a mistake or a few of one kind; beside it stands all that the compiler says.
#[test]
fn mistakes_stop_the_build_and_say_how_to_mend_them() {
    let cases = trybuild::TestCases::new();
    for kind in ["rule", "conflict", "argument", "handler", "option", "catch", "mount", "derive", "together"]
    {
        cases.compile_fail(format!("ui/{kind}/*.rs"));
    }
}
