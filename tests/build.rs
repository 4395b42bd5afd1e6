//! Writes the code that tests include: an app for each map of the conformance vectors that a compile-time router
//! has to take, the app that the README shows, those that the guide shows beside programs in Python, and the examples of the
//! framework as modules.

use std::fmt::Write as _;
use std::path::PathBuf;
use std::{env, fs};

#[path = "conformance/builds.rs"]
mod builds;
#[path = "conformance/generate.rs"]
mod generate;

fn main() {
    let folder = PathBuf::from(env::var_os("CARGO_MANIFEST_DIR").expect("cargo sets it")).join("conformance");
    println!("cargo::rerun-if-changed=conformance/vectors.json");
    println!("cargo::rerun-if-changed=conformance/generate.rs");
    println!("cargo::rerun-if-changed=conformance/builds.rs");
    let vectors = fs::read(folder.join("vectors.json")).expect("the vectors can be read");
    let vectors: serde_json::Value = serde_json::from_slice(&vectors).expect("the vectors are JSON");

    let (mut modules, mut sites) = (String::new(), String::new());
    for map in generate::all_maps(&vectors) {
        let name = generate::module(map);
        let urls: String = generate::array(&map["builds"])
            .iter()
            .enumerate()
            .filter_map(|(n, build)| Some(format!("({n}, {}), ", builds::expression(map, build).ok()?)))
            .collect();
        write!(
            modules,
            "#[allow(non_snake_case, deprecated, clippy::too_many_arguments)]\nmod {name} {{\n    use super::*;\n\n{}\n    pub(super) fn urls() -> Vec<(usize, Url)> {{\n        vec![{urls}]\n    }}\n}}\n\n",
            generate::app(map, generate::is_ambiguous(map))
        )
        .expect("text");
        let (server_name, script_name) = (&map["options"]["server_name"], &map["options"]["script_name"]);
        let (title, server_name) = (generate::text(&map["name"]), server_name.as_str());
        let script_name = script_name.as_str().unwrap_or_default();
        writeln!(
            sites,
            "        ({title:?}, site(|| {name}::Site, {name}::urls, {server_name:?}, {script_name:?})),"
        )
        .expect("text");
    }
    let all = format!("fn sites() -> Vec<(&'static str, Site)> {{\n    vec![\n{sites}    ]\n}}\n");
    let out = PathBuf::from(env::var_os("OUT_DIR").expect("cargo sets it"));
    fs::write(out.join("conformance.rs"), modules + &all).expect("the apps can be written");

    println!("cargo::rerun-if-changed=../README.md");
    let readme = fs::read_to_string("../README.md").expect("the README can be read");
    let (_, code) = readme.split_once("```rust\n").expect("the README shows an app");
    let (code, _) = code.split_once("```").expect("the app ends");
    fs::write(out.join("readme.rs"), code).expect("the app can be written");

    for framework in ["werkzeug", "flask", "django", "bottle"] {
        let chapter = format!("../framework/docs/from_{framework}.md");
        println!("cargo::rerun-if-changed={chapter}");
        let chapter = fs::read_to_string(chapter).expect("the chapter can be read");
        let (_, code) =
            chapter.split_once("<!-- wegwerk -->\n```no_run\n").expect("the chapter has a program");
        let (code, _) = code.split_once("```").expect("the program ends");
        fs::write(out.join(format!("from_{framework}.rs")), code).expect("the program can be written");
    }

    println!("cargo::rerun-if-changed=../framework/examples");
    fs::create_dir_all(out.join("examples")).expect("the folder can be made");
    for example in fs::read_dir("../framework/examples").expect("the examples can be listed") {
        let example = example.expect("an example").path();
        let text = fs::read_to_string(&example).expect("the example can be read");
        // What is included may not begin with documentation of the whole.
        let code: Vec<&str> = text.lines().skip_while(|line| line.starts_with("//!")).collect();
        let name = example.file_name().expect("a file has a name");
        fs::write(out.join("examples").join(name), code.join("\n")).expect("the example can be written");
    }
}
