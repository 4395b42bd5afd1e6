//! The guide's chapter on the command line: what it shows is what Shortly writes.
//!
//! `UPDATE_GUIDE=1 cargo test -p wegwerk-tests --test command_line` writes it again.

use std::fs;

use wegwerk_tests::shortly::command;

const CHAPTER: &str = "../framework/docs/command_line.md";
const PICTURE: &str = "<!-- picture: shortly routes --svg -->\n";

#[test]
fn the_chapter_shows_what_shortly_writes() {
    let chapter = fs::read_to_string(CHAPTER).expect("the chapter");
    let fresh = with_picture(&with_outputs(&chapter));
    if std::env::var_os("UPDATE_GUIDE").is_some() {
        fs::write(CHAPTER, &fresh).expect("the chapter can be written");
    } else {
        assert!(
            fresh == chapter,
            "{CHAPTER} is behind: run `UPDATE_GUIDE=1 cargo test -p wegwerk-tests --test command_line`"
        );
    }
}

/// What a command line of Shortly writes to standard output.
fn output(line: &str) -> String {
    let arguments = line.strip_prefix("shortly ").expect("a command of Shortly").split(' ');
    let output = command().args(arguments).output().expect("shortly runs");
    assert!(output.stderr.is_empty(), "{line}: {output:?}");
    String::from_utf8(output.stdout).expect("text")
}

/// The chapter with what each command below `<!-- run -->` writes.
fn with_outputs(chapter: &str) -> String {
    let mut blocks = chapter.split("<!-- run -->\n```console\n$ ");
    let mut fresh = blocks.next().unwrap_or_default().to_owned();
    let mut commands = 0;
    for block in blocks {
        let (line, rest) = block.split_once('\n').expect("a command");
        let (_, rest) = rest.split_once("```\n").expect("the block ends");
        fresh += &format!("<!-- run -->\n```console\n$ {line}\n{}```\n{rest}", output(line));
        commands += 1;
    }
    assert!(commands >= 4, "only {commands} commands are run");
    fresh
}

/// The chapter with the picture below its mark.
fn with_picture(chapter: &str) -> String {
    let (before, rest) = chapter.split_once(PICTURE).expect("the chapter has a picture");
    let rest = match rest.strip_prefix("<img ") {
        Some(rest) => rest.split_once('\n').expect("the picture ends").1,
        None => rest,
    };
    let encoded: String = output("shortly routes --svg").chars().map(encoded).collect();
    let alt =
        "A tree of the segments of Shortly's rules, with methods, endpoints and places beside its leaves";
    format!("{before}{PICTURE}<img alt=\"{alt}\" src=\"data:image/svg+xml,{encoded}\">\n{rest}")
}

/// A character of a `data:` URL within an attribute.
fn encoded(character: char) -> String {
    match character {
        '"' | '#' | '%' | '&' | '<' | '>' | '\n' | '`' | '*' | '_' | '[' | ']' => {
            format!("%{:02X}", u32::from(character))
        }
        _ => character.to_string(),
    }
}
