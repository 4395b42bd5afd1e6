//! Writes an app for each map of the conformance vectors that a compile-time router has to take.

use std::fmt::Write as _;
use std::path::PathBuf;
use std::{env, fs};

#[path = "conformance/generate.rs"]
mod generate;

fn main() {
    let folder = PathBuf::from(env::var_os("CARGO_MANIFEST_DIR").expect("cargo sets it")).join("conformance");
    println!("cargo::rerun-if-changed=conformance/vectors.json");
    println!("cargo::rerun-if-changed=conformance/generate.rs");
    let vectors = fs::read(folder.join("vectors.json")).expect("the vectors can be read");
    let vectors: serde_json::Value = serde_json::from_slice(&vectors).expect("the vectors are JSON");

    let (mut modules, mut sites) = (String::new(), String::new());
    for map in generate::plain_maps(&vectors).filter(|map| generate::is_sound(map)) {
        let name = generate::module(map);
        write!(
            modules,
            "#[allow(non_snake_case, clippy::too_many_arguments)]\nmod {name} {{\n    use super::*;\n\n{}}}\n\n",
            generate::app(map)
        )
        .expect("text");
        writeln!(sites, "        (\"{}\", site({name}::Site)),", generate::text(&map["name"])).expect("text");
    }
    let all = format!("fn sites() -> Vec<(&'static str, Site)> {{\n    vec![\n{sites}    ]\n}}\n");
    let out = PathBuf::from(env::var_os("OUT_DIR").expect("cargo sets it")).join("conformance.rs");
    fs::write(out, modules + &all).expect("the apps can be written");
}
