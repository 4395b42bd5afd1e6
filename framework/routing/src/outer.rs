//! Variables that an app takes from the prefixes it is mounted under: each mount has to supply them.

use crate::map::{Map, Mount, Outer};
use crate::message::Message;
use crate::rule::{Class, Variable};
use crate::text;

/// Stops the build where the `mount`-th mount of an app does not supply what the mounted app takes from it.
///
/// # Panics
/// In const evaluation, where it does not.
#[track_caller]
pub const fn check_outer(map: &Map, mount: usize) {
    let mount = map.mounts[mount];
    let mut i = 0;
    while i < mount.map.outer.len() {
        check(map, mount, &mount.map.outer[i]);
        i += 1;
    }
}

#[track_caller]
const fn check(map: &Map, mount: &Mount, wanted: &Outer) {
    let own = match find(mount.variables, wanted.name) {
        None => match mount.domain {
            Some(domain) => find(domain.variables, wanted.name),
            None => None,
        },
        found => found,
    };
    let mut message = Message::new();
    match own {
        Some(variable) => {
            let Some((converter, bit)) = converter(&variable.class) else { return };
            if wanted.fits & bit != 0 {
                return;
            }
            message.push("[WE206] the variable `<");
            message.push(wanted.name);
            message.push(">` is of the converter `");
            message.push(converter);
            message.push("`, which does not become the `");
            message.push(wanted.ty);
            message.push("` that `");
            message.push(mount.map.app);
            message.push(
                "` takes from it\nhelp: use a converter that fits, or change the type in its `outer(…)`",
            );
        }
        None => {
            let mut i = 0;
            while i < map.outer.len() {
                if text::equal(map.outer[i].name, wanted.name) {
                    if text::equal(map.outer[i].ty, wanted.ty) {
                        return;
                    }
                    message.push("[WE206] `");
                    message.push(map.app);
                    message.push("` takes `");
                    message.push(wanted.name);
                    message.push("` as `");
                    message.push(map.outer[i].ty);
                    message.push("`, and `");
                    message.push(mount.map.app);
                    message.push("` as `");
                    message.push(wanted.ty);
                    message.push("`\nhelp: write the same type in both `outer(…)`");
                    panic!("{}", message.as_str());
                }
                i += 1;
            }
            message.push("[WE206] `");
            message.push(mount.map.app);
            message.push("` takes the variable `");
            message.push(wanted.name);
            message.push("` from where it is mounted, and the prefix `");
            message.push(if mount.text.is_empty() { "/" } else { mount.text });
            message.push("` has none of this name\nhelp: write `<");
            message.push(wanted.name);
            message.push(">` into the prefix, or `#[app(outer(");
            message.push(wanted.name);
            message.push(": ");
            message.push(wanted.ty);
            message.push("))]` on `");
            message.push(map.app);
            message.push("` if its own mounts supply it");
        }
    }
    panic!("{}", message.as_str())
}

const fn find(variables: &'static [Variable<'static>], name: &str) -> Option<&'static Variable<'static>> {
    let mut i = 0;
    while i < variables.len() {
        if text::equal(variables[i].name, name) {
            return Some(&variables[i]);
        }
        i += 1;
    }
    None
}

/// The name of a converter, and its bit in [`Outer::fits`]; `None` for text, which every type can come of.
const fn converter(class: &Class<'_>) -> Option<(&'static str, u8)> {
    match class {
        Class::Text { .. } => None,
        Class::Int { .. } => Some(("int", Outer::INT)),
        Class::Float { .. } => Some(("float", Outer::FLOAT)),
        Class::Uuid => Some(("uuid", Outer::UUID)),
        Class::Any(_) => Some(("any", Outer::ANY)),
        Class::Path => Some(("path", Outer::PATH)),
    }
}
