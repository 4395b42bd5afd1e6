//! The lock file of an app: what it says, or that it is to be written again.

use std::path::{Path, PathBuf};
use std::{env, fs};

use syn::LitStr;
use wegwerk_routing::lock::{self, Locked};
use wegwerk_routing::map::{Hosts, Map, subdomain};
use wegwerk_routing::rule::Rule;
use wegwerk_routing::table::Table;

use super::{Model, RuleModel, leak};
use crate::errors::Errors;

/// The variable that asks for the file to be written again.
const VARIABLE: &str = "WEGWERK_LOCK";

/// What is known of the lock file.
pub(crate) enum Lock {
    /// There is none, or a mistake leaves it out.
    None,
    /// What of it is to be checked, and where it is.
    Read(Vec<Locked<'static>>, PathBuf),
    /// It was written again.
    Written,
    /// A test build writes it again: what it is to say is not known here.
    Left,
}

/// Reads the lock file of an app whose rules were read, or writes it again. What is wrong with the app itself was told, and
/// no rule is missed for it.
pub(crate) fn read(model: &Model, is_sound: bool, errors: &mut Errors) -> Lock {
    let Some(literal) = &model.options.lock else { return Lock::None };
    if model.part.is_some() || model.options.is_part_unknown {
        let help = "write it on the main block: it is for the rules of all parts";
        errors.on("WE424", literal, "the lock file of an app stands in the options of a part", help);
        return Lock::None;
    }
    let Some(path) = path(literal, errors) else { return Lock::None };
    match env::var(VARIABLE).as_deref() {
        Err(_) | Ok("") => read_file(model, literal, path, is_sound, errors),
        Ok("update") if !is_sound => Lock::None,
        Ok("update") if is_whole(model) => {
            let text = lock::write(&model.name, &Table::leak(map(model)));
            let is_new = fs::read_to_string(&path).is_ok_and(|before| before == text);
            match if is_new { Ok(()) } else { fs::write(&path, text) } {
                Ok(()) => return Lock::Written,
                Err(error) => {
                    let help = "the path is relative to the folder of the package's `Cargo.toml`";
                    let message = format!("`{}` cannot be written: {error}", literal.value());
                    errors.on("WE421", literal, message, help);
                }
            }
            Lock::None
        }
        Ok("update") => Lock::Left,
        Ok(other) => {
            let message = format!("`{VARIABLE}` is `{other}`, which means nothing");
            errors.on(
                "WE421",
                literal,
                message,
                format!("set it to `update`, or leave it out: `{}`", command(model)),
            );
            Lock::None
        }
    }
}

/// What accepts that the file is another.
pub(crate) fn command(model: &Model) -> &'static str {
    if is_whole(model) { "cargo check" } else { "cargo test" }
}

/// Whether the block says all rules of the app: no mount, no part and no `#[cfg]` has others.
pub(crate) fn is_whole(model: &Model) -> bool {
    model.mounts.is_empty()
        && model.parts.is_empty()
        && model.handlers.iter().all(|handler| handler.cfgs.is_empty())
}

/// The file, by its path from the package's root.
fn path(literal: &LitStr, errors: &mut Errors) -> Option<PathBuf> {
    let text = literal.value();
    let relative = Path::new(&text);
    if text.trim().is_empty() || relative.is_absolute() {
        let help = "write its path from the folder of the package's `Cargo.toml`: `lock = \"routes.lock\"`";
        errors.on("WE403", literal, format!("`{text}` is no path of a lock file"), help);
        return None;
    }
    // Outside of cargo the compiler's own folder is the best guess.
    let root = env::var_os("CARGO_MANIFEST_DIR").map_or_else(|| PathBuf::from("."), PathBuf::from);
    Some(root.join(relative))
}

fn read_file(model: &Model, literal: &LitStr, path: PathBuf, is_sound: bool, errors: &mut Errors) -> Lock {
    let name = literal.value();
    let text = match fs::read_to_string(&path) {
        Ok(text) => text,
        Err(error) => {
            let (message, help) = match error.kind() {
                std::io::ErrorKind::NotFound => {
                    let help = format!("write it, and commit it: `{VARIABLE}=update {}`", command(model));
                    (format!("there is no `{name}` in the package's folder"), help)
                }
                std::io::ErrorKind::InvalidData => {
                    let help = format!("write it again: `{VARIABLE}=update {}`", command(model));
                    (format!("`{name}` is no text in UTF-8"), help)
                }
                _ => (format!("`{name}` cannot be read: {error}"), String::new()),
            };
            errors.on("WE421", literal, message, help);
            return Lock::None;
        }
    };
    match lock::read(&text) {
        Ok(locked) if is_sound => Lock::Read(to_check(model, locked), path),
        Ok(_) => Lock::None,
        Err(mistake) => {
            let message = format!("line {} of `{name}` says no rule: {}", mistake.line, mistake.message);
            errors.on("WE422", literal, message, mistake.help);
            Lock::None
        }
    }
}

/// The lines that const evaluation has to look at. What a rule of the block keeps as it stands is seen here, where it costs
/// nothing; but the hosts of mounts and parts, which decide what rules without one are for, are not.
fn to_check(model: &Model, locked: Vec<Locked<'static>>) -> Vec<Locked<'static>> {
    let is_told_apart = model.options.host_matching || model.options.default_subdomain.is_some();
    if is_told_apart && !is_whole(model) {
        return locked;
    }
    lock::unkept(&Table::leak(map(model)), locked)
}

/// The rules of the block that are there whatever is configured, as a table has them.
fn map(model: &Model) -> &'static Map {
    let is_there =
        |rule: &&RuleModel| model.handlers.get(rule.handler).is_none_or(|handler| handler.cfgs.is_empty());
    let rules: Vec<&'static Rule<'static>> =
        model.rules.iter().filter(is_there).map(|rule| &*Box::leak(Box::new(rule.data))).collect();
    let mut map = Map { rules: rules.leak(), merge_slashes: model.options.merge_slashes, ..Map::EMPTY };
    map.hosts = match &model.options.default_subdomain {
        _ if model.options.host_matching => Hosts::Hosts,
        Some(default) => Hosts::Subdomains(Box::leak(Box::new(subdomain(leak(&default.value()))))),
        None => map.hosts,
    };
    Box::leak(Box::new(map))
}
