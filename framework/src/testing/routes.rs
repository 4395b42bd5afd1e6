//! A file of an app's routes that a test keeps fresh.

use std::fs;
use std::path::Path;

use crate::App;
use crate::docs::markdown;

/// The variable of the environment that has the file written.
const VARIABLE: &str = "WEGWERK_ROUTES";

/// Checks that a file, `ROUTES.md` by custom, has the routes of `A` as [`docs::markdown`](crate::docs::markdown()) says them,
/// so that who reviews a change sees which routes it adds, moves and takes away. With `WEGWERK_ROUTES=update` in the
/// environment the file is written instead. A relative path begins at the package's folder, where `cargo test` runs tests.
///
/// ```no_run
/// # use wegwerk::prelude::*;
/// # struct Blog;
/// # #[app]
/// # impl Blog {
/// #     #[route("/")]
/// #     fn on_index(&self) -> &'static str { "index" }
/// # }
/// #[test]
/// fn routes_are_written_down() {
///     wegwerk::testing::routes_file::<Blog>("ROUTES.md");
/// }
/// ```
///
/// # Panics
/// If the file is not there, or says something else: the message has the lines that differ.
#[track_caller]
pub fn routes_file<A: App>(path: impl AsRef<Path>) {
    let asked = std::env::var_os(VARIABLE);
    if let Err(message) =
        keep(path.as_ref(), &markdown::<A>(), asked.as_ref().map(|value| value.to_string_lossy()).as_deref())
    {
        panic!("{message}");
    }
}

/// Compares a file with what it has to say, or writes it where that is `asked` for.
fn keep(path: &Path, wanted: &str, asked: Option<&str>) -> Result<(), String> {
    let name = path.display();
    match asked {
        None | Some("") => {}
        Some("update") => {
            return fs::write(path, wanted).map_err(|error| format!("`{name}` cannot be written: {error}"));
        }
        Some(other) => return Err(format!("`{VARIABLE}={other}` means nothing: it is `update`, or not set")),
    }
    let help = format!(
        "run the test with `{VARIABLE}=update` in the environment to write it, and look at what changed"
    );
    // Where Git checks files out with the line ends of Windows, they are the same.
    let found = match fs::read_to_string(path) {
        Ok(found) => found.replace("\r\n", "\n"),
        Err(error) => return Err(format!("`{name}` cannot be read: {error}\nhelp: {help}")),
    };
    if found == wanted {
        return Ok(());
    }
    let lacking = |lines: &str, from: &str, mark: char| -> String {
        let from: Vec<&str> = from.lines().collect();
        lines.lines().filter(|line| !from.contains(line)).map(|line| format!("{mark} {line}\n")).collect()
    };
    let (gone, new) = (lacking(&found, wanted, '-'), lacking(wanted, &found, '+'));
    let changed = if gone.is_empty() && new.is_empty() { "its lines stand in another order\n" } else { "" };
    Err(format!("`{name}` does not have the routes of the app:\n{gone}{new}{changed}help: {help}"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_file_is_compared_or_written() {
        let folder = std::env::temp_dir().join(format!("wegwerk-routes-{}", std::process::id()));
        fs::create_dir_all(&folder).unwrap();
        let path = folder.join("ROUTES.md");
        let missing = keep(&path, "one\n", None).unwrap_err();
        assert!(
            missing.contains("ROUTES.md` cannot be read") && missing.contains("WEGWERK_ROUTES=update"),
            "{missing}"
        );
        keep(&path, "one\ntwo\n", Some("update")).unwrap();
        keep(&path, "one\ntwo\n", None).unwrap();
        keep(&path, "one\ntwo\n", Some("")).unwrap();
        fs::write(&path, "one\r\ntwo\r\n").unwrap();
        keep(&path, "one\ntwo\n", None).unwrap();
        let other = keep(&path, "one\nthree\n", None).unwrap_err();
        assert!(
            other.contains(":\n- two\n+ three\nhelp: run the test with `WEGWERK_ROUTES=update`"),
            "{other}"
        );
        let moved = keep(&path, "two\none\n", None).unwrap_err();
        assert!(moved.contains("another order"), "{moved}");
        let misspelt = keep(&path, "one\n", Some("yes")).unwrap_err();
        assert_eq!(misspelt, "`WEGWERK_ROUTES=yes` means nothing: it is `update`, or not set");
        let nowhere = keep(&folder.join("no/ROUTES.md"), "one\n", Some("update")).unwrap_err();
        assert!(nowhere.contains("cannot be written"), "{nowhere}");
        fs::remove_dir_all(&folder).unwrap();
    }
}
