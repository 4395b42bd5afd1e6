//! The test that `#[app(lock = "…")]` brings: it holds the lock file to the rules of the whole app.

use std::collections::BTreeSet;
use std::path::Path;
use std::{env, fs};

use wegwerk_routing::lock::{lines, read, write};
use wegwerk_routing::map::Map;
use wegwerk_routing::table::Table;

/// Compares the lock file of an app, by its path from the package's root, with its rules; where `WEGWERK_LOCK` is `update`,
/// writes it.
///
/// # Panics
/// Where the file says something else, or cannot be read or written.
#[track_caller]
pub fn hold_lock(map: &'static Map, root: &str, file: &str) {
    let is_update = match env::var("WEGWERK_LOCK").as_deref() {
        Err(_) | Ok("") => false,
        Ok("update") => true,
        Ok(other) => {
            panic!("`WEGWERK_LOCK` is `{other}`, which means nothing: set it to `update`, or leave it out")
        }
    };
    if let Err(message) = hold(map, &Path::new(root).join(file), file, is_update) {
        panic!("{message}");
    }
}

fn hold(map: &'static Map, path: &Path, file: &str, is_update: bool) -> Result<(), String> {
    let table = Table::leak(map);
    if is_update {
        let text = write(map.app, &table);
        if fs::read_to_string(path).is_ok_and(|before| before == text) {
            return Ok(());
        }
        return fs::write(path, text).map_err(|error| format!("`{file}` cannot be written: {error}"));
    }
    let text = fs::read_to_string(path).map_err(|error| format!("`{file}` cannot be read: {error}"))?;
    let kept =
        read(&text).map_err(|mistake| format!("line {} of `{file}`: {}", mistake.line, mistake.message))?;
    let kept: BTreeSet<String> = kept.iter().map(|locked| locked.text.to_owned()).collect();
    let now: BTreeSet<String> = lines(&table).into_iter().collect();
    if kept == now {
        return Ok(());
    }
    let mut message =
        format!("`{file}` is behind the routes of `{}`: nobody is promised what it does not say", map.app);
    for (sign, some, others) in [('+', &now, &kept), ('-', &kept, &now)] {
        for line in some.difference(others) {
            message.push_str(&format!("\n  {sign} {line}"));
        }
    }
    Err(message + "\nhelp: accept it: `WEGWERK_LOCK=update cargo test`")
}

#[cfg(test)]
mod tests {
    use super::*;
    use wegwerk_routing::lock::read as rules;

    fn map(lines: &str) -> &'static Map {
        Map::leak("Shop", rules(lines).unwrap().into_iter().map(|locked| locked.rule).collect())
    }

    #[test]
    fn a_stale_file_is_told_line_by_line_and_written_again_when_asked() {
        let folder = env::temp_dir().join(format!("wegwerk-lock-{}", std::process::id()));
        fs::create_dir_all(&folder).unwrap();
        let path = folder.join("routes.lock");
        let hold = |map, is_update| hold(map, &path, "routes.lock", is_update);
        let old = map("GET /\nGET /items/<id>");
        assert!(hold(old, false).unwrap_err().starts_with("`routes.lock` cannot be read: "));
        hold(old, true).unwrap();
        hold(old, false).unwrap();
        // A merge may leave the lines in another order.
        let text = fs::read_to_string(&path).unwrap();
        fs::write(&path, text.lines().rev().collect::<Vec<_>>().join("\n")).unwrap();
        hold(old, false).unwrap();
        let new = map("GET /\nGET, POST /items/<id>\nGET /new");
        let message = hold(new, false).unwrap_err();
        let lines: Vec<_> = message.lines().skip(1).collect();
        let told = [
            "  + GET /new",
            "  + GET, POST /items/<id>",
            "  - GET /items/<id>",
            "help: accept it: `WEGWERK_LOCK=update cargo test`",
        ];
        assert_eq!(lines, told, "{message}");
        hold(new, true).unwrap();
        hold(new, false).unwrap();
        fs::write(&path, "GET items").unwrap();
        assert!(hold(new, false).unwrap_err().starts_with("line 1 of `routes.lock`: "));
        fs::remove_dir_all(&folder).unwrap();
    }
}
