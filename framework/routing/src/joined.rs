//! Apps that are written in several blocks: each part is joined by the main one, and no name stands twice.

use crate::map::Map;
use crate::message::Message;
use crate::text;

/// Stops the build where the main block of an app does not join a part of it: no request would reach its rules.
///
/// # Panics
/// In const evaluation, where it does not.
#[track_caller]
pub const fn check_joined(map: &Map, part: &str) {
    let mut i = 0;
    while i < map.mounts.len() {
        if map.mounts[i].part && text::equal(map.mounts[i].name, part) {
            return;
        }
        i += 1;
    }
    let mut message = Message::new();
    message.push("[WE411] the part `");
    message.push(part);
    message.push("` is joined nowhere\nhelp: write `#[app(parts(");
    message.push(part);
    message.push("))]` on the main block of `");
    message.push(map.app);
    message.push("`");
    panic!("{}", message.as_str())
}

/// Stops the build where the part that is the `mount`-th of an app has an endpoint or a mount of a name that the main
/// block or a part before it has.
///
/// # Panics
/// In const evaluation, where it has.
#[track_caller]
pub const fn check_names(map: &Map, mount: usize) {
    let part = map.mounts[mount];
    names(map, part.map, part.name);
    let mut i = 0;
    while i < mount {
        if map.mounts[i].part {
            names(map.mounts[i].map, part.map, part.name);
        }
        i += 1;
    }
}

#[track_caller]
const fn names(one: &Map, part: &Map, name: &str) {
    let mut i = 0;
    while i < part.endpoints.len() {
        refuse(one, part, name, part.endpoints[i].name);
        i += 1;
    }
    let mut i = 0;
    while i < part.mounts.len() {
        refuse(one, part, name, part.mounts[i].name);
        i += 1;
    }
}

#[track_caller]
const fn refuse(one: &Map, part: &Map, part_name: &str, name: &str) {
    let mut twice = false;
    let mut i = 0;
    while i < one.endpoints.len() {
        twice |= text::equal(one.endpoints[i].name, name);
        i += 1;
    }
    let mut i = 0;
    while i < one.mounts.len() {
        twice |= !one.mounts[i].part && text::equal(one.mounts[i].name, name);
        i += 1;
    }
    if !twice || name.is_empty() {
        return;
    }
    let mut message = Message::new();
    message.push("[WE321] the part `");
    message.push(part_name);
    message.push("` of `");
    message.push(part.app);
    message.push("` has another endpoint `");
    message.push(name);
    message.push("`\nhelp: rename one of the methods, or write `endpoint = \"…\"` in its route");
    panic!("{}", message.as_str())
}
