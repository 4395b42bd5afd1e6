//! The description of an app beside the one that was promised.

use std::path::{Path, PathBuf};
use std::{env, fs};

use serde_json::Value;

use crate::openapi::{Change, ChangeKind, OpenApi, changes};

/// The variable that asks for the snapshot to be written.
const VARIABLE: &str = "WEGWERK_OPENAPI";

/// Holds the description of an app to a snapshot, which is committed: `path` is relative to the package's root. Every
/// difference is told in words, those first that break clients: what is gone, what a request has to say now or may no longer
/// say, what an answer no longer says or may be now. `info` and `servers` may change.
///
/// `WEGWERK_OPENAPI=update cargo test` writes the snapshot: the first one, and whenever the differences are meant.
///
/// ```
/// # use wegwerk::prelude::*;
/// # struct Shop;
/// # #[app]
/// # impl Shop {
/// #     #[get("/items")]
/// #     fn on_items(&self) -> &'static str { "items" }
/// # }
/// # let folder = std::env::temp_dir().join(format!("wegwerk-snapshot-{}", std::process::id()));
/// # std::fs::create_dir_all(&folder).unwrap();
/// # let path = folder.join("openapi.json");
/// # std::fs::write(&path, Shop::openapi().to_string()).unwrap();
/// // #[test]
/// fn the_api_is_what_was_promised() {
///     # let path = std::env::temp_dir().join(format!("wegwerk-snapshot-{}", std::process::id())).join("openapi.json");
///     # let _ = stringify!(
///     let path = "openapi.json";
///     # );
///     wegwerk::testing::hold_openapi(&Shop::openapi(), path);
/// }
/// # the_api_is_what_was_promised();
/// # std::fs::remove_dir_all(&folder).unwrap();
/// ```
///
/// # Panics
///
/// Where the description differs, and where the snapshot cannot be read or written: a test fails by that.
#[track_caller]
pub fn hold_openapi(description: &OpenApi, path: impl AsRef<Path>) {
    let path = path.as_ref();
    let is_update = match env::var(VARIABLE).as_deref() {
        Err(_) | Ok("") => false,
        Ok("update") => true,
        Ok(other) => {
            panic!("`{VARIABLE}` is `{other}`, which means nothing: set it to `update`, or leave it out")
        }
    };
    let root = env::var_os("CARGO_MANIFEST_DIR").map(PathBuf::from).unwrap_or_default();
    if let Err(message) = hold(description, &root.join(path), path, is_update) {
        panic!("{message}");
    }
}

fn hold(description: &OpenApi, file: &Path, shown: &Path, is_update: bool) -> Result<(), String> {
    let (name, now) = (shown.display(), description.to_json());
    if is_update {
        return fs::write(file, format!("{now:#}\n"))
            .map_err(|error| format!("`{name}` cannot be written: {error}"));
    }
    let before = fs::read_to_string(file).map_err(|error| match error.kind() {
        std::io::ErrorKind::NotFound => {
            format!("there is no `{name}` in the package's folder: write it, and commit it: `{VARIABLE}=update cargo test`")
        }
        _ => format!("`{name}` cannot be read: {error}"),
    })?;
    let before: Value = serde_json::from_str(&before)
        .map_err(|error| format!("`{name}` is no description of an API: {error}"))?;
    let found = changes(&before, &now);
    if found.is_empty() { Ok(()) } else { Err(told(&found, &name.to_string())) }
}

/// The changes, and how they are accepted.
fn told(found: &[Change], name: &str) -> String {
    let breaking = found.iter().filter(|change| change.kind == ChangeKind::Breaking).count();
    let mut message = match breaking {
        0 => format!("`{name}` is behind the API: nobody is promised what it does not say"),
        1 => format!("1 change of the API breaks clients that `{name}` was promised to"),
        _ => format!("{breaking} changes of the API break clients that `{name}` was promised to"),
    };
    for change in found {
        message.push_str(&format!("\n  {change}"));
    }
    let accept =
        if breaking > 0 { "take the breaking changes back, or accept all of it" } else { "accept it" };
    message + &format!("\nhelp: {accept}: `{VARIABLE}=update cargo test`")
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::prelude::*;

    mod before {
        use crate::prelude::*;

        pub(super) struct Shop;

        #[app(crate = "crate")]
        impl Shop {
            #[get("/items/<id>")]
            fn on_item(&self, id: &str) -> String {
                id.to_owned()
            }
        }
    }

    mod now {
        use crate::prelude::*;

        pub(super) struct Shop;

        #[app(crate = "crate")]
        impl Shop {
            #[get("/items/<id>")]
            fn on_item(&self, id: u32) -> String {
                id.to_string()
            }

            #[post("/items")]
            fn on_new(&self) -> &'static str {
                "new"
            }
        }
    }

    #[test]
    fn a_difference_is_told_and_accepted_when_asked() {
        let folder = env::temp_dir().join(format!("wegwerk-openapi-{}", std::process::id()));
        fs::create_dir_all(&folder).unwrap();
        let file = folder.join("openapi.json");
        let hold = |api: &OpenApi, is_update| hold(api, &file, Path::new("openapi.json"), is_update);
        let (before, now) = (before::Shop::openapi(), now::Shop::openapi());
        let missing = hold(&before, false).unwrap_err();
        assert!(
            missing.ends_with("write it, and commit it: `WEGWERK_OPENAPI=update cargo test`"),
            "{missing}"
        );
        hold(&before, true).unwrap();
        hold(&before, false).unwrap();
        hold(&before::Shop::openapi().version("2.0.0").server("/v2", ""), false).unwrap();
        let told = hold(&now, false).unwrap_err();
        let lines = [
            "1 change of the API breaks clients that `openapi.json` was promised to",
            "  breaking: GET /items/{id}: the variable `id` is integer now, it was string",
            "  addition: POST /items: new",
            "help: take the breaking changes back, or accept all of it: `WEGWERK_OPENAPI=update cargo test`",
        ];
        assert_eq!(told.lines().collect::<Vec<_>>(), lines);
        hold(&now, true).unwrap();
        hold(&now, false).unwrap();
        fs::write(&file, "{").unwrap();
        assert!(hold(&now, false).unwrap_err().starts_with("`openapi.json` is no description of an API: "));
        fs::remove_dir_all(&folder).unwrap();
    }
}
